"""Death benefit: 0.30 %, 1 % of it in the Covid months, never the labour-intensive relief."""

from __future__ import annotations

from datetime import date

from payung.law.jkm.contribution import contribution, explain, payable_rate


def test_rate_by_month() -> None:
    months = [
        date(2015, 7, 1),
        date(2020, 7, 1),
        date(2020, 8, 1),
        date(2021, 1, 1),
        date(2021, 2, 1),
    ]
    assert [payable_rate(month) for month in months] == [3_000, 3_000, 30, 30, 3_000]


def test_amount_and_its_explanation() -> None:
    assert contribution(date(2025, 9, 1), wage=5_000_000) == 15_000
    assert explain(date(2020, 9, 1), wage=5_000_000).amount == 150
