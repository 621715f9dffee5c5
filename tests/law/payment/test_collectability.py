"""Classes without gap or overlap, the same in columns, and an office's own table."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.law.payment.collectability import classes, classify
from tests.law.conftest import office_value

DAY = date(2024, 12, 18)


def test_every_number_of_unpaid_months_has_one_class(engine: Any) -> None:
    expected = [
        None,
        *["CURRENT"] * 3,
        *["SUBSTANDARD"] * 3,
        *["DOUBTFUL"] * 3,
        *["BAD"] * 4,
    ]
    rows = [{"unpaid": months} for months in range(14)]
    found = engine.compute(
        {"unpaid": "int64"}, rows, lambda table: {"found": classify(table.unpaid, DAY)}
    )
    assert [classify(row["unpaid"], DAY) for row in rows] == expected
    assert [row["found"] for row in found] == expected


def test_the_table_says_what_it_rests_on() -> None:
    assert [row["label_id"] for row in classes(DAY)] == [
        *("Lancar", "Kurang lancar", "Diragukan", "Macet")
    ]
    assert all(row["evidence"] and row["confidence"] in {"M", "L"} for row in classes(DAY))


def test_an_office_can_lay_its_own_table_over_it() -> None:
    own = tuple(
        {**row, "months_from": first, "months_to": last}
        for row, (first, last) in zip(
            classes(DAY), [(1, 1), (2, 3), (4, 6), (7, None)], strict=True
        )
    )
    with office_value("payment/collectability_classes", own):
        assert [classify(months, DAY) for months in (1, 2, 4, 7)] == [
            *("CURRENT", "SUBSTANDARD", "DOUBTFUL", "BAD")
        ]
