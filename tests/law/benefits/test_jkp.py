"""The job loss door: the record of contributions out of months, and who pays first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.benefits.jkp import JobLoss, benefit, contribution_record
from payung.law.errors import LawError
from payung.law.jkp.cash_benefit import cash_benefit

DAY = date(2024, 6, 15)


def months(first: date, count: int) -> tuple[date, ...]:
    start = first.year * 12 + first.month - 1
    return tuple(date(n // 12, n % 12 + 1, 1) for n in range(start, start + count))


def loss(**facts: Any) -> JobLoss:
    default = {"terminated_on": DAY, "wage": 4_000_000}
    if "paid_months" not in facts:
        default |= {"months_paid_in_window": 24, "longest_run": 24}
    return JobLoss(**{**default, **facts})


def test_the_window_is_the_24_months_before_that_of_termination() -> None:
    assert contribution_record(months(date(2022, 6, 1), 24), DAY, 24) == (24, 24)
    assert contribution_record(months(date(2022, 5, 1), 1), DAY, 24) == (0, 0)
    assert contribution_record(months(date(2024, 6, 1), 1), DAY, 24) == (0, 0)


def test_a_gap_breaks_the_run() -> None:
    paid = (*months(date(2023, 1, 1), 5), *months(date(2023, 7, 1), 7))

    assert contribution_record(paid, DAY, 24) == (12, 7)
    assert benefit(loss(paid_months=paid)).is_payable


@settings(max_examples=100, deadline=None)
@given(
    day=st.dates(date(2021, 2, 2), date(2030, 12, 31)),
    wage=st.integers(1, 10**9),
    drawn=st.integers(0, 6),
    unpaid=st.integers(0, 9),
)
def test_door_and_columns_give_the_same_whoever_pays(
    day: date, wage: int, drawn: int, unpaid: int
) -> None:
    found = benefit(
        loss(terminated_on=day, wage=wage, unpaid_months=unpaid, ended_after_months=drawn)
    )

    assert found.total == cash_benefit(day, wage=wage, months=drawn)


def test_an_employer_in_arrears_reads_until_when_he_may_reclaim() -> None:
    text = benefit(loss(terminated_on=date(2025, 6, 10), unpaid_months=4)).explanation.as_text()

    assert "Diminta dalam 3 bulan, dibayar dalam 7 hari kerja" in text


def test_the_dropped_test_of_consecutive_months_is_shown_as_uncertain() -> None:
    text = benefit(loss(terminated_on=date(2025, 6, 10), longest_run=0)).explanation.as_text()

    assert "Syarat bulan beruntun? Tidak ada lagi: ya" in text
    assert "keyakinan M/M" in text


@pytest.mark.parametrize(
    "facts",
    [
        {"paid_months": (date(2024, 1, 2),)},
        {"paid_months": months(date(2024, 1, 1), 2), "longest_run": 2},
        {"months_paid_in_window": None, "longest_run": None},
        {"drawn_before": 1},
        {"ended_after_months": 7},
    ],
)
def test_contradictions_are_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(LawError):
        loss(**facts)
