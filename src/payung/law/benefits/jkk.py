"""Work injury benefits (Jaminan Kecelakaan Kerja): the door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from payung.law import parameters
from payung.law.benefits import checks, documents, fixed_sums, responsibility, scholarship
from payung.law.benefits.benefit import EMPLOYER, Benefit, Item
from payung.law.benefits.days import full_months, months_after
from payung.law.benefits.heirs import Heir, check_heirs
from payung.law.benefits.reasoning import Reasoning
from payung.law.benefits.scholarship import Child
from payung.law.benefits.time_limits import require_in_time
from payung.law.bpu.contribution import base as tier_base
from payung.law.explanation import Explanation, Quantity, applied
from payung.law.formats import day
from payung.law.inputs import check_amount, check_code, check_count, check_flag, refused
from payung.law.jkk import costs, death, partial_disability, temporary_incapacity, total_disability
from payung.law.jkk.partial_disability import Loss
from payung.law.quantities import wage as wage_quantity

CAUSES = ("ACCIDENT", "OCCUPATIONAL_DISEASE", "SUDDEN_DEATH")
_LONGEST_REPORT_HOURS = 100_000


@dataclass(frozen=True, kw_only=True)
class WorkAccident:
    """The facts of one work accident or occupational disease; amounts in whole rupiah.

    ``accident_on`` (or the diagnosis) selects the regime. Wage earners: ``wage`` is the reported
    monthly wage, ``real_wage`` the one really paid. Non-wage earners: ``income`` is the chosen
    income, from which the tier base is looked up. ``first_report_hours``: how long after the
    accident the employer reported it. One question holds one outcome: ``died_on``,
    ``is_totally_disabled`` or ``losses``, besides costs and incapacity (full months, and days
    beyond them). ``heirs``: ``None`` when not asked, empty when there is nobody. ``*_cost`` are
    real costs before any cap.
    """

    accident_on: date
    wage: int | None = None
    income: int | None = None
    real_wage: int | None = None
    segment: str = "WAGE_EARNER"
    cause: str = "ACCIDENT"
    is_suspected: bool = False
    born_on: date | None = None
    died_on: date | None = None
    employment_ended_on: date | None = None
    claimed_on: date | None = None
    is_registered: bool = True
    unpaid_months: int = 0
    first_report_hours: int | None = None
    incapacity_months: int = 0
    incapacity_days: int = 0
    losses: tuple[Loss, ...] = ()
    left_handed: bool = False
    is_totally_disabled: bool = False
    trips: tuple[costs.Trip, ...] = ()
    medical_cost: int = 0
    denture_cost: int = 0
    hearing_aid_cost: int = 0
    glasses_cost: int = 0
    home_care_cost: int = 0
    home_care_months: int = 1
    prosthesis_reference_price: int = 0
    in_traffic: bool = False
    children: tuple[Child, ...] = ()
    heirs: tuple[Heir, ...] | None = None

    def __post_init__(self) -> None:
        checks.check_event("accident_on", self.accident_on, "jkk/death_share")
        checks.check_segment(self.segment)
        check_code("cause", self.cause, CAUSES)
        self._check_days()
        self._check_wages()
        self._check_outcome()
        for field in (
            *("medical_cost", "denture_cost", "hearing_aid_cost", "glasses_cost"),
            *("home_care_cost", "prosthesis_reference_price"),
        ):
            check_amount(field, getattr(self, field), smallest=0)
        check_count("unpaid_months", self.unpaid_months)
        costs.check_home_care_months(self.accident_on, self.home_care_months)
        if self.first_report_hours is not None:
            check_count("first_report_hours", self.first_report_hours, 0, _LONGEST_REPORT_HOURS)
        scholarship.check_children(self.children, self.died_on or self.accident_on)
        check_heirs(self.heirs, self.children)

    def _check_days(self) -> None:
        checks.check_person("born_on", self.born_on, self.accident_on, checks.YOUNGEST_WORKER_YEARS)
        checks.check_order("born_on", self.born_on, "died_on", self.died_on)
        checks.check_order("accident_on", self.accident_on, "died_on", self.died_on)
        checks.check_order("accident_on", self.accident_on, "claimed_on", self.claimed_on)
        if self.employment_ended_on is not None and self.cause != "OCCUPATIONAL_DISEASE":
            checks.check_order(
                "accident_on", self.accident_on, "employment_ended_on", self.employment_ended_on
            )

    def _check_wages(self) -> None:
        is_wage_earner = self.segment == "WAGE_EARNER"
        if (self.wage is not None) != is_wage_earner or (self.income is None) != is_wage_earner:
            raise refused(
                "wage",
                self.wage,
                "wage bagi WAGE_EARNER, income bagi NON_WAGE_EARNER",
                "wage for WAGE_EARNER, income for NON_WAGE_EARNER",
            )
        if is_wage_earner:
            check_amount("wage", self.wage)
        else:
            check_amount("income", self.income, smallest=0)
        if self.real_wage is not None:
            check_amount("real_wage", self.real_wage, smallest=self.reported_wage)

    def _check_outcome(self) -> None:
        for field in ("is_suspected", "is_registered", "is_totally_disabled", "in_traffic"):
            check_flag(field, getattr(self, field))
        checks.check_tuple("losses", self.losses, Loss)
        checks.check_tuple("trips", self.trips, costs.Trip)
        outcomes = [self.died_on is not None, self.is_totally_disabled, bool(self.losses)]
        if sum(outcomes) > 1:
            raise refused(
                "losses",
                "lebih dari satu akibat",
                "satu akibat: died_on, is_totally_disabled, atau losses",
                "one outcome: died_on, is_totally_disabled or losses",
            )
        if self.cause == "SUDDEN_DEATH" and self.died_on is None:
            raise refused("died_on", None, "tanggal meninggal", "the day of death")
        self._check_incapacity()

    def _check_incapacity(self) -> None:
        if self.incapacity_months == 0 == self.incapacity_days:
            return
        temporary_incapacity.bands(self.accident_on, self.incapacity_months, self.incapacity_days)
        if self.died_on is not None:
            lived = full_months(self.accident_on, self.died_on) + 1
            most = lived - bool(self.incapacity_days)
            check_count("incapacity_months", self.incapacity_months, 0, most)

    @property
    def reported_wage(self) -> int:
        """The wage that the fund pays on: reported, or the tier base of the income."""
        if self.segment == "WAGE_EARNER":
            return self.wage or 0
        return int(tier_base(self.accident_on.replace(day=1), self.income))


def benefit(facts: WorkAccident) -> Benefit:
    """What the work injury programme pays for one accident, by whom, and why.

    Costs, pay while unable to work, then the sum of the outcome with scholarships. A benefit
    that is not due is explained as well (``refusals``).
    """
    reasoning = Reasoning("JKK", facts.accident_on)
    until = require_in_time(reasoning, facts.claimed_on)
    _require_work_injury(reasoning, facts)
    payer = None if reasoning.is_refused else _payer(reasoning, facts)
    if payer is not None and not reasoning.is_refused:
        _grant_costs(reasoning, facts, payer)
        if not facts.is_suspected:
            _grant_wage_based(reasoning, facts, payer)
            _grant_after_outcome(reasoning, facts, payer)
    return reasoning.finish(
        ("Manfaat Jaminan Kecelakaan Kerja", "Work injury benefit"),
        inputs=(wage_quantity(facts.reported_wage),),
        documents=documents.with_scholarships(
            _documents(facts), facts.accident_on, reasoning.items
        ),
        claim_until=until,
        heirs=facts.heirs if facts.died_on is not None else None,
    )


def _require_work_injury(reasoning: Reasoning, facts: WorkAccident) -> None:
    on = facts.accident_on
    if facts.cause == "SUDDEN_DEATH":
        covered = checks.codes_of("jkk/sudden_death_segments", "segment", on)
        reasoning.require(
            facts.segment in covered,
            "sudden_death_not_covered",
            ("Meninggal mendadak di tempat kerja?", "Sudden death at work?"),
            checks.SEGMENT_LABELS[facts.segment],
            ("bukan kecelakaan kerja bagi segmen ini", "no work accident for this segment"),
            ("jkk/sudden_death_segments",),
        )
    if facts.cause == "OCCUPATIONAL_DISEASE" and facts.employment_ended_on is not None:
        _require_disease_in_time(reasoning, facts.employment_ended_on)
    if facts.is_suspected:
        reasoning.require(
            parameters.get("jkk/suspected_case_covered", on).is_true,
            "suspected_case_not_covered",
            ("Baru diduga kecelakaan kerja?", "Only suspected to be a work accident?"),
            ("Diduga", "Suspected"),
            ("perawatan belum ditanggung", "care is not yet covered"),
            ("jkk/suspected_case_covered",),
        )


def _require_disease_in_time(reasoning: Reasoning, ended_on: date) -> None:
    limit = parameters.get("jkk/disease_after_leaving_months", reasoning.on).number
    reasoning.require(
        reasoning.on <= months_after(ended_on, limit),
        "disease_after_leaving",
        (
            f"Timbul dalam {limit} bulan setelah berhenti bekerja?",
            f"Appeared within {limit} months after employment?",
        ),
        (f"Berhenti {day(ended_on, 'id')}", f"Left on {day(ended_on, 'en')}"),
        ("tidak ditanggung lagi", "no longer covered"),
        ("jkk/disease_after_leaving_months",),
    )


def _payer(reasoning: Reasoning, facts: WorkAccident) -> str | None:
    return responsibility.payer_of(
        reasoning,
        segment=facts.segment,
        is_registered=facts.is_registered,
        unpaid_months=facts.unpaid_months,
        first_report_hours=facts.first_report_hours,
    )


def _grant_costs(reasoning: Reasoning, facts: WorkAccident, payer: str) -> None:
    on = facts.accident_on
    if facts.medical_cost:
        care = Explanation(
            "Perawatan medis sesuai kebutuhan",
            "Medical care as needed",
            facts.medical_cost,
            parameters=(applied("jkk/medical_care_without_ceiling", on),),
        )
        reasoning.grant(Item(code="MEDICAL_CARE", step=care, payer=payer))
    if facts.is_suspected:
        return
    if facts.trips:
        trips = costs.explain_transport(on, facts.trips)
        reasoning.grant(Item(code="TRANSPORT", step=trips, payer=payer))
    for kind, (name, label_id, label_en) in costs.CAPPED.items():
        cost = getattr(facts, f"{kind}_cost")
        if not cost:
            continue
        if parameters.find(name, on) is None:
            reasoning.require(
                False,
                "cost_not_covered",
                (f"{label_id} ditanggung?", f"{label_en} covered?"),
                ("Belum diatur pada tanggal itu", "Not yet law on that day"),
                ("tidak dibayar", "not paid"),
            )
            continue
        step = costs.explain_capped(on, kind, cost)
        reasoning.grant(Item(code=kind.upper(), step=step, payer=payer))
    if facts.prosthesis_reference_price:
        step = costs.explain_prosthesis(on, facts.prosthesis_reference_price)
        reasoning.grant(Item(code="PROSTHESIS", step=step, payer=payer))


def _grant_wage_based(reasoning: Reasoning, facts: WorkAccident, payer: str) -> None:
    on = facts.accident_on
    if facts.incapacity_months or facts.incapacity_days:
        months, days = facts.incapacity_months, facts.incapacity_days
        _grant_on_wage(
            reasoning,
            facts,
            payer,
            "TEMPORARY_INCAPACITY",
            lambda wage: temporary_incapacity.explain(on, wage=wage, months=months, days=days),
        )
    if facts.losses:
        assessed = [
            partial_disability.assess(on, loss, left_handed=facts.left_handed)
            for loss in facts.losses
        ]
        _grant_on_wage(
            reasoning,
            facts,
            payer,
            "PARTIAL_DISABILITY",
            lambda wage: partial_disability.explain(on, wage=wage, losses=assessed),
        )
    if facts.is_totally_disabled:
        _grant_on_wage(
            reasoning,
            facts,
            payer,
            "TOTAL_DISABILITY",
            lambda wage: total_disability.explain_lump_sum(on, wage),
        )
    if facts.died_on is not None and facts.heirs != ():
        _grant_on_wage(
            reasoning, facts, payer, "DEATH", lambda wage: death.explain_lump_sum(on, wage)
        )


def _grant_on_wage(
    reasoning: Reasoning,
    facts: WorkAccident,
    payer: str,
    code: str,
    explain: Callable[[int], Explanation],
) -> None:
    reported, real = facts.reported_wage, facts.real_wage or facts.reported_wage
    if payer == EMPLOYER:
        reasoning.grant(Item(code=code, step=explain(real), payer=payer))
        return
    own, full = explain(reported), explain(real)
    reasoning.grant(Item(code=code, step=own, payer=payer))
    owes = applied("jkk/employer_owes_difference", facts.accident_on)
    if full.amount > own.amount and owes.value.is_true:
        difference = Explanation(
            f"Selisih {own.label_id} karena upah dilaporkan terlalu rendah",
            f"Difference of {own.label_en}, the wage was reported too low",
            full.amount - own.amount,
            inputs=(
                Quantity("full", "Menurut upah nyata", "By the real wage", full.amount, "rupiah"),
                Quantity("own", "Menurut laporan", "By the report", own.amount, "rupiah"),
            ),
            parameters=(owes,),
            formula="{full} - {own}",
            steps=(full,),
        )
        reasoning.grant(Item(code=code, step=difference, payer=EMPLOYER))


def _grant_after_outcome(reasoning: Reasoning, facts: WorkAccident, payer: str) -> None:
    on = facts.accident_on
    if facts.losses or facts.is_totally_disabled:
        reasoning.ask(
            True,
            ("Pendampingan kembali kerja?", "Return to work?"),
            ("Tersedia tanpa biaya", "Available free of charge"),
            ("jkk/return_to_work",),
        )
    died, has_heirs = facts.died_on is not None, facts.heirs != ()
    if facts.is_totally_disabled or (died and has_heirs):
        reasoning.grant(
            Item(code="PERIODIC", step=fixed_sums.explain_periodic("jkk", on), payer=payer)
        )
        scholarship.decide(reasoning, facts.children, payer)
    if died:
        reasoning.grant(
            Item(code="FUNERAL", step=fixed_sums.explain_funeral("jkk", on), payer=payer)
        )
        if not has_heirs:
            reasoning.refuse_without_heirs()


def _documents(facts: WorkAccident) -> tuple[str, ...]:
    has_costs = bool(facts.trips) or any(
        getattr(facts, field)
        for field in (
            *("medical_cost", "denture_cost", "hearing_aid_cost", "glasses_cost"),
            *("home_care_cost", "prosthesis_reference_price"),
        )
    )
    situations = {
        "DEATH": facts.died_on is not None,
        "TRAFFIC": facts.in_traffic,
        "COSTS": has_costs,
    }
    return documents.codes(
        "JKK", facts.accident_on, [name for name, holds in situations.items() if holds]
    )
