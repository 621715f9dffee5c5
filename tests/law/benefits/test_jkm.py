"""The death benefit door agrees with its columns, for anybody on any day."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.benefits.heirs import Heir
from payung.law.benefits.jkm import Death, benefit
from payung.law.jkm.death_benefit import death_benefit


@settings(max_examples=100, deadline=None)
@given(
    day=st.dates(date(2015, 7, 1), date(2030, 12, 31)),
    segment=st.sampled_from(["WAGE_EARNER", "NON_WAGE_EARNER"]),
    months=st.integers(0, 40),
)
def test_door_and_columns_give_the_same(day: date, segment: str, months: int) -> None:
    found = benefit(
        Death(died_on=day, segment=segment, months_paid=months, paid_months_in_a_row=months)
    )
    columns = death_benefit(
        day, is_wage_earner=segment == "WAGE_EARNER", paid_months_in_a_row=months
    )

    assert found.total == found.once == columns.total
    assert found.amount("FUNERAL") == columns.funeral


def test_a_spouse_is_asked_for_the_marriage_book() -> None:
    facts = {"died_on": date(2024, 7, 1), "months_paid": 1}

    assert "MARRIAGE_BOOK" not in benefit(Death(**facts)).documents
    assert (
        "MARRIAGE_BOOK"
        in benefit(Death(**facts, heirs=(Heir(name="A", relation="SPOUSE"),))).documents
    )
