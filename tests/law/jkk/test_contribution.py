"""Work injury: five groups, two reliefs, one rounding."""

from __future__ import annotations

from datetime import date

import pytest

from payung.law.errors import LawError
from payung.law.jkk.contribution import contribution, explain, payable_rate

GROUPS = range(1, 6)


def rates(month: date, *, labour_intensive: bool = False) -> list[int]:
    return [payable_rate(month, group, labour_intensive) for group in GROUPS]


def test_rates_by_group_and_month_in_parts_per_million() -> None:
    normal = [2_400, 5_400, 8_900, 12_700, 17_400]
    halved = [1_200, 2_700, 4_450, 6_350, 8_700]
    covid = [24, 54, 89, 127, 174]
    assert rates(date(2015, 7, 1)) == normal
    assert rates(date(2020, 7, 1)) == rates(date(2021, 2, 1)) == normal
    assert rates(date(2020, 8, 1)) == rates(date(2021, 1, 1)) == covid
    assert rates(date(2025, 1, 1), labour_intensive=True) == normal
    assert rates(date(2025, 2, 1), labour_intensive=True) == halved
    assert rates(date(2025, 8, 1), labour_intensive=True) == halved
    assert rates(date(2026, 1, 1), labour_intensive=True) == halved
    assert rates(date(2026, 2, 1), labour_intensive=True) == normal


def test_relief_is_rounded_once_after_halving() -> None:
    month = date(2025, 9, 1)
    full = contribution(month, wage=1_999_999, risk_group=3)
    halved = contribution(month, wage=1_999_999, risk_group=3, labour_intensive=True)
    assert (full, halved) == (17_800, 8_900)  # 17,799.99 and 8,899.996


def test_unknown_group_is_refused_with_the_known_ones() -> None:
    with pytest.raises(LawError) as refused:
        payable_rate(date(2025, 6, 1), 6)
    assert refused.value.parameters["expected"] == [1, 2, 3, 4, 5]


def test_explanation_names_the_extension_of_the_relief() -> None:
    step = explain(date(2025, 9, 1), wage=5_000_000, risk_group=3, labour_intensive=True)
    articles = [item.value.article for item in step.steps[0].parameters]
    assert (step.amount, articles[1]) == (22_250, "PP 36/2025 (Pasal 10A)")
