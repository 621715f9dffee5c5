"""The labour-intensive relief: industry, fifty workers, paid up, and only in its months."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payung.law.jkk.labour_intensive import has_relief

GOOD: dict[str, Any] = {
    "industry": "FOOTWEAR",
    "active_workers": 50,
    "jkk_paid_until": date(2025, 1, 1),
}


@pytest.mark.parametrize(
    ("month", "change", "expected"),
    [
        (date(2025, 2, 1), {}, True),
        (date(2026, 1, 1), {}, True),
        (date(2025, 1, 1), {}, False),
        (date(2026, 2, 1), {}, False),
        (date(2025, 6, 1), {"active_workers": 49}, False),
        (date(2025, 6, 1), {"industry": "MINING"}, False),
        (date(2025, 6, 1), {"jkk_paid_until": date(2024, 12, 1)}, False),
    ],
)
def test_all_conditions_must_hold(month: date, change: dict[str, Any], expected: bool) -> None:
    assert has_relief(month, **{**GOOD, **change}) is expected
