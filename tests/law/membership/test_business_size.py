"""Business size by capital or by sales, upper bounds included."""

from __future__ import annotations

from datetime import date

import pytest

from payung.law.errors import LawError
from payung.law.membership.business_size import size_by_capital, size_by_sales

DAY = date(2025, 6, 1)


def test_bounds_belong_to_the_smaller_size() -> None:
    capitals = (10**9, 10**9 + 1, 5 * 10**9, 10**10, 10**10 + 1)
    sales = (2 * 10**9, 15 * 10**9, 50 * 10**9, 50 * 10**9 + 1)
    assert [size_by_capital(DAY, capital=amount) for amount in capitals] == [
        *("MICRO", "SMALL", "SMALL", "MEDIUM", "LARGE")
    ]
    assert [size_by_sales(DAY, annual_sales=amount) for amount in sales] == [
        *("MICRO", "SMALL", "MEDIUM", "LARGE")
    ]


def test_negative_capital_is_refused() -> None:
    with pytest.raises(LawError):
        size_by_capital(DAY, capital=-1)
