"""Settlement: oldest month first, nothing lost, the last instalment's date counts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.law.errors import LawError
from payung.law.payment.settlement import Debt, settle, settled_on

DEBTS = st.lists(
    st.builds(
        Debt,
        month=st.builds(date, st.integers(2016, 2026), st.integers(1, 12), st.just(1)),
        amount=st.integers(0, 10**10),
    ),
    max_size=12,
)


@given(debts=DEBTS, amount=st.integers(0, 10**11))
def test_every_rupiah_is_allocated_or_remains(debts: list[Debt], amount: int) -> None:
    result = settle(debts, amount)
    paid = [item.paid for item in result.allocations]

    assert sum(paid) + result.remainder == amount
    assert all(item.paid + item.owed == item.debt.amount for item in result.allocations)
    months = [item.debt.month for item in result.allocations]
    assert months == sorted(months)
    first_open = next((n for n, item in enumerate(result.allocations) if not item.is_cleared), None)
    if first_open is not None:
        assert result.remainder == 0
        assert not any(paid[first_open + 1 :])


def test_debts_of_one_month_keep_their_order() -> None:
    month = date(2025, 1, 1)
    result = settle([Debt(month, 100, "contribution"), Debt(month, 20, "penalty")], 110)
    assert [(item.debt.reference, item.paid) for item in result.allocations] == [
        ("contribution", 100),
        ("penalty", 10),
    ]


def test_overpayment_remains_to_be_credited() -> None:
    assert settle([Debt(date(2025, 1, 1), 100)], 130).remainder == 30


def test_last_needed_instalment_is_the_settlement_date() -> None:
    instalments = [(date(2025, 3, 20), 60), (date(2025, 2, 10), 40), (date(2025, 4, 1), 5)]
    assert settled_on(100, instalments) == date(2025, 3, 20)
    assert settled_on(101, instalments[:2]) is None


def test_negative_payment_is_refused() -> None:
    with pytest.raises(LawError):
        settle([], -1)
