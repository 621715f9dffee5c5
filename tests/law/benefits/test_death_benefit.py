"""The death benefit: its two tables, the waiting time of non-wage earners, in any engine."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.errors import LawError
from payung.law.jkm.death_benefit import death_benefit

DAYS = st.dates(date(2015, 7, 1), date(2030, 12, 31))
PEOPLE = st.fixed_dictionaries(
    {"is_wage_earner": st.booleans(), "paid_months_in_a_row": st.integers(0, 40)}
)
SCHEMA = {"is_wage_earner": "boolean", "paid_months_in_a_row": "int64"}


@settings(max_examples=20, deadline=None)
@given(day=DAYS, people=st.lists(PEOPLE, min_size=1, max_size=30))
def test_engines_agree_for_anybody_on_any_day(
    engine: Any, day: date, people: list[dict[str, Any]]
) -> None:
    def build(table: Any) -> dict[str, Any]:
        return dict(death_benefit(day, **{name: table[name] for name in SCHEMA})._asdict())

    assert engine.compute(SCHEMA, people, build) == [
        death_benefit(day, **person)._asdict() for person in people
    ]


@pytest.mark.parametrize(
    ("changed_on", "person", "before", "after"),
    [
        (date(2019, 12, 2), (True, 1), 24_000_000, 42_000_000),
        (date(2025, 2, 1), (False, 3), 42_000_000, 10_000_000),
        (date(2025, 2, 1), (False, 4), 42_000_000, 42_000_000),
        (date(2025, 2, 1), (False, 0), 42_000_000, 10_000_000),
        (date(2025, 2, 1), (True, 0), 42_000_000, 42_000_000),
    ],
)
def test_the_day_before_and_the_day_of_a_change(
    changed_on: date, person: tuple[bool, int], before: int, after: int
) -> None:
    is_wage_earner, months = person
    facts = {"is_wage_earner": is_wage_earner, "paid_months_in_a_row": months}

    assert death_benefit(changed_on - timedelta(days=1), **facts).total == before
    assert death_benefit(changed_on, **facts).total == after


@settings(max_examples=50, deadline=None)
@given(day=DAYS, person=PEOPLE)
def test_another_month_never_gives_less(day: date, person: dict[str, Any]) -> None:
    longer = {**person, "paid_months_in_a_row": person["paid_months_in_a_row"] + 1}

    assert 0 < death_benefit(day, **person).total <= death_benefit(day, **longer).total


def test_months_below_nothing_are_refused() -> None:
    with pytest.raises(LawError, match="paid_months_in_a_row"):
        death_benefit(date(2024, 1, 1), is_wage_earner=True, paid_months_in_a_row=-1)
