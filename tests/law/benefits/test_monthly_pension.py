"""The monthly pension: formula, bounds of each year, survivors, in any engine."""

from __future__ import annotations

import itertools
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law import parameters
from payung.law.errors import LawError
from payung.law.jp.monthly_pension import (
    bounded,
    explain_formula,
    explain_old_age,
    explain_survivor,
    indexed,
    old_age_pension,
    survivor_amount,
)
from tests.law.conftest import office_value

DAYS = st.dates(date(2015, 7, 1), date(2040, 12, 31))
PEOPLE = st.fixed_dictionaries(
    {"months": st.integers(0, 720), "average_annual_wage": st.integers(1, 10**10)}
)
SCHEMA = {"months": "int64", "average_annual_wage": "int64"}
MARCH = date(2026, 3, 1)


@settings(max_examples=20, deadline=None)
@given(day=DAYS, people=st.lists(PEOPLE, min_size=1, max_size=30))
def test_engines_agree_for_anybody_on_any_day(
    engine: Any, day: date, people: list[dict[str, Any]]
) -> None:
    def build(table: Any) -> dict[str, Any]:
        return {"pension": old_age_pension(day, **{name: table[name] for name in SCHEMA})}

    assert engine.compute(SCHEMA, people, build) == [
        {"pension": old_age_pension(day, **person)} for person in people
    ]


@settings(max_examples=100, deadline=None)
@given(day=DAYS, wage=st.integers(1, 10**9), more=st.integers(0, 10**9))
def test_more_wage_never_gives_less_and_never_leaves_the_bounds(
    day: date, wage: int, more: int
) -> None:
    pension = old_age_pension(day, months=180, average_annual_wage=wage)
    lowest = parameters.get("jp/minimum_pension", day).number
    highest = parameters.get("jp/maximum_pension", day).number

    assert lowest <= pension <= highest
    assert pension <= old_age_pension(day, months=180, average_annual_wage=wage + more)
    assert explain_old_age(day, months=180, average_annual_wage=wage).amount == pension


def test_fifteen_years_are_needed() -> None:
    assert old_age_pension(MARCH, months=179, average_annual_wage=60_000_000) == 0
    assert old_age_pension(MARCH, months=180, average_annual_wage=60_000_000) == 750_000


@pytest.mark.parametrize("name", ["jp/minimum_pension", "jp/maximum_pension"])
def test_published_bounds_follow_from_inflation_rounded_up(name: str) -> None:
    """Step Rp 50 up to 2022, Rp 100 from 2023; the published value rules."""
    values = parameters.in_use().parameter(name).values
    for before, value in itertools.pairwise(values):
        year = value.valid_from.year
        inflation = parameters.get("jp/inflation", date(year - 1, 1, 1)).number
        exact = before.number * Fraction(1_000_000 + inflation, 1_000_000)
        step = 50 if year <= 2022 else 100

        assert -(-exact // step) * step == value.number, year


def test_the_bounds_have_their_own_first_day() -> None:
    assert bounded(date(2026, 1, 31), 1) == 399_700
    assert bounded(date(2026, 2, 1), 1) == 411_400
    assert parameters.get("jp/wage_ceiling", date(2026, 2, 1)).number == 10_547_400


def test_a_survivor_s_part_is_lifted_unless_the_office_reads_it_otherwise() -> None:
    assert survivor_amount(MARCH, "PARENT", 1_200_000) == 411_400
    with office_value("jp/bounds_apply_to_survivors", False):
        assert survivor_amount(MARCH, "PARENT", 1_200_000) == 240_000
        full = explain_formula(MARCH, months=180, average_annual_wage=96_000_000)
        tree = explain_survivor(MARCH, "PARENT", full)
        assert tree.amount == 240_000
        assert "nilai kantor" in tree.as_text("id")


def test_the_next_year_s_pension_rises_by_inflation() -> None:
    assert indexed(MARCH, 1_000_000) == 1_029_200
    assert indexed(MARCH, 4_900_000) == 4_932_300
    with pytest.raises(LawError, match="inflation"):
        indexed(date(2028, 3, 1), 1_000_000)


def test_who_never_paid_has_no_pension_and_the_bounds_are_told_as_they_are() -> None:
    assert old_age_pension(MARCH, months=0, average_annual_wage=1) == 0
    text = explain_old_age(MARCH, months=180, average_annual_wage=60_000_000).as_text("id")
    assert "Paling sedikit: Rp411.400" in text
    assert "Paling banyak: Rp4.932.300" in text
