"""Cash after job loss: both laws, month by month, in any engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.errors import LawError
from payung.law.jkp.cash_benefit import by_band, cash_benefit

DAYS = st.dates(date(2021, 2, 2), date(2030, 12, 31))
PEOPLE = st.fixed_dictionaries(
    {
        "wage": st.one_of(st.integers(1, 6_000_000), st.integers(1, 10**12)),
        "months": st.integers(0, 6),
    }
)
SCHEMA = {"wage": "int64", "months": "int64"}


@settings(max_examples=20, deadline=None)
@given(day=DAYS, people=st.lists(PEOPLE, min_size=1, max_size=30))
def test_engines_agree_for_anybody_on_any_day(
    engine: Any, day: date, people: list[dict[str, Any]]
) -> None:
    def build(table: Any) -> dict[str, Any]:
        return {"cash": cash_benefit(day, **{name: table[name] for name in SCHEMA})}

    assert engine.compute(SCHEMA, people, build) == [
        {"cash": cash_benefit(day, **person)} for person in people
    ]


@settings(max_examples=100, deadline=None)
@given(day=DAYS, person=PEOPLE, more=st.integers(0, 10**6))
def test_more_wage_never_gives_less_and_the_bands_add_up(
    day: date, person: dict[str, int], more: int
) -> None:
    cash = cash_benefit(day, **person)
    richer = {**person, "wage": min(person["wage"] + more, 10**12)}

    assert 0 <= cash <= cash_benefit(day, **richer) <= 18_000_000
    assert sum(times * step.amount for times, step in by_band(day, **person)) == cash


def test_only_the_first_five_million_count() -> None:
    day = date(2025, 3, 1)

    assert cash_benefit(day, wage=5_000_000, months=1) == 3_000_000
    assert cash_benefit(day, wage=7_200_000, months=1) == 3_000_000


def test_seventh_months_and_days_before_the_programme_are_refused() -> None:
    with pytest.raises(LawError, match="months"):
        cash_benefit(date(2025, 3, 1), wage=1, months=7)
    with pytest.raises(LawError, match="2021-02-01"):
        cash_benefit(date(2021, 2, 1), wage=1, months=1)


def test_each_band_names_its_months() -> None:
    bands = by_band(date(2023, 6, 1), wage=4_000_000, months=5)

    assert [(times, step.label_id, step.label_en) for times, step in bands] == [
        (3, "Uang tunai bulan 1 s.d. 3", "Cash of months 1 to 3"),
        (2, "Uang tunai bulan 4 s.d. 5", "Cash of months 4 to 5"),
    ]
