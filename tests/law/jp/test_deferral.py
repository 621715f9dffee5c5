"""Deferred pension contributions are repaid from May 2021 to April 2022."""

from __future__ import annotations

from datetime import date

from payung.law.jp.deferral import repayment_window


def test_window_of_the_covid_months_only() -> None:
    window = (date(2021, 5, 15), date(2022, 4, 15))
    assert repayment_window(date(2020, 8, 1)) == repayment_window(date(2021, 1, 1)) == window
    assert repayment_window(date(2020, 7, 1)) is None
    assert repayment_window(date(2021, 2, 1)) is None
