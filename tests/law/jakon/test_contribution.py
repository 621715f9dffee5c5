"""Construction: each rate only inside its slice, cumulative sums as published."""

from __future__ import annotations

from datetime import date

import pytest

from payung.law.jakon.contribution import (
    by_slices,
    explain_by_slices,
    explain_on_wages,
    on_wages,
    payable_rates,
    slices,
)

MONTH = date(2025, 6, 1)


@pytest.mark.parametrize(
    ("top", "jkk", "jkm"),
    [
        (100_000_000, 210_000, 30_000),
        (500_000_000, 890_000, 110_000),
        (1_000_000_000, 1_540_000, 210_000),
        (5_000_000_000, 5_940_000, 610_000),
    ],
)
def test_cumulative_sums_at_each_slice_top(top: int, jkk: int, jkm: int) -> None:
    assert by_slices(MONTH, top, "jkk_rate") == jkk
    assert by_slices(MONTH, top, "jkm_rate") == jkm


def test_slices_meet_and_the_last_is_open() -> None:
    found = slices(MONTH)
    assert [row[1] for row in found[:-1]] == [row[0] for row in found[1:]]
    assert found[-1][1] is None


def test_known_wages() -> None:
    assert payable_rates(MONTH) == (17_400, 3_000)
    assert payable_rates(date(2020, 10, 1)) == (174, 30)
    assert on_wages(MONTH, 100_000_000) == (1_740_000, 300_000)


def test_explanation_has_a_step_for_each_slice_reached() -> None:
    explained = explain_by_slices(MONTH, value=250_000_000, programme="jkk")
    assert [step.amount for step in explained.steps] == [210_000, 255_000]
    assert explained.amount == 465_000
    assert explain_on_wages(MONTH, wages=100_000_000, programme="jkm").amount == 300_000
