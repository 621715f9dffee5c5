"""When the savings are paid, which part, and after which tax."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.errors import LawError
from payung.law.jht.payment import (
    explain_partial,
    explain_tax,
    final_tax,
    partial_amount,
    payable_from,
)

DAY = date(2025, 1, 31)


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert payable_from("RESIGNATION", DAY) == date(2025, 2, 28)
    assert payable_from("DEATH", DAY) == DAY


def test_an_unknown_event_is_refused() -> None:
    with pytest.raises(LawError, match="event"):
        payable_from("HOLIDAY", DAY)


@settings(max_examples=100, deadline=None)
@given(amount=st.integers(0, 10**12), more=st.integers(0, 10**9))
def test_more_savings_never_leave_less_after_tax(amount: int, more: int) -> None:
    assert 0 <= final_tax(DAY, amount) <= amount
    assert amount - final_tax(DAY, amount) <= amount + more - final_tax(DAY, amount + more)
    assert explain_tax(DAY, amount).amount == final_tax(DAY, amount)


def test_ten_rupiah_above_the_limit_are_taxed_half_up() -> None:
    assert [final_tax(DAY, 50_000_000 + n) for n in (0, 9, 10, 29, 30)] == [0, 0, 1, 1, 2]


def test_a_part_is_rounded_half_up() -> None:
    assert partial_amount(DAY, purpose="RETIREMENT", balance=15) == 2
    assert explain_partial(DAY, purpose="HOUSING", balance=100).amount == 30
