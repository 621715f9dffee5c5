"""Ages and months between days, at their edges."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from payung.law.benefits.days import age_on, birthday, full_months, months_after

DAYS = st.dates(date(1940, 1, 1), date(2040, 12, 31))


@given(born_on=DAYS, age=st.integers(0, 90))
def test_a_birthday_is_the_first_day_of_an_age(born_on: date, age: int) -> None:
    day = birthday(born_on, age)

    assert age_on(born_on, day) == age
    assert age_on(born_on, day - timedelta(days=1)) == age - 1


@given(start=DAYS, months=st.integers(0, 600))
def test_months_after_a_day_are_that_many_full_months(start: date, months: int) -> None:
    end = months_after(start, months)

    assert full_months(start, end) == months
    assert full_months(start, end - timedelta(days=1)) == max(0, months - 1)


def test_a_leap_day_ages_on_the_first_of_march() -> None:
    assert birthday(date(2004, 2, 29), 21) == date(2025, 3, 1)
    assert months_after(date(2024, 1, 31), 1) == date(2024, 2, 29)
