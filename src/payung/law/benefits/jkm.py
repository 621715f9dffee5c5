"""Death benefit (Jaminan Kematian): the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.law import parameters
from payung.law.benefits import checks, documents, fixed_sums, responsibility, scholarship
from payung.law.benefits.benefit import Benefit, Item
from payung.law.benefits.heirs import Heir, check_heirs
from payung.law.benefits.reasoning import Reasoning
from payung.law.benefits.scholarship import Child
from payung.law.benefits.time_limits import require_in_time
from payung.law.explanation import Quantity
from payung.law.inputs import check_count, check_flag, refused
from payung.law.jkm import death_benefit


@dataclass(frozen=True, kw_only=True)
class Death:
    """The facts of one death.

    ``died_on`` selects the regime. ``months_paid`` are all months of contributions (they decide
    on the scholarship); ``paid_months_in_a_row`` those of active membership up to and with the
    month of death (they decide on the waiting time of non-wage earners). ``unpaid_months`` are
    consecutive arrears. ``is_work_accident``: work injury pays for this death. ``heirs``:
    ``None`` when not asked, empty when there is nobody.
    """

    died_on: date
    months_paid: int
    paid_months_in_a_row: int | None = None
    segment: str = "WAGE_EARNER"
    born_on: date | None = None
    claimed_on: date | None = None
    is_work_accident: bool = False
    is_registered: bool = True
    unpaid_months: int = 0
    children: tuple[Child, ...] = ()
    heirs: tuple[Heir, ...] | None = None

    def __post_init__(self) -> None:
        checks.check_event("died_on", self.died_on, "jkm/lump_sum")
        checks.check_segment(self.segment)
        checks.check_person("born_on", self.born_on, self.died_on, checks.YOUNGEST_WORKER_YEARS)
        checks.check_order("died_on", self.died_on, "claimed_on", self.claimed_on)
        check_count("months_paid", self.months_paid)
        check_count("unpaid_months", self.unpaid_months)
        check_flag("is_work_accident", self.is_work_accident)
        check_flag("is_registered", self.is_registered)
        scholarship.check_children(self.children, self.died_on)
        check_heirs(self.heirs, self.children)
        if self.paid_months_in_a_row is not None:
            # the month of death may not be paid yet
            check_count("paid_months_in_a_row", self.paid_months_in_a_row, 0, self.months_paid + 1)
        elif self.segment != "WAGE_EARNER":
            raise refused(
                "paid_months_in_a_row",
                None,
                "jumlah bulan iuran beruntun sampai bulan meninggal (BPU)",
                "the consecutive paid months with the month of death (non-wage earners)",
            )


def benefit(facts: Death) -> Benefit:
    """What the death benefit programme pays for one death, by whom, and why."""
    reasoning = Reasoning("JKM", facts.died_on)
    until = require_in_time(reasoning, facts.claimed_on)
    reasoning.require(
        not facts.is_work_accident,
        "paid_by_work_accident",
        ("Kematian ini tidak dibayar JKK?", "Not paid by work injury?"),
        ("Akibat kecelakaan kerja", "Caused by work")
        if facts.is_work_accident
        else ("Bukan akibat kecelakaan kerja", "Not caused by work"),
        ("JKM tidak dibayar di samping JKK", "no death benefit beside work injury"),
        ("jkm/excluded_by_work_accident",),
    )
    payer = None
    if not reasoning.is_refused:
        payer = responsibility.payer_of(
            reasoning,
            segment=facts.segment,
            is_registered=facts.is_registered,
            unpaid_months=facts.unpaid_months,
        )
    if payer is not None:
        _grant(reasoning, facts, payer)
    is_married = any(heir.relation == "SPOUSE" for heir in facts.heirs or ())
    papers = documents.codes("JKM", facts.died_on, ["SPOUSE"] if is_married else [])
    return reasoning.finish(
        ("Manfaat Jaminan Kematian", "Death benefit"),
        inputs=(
            Quantity("months_paid", "Bulan iuran", "Months paid", facts.months_paid, "months"),
        ),
        documents=documents.with_scholarships(papers, facts.died_on, reasoning.items),
        claim_until=until,
        heirs=facts.heirs,
    )


def _grant(reasoning: Reasoning, facts: Death, payer: str) -> None:
    on = facts.died_on
    full = _has_waited(reasoning, facts)
    has_heirs = facts.heirs != ()
    if full and has_heirs:
        reasoning.grant(
            Item(code="LUMP_SUM", step=death_benefit.explain_lump_sum(on), payer=payer),
            Item(code="PERIODIC", step=fixed_sums.explain_periodic("jkm", on), payer=payer),
        )
    reasoning.grant(Item(code="FUNERAL", step=fixed_sums.explain_funeral("jkm", on), payer=payer))
    if not has_heirs:
        reasoning.refuse_without_heirs()
    if full and facts.children and _is_scholarship_due(reasoning, facts):
        scholarship.decide(reasoning, facts.children, payer)


def _has_waited(reasoning: Reasoning, facts: Death) -> bool:
    is_wage_earner = facts.segment == "WAGE_EARNER"
    months = facts.paid_months_in_a_row or 0
    full = bool(
        death_benefit.has_waited(
            facts.died_on, is_wage_earner=is_wage_earner, paid_months_in_a_row=months
        )
    )
    name = "wage_earner" if is_wage_earner else "non_wage_earner"
    parameter = f"jkm/waiting_months_{name}"
    waiting = parameters.get(parameter, facts.died_on).number
    if not waiting:
        return reasoning.ask(
            True,
            ("Masa tunggu?", "Waiting time?"),
            ("Tidak ada, manfaat penuh", "None, the full benefit"),
            (parameter,),
        )
    return reasoning.require(
        full,
        "waiting_time",
        (
            f"Lebih dari {waiting} bulan kepesertaan aktif?",
            f"More than {waiting} months of active membership?",
        ),
        (f"Meninggal pada bulan ke-{months}", f"Died in month {months}"),
        ("hanya biaya pemakaman", "only the funeral cost"),
        (parameter,),
    )


def _is_scholarship_due(reasoning: Reasoning, facts: Death) -> bool:
    least = parameters.get("jkm/scholarship_minimum_months", facts.died_on).number
    return reasoning.require(
        facts.months_paid >= least,
        "scholarship_minimum_months",
        (
            f"Iuran paling sedikit {least} bulan untuk beasiswa?",
            f"At least {least} months of contributions for the scholarship?",
        ),
        (f"{facts.months_paid} bulan dibayar", f"{facts.months_paid} months paid"),
        ("tanpa beasiswa", "no scholarship"),
        ("jkm/scholarship_minimum_months",),
    )
