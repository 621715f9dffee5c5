"""Death by work accident: never less than the floor, never less for more wage, in any engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law import parameters
from payung.law.errors import LawError
from payung.law.jkk.death import death_benefit, explain_lump_sum

DAYS = st.dates(date(2015, 7, 1), date(2030, 12, 31))
WAGES = st.one_of(st.integers(1, 1_000_000), st.integers(1, 10**12))


@settings(max_examples=20, deadline=None)
@given(day=DAYS, wages=st.lists(WAGES, min_size=1, max_size=30))
def test_engines_agree_for_any_wage_and_day(engine: Any, day: date, wages: list[int]) -> None:
    rows = [{"wage": wage} for wage in wages]

    def build(table: Any) -> dict[str, Any]:
        return dict(death_benefit(day, wage=table.wage)._asdict())

    assert engine.compute({"wage": "int64"}, rows, build) == [
        death_benefit(day, wage=wage)._asdict() for wage in wages
    ]


@settings(max_examples=100, deadline=None)
@given(day=DAYS, wage=st.integers(1, 10**11), more=st.integers(0, 10**11))
def test_more_wage_never_gives_less(day: date, wage: int, more: int) -> None:
    assert death_benefit(day, wage=wage + more).total >= death_benefit(day, wage=wage).total > 0
    assert explain_lump_sum(day, wage).amount == death_benefit(day, wage=wage).lump_sum


def test_the_floor_only_bites_below_416_667() -> None:
    """Section 10, rule 10."""
    day = date(2024, 1, 1)

    assert death_benefit(day, wage=416_666).lump_sum == 20_000_000
    assert death_benefit(day, wage=416_667).lump_sum == 20_000_016
    assert "dinaikkan" in explain_lump_sum(day, 416_666).label_id
    assert "dinaikkan" not in explain_lump_sum(day, 416_667).label_id


def test_rows_that_cannot_be_give_null(engine: Any) -> None:
    rows = [{"wage": 0}, {"wage": 10**12 + 1}, {"wage": None}]
    found = engine.compute(
        {"wage": "int64"}, rows, lambda t: {"sum": death_benefit(date(2024, 1, 1), wage=t.wage)[0]}
    )

    assert found == [{"sum": None}] * 3


def test_a_wage_that_cannot_be_is_refused() -> None:
    with pytest.raises(LawError, match="wage"):
        death_benefit(date(2024, 1, 1), wage=0)


def test_the_floor_is_the_lump_sum_of_the_death_benefit_in_every_regime() -> None:
    for value in parameters.in_use().parameter("jkk/death_floor").values:
        assert value.number == parameters.get("jkm/lump_sum", value.valid_from).number
