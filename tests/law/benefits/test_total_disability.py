"""Total permanent disability: 56 months of wage and the periodic benefit, in any engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.jkk.total_disability import explain_lump_sum, total_disability_benefit

DAYS = st.dates(date(2015, 7, 1), date(2030, 12, 31))


@settings(max_examples=20, deadline=None)
@given(day=DAYS, wages=st.lists(st.integers(1, 10**12), min_size=1, max_size=30))
def test_engines_agree_for_any_wage_and_day(engine: Any, day: date, wages: list[int]) -> None:
    rows = [{"wage": wage} for wage in wages]

    def build(table: Any) -> dict[str, Any]:
        return dict(total_disability_benefit(day, wage=table.wage)._asdict())

    assert engine.compute({"wage": "int64"}, rows, build) == [
        total_disability_benefit(day, wage=wage)._asdict() for wage in wages
    ]


@pytest.mark.parametrize(
    ("day", "periodic"), [(date(2019, 12, 1), 4_800_000), (date(2019, 12, 2), 12_000_000)]
)
def test_the_periodic_benefit_rises_with_pp_82_2019(day: date, periodic: int) -> None:
    assert total_disability_benefit(day, wage=5_000_001) == (280_000_056, periodic)
    assert explain_lump_sum(day, 5_000_001).amount == 280_000_056
