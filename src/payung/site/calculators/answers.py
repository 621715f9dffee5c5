"""From a question to the law's own answer; no amount is made here.

Every function takes a question that is valid so far and returns its answer. What the law refuses
is put at the field that it is about, and then there is no answer (or only the part that holds).
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from payung.clock import today
from payung.law import non_wage_earner, parameters, wage_earner
from payung.law.benefits import jkk, jkm, jkp, jp
from payung.law.benefits.benefit import ONCE, YEARLY, Benefit
from payung.law.benefits.days import months_after
from payung.law.errors import LawError
from payung.law.explanation import Explanation, Quantity, applied
from payung.law.inputs import check_month
from payung.law.jp import pension_date
from payung.law.jp.contribution import capped_wage
from payung.law.membership.minimum_programmes import (
    minimum_programmes,
    minimum_programmes_of_non_wage_earner,
)
from payung.site.calculators.answer import Answer, Line, Table, of_benefit
from payung.site.calculators.forms import (
    FamilyQuestion,
    JobLossQuestion,
    NonWageEarnerQuestion,
    PensionQuestion,
    WageEarnerQuestion,
)
from payung.site.calculators.question import Question
from payung.site.formatting import day, language, month, number, rupiah

_MONTHS_A_YEAR = 12


def wage_earner_contribution(question: Question) -> Answer | None:
    """What the employer and the worker pay for a month."""
    assert isinstance(question, WageEarnerQuestion)
    asked = question.cleaned_data
    try:
        check_month(asked["bulan"])
        taken = set(minimum_programmes(asked["bulan"], business_size=asked["skala"]))
        taken |= set(asked["ikut"])
        tree = wage_earner.explain_contribution(
            asked["bulan"],
            wage=asked["upah"],
            risk_group=int(asked["risiko"]),
            takes_jht="jht" in taken,
            takes_jp="jp" in taken,
            takes_jkp="jkp" in asked["keadaan"],
            labour_intensive="padat-karya" in asked["keadaan"],
        )
    except LawError as error:
        question.refuse(error)
        return None
    employer, worker = tree.steps
    beside = _("Pemberi kerja %(employer)s, pekerja %(worker)s.") % {
        "employer": rupiah(employer.amount),
        "worker": rupiah(worker.amount),
    }
    payers = {_("Dibayar pemberi kerja"): employer, _("Dipotong dari upah"): worker}
    return Answer(
        headline=Line(tree, _("Iuran %(month)s") % {"month": month(asked["bulan"])}, beside),
        lines=[Line(step, beside=payer) for payer, part in payers.items() for step in part.steps]
        + [Line(step, beside=_("Keterangan, tidak ditagih di sini")) for step in tree.besides],
    )


def non_wage_earner_contribution(question: Question) -> Answer | None:
    """What somebody who works on their own pays for a month."""
    assert isinstance(question, NonWageEarnerQuestion)
    asked = question.cleaned_data
    takes_jht = "jht" in asked["keadaan"]
    try:
        tree = non_wage_earner.explain_contribution(
            asked["bulan"],
            income=asked["penghasilan"],
            takes_jht=takes_jht,
            sector=asked["sektor"],
            kind=asked["jenis"],
            paid_by_budget="anggaran" in asked["keadaan"],
        )
    except LawError as error:
        question.refuse(error)
        return None
    answer = Answer(
        headline=Line(tree, _("Iuran %(month)s") % {"month": month(asked["bulan"])}),
        lines=[Line(step) for step in tree.steps],
    )
    owed = minimum_programmes_of_non_wage_earner(asked["bulan"], kind=asked["jenis"])
    if "jht" in owed and not takes_jht:
        answer.notes.append(_("Pekerjaan ini wajib ikut JHT; pilih JHT untuk melihat iurannya."))
    return answer


def family_benefit(question: Question) -> Answer | None:
    """What a family receives: from work injury when work was the cause, else the death benefit."""
    assert isinstance(question, FamilyQuestion)
    try:
        benefit = _family_benefit(question)
    except LawError as error:
        question.refuse(error)
        return None
    if benefit is None:
        return None
    answer = of_benefit(benefit, _("Seluruh manfaat"), _family_beside(benefit))
    if any(item.rhythm == YEARLY for item in benefit.items):  # a single sum has no schedule
        answer.tables.append(_scholarships(benefit))
    if benefit.claim_until:
        answer.notes.append(_claim_until(benefit.claim_until))
    answer.notes.append(
        _("Saldo JHT dan pensiun ahli waris (JP) dibayar di samping ini bila programnya diikuti.")
    )
    return answer


def _family_benefit(question: FamilyQuestion) -> Benefit | None:
    asked = question.cleaned_data
    at_work = asked["sebab"] != "OTHER"
    children = question.children(asked["kejadian"] if at_work else asked["meninggal"])
    if question.errors:
        return None
    is_registered = "tidak-terdaftar" not in asked["keadaan"]
    unpaid = asked["tunggakan"] or 0
    if not at_work:
        return jkm.benefit(
            jkm.Death(
                died_on=asked["meninggal"],
                segment=asked["segmen"],
                months_paid=asked["dibayar"],
                paid_months_in_a_row=asked.get("beruntun"),
                unpaid_months=unpaid,
                is_registered=is_registered,
                children=children,
            )
        )
    return jkk.benefit(
        jkk.WorkAccident(
            accident_on=asked["kejadian"],
            died_on=asked["meninggal"],
            cause=asked["sebab"],
            segment=asked["segmen"],
            wage=asked.get("upah"),
            income=asked.get("penghasilan"),
            unpaid_months=unpaid,
            is_registered=is_registered,
            children=children,
        )
    )


def _family_beside(benefit: Benefit) -> str:
    yearly = sum(item.total for item in benefit.items if item.rhythm == YEARLY)
    if not yearly:
        return ""
    return _("Dibayar sekaligus %(once)s; beasiswa anak bertahap %(yearly)s.") % {
        "once": rupiah(sum(item.total for item in benefit.items if item.rhythm == ONCE)),
        "yearly": rupiah(yearly),
    }


def _scholarships(benefit: Benefit) -> Table:
    rows = parameters.get("scholarship/levels", benefit.event_on).rows
    levels = {str(row["level"]): str(row[f"label_{language()}"]) for row in rows}
    return Table(
        _("Jadwal beasiswa"),
        [_("Dibayar pada"), _("Anak"), _("Jenjang"), _("Besarnya")],
        [
            [day(year.on), year.child, levels[year.level], rupiah(year.amount)]
            for year in benefit.scholarships
        ],
        folded=True,
    )


def _claim_until(last: date) -> str:
    return _("Paling lambat diklaim pada %(day)s.") % {"day": day(last)}


def pension(question: Question) -> Answer | None:
    """When the pension age is reached, and what is paid then, if months and wage were given."""
    assert isinstance(question, PensionQuestion)
    asked = question.cleaned_data
    try:
        tree = pension_date.explain(asked["lahir"])
        reached = pension_date.pension_date(asked["lahir"])
        latest = pension_date.latest_start(asked["lahir"])
    except LawError as error:
        question.refuse(error)
        return None
    age = Line(
        tree,
        _("Usia pensiun"),
        _("Tercapai pada %(day)s; yang masih bekerja boleh menunda sampai %(latest)s.")
        % {"day": day(reached), "latest": day(latest)},
    )
    answer = Answer(headline=age)
    if asked["dibayar"] is not None and asked["upah"] is not None:
        try:
            answer = _pension_amount(question, reached, age)
        except LawError as error:
            question.refuse(error)
    answer.notes.append(_("Usia pensiun ini untuk JP; JHT mempunyai aturan umurnya sendiri."))
    return answer


def _pension_amount(question: PensionQuestion, reached: date, age: Line) -> Answer:
    asked = question.cleaned_data
    benefit = jp.benefit(
        jp.PensionClaim(
            kind="OLD_AGE",
            event_on=reached,
            born_on=asked["lahir"],
            months_paid=asked["dibayar"],
            months_enrolled=asked["dibayar"],
            average_annual_wage=counted_wage(asked["upah"]) * _MONTHS_A_YEAR,
            accumulated=asked["saldo"],
        )
    )
    is_monthly = not benefit.refusals
    name = _("Pensiun sebulan") if is_monthly else _("Dibayar sekaligus")
    answer = of_benefit(benefit, name, _("Mulai %(day)s.") % {"day": day(reached)})
    answer.lines = [age, *answer.lines]
    if counted_wage(asked["upah"]) != asked["upah"]:
        answer.lines.append(Line(_capped(asked["upah"])))
    answer.notes.append(
        _("Perkiraan: upah dan batas pensiun pada tahun itu belum diketahui hari ini.")
    )
    return answer


def counted_wage(wage: int) -> int:
    """The monthly wage in rupiah up to the pension ceiling of this month."""
    return int(capped_wage(today().replace(day=1), wage))


def _capped(wage: int) -> Explanation:
    ceiling = applied("jp/wage_ceiling", today().replace(day=1))
    return Explanation(
        "Upah yang dihitung, sampai batas upah JP",
        "Wage that counts, up to the pension ceiling",
        counted_wage(wage),
        inputs=(
            Quantity("wage", "Upah sebulan", "Monthly wage", wage, "rupiah"),
            Quantity("limit", "Batas atas upah", "Wage ceiling", ceiling.value.number, "rupiah"),
        ),
        parameters=(ceiling,),
        formula="min({wage}; {limit})",
    )


def job_loss(question: Question) -> Answer | None:
    """What is paid month by month after work was lost, and until when it may be claimed."""
    assert isinstance(question, JobLossQuestion)
    asked = question.cleaned_data
    times = asked["kali"] or 0
    try:
        benefit = jkp.benefit(
            jkp.JobLoss(
                terminated_on=asked["berhenti"],
                reason=asked["sebab"],
                wage=asked["upah"],
                months_paid_in_window=asked["dibayar"],
                longest_run=asked["beruntun"],
                unpaid_months=asked["tunggakan"] or 0,
                drawn_before=times,
                months_paid_since=asked["sejak"] if times else None,
                claimed_on=asked["klaim"],
                is_citizen="asing" not in asked["keadaan"],
                is_enrolled="tidak-terdaftar" not in asked["keadaan"],
            )
        )
    except LawError as error:
        question.refuse(error)
        return None
    answer = of_benefit(benefit, _("Uang tunai seluruhnya"))
    if benefit.is_payable:
        answer.tables.append(_cash_by_month(benefit))
        answer.notes.append(_search_conditions(asked["berhenti"]))
    answer.notes = [_window(asked["berhenti"]), *answer.notes]
    if benefit.claim_until:
        answer.notes.append(_claim_until(benefit.claim_until))
    return answer


def _cash_by_month(benefit: Benefit) -> Table:
    amounts = [item.amount for item in benefit.items for _time in range(item.times)]
    return Table(
        _("Uang tunai per bulan"),
        [_("Bulan"), _("Besarnya")],
        [
            [_("Bulan ke-%(number)s") % {"number": number(position)}, rupiah(amount)]
            for position, amount in enumerate(amounts, start=1)
        ],
    )


def _window(terminated_on: date) -> str:
    months = parameters.get("jkp/contribution_window_months", terminated_on).number
    this = terminated_on.replace(day=1)
    return _("Iuran dihitung dari bulan %(first)s sampai %(last)s (%(months)s bulan).") % {
        "first": month(months_after(this, -months)),
        "last": month(months_after(this, -1)),
        "months": number(months),
    }


def _search_conditions(terminated_on: date) -> str:
    least = {
        name: parameters.get(f"jkp/{parameter}", terminated_on)
        for name, parameter in (
            ("applications", "job_applications_minimum"),
            ("interviews", "interviews_instead"),
        )
    }
    return _(
        "Mulai bulan kedua, carilah kerja: paling sedikit %(applications)s lamaran atau "
        "%(interviews)s wawancara sebulan (%(article)s)."
    ) % {
        "article": least["applications"].article,
        **{name: number(value.number) for name, value in least.items()},
    }
