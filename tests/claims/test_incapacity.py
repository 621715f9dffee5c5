"""Periods of incapacity are counted in full months and days, as the law pays them."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.claims.errors import ClaimRefused
from payung.claims.facts.labels import label_of
from payung.claims.incapacity import Period, counted
from payung.claims.operations.findings import finding_fields
from payung.law.benefits.doors import DOORS
from payung.site.pages.claim_fact_forms import GROUPS

HURT_ON = date(2024, 11, 21)


@pytest.mark.parametrize(
    ("periods", "found"),
    [
        ([(date(2024, 11, 21), date(2024, 11, 21))], (0, 1)),
        ([(date(2024, 11, 21), date(2024, 12, 20))], (1, 0)),
        ([(date(2024, 11, 21), date(2024, 12, 21))], (1, 1)),
        ([(date(2024, 12, 1), date(2025, 2, 28))], (3, 0)),
        # twice twenty days are a month of thirty and ten more
        ([(date(2024, 12, 1), date(2024, 12, 20)), (date(2025, 1, 1), date(2025, 1, 20))], (1, 10)),
    ],
)
def test_months_are_counted_from_the_first_day_and_days_beyond_them(
    periods: list[tuple[date, date]], found: tuple[int, int]
) -> None:
    assert counted(HURT_ON, [Period(*one) for one in periods]) == found


@pytest.mark.parametrize(
    "periods",
    [
        [(date(2024, 11, 20), date(2024, 11, 25))],
        [(date(2024, 12, 9), date(2024, 12, 8))],
        [(date(2024, 12, 1), date(2024, 12, 9)), (date(2024, 12, 9), date(2024, 12, 12))],
    ],
)
def test_a_period_before_the_accident_turned_round_or_twice_is_refused(
    periods: list[tuple[date, date]],
) -> None:
    with pytest.raises(ClaimRefused, match="wrong_period"):
        counted(HURT_ON, [Period(*one) for one in periods])


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_longer_period_never_counts_less(start: int, length: int) -> None:
    first = HURT_ON + timedelta(days=start)
    shorter = counted(HURT_ON, [Period(first, first + timedelta(days=length))])
    longer = counted(HURT_ON, [Period(first, first + timedelta(days=length + 1))])
    assert shorter <= longer


@pytest.mark.parametrize("door", DOORS)
def test_every_fact_has_a_name_and_every_form_asks_for_findings(door: str) -> None:
    for field in fields(DOORS[door].facts):
        assert all(label_of(field.name))
    known = finding_fields(door)
    asked = [name for group in GROUPS[door] for name in group.fields]
    assert set(asked) <= set(known)
    assert len(set(asked)) == len(asked)
