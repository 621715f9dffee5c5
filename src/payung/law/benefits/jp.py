"""Pension (Jaminan Pensiun): the door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.law import parameters
from payung.law.arithmetic import PARTS_PER_MILLION
from payung.law.benefits import checks, documents
from payung.law.benefits.benefit import MONTHLY, ONCE, Benefit, Item
from payung.law.benefits.days import age_on, full_months
from payung.law.benefits.reasoning import Reasoning
from payung.law.explanation import Explanation, Quantity, applied
from payung.law.formats import day, percent
from payung.law.inputs import (
    LARGEST_MONTHLY_AMOUNT,
    check_amount,
    check_code,
    check_count,
    check_flag,
    refused,
)
from payung.law.jp import average_wage, monthly_pension, pension_date
from payung.law.jp.average_wage import YearOfWages

KINDS = ("OLD_AGE", "DISABILITY", "SURVIVOR")
RELATIONS = ("SPOUSE", "CHILD", "PARENT")
_MOST_SURVIVORS = 20


@dataclass(frozen=True, kw_only=True)
class Survivor:
    """A person on the member's list: ``SPOUSE``, ``CHILD`` or ``PARENT``.

    A child needs ``born_on``; ``is_married`` (of a spouse: married again) and ``works`` (of a
    child) end the right.
    """

    name: str
    relation: str
    born_on: date | None = None
    is_married: bool = False
    works: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise refused("name", self.name, "nama ahli waris", "the survivor's name")
        check_code("relation", self.relation, RELATIONS)
        check_flag("is_married", self.is_married)
        check_flag("works", self.works)
        if self.relation == "CHILD" and self.born_on is None:
            raise refused("born_on", None, "tanggal lahir anak", "the child's date of birth")


@dataclass(frozen=True, kw_only=True)
class PensionClaim:
    """The facts of one pension claim; amounts in whole rupiah.

    ``kind``: ``OLD_AGE`` (``event_on``: the day from which it is asked), ``DISABILITY`` or
    ``SURVIVOR`` (the day of the event). ``months_paid`` are contributions paid,
    ``months_enrolled`` the full months from enrolment to the event (0 in the first). Wages
    either as ``years`` or as ``average_annual_wage``. ``accumulated`` (contributions and growth)
    is needed when a lump sum is due. ``was_unmarried``: the member, for a parent's pension.
    ``last_pension``: for survivors of a pensioner (of old age or disability), what was last drawn
    a month; then contributions and wages are not asked, unless an office takes the formula.
    ``since``: the day from which others draw, the right of who drew until then having ended.
    """

    kind: str
    event_on: date
    born_on: date
    months_paid: int | None = None
    months_enrolled: int | None = None
    years: tuple[YearOfWages, ...] = ()
    average_annual_wage: int | None = None
    accumulated: int | None = None
    survivors: tuple[Survivor, ...] = ()
    was_unmarried: bool = True
    last_pension: int | None = None
    since: date | None = None

    def __post_init__(self) -> None:
        check_code("kind", self.kind, KINDS)
        checks.check_event("event_on", self.event_on, "jp/accrual_rate")
        checks.check_person("born_on", self.born_on, self.event_on, checks.YOUNGEST_WORKER_YEARS)
        check_flag("was_unmarried", self.was_unmarried)
        if self.last_pension is not None:
            self._check_last_pension(self.last_pension)
        if not self.is_by_last_pension:
            self._check_record()
        if self.accumulated is not None:
            check_amount("accumulated", self.accumulated, LARGEST_MONTHLY_AMOUNT)
        self._check_survivors()

    def _check_last_pension(self, amount: int) -> None:
        if self.kind != "SURVIVOR":
            raise refused("last_pension", amount, "kosong", "empty for this kind")
        most = parameters.get("jp/maximum_pension", self.event_on).number
        check_amount("last_pension", amount, most)

    def _check_record(self) -> None:
        # the first month of enrolment and that of the event both count
        first = parameters.in_use().parameter("jp/accrual_rate").values[0].valid_from
        most = full_months(first, self.event_on) + 1
        enrolled = check_count("months_enrolled", self.months_enrolled, 0, most)
        check_count("months_paid", self.months_paid, 0, max(1, enrolled))
        checks.check_tuple("years", self.years, YearOfWages)
        if bool(self.years) == (self.average_annual_wage is not None):
            raise refused(
                "average_annual_wage",
                self.average_annual_wage,
                "average_annual_wage atau years",
                "average_annual_wage or years",
            )
        if self.average_annual_wage is not None:
            check_amount(
                "average_annual_wage",
                self.average_annual_wage,
                monthly_pension.LARGEST_ANNUAL_WAGE,
            )

    def _check_survivors(self) -> None:
        checks.check_tuple("survivors", self.survivors, Survivor)
        check_count("survivors", len(self.survivors), 0, _MOST_SURVIVORS)
        if self.kind != "SURVIVOR" and self.survivors:
            raise refused("survivors", len(self.survivors), "kosong", "empty for this kind")
        if self.since is not None and self.kind != "SURVIVOR":
            raise refused("since", self.since.isoformat(), "kosong", "empty for this kind")
        checks.check_order("event_on", self.event_on, "since", self.since)
        for survivor in self.survivors:
            checks.check_person("born_on", survivor.born_on, self.asked_on)
            if survivor.relation == "PARENT":
                checks.check_order("born_on", survivor.born_on, "born_on", self.born_on)

    @property
    def asked_on(self) -> date:
        """The day on which it is asked who draws."""
        return self.since or self.event_on

    @property
    def is_by_last_pension(self) -> bool:
        """Whether survivors receive a share of the last pension, not of the formula."""
        rule = parameters.get("jp/survivors_share_last_pension", self.event_on)
        return self.last_pension is not None and rule.is_true

    @property
    def paid(self) -> int:
        """The months of contributions paid."""
        return self.months_paid or 0

    @property
    def enrolled(self) -> int:
        """The full months from enrolment to the event."""
        return self.months_enrolled or 0

    @property
    def average(self) -> int:
        """The average weighted annual wage in rupiah."""
        if self.average_annual_wage is not None:
            return self.average_annual_wage
        return average_wage.average_annual_wage(self.years)


def benefit(facts: PensionClaim) -> Benefit:
    """The pension a month, or the lump sum, with its conditions, and why.

    A monthly pension is one item with ``times`` 0: it lasts as long as the right does.
    ``LawError`` when a lump sum is due and ``accumulated`` was not given.
    """
    reasoning = Reasoning("JP", facts.event_on)
    if facts.years:
        reasoning.note(average_wage.explain(facts.years))
    decide = {"OLD_AGE": _old_age, "DISABILITY": _disability, "SURVIVOR": _survivors}
    situations = decide[facts.kind](reasoning, facts)
    if reasoning.items:
        reasoning.tell_payment_time("jp/pays_within_working_days")
    return reasoning.finish(
        ("Manfaat Jaminan Pensiun", "Pension"),
        inputs=_asked(facts),
        documents=documents.codes("JP", facts.event_on, situations),
        payable_from=facts.asked_on if reasoning.items else None,
    )


def _asked(facts: PensionClaim) -> tuple[Quantity, ...]:
    if facts.is_by_last_pension:
        return ()
    return (
        Quantity("months_paid", "Bulan iuran", "Months paid", facts.paid, "months"),
        Quantity("average", "Upah tahunan", "Annual wage", facts.average, "rupiah"),
    )


def _old_age(reasoning: Reasoning, facts: PensionClaim) -> list[str]:
    on = facts.event_on
    reached = pension_date.pension_date(facts.born_on)
    reasoning.note(pension_date.explain(facts.born_on))
    if not reasoning.require(
        on >= reached,
        "pension_age",
        (
            f"Usia pensiun tercapai ({day(reached, 'id')})?",
            f"Pension age reached ({day(reached, 'en')})?",
        ),
        (f"Diminta mulai {day(on, 'id')}", f"Asked from {day(on, 'en')}"),
        ("pensiun belum dibayar", "no pension yet"),
        ("jp/pension_age",),
    ):
        return []
    least = parameters.get("jp/old_age_minimum_months", on).number
    if _ask_or_lump_sum(
        reasoning,
        facts,
        facts.paid >= least,
        (
            f"Iuran paling sedikit {least} bulan?",
            f"At least {least} months of contributions?",
        ),
        (f"{facts.paid} bulan", f"{facts.paid} months"),
        ("jp/old_age_minimum_months",),
    ):
        step = monthly_pension.explain_old_age(
            on, months=facts.paid, average_annual_wage=facts.average
        )
        reasoning.grant(Item(code="OLD_AGE", step=step, rhythm=MONTHLY, times=0))
    return []


def _disability(reasoning: Reasoning, facts: PensionClaim) -> list[str]:
    on = facts.event_on
    reached = pension_date.pension_date(facts.born_on)
    if not reasoning.require(
        on < reached,
        "disabled_after_pension_age",
        (
            f"Sebelum usia pensiun ({day(reached, 'id')})?",
            f"Before pension age ({day(reached, 'en')})?",
        ),
        (
            f"Cacat total tetap pada {day(on, 'id')}",
            f"Totally disabled on {day(on, 'en')}",
        ),
        ("bukan pensiun cacat", "no disability pension"),
        ("jp/pension_age",),
    ):
        return ["DISABILITY"]
    if _has_record(reasoning, facts, "jp/disability_minimum_months"):
        step = monthly_pension.explain_disability(
            on, months=_counted(reasoning, facts), average_annual_wage=facts.average
        )
        reasoning.grant(Item(code="DISABILITY", step=step, rhythm=MONTHLY, times=0))
    return ["DISABILITY"]


def _survivors(reasoning: Reasoning, facts: PensionClaim) -> list[str]:
    relation, names = _first_survivors(reasoning, facts)
    full = _full_amount(reasoning, facts) if relation else None
    if full is not None:
        step = monthly_pension.explain_survivor(facts.event_on, relation, full)
        question = ("Penerima?", "Receiver?")
        if since := facts.since:
            step = monthly_pension.explain_passed(facts.event_on, since, step)
            words = (day(since, "id"), day(since, "en"))
            question = (f"Penerima sejak {words[0]}?", f"Receiver since {words[1]}?")
        reasoning.ask(
            True,
            question,
            (", ".join(names), ", ".join(names)),
            ("heirs/order_pension",),
        )
        reasoning.grant(Item(code=relation, step=step, rhythm=MONTHLY, times=0))
    return ["DEATH", *(["CHILD"] if relation == "CHILD" else [])]


def _full_amount(reasoning: Reasoning, facts: PensionClaim) -> Explanation | None:
    """The amount that survivors receive a share of; ``None`` when a lump sum was granted instead.

    Whoever drew a pension fulfilled its conditions, so that only others are asked for a record.
    """
    on = facts.event_on
    if facts.last_pension is not None:
        reasoning.ask(
            True,
            ("Peserta sudah menerima pensiun?", "Did the member draw a pension?"),
            ("Ya, masa iur tidak ditanyakan lagi", "Yes, the record is not asked again"),
            ("jp/survivors_share_last_pension",),
        )
        if facts.is_by_last_pension:
            return monthly_pension.explain_last_pension(on, facts.last_pension)
    elif not _has_record(reasoning, facts, "jp/survivor_minimum_months"):
        return None
    months = _counted(reasoning, facts)
    return monthly_pension.explain_formula(on, months=months, average_annual_wage=facts.average)


def _first_survivors(reasoning: Reasoning, facts: PensionClaim) -> tuple[str, list[str]]:
    found = receivers(facts.asked_on, facts.survivors, was_unmarried=facts.was_unmarried)
    if found:
        return found[0].relation, [survivor.name for survivor in found]
    reasoning.require(
        False,
        "no_survivor",
        ("Ada janda/duda, anak, atau orang tua yang berhak?", "An entitled survivor?"),
        ("Tidak ada dalam daftar peserta", "None on the member's list"),
        ("tidak ada pensiun ahli waris", "there is no survivor pension"),
        ("heirs/order_pension", "jp/child_ends_at_age"),
    )
    return "", []


def receivers(
    on: date, survivors: Sequence[Survivor], *, was_unmarried: bool = True
) -> tuple[Survivor, ...]:
    """Who of the survivors draws the pension: those of the first relation that has anybody
    entitled on that day, as many as the law allows; parents only of an unmarried member
    (PP 45/2015 Pasal 15-27). Empty when nobody does."""
    limit = parameters.get("jp/child_ends_at_age", on).number
    most = {
        str(row["relation"]): int(str(row["most"]))
        for row in parameters.get("jp/survivor_shares", on).rows
    }
    able = [survivor for survivor in survivors if _is_entitled(survivor, on, limit)]
    for relation in RELATIONS:
        found = [survivor for survivor in able if survivor.relation == relation]
        if found and (relation != "PARENT" or was_unmarried):
            return tuple(found[: most[relation]])
    return ()


def _is_entitled(survivor: Survivor, on: date, limit: int) -> bool:
    if survivor.relation == "CHILD" and survivor.born_on is not None:
        is_young = age_on(survivor.born_on, on) < limit
        return is_young and not survivor.works and not survivor.is_married
    return survivor.relation == "PARENT" or not survivor.is_married


def _has_record(reasoning: Reasoning, facts: PensionClaim, minimum: str) -> bool:
    on = facts.event_on
    least = parameters.get(minimum, on).number
    density = parameters.get("jp/density_minimum", on).number
    dense = facts.paid * PARTS_PER_MILLION >= density * facts.enrolled
    found = facts.paid * 100 // max(1, facts.enrolled)
    return _ask_or_lump_sum(
        reasoning,
        facts,
        facts.enrolled >= least and dense,
        (
            f"Kepesertaan paling sedikit {least} bulan, kepadatan iuran {percent(density, 'id')}?",
            f"At least {least} months of membership, a density of {percent(density, 'en')}?",
        ),
        (
            f"{facts.enrolled} bulan, dibayar {facts.paid} ({found}%)",
            f"{facts.enrolled} months, {facts.paid} paid ({found}%)",
        ),
        (minimum, "jp/density_minimum"),
    )


def _counted(reasoning: Reasoning, facts: PensionClaim) -> int:
    imputed = parameters.get("jp/imputed_months", facts.event_on).number
    counted = max(facts.paid, imputed)
    reasoning.ask(
        facts.paid < imputed,
        (f"Dihitung sebagai {imputed} bulan?", f"Counted as {imputed} months?"),
        (f"Dihitung {counted} bulan", f"{counted} months count"),
        ("jp/imputed_months",),
    )
    return counted


def _ask_or_lump_sum(
    reasoning: Reasoning,
    facts: PensionClaim,
    holds: bool,
    question: tuple[str, str],
    answer: tuple[str, str],
    basis: tuple[str, ...],
) -> bool:
    """Whether a monthly pension is due; otherwise the lump sum is granted."""
    sentence = ("dibayar sekaligus: iuran dan pengembangan", "a lump sum is due instead")
    if reasoning.require(holds, "lump_sum_instead", question, answer, sentence, basis):
        return True
    if facts.accumulated is None:
        raise refused(
            "accumulated",
            None,
            "jumlah iuran JP dan pengembangannya, karena manfaat dibayar sekaligus",
            "the contributions and their growth, since a lump sum is due",
        )
    step = Explanation(
        "Manfaat sekaligus: iuran dan pengembangan",
        "Lump sum: contributions and growth",
        facts.accumulated,
        parameters=tuple(applied(name, facts.event_on) for name in basis),
    )
    reasoning.grant(Item(code="LUMP_SUM", step=step, rhythm=ONCE))
    return False
