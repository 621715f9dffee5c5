"""Cover of non-wage earners lapses after three unpaid months; then nothing old is collected."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.law.payment.lapse import collectable_months, is_active

DAY = date(2025, 6, 1)


def test_lapse_and_what_stays_owed(engine: Any) -> None:
    def answer(unpaid: Any) -> dict[str, Any]:
        return {"active": is_active(unpaid, DAY), "owed": collectable_months(unpaid, DAY)}

    rows = [{"unpaid": months} for months in range(6)]
    expected = [answer(row["unpaid"]) for row in rows]
    assert [row["active"] for row in expected] == [True, True, True, True, False, False]
    assert [row["owed"] for row in expected] == [0, 1, 2, 3, 0, 0]
    assert engine.compute({"unpaid": "int64"}, rows, lambda t: answer(t.unpaid)) == expected
