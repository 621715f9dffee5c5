"""Units know what fits them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payung.law.parameters.units import expectation, is_unit


@pytest.mark.parametrize(
    ("unit", "fits", "unfit"),
    [
        ("ppm", 1_000_000, 1_000_001),
        ("rupiah", 0, -1),
        ("months", 3, 3.0),
        ("day_of_month", 31, 0),
        ("age_years", 56, True),
        ("yes_no", False, 0),
        ("date", date(2025, 1, 1), "2025-01-01"),
        ("code", "OLDEST_FIRST", "Oldest"),
        ("text", "pers 2016", " "),
        ("months?", None, "x"),
    ],
)
def test_unit_accepts_and_refuses(unit: str, fits: Any, unfit: Any) -> None:
    assert is_unit(unit)
    assert expectation(unit, fits) is None
    assert expectation(unit, unfit)


def test_unknown_units() -> None:
    assert not is_unit("percent")
    assert is_unit("table")
