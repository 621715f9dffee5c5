"""The pension date: a moving age, and the extra year of those just behind a step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law import parameters
from payung.law.benefits.days import age_on
from payung.law.jp.pension_date import explain, latest_start, pension_date


@pytest.mark.parametrize(
    ("born_on", "reached"),
    [
        (date(1966, 12, 31), date(2024, 12, 31)),
        (date(1967, 1, 1), date(2026, 1, 1)),
        (date(1962, 12, 31), date(2018, 12, 31)),
        (date(1963, 1, 1), date(2020, 1, 1)),
        (date(1950, 1, 1), date(2015, 7, 1)),
        (date(1968, 2, 29), date(2027, 3, 1)),
        (date(2000, 6, 1), date(2065, 6, 1)),
    ],
)
def test_a_day_younger_may_wait_a_full_further_year(born_on: date, reached: date) -> None:
    assert pension_date(born_on) == reached


@pytest.mark.parametrize(
    ("last_day_of_the_age", "age"),
    [(date(year, 12, 31), 56 + step) for step, year in enumerate(range(2018, 2043, 3))],
)
def test_at_every_step_the_one_born_a_day_later_waits(last_day_of_the_age: date, age: int) -> None:
    """The table of section 1.4, rewritten by hand: 56 until the end of 2018, then every 3 years."""
    born_on = last_day_of_the_age.replace(year=last_day_of_the_age.year - age)
    next_day = last_day_of_the_age + timedelta(days=1)

    assert pension_date(born_on) == last_day_of_the_age
    assert pension_date(born_on + timedelta(days=1)) == next_day.replace(year=next_day.year + 1)


@settings(max_examples=200, deadline=None)
@given(born_on=st.dates(date(1945, 1, 1), date(2010, 12, 31)))
def test_it_is_the_first_day_on_which_the_age_suffices(born_on: date) -> None:
    reached = pension_date(born_on)
    before = reached - timedelta(days=1)

    assert age_on(born_on, reached) >= parameters.get("jp/pension_age", reached).number
    if before >= date(2015, 7, 1):
        assert age_on(born_on, before) < parameters.get("jp/pension_age", before).number
    assert explain(born_on).amount == age_on(born_on, reached)


def test_whoever_keeps_working_may_wait_three_years() -> None:
    assert latest_start(date(1966, 12, 31)) == date(2027, 12, 31)


def test_pension_age_is_not_the_age_of_the_savings() -> None:
    """Section 10, rule 3."""
    born_on = date(1970, 1, 1)

    assert parameters.get("jht/payment_age", date(2026, 1, 1)).number == 56
    assert pension_date(born_on) == date(2030, 1, 1)
