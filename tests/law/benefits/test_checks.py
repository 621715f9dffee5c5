"""Facts that cannot be are refused with what was found and expected, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from payung.law.benefits.checks import (
    check_event,
    check_order,
    check_person,
    check_ppm,
    check_segment,
    check_tuple,
    codes_of,
)
from payung.law.errors import LawError

DAY = date(2024, 5, 2)


def test_an_event_before_the_law_names_its_first_day() -> None:
    with pytest.raises(LawError) as refused:
        check_event("died_on", date(2015, 6, 30), "jkm/lump_sum")

    assert "berlaku mulai 2015-07-01" in refused.value.message("id")
    assert "in force from 2015-07-01" in refused.value.message("en")
    assert check_event("died_on", date(2015, 7, 1), "jkm/lump_sum") == date(2015, 7, 1)


def test_death_before_birth_names_both_days() -> None:
    with pytest.raises(LawError) as refused:
        check_order("born_on", DAY, "died_on", date(2024, 5, 1))

    assert "born_on (2024-05-02)" in refused.value.message("id")
    check_order("born_on", DAY, "died_on", DAY)
    check_order("born_on", None, "died_on", DAY)


@pytest.mark.parametrize("born_on", [date(2024, 5, 3), date(1903, 5, 1), date(2015, 1, 1)])
def test_nobody_works_unborn_at_121_or_at_9(born_on: date) -> None:
    with pytest.raises(LawError, match="born_on"):
        check_person("born_on", born_on, DAY, youngest=10)


def test_a_share_goes_from_above_nothing_to_all() -> None:
    assert check_ppm("share", 1_000_000) == 1_000_000
    with pytest.raises(LawError, match="100 %"):
        check_ppm("share", 1_000_001)


def test_codes_are_those_of_the_law() -> None:
    assert check_segment("WAGE_EARNER") == "WAGE_EARNER"
    assert codes_of("jkk/transport_caps", "mode", DAY) == ("LAND", "SEA", "AIR")
    with pytest.raises(LawError, match="segment"):
        check_segment("MIGRANT")
    with pytest.raises(LawError, match="losses"):
        check_tuple("losses", [1], int)
