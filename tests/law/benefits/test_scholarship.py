"""Scholarships: the schedule by child and year, and what ends it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.benefits.days import age_on
from payung.law.benefits.scholarship import Child, check_children, schedule
from payung.law.errors import LawError

DAY = date(2024, 7, 1)


def child(**facts: Any) -> Child:
    return Child(**{"name": "A", "born_on": date(2018, 1, 5), "level": "PRIMARY", **facts})


def test_a_child_from_kindergarten_to_university_gets_87_million() -> None:
    years = schedule(DAY, child(born_on=date(2020, 7, 1), level="KINDERGARTEN"))

    assert sum(year.amount for year in years) == 87_000_000
    assert len(years) == 19
    assert (years[0].on, years[-1].on) == (DAY, date(2042, 7, 1))


def test_who_is_in_the_fourth_year_gets_the_years_that_are_left() -> None:
    years = schedule(DAY, child(born_on=date(2014, 7, 2), year_of_level=4))

    assert [year.level for year in years].count("PRIMARY") == 3


@settings(max_examples=200, deadline=None)
@given(
    born_on=st.dates(date(2004, 1, 1), date(2009, 1, 1)),
    level=st.sampled_from(["SENIOR_SECONDARY", "HIGHER"]),
    event=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
)
def test_no_payment_at_23_or_later_and_never_above_the_level(
    born_on: date, level: str, event: date
) -> None:
    years = schedule(event, child(born_on=born_on, level=level))

    assert all(age_on(born_on, year.on) < 23 for year in years)
    assert sum(year.amount for year in years) <= (69_000_000 if level != "HIGHER" else 60_000_000)


def test_marriage_and_work_end_it() -> None:
    assert schedule(DAY, child(is_married=True)) == ()
    assert schedule(DAY, child(works=True)) == ()


def test_the_earlier_law_had_no_yearly_scholarship() -> None:
    assert schedule(date(2019, 12, 1), child()) == ()


def test_a_child_born_after_the_death_of_its_father_is_a_child() -> None:
    unborn = child(born_on=date(2025, 2, 1), level="NOT_YET", starts_on=date(2029, 7, 1))

    check_children((unborn,), DAY)
    assert sum(year.amount for year in schedule(DAY, unborn)) == 87_000_000


def test_a_day_school_starts_is_only_for_children_not_yet_at_school() -> None:
    with pytest.raises(LawError, match="starts_on"):
        child(starts_on=DAY)
    with pytest.raises(LawError, match="starts_on"):
        child(level="NOT_YET")


def test_a_child_of_40_in_primary_school_is_refused() -> None:
    with pytest.raises(LawError, match="usia 5 sampai 20 tahun untuk PRIMARY"):
        check_children((child(born_on=date(1984, 1, 1)),), DAY)
