"""What covering one person costs, and how many months the law asks before it pays in full."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from payung.law import non_wage_earner, parameters, wage_earner
from payung.law.jkm.death_benefit import has_waited
from payung.sponsorship.planning.problem import (
    MONTHS_OF_YEAR,
    Basis,
    Fund,
    Problem,
    Segment,
    refused,
)


def months_of_cover(year: int, months: int) -> list[date]:
    """The months of a cover within a year: its last ones, so that it holds at the year's end.

    Coverage is counted on 31 December, and a cover that goes on in January needs no new waiting.
    """
    return [date(year, month, 1) for month in range(MONTHS_OF_YEAR - months + 1, 13)]


def month_rate(basis: Basis, month: date, is_public: bool) -> int:
    """JKK and JKM of one person for one month, whole rupiah, by the law of that month."""
    if basis.is_wage_earner:
        return wage_earner.contribution(
            month, wage=basis.amount, risk_group=basis.risk_group, takes_jht=False, takes_jp=False
        ).total
    return non_wage_earner.contribution(
        month,
        income=basis.amount,
        takes_jht=False,
        sector=basis.sector,
        kind="SELF_EMPLOYED",
        paid_by_budget=is_public,
    ).total


def cover_cost(basis: Basis, year: int, months: int, is_public: bool) -> int:
    """One person's cover in a year: the sum over its months, each by its own law."""
    fingerprint = parameters.in_use().fingerprint
    return _cover_cost(basis, year, months, is_public, fingerprint)


@lru_cache(maxsize=65536)
def _cover_cost(basis: Basis, year: int, months: int, is_public: bool, fingerprint: str) -> int:
    return sum(month_rate(basis, month, is_public) for month in months_of_cover(year, months))


def waiting_months(basis: Basis, year: int) -> int:
    """Months of membership in which a death pays the funeral only, by the law of that year."""
    on = date(year, 12, 31)
    for months in range(MONTHS_OF_YEAR + 1):
        if has_waited(on, is_wage_earner=basis.is_wage_earner, paid_months_in_a_row=months):
            return max(0, months - 1)
    return MONTHS_OF_YEAR


def check_months(problem: Problem) -> None:
    """Refuse a cover that never pays in full: shorter than the law's waiting time and a month.

    Raises ``PlanningRefused`` ("plan_months") and names the fund, its months and the law's.
    """
    for fund in problem.funds:
        bases = {segment.basis for segment in _payable(problem, fund)}
        for year in problem.years:
            least = max((waiting_months(basis, year) + 1 for basis in bases), default=1)
            if min(fund.months) < least:
                raise refused(
                    "plan_months",
                    f"{fund.code}: perlindungan {min(fund.months)} bulan tidak pernah membayar "
                    f"santunan kematian penuh; menurut hukum tahun {year} paling sedikit "
                    f"{least} bulan.",
                    f"{fund.code}: {min(fund.months)} months of cover never pay the full death "
                    f"benefit; by the law of {year} it takes at least {least} months.",
                    fund=fund.code,
                    least=least,
                )


def _payable(problem: Problem, fund: Fund) -> Iterable[Segment]:
    return (
        segment
        for segment in problem.segments
        if not fund.segments or segment.code in fund.segments
    )
