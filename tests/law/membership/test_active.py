"""Active while the unpaid months do not exceed the grace."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.law.membership.active import grace_months, is_active
from tests.law.conftest import office_value

DAY = date(2024, 12, 18)


def test_active_up_to_the_grace_and_in_columns(engine: Any) -> None:
    rows = [{"unpaid": months} for months in (0, 3, 4)]
    found = engine.compute(
        {"unpaid": "int64"}, rows, lambda table: {"active": is_active(table.unpaid, DAY)}
    )
    assert [row["active"] for row in found] == [True, True, False]
    assert [is_active(row["unpaid"], DAY) for row in rows] == [True, True, False]


def test_an_office_can_set_its_own_grace() -> None:
    with office_value("membership/active_grace_months", 1):
        assert grace_months(DAY) == 1
        assert not is_active(2, DAY)
