"""The periodic benefit and the funeral cost on both sides of PP 82/2019."""

from __future__ import annotations

from datetime import date

import pytest

from payung.law.benefits.fixed_sums import (
    explain_funeral,
    explain_periodic,
    funeral,
    periodic,
)


@pytest.mark.parametrize("programme", ["jkk", "jkm"])
@pytest.mark.parametrize(
    ("day", "months", "funerals"),
    [(date(2019, 12, 1), 4_800_000, 3_000_000), (date(2019, 12, 2), 12_000_000, 10_000_000)],
)
def test_both_sums_change_on_one_day(programme: str, day: date, months: int, funerals: int) -> None:
    assert (periodic(programme, day), funeral(programme, day)) == (months, funerals)
    assert explain_periodic(programme, day).amount == months
    assert explain_funeral(programme, day).amount == funerals
