"""Bad questions are refused with the field, what was found and what was expected."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from payung.law.errors import LawError
from payung.law.inputs import (
    check_amount,
    check_code,
    check_count,
    check_day,
    check_flag,
    check_month,
)


@pytest.mark.parametrize(
    "month", [date(2025, 6, 2), date(2015, 6, 1), "2025-06", datetime(2025, 6, 1, tzinfo=UTC), None]
)
def test_a_month_is_a_first_day_since_july_2015(month: Any) -> None:
    with pytest.raises(LawError) as refused:
        check_month(month)
    assert refused.value.code == "month_invalid"
    assert "ditemukan" in refused.value.message_id


@pytest.mark.parametrize("wage", [0, -1, 10**12 + 1, 10**15, True, "5000000", 5e6, None])
def test_an_amount_is_whole_rupiah_within_bounds(wage: Any) -> None:
    with pytest.raises(LawError) as refused:
        check_amount("wage", wage)
    assert refused.value.parameters["field"] == "wage"


def test_what_fits_passes_unchanged() -> None:
    assert check_amount("wage", 10**12) == 10**12
    assert check_month(date(2015, 7, 1)) == date(2015, 7, 1)
    assert check_day("on", date(2025, 6, 17)) == date(2025, 6, 17)
    assert check_flag("takes_jht", False) is False
    assert check_code("sector", "OTHER", ("OTHER",)) == "OTHER"
    assert check_count("months", 0) == 0


@pytest.mark.parametrize(
    ("check", "arguments"),
    [
        (check_flag, ("takes_jht", 1)),
        (check_code, ("sector", "FARM", ("OTHER",))),
        (check_count, ("months", -1)),
        (check_count, ("months", True)),
        (check_day, ("on", "2025-06-01")),
        (check_day, ("on", date(1899, 12, 31))),
        (check_month, (date(9999, 12, 1),)),
    ],
)
def test_other_kinds_are_refused(check: Any, arguments: Any) -> None:
    with pytest.raises(LawError):
        check(*arguments)
