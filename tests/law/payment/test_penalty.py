"""Late penalties: anniversaries of the due date, simple interest, and who pays none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.benefits.days import months_after
from payung.law.errors import LawError
from payung.law.payment.penalty import (
    explain_penalty,
    months_late,
    penalty,
    penalty_for_months,
)
from tests.law.conftest import office_value

MONTH = date(2025, 1, 1)
DUE = date(2025, 2, 17)
DAYS = st.dates(date(2015, 8, 1), date(2030, 12, 31))


@given(due_on=DAYS, delay=st.integers(-400, 2_000))
def test_months_late_counts_the_anniversaries_begun(due_on: date, delay: int) -> None:
    paid_on = due_on + timedelta(days=delay)
    begun = sum(months_after(due_on, count) < paid_on for count in range(80))
    completed = sum(months_after(due_on, count) <= paid_on for count in range(1, 80))

    assert months_late(MONTH, due_on=due_on, paid_on=paid_on) == begun
    with office_value("payment/started_month_counts", False):
        assert months_late(MONTH, due_on=due_on, paid_on=paid_on) == completed


@settings(max_examples=20, deadline=None)
@given(pairs=st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=30), started=st.booleans())
def test_columns_count_alike(engine: Any, pairs: list[tuple[date, date]], started: bool) -> None:
    rows = [{"due_on": due, "paid_on": paid} for due, paid in pairs]
    schema = {"due_on": "date", "paid_on": "date"}
    fixed = date(2024, 12, 18)
    with office_value("payment/started_month_counts", started):
        expected = [
            {
                "late": months_late(MONTH, **row),
                "as_of": months_late(MONTH, due_on=row["due_on"], paid_on=fixed),
            }
            for row in rows
        ]
        found = engine.compute(
            schema,
            rows,
            lambda table: {
                "late": months_late(MONTH, due_on=table.due_on, paid_on=table.paid_on),
                "as_of": months_late(MONTH, due_on=table.due_on, paid_on=fixed),
            },
        )
    assert found == expected


def test_paid_on_the_due_date_is_in_time_and_a_day_later_is_a_month() -> None:
    assert penalty(MONTH, due_amount=4_000_000, due_on=DUE, paid_on=DUE) == 0
    assert penalty(MONTH, due_amount=4_000_000, due_on=DUE, paid_on=date(2025, 2, 18)) == 80_000
    assert penalty(MONTH, due_amount=4_000_000, due_on=DUE, paid_on=date(2025, 3, 17)) == 80_000
    assert penalty(MONTH, due_amount=4_000_000, due_on=DUE, paid_on=date(2025, 3, 18)) == 160_000


def test_the_contribution_month_decides_the_rate_not_the_day_of_payment() -> None:
    late = {"due_amount": 10_000_000, "months": 1}
    assert penalty_for_months(date(2020, 7, 1), **late) == 200_000
    assert penalty_for_months(date(2020, 8, 1), **late) == 50_000
    assert penalty_for_months(date(2021, 1, 1), **late) == 50_000
    assert penalty_for_months(date(2021, 2, 1), **late) == 200_000


def test_non_wage_earners_pay_no_penalty() -> None:
    assert penalty_for_months(MONTH, due_amount=10_000, months=12, segment="NON_WAGE_EARNER") == 0


def test_a_hundred_years_of_a_great_debt_stay_exact(engine: Any) -> None:
    row = {"due_amount": 10**12, "months": 1_200}
    expected = 24 * 10**12
    assert penalty_for_months(MONTH, **row) == expected
    found = engine.compute(
        {"due_amount": "int64", "months": "int64"},
        [row],
        lambda table: {
            "found": penalty_for_months(MONTH, due_amount=table.due_amount, months=table.months)
        },
    )
    assert found == [{"found": expected}]


def test_explanation_shows_days_and_months() -> None:
    explained = explain_penalty(MONTH, due_amount=4_000_000, due_on=DUE, paid_on=date(2025, 5, 16))
    assert explained.amount == 240_000
    assert explained.formula_text("id") == "Rp4.000.000 × 2% × 3"
    assert "17 Februari 2025" in explained.as_text()


def test_days_with_a_time_or_text_are_refused() -> None:
    with pytest.raises(LawError):
        penalty(MONTH, due_amount=1, due_on="2025-02-17", paid_on=DUE)
    with pytest.raises(LawError):
        penalty(MONTH, due_amount=-1, due_on=DUE, paid_on=DUE)
