"""Ages: completed years, entry limits, pension dates across the steps of the age."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.law import parameters
from payung.law.benefits.days import age_on
from payung.law.errors import LawError
from payung.law.jp.pension_date import pension_date
from payung.law.membership.age import (
    may_enrol_in_pension,
    may_enter_as_non_wage_earner,
    may_enter_job_loss,
)


def test_a_year_of_age_is_completed_on_the_birthday() -> None:
    assert age_on(date(1990, 6, 15), date(2025, 6, 14)) == 34
    assert age_on(date(1990, 6, 15), date(2025, 6, 15)) == 35
    assert age_on(date(2000, 2, 29), date(2025, 2, 28)) == 24
    assert age_on(date(2000, 2, 29), date(2025, 3, 1)) == 25


@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [
        (date(1966, 12, 31), date(2024, 12, 31)),
        (date(1967, 1, 1), date(2026, 1, 1)),
        (date(1959, 7, 1), date(2015, 7, 1)),
        (date(1968, 2, 29), date(2027, 3, 1)),
        (date(2000, 1, 1), date(2065, 1, 1)),
    ],
)
def test_pension_date(birth_date: date, expected: date) -> None:
    assert pension_date(birth_date) == expected


@given(birth_date=st.dates(date(1960, 1, 1), date(2010, 1, 1)))
def test_pension_date_is_the_first_day_old_enough(birth_date: date) -> None:
    day = pension_date(birth_date)
    before = day - timedelta(days=1)
    assert age_on(birth_date, day) >= parameters.get("jp/pension_age", day).number
    assert age_on(birth_date, before) < parameters.get("jp/pension_age", before).number


def test_pension_enrolment_ends_the_month_before() -> None:
    born = date(1967, 1, 20)  # reaches 59 on 2026-01-20
    assert may_enrol_in_pension(born, date(2025, 12, 1))
    assert not may_enrol_in_pension(born, date(2026, 1, 1))


def test_entry_limits() -> None:
    assert may_enter_as_non_wage_earner(date(1961, 6, 2), date(2026, 6, 1))
    assert not may_enter_as_non_wage_earner(date(1961, 6, 1), date(2026, 6, 1))
    assert not may_enter_as_non_wage_earner(date(1958, 1, 1), date(2020, 1, 1))
    assert may_enter_as_non_wage_earner(date(1940, 1, 1), date(2015, 7, 1))
    assert may_enter_job_loss(date(1972, 6, 2), date(2026, 6, 1))
    assert not may_enter_job_loss(date(1972, 6, 1), date(2026, 6, 1))
    with pytest.raises(LawError):
        may_enter_job_loss(date(1990, 1, 1), date(2021, 2, 1))
