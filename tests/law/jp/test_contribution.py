"""Pension: the ceiling of every year, its months, its formula, and the deferral."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.law import parameters
from payung.law.jp.contribution import capped_wage, contribution, explain
from tests.law.conftest import cases

YEARS = cases("pension_ceilings.yaml")


@pytest.mark.parametrize("year", YEARS[1:], ids=lambda year: str(year["year"]))
def test_ceiling_starts_in_march_and_january_february_use_the_year_before(
    year: dict[str, int],
) -> None:
    before = next(other for other in YEARS if other["year"] == year["year"] - 1)
    found = [capped_wage(date(year["year"], month, 1), 10**9) for month in (1, 2, 3, 12)]
    assert found == [before["ceiling"]] * 2 + [year["ceiling"]] * 2


@pytest.mark.parametrize("year", YEARS[1:], ids=lambda year: str(year["year"]))
def test_ceiling_is_the_one_before_times_growth_rounded_down_to_100(year: dict[str, int]) -> None:
    """PP 45/2015 Pasal 29(3); the growth is that of the previous year, in basis points."""
    before = next(other for other in YEARS if other["year"] == year["year"] - 1)
    grown = before["ceiling"] * (1 + Fraction(year["growth_bp"], 10_000))
    assert floor(grown / 100) * 100 == year["ceiling"]


def test_every_year_is_there_once() -> None:
    values = parameters.in_use().parameter("jp/wage_ceiling").values
    assert [value.valid_from.year for value in values] == [year["year"] for year in YEARS]
    assert values[0].valid_from == date(2015, 7, 1)


@given(wage=st.integers(1, 10**12), month=st.sampled_from([date(2020, 8, 1), date(2021, 1, 1)]))
def test_what_is_deferred_is_a_debt_and_no_rupiah_is_lost(wage: int, month: date) -> None:
    result = contribution(month, wage=wage, takes_jp=True)
    full = contribution(date(2021, 2, 1), wage=wage, takes_jp=True)
    assert result.employer + result.deferred_employer == full.employer
    assert result.worker + result.deferred_worker == full.worker


def test_nothing_is_deferred_outside_the_covid_months() -> None:
    for month in (date(2020, 7, 1), date(2021, 2, 1)):
        assert contribution(month, wage=5_000_000, takes_jp=True) == (100_000, 50_000, 0, 0)


def test_explanation_shows_the_deferral() -> None:
    explained = explain(date(2020, 10, 1), wage=5_000_000)
    assert [step.amount for step in explained] == [1_000, 500, 99_000, 49_500]
    assert explained.deferred_employer.formula_text("id") == "Rp100.000 - Rp1.000"
