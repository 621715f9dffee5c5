"""Due dates: which month, which day, and never on a day off."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.law.errors import LawError
from payung.law.payment.due_date import SEGMENTS, due_date, nominal_due_date
from tests.law.conftest import is_working_day

MONTHS = st.builds(date, st.integers(2016, 2030), st.integers(1, 12), st.just(1))


def test_wage_earners_pay_in_the_next_month_and_others_in_the_same() -> None:
    month = date(2025, 12, 1)
    assert nominal_due_date("WAGE_EARNER", month) == date(2026, 1, 15)
    assert nominal_due_date("NON_WAGE_EARNER", month) == date(2025, 12, 15)


def test_covid_months_are_due_on_day_30_or_the_last_day() -> None:
    assert nominal_due_date("WAGE_EARNER", date(2020, 7, 1)) == date(2020, 8, 15)
    assert nominal_due_date("WAGE_EARNER", date(2020, 8, 1)) == date(2020, 9, 30)
    assert nominal_due_date("WAGE_EARNER", date(2021, 1, 1)) == date(2021, 2, 28)
    assert nominal_due_date("WAGE_EARNER", date(2021, 2, 1)) == date(2021, 3, 15)


@given(month=MONTHS, segment=st.sampled_from(SEGMENTS))
def test_never_before_the_nominal_day_and_never_on_a_day_off(month: date, segment: str) -> None:
    day = due_date(segment, month, is_working_day)
    assert day >= nominal_due_date(segment, month)
    assert is_working_day(day)


def test_projects_and_migrants_have_no_monthly_due_date() -> None:
    for segment in ("CONSTRUCTION", "MIGRANT_WORKER"):
        with pytest.raises(LawError) as refused:
            due_date(segment, date(2025, 6, 1), is_working_day)
        assert refused.value.code == "segment_invalid"


def test_a_calendar_without_working_days_is_refused() -> None:
    with pytest.raises(LawError) as refused:
        due_date("WAGE_EARNER", date(2025, 6, 1), lambda day: False)
    assert refused.value.code == "calendar_without_working_day"
