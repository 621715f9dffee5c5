"""How long a sum carries those whom an earner left."""

from __future__ import annotations

from datetime import date

import pytest

from payung.law.errors import LawError
from payung.law.household import months_carried, people_left, poverty_line

MAY = date(2025, 5, 20)
KOLAKA_TIMUR = "74"


def test_a_death_benefit_carries_three_persons_for_more_than_a_year() -> None:
    low, high = poverty_line(MAY, KOLAKA_TIMUR)
    assert months_carried(42_000_000, MAY, KOLAKA_TIMUR, 3) == (
        42_000_000 // (3 * high),
        42_000_000 // (3 * low),
    )
    assert months_carried(42_000_000, MAY, KOLAKA_TIMUR, 3)[0] >= 12


def test_without_a_number_of_persons_the_usual_household_is_taken() -> None:
    few, many = people_left(MAY)
    (low, high), (least, most) = poverty_line(MAY, "19"), months_carried(10**7, MAY, "19")
    assert (least, most) == (10**9 // (high * many), 10**9 // (low * few))


def test_a_household_of_nobody_is_refused() -> None:
    with pytest.raises(LawError, match="people"):
        months_carried(1, MAY, "74", 0)
