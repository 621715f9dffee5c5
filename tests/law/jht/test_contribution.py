"""Old-age savings: 3.7 % and 2 %, each payer rounded for itself."""

from __future__ import annotations

from datetime import date

from payung.law.jht.contribution import contribution, explain

MONTH = date(2025, 6, 1)


def test_shares_of_each_payer() -> None:
    assert contribution(MONTH, wage=8_000_000, takes_jht=True) == (296_000, 160_000)
    assert contribution(MONTH, wage=8_000_000, takes_jht=False) == (0, 0)
    assert contribution(date(2020, 9, 1), wage=5_000_000, takes_jht=True) == (185_000, 100_000)


def test_each_payer_is_rounded_for_itself() -> None:
    assert contribution(MONTH, wage=125, takes_jht=True) == (5, 3)  # 4.625 and 2.5; together 7.125


def test_explanation_by_payer() -> None:
    explained = explain(MONTH, wage=8_000_000)
    assert (explained.employer.amount, explained.worker.amount) == (296_000, 160_000)
    assert "pemberi kerja" in explained.employer.label_id
