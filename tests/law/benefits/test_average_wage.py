"""The average annual wage: revalued by inflation, weighted by months, rounded once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.errors import LawError
from payung.law.jp.average_wage import YearOfWages, average_annual_wage, capped_total, explain


def test_a_year_with_fewer_months_weighs_less() -> None:
    years = [
        YearOfWages(year=2025, months=3, total=15_000_000),
        YearOfWages(year=2025 + 1, months=9, total=54_000_000),
    ]
    revalued = 15_438_000  # 15,000,000 x 1.0292

    assert average_annual_wage(years) == revalued + 54_000_000
    assert [step.amount for step in explain(years).steps] == [revalued, 54_000_000]


def test_revaluation_is_compounded_over_the_years() -> None:
    """2023 to 2025: 2.61 % and 1.57 %: 10,000,000 becomes 10,422,097.7."""
    years = [
        YearOfWages(year=2023, months=12, total=10_000_000),
        YearOfWages(year=2025, months=12, total=10_422_098),
    ]

    assert average_annual_wage(years) == 10_422_098


@settings(max_examples=50, deadline=None)
@given(totals=st.lists(st.integers(1, 80_000_000), min_size=1, max_size=11))
def test_inflation_never_lowers_the_average(totals: list[int]) -> None:
    years = [YearOfWages(year=2016 + n, months=12, total=total) for n, total in enumerate(totals)]

    assert average_annual_wage(years) >= sum(totals) // len(totals)


def test_each_month_is_limited_by_its_own_ceiling() -> None:
    """January and February still have the ceiling of the year before."""
    months = [(date(2026, month, 1), 12_000_000) for month in (2, 3)]

    assert capped_total(months) == 10_547_400 + 11_086_300


def test_inflation_that_is_not_known_is_never_guessed() -> None:
    years = [YearOfWages(year=year, months=1, total=1) for year in (2026, 2027)]

    with pytest.raises(LawError, match="Inflasi tahun 2026"):
        average_annual_wage(years)


def test_years_given_twice_or_not_at_all_are_refused() -> None:
    year = YearOfWages(year=2025, months=1, total=1)

    for years in ([], [year, year]):
        with pytest.raises(LawError, match="years"):
            average_annual_wage(years)
    with pytest.raises(LawError, match="year"):
        YearOfWages(year=2014, months=1, total=1)
