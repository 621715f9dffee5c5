"""What a plan buys: accidents, deaths, what would be paid, households kept out of poverty.

Nothing here is a point: every outcome is a span between two numbers. Its ends combine what is not
known about the rates (low to high of ``planning/*``) with chance itself (``poisson``). The amounts
are the law's, of each year.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from payung.law import parameters
from payung.law.benefits import fixed_sums
from payung.law.benefits.days import months_after
from payung.law.benefits.scholarship import Child, schedule
from payung.law.household import NATION, months_carried
from payung.law.jkk import death as work_death
from payung.law.jkm import death_benefit as other_death
from payung.sponsorship.planning.poisson import between
from payung.sponsorship.planning.problem import MONTHS_OF_YEAR, Segment
from payung.sponsorship.planning.rates import waiting_months
from payung.sponsorship.planning.solve import Plan

PER = 100_000
HUNDRED = 100
MILLION = 1_000_000


@dataclass(frozen=True)
class Span:
    """Between ``low`` and ``high``, both included."""

    low: int
    high: int


@dataclass(frozen=True)
class YearOfEffects:
    """A year of a plan: persons and their months, and the spans of what is expected of them.

    ``benefits`` are rupiah of deaths (JKK and JKM with funerals, and scholarships over all years
    that they run); treatment of accidents has no ceiling in law and is not in it.
    """

    year: int
    persons: int
    person_months: int
    accidents: Span
    work_deaths: Span
    other_deaths: Span
    deaths: Span
    waiting_deaths: Span
    benefits: Span
    kept_households: Span
    bridge_months: Span


@dataclass(frozen=True)
class _Exposure:
    """Person-months of a segment in a year: all, those still waiting, those with scholarships."""

    segment: Segment
    all: int
    waiting: int
    long: int


def effects(plan: Plan, province: str = NATION) -> list[YearOfEffects]:
    """What each year of a plan is expected to bring; ``province`` chooses the poverty line."""
    covered = plan.frame.covered(plan.persons)
    return [
        _year(plan, at, covered, _exposures(plan, at, covered), province)
        for at in range(len(plan.frame.problem.years))
    ]


def whole_plan_effects(plan: Plan) -> tuple[Span, Span]:
    """Accidents and deaths (by work and otherwise) of all years together.

    The chance of the sum is narrower than the sum of the spans of its years.
    """
    covered = plan.frame.covered(plan.persons)
    accidents, deaths = [Fraction(0)] * 2, [Fraction(0)] * 2  # at the low and the high rates
    for at, year in enumerate(plan.frame.problem.years):
        on, exposures = date(year, 12, 31), _exposures(plan, at, covered)
        for side, name in enumerate(("low", "high")):
            accidents[side] += _mean(exposures, _by_group("accident_rates", on, name))
            deaths[side] += _mean(exposures, _by_group("accident_death_rates", on, name))
            deaths[side] += _mean(exposures, _same_for_all(_span("death_rates", on)[side]))
    share = parameters.get("planning/cover_quantile", date(plan.frame.problem.years[0], 1, 1))
    return (
        Span(*between(accidents[0], accidents[1], share.number)),
        Span(*between(deaths[0], deaths[1], share.number)),
    )


def _year(
    plan: Plan, at: int, covered: np.ndarray, exposures: list[_Exposure], province: str
) -> YearOfEffects:
    year = plan.frame.problem.years[at]
    on = date(year, 12, 31)
    share = parameters.get("planning/cover_quantile", on).number

    def count(mean: Callable[[str], Fraction]) -> Span:
        return Span(*between(mean("low"), mean("high"), share))

    def other(part: str) -> Callable[[str], Fraction]:
        rates = dict(zip(("low", "high"), _span("death_rates", on), strict=True))
        return lambda side: _mean(exposures, _same_for_all(rates[side]), part)

    def at_work(part: str) -> Callable[[str], Fraction]:
        return lambda side: _mean(exposures, _by_group("accident_death_rates", on, side), part)

    accidents = count(lambda side: _mean(exposures, _by_group("accident_rates", on, side)))
    work, full, waiting = count(at_work("all")), count(other("full")), count(other("waiting"))
    any_full = count(lambda side: other("full")(side) + at_work("all")(side))
    scholars = count(lambda side: other("long")(side) + at_work("all")(side))
    return YearOfEffects(
        year=year,
        persons=int(covered[at].sum()),
        person_months=sum(exposure.all for exposure in exposures),
        accidents=accidents,
        work_deaths=work,
        other_deaths=count(other("all")),
        deaths=count(lambda side: other("all")(side) + at_work("all")(side)),
        waiting_deaths=waiting,
        benefits=_benefits(exposures, on, work, full, waiting, scholars),
        kept_households=_kept(any_full, on, province),
        bridge_months=_bridge(on, province),
    )


def _exposures(plan: Plan, at: int, covered: np.ndarray) -> list[_Exposure]:
    """Person-months by segment. Who was not covered last year waits anew, cell by cell."""
    frame, problem = plan.frame, plan.frame.problem
    own = frame.ways
    now = own.year == at
    months = np.zeros(len(frame.cells), dtype=np.int64)
    np.add.at(months, own.cell[now], plan.persons[now] * own.months[now])
    before = covered[at - 1] if at else np.zeros_like(covered[at])
    new = np.maximum(covered[at] - before, 0)
    on = date(problem.years[at], 12, 31)
    years = -(-parameters.get("jkm/scholarship_minimum_months", on).number // MONTHS_OF_YEAR)
    long = covered[at - years : at + 1].min(axis=0) if at >= years else np.zeros_like(new)
    found = []
    for number, segment in enumerate(problem.segments):
        mine = frame.cells.segment == number
        wait = waiting_months(segment.basis, problem.years[at])
        total = int(months[mine].sum())
        if total:
            waiting = min(total, int(new[mine].sum()) * wait)
            steady = min(total, int(long[mine].sum()) * MONTHS_OF_YEAR)
            found.append(_Exposure(segment, total, waiting, steady))
    return found


def _mean(
    exposures: list[_Exposure], rate: Callable[[Segment], int], part: str = "all"
) -> Fraction:
    """Expected events: rate per 100,000 person-years times person-months, exactly."""
    total = 0
    for exposure in exposures:
        months = {
            "all": exposure.all,
            "waiting": exposure.waiting,
            "full": exposure.all - exposure.waiting,
            "long": exposure.long,
        }[part]
        total += rate(exposure.segment) * months
    return Fraction(total, PER * MONTHS_OF_YEAR)


def _by_group(name: str, on: date, side: str) -> Callable[[Segment], int]:
    rows = parameters.get(f"planning/{name}", on).rows
    rates = {int(str(row["risk_group"])): int(str(row[side])) for row in rows}
    return lambda segment: rates[segment.danger]


def _same_for_all(rate: int) -> Callable[[Segment], int]:
    return lambda _segment: rate


def _span(name: str, on: date) -> tuple[int, int]:
    row = parameters.get(f"planning/{name}", on).rows[0]
    return int(str(row["low"])), int(str(row["high"]))


def _benefits(
    exposures: list[_Exposure], on: date, work: Span, full: Span, waiting: Span, scholars: Span
) -> Span:
    """Rupiah for the deaths of a year: the least deaths at the least amounts to the most."""
    by_work = sorted(
        work_death.death_benefit(on, wage=exposure.segment.basis.amount).total
        for exposure in exposures
    ) or [0]
    jkm = other_death.death_benefit(
        on, is_wage_earner=False, paid_months_in_a_row=10 * MONTHS_OF_YEAR
    ).total
    funeral = fixed_sums.funeral("jkm", on)
    scholarship, children = scholarship_total(on), _span("scholarship_children_hundredths", on)
    ends = [
        work_deaths * by_work[side]
        + full_deaths * jkm
        + waiting_deaths * funeral
        + with_children * children[side] * scholarship // HUNDRED
        for side, work_deaths, full_deaths, waiting_deaths, with_children in (
            (0, work.low, full.low, waiting.low, scholars.low),
            (-1, work.high, full.high, waiting.high, scholars.high),
        )
    ]
    return Span(*ends)


def scholarship_total(on: date) -> int:
    """What one child's scholarship comes to over all its years, by the law of the day."""
    age = parameters.get("planning/scholarship_child_age", on).number
    born = months_after(on, -MONTHS_OF_YEAR * age)
    child = Child(name="anak", born_on=born, level="PRIMARY", year_of_level=1)
    return sum(year.amount for year in schedule(on, child))


def _bridge(on: date, province: str) -> Span:
    """For how many months the death benefit carries the household at the poverty line."""
    benefit = other_death.death_benefit(
        on, is_wage_earner=False, paid_months_in_a_row=10 * MONTHS_OF_YEAR
    ).total
    return Span(*months_carried(benefit, on, province))


def _kept(deaths: Span, on: date, province: str) -> Span:
    """Households that would fall below the line without the benefit and do not with it.

    Counted where the benefit carries the household for ``planning/bridge_months`` or more.
    """
    asked = parameters.get("planning/bridge_months", on).number
    share, bridge = _span("fall_share", on), _bridge(on, province)
    low = deaths.low * share[0] // MILLION if bridge.low >= asked else 0
    high = -(-deaths.high * share[1] // MILLION) if bridge.high >= asked else 0
    return Span(low, high)
