"""The monthly wage of those who are paid by the day or the piece."""

from __future__ import annotations

from datetime import date

import pytest

from payung.law.errors import LawError
from payung.law.wage.monthly_base import from_daily_wage, from_piece_rates

MONTH = date(2025, 6, 1)


def test_daily_wage_counts_25_times() -> None:
    assert from_daily_wage(MONTH, daily_wage=150_000) == 3_750_000


def test_piece_rates_average_the_last_three_months_half_up() -> None:
    pay = [9_000_000, 3_000_000, 4_000_000, 4_000_000]
    assert from_piece_rates(MONTH, monthly_pay=pay) == 3_666_667


def test_weather_dependent_work_averages_twelve_months() -> None:
    pay = [0] * 6 + [6_000_000] * 6
    assert from_piece_rates(MONTH, monthly_pay=pay, weather_dependent=True) == 3_000_000


def test_too_few_months_are_refused() -> None:
    with pytest.raises(LawError) as refused:
        from_piece_rates(MONTH, monthly_pay=[1, 2])
    assert refused.value.parameters == {"found": 2, "expected": 3}
