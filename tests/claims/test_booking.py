"""What decisions do to the ledger."""

from __future__ import annotations

import pytest

from payung.access.reader import operator
from payung.claims.booking import book_decision, end_payables
from payung.claims.models import Payable, PayableEnd
from payung.contributions.models import Account, Journal
from tests.claims.payment_builders import DECIDED, benefit_balances, decide, granted, heir, owe

pytestmark = pytest.mark.usefixtures("reference")


def test_a_decision_is_owed_once_with_its_tax_and_the_employers_share() -> None:
    found = granted(30_000_000, 12_000_000, tax=500_000, employer=7_000_000)
    owed = {
        Account.BENEFITS: 42_000_000,
        Account.BENEFIT_PAYABLE: -41_000_000,
        Account.BENEFIT_TAX_PAYABLE: -1_000_000,
        Account.EMPLOYER_SHARE_RECEIVABLE: 7_000_000,
        Account.EMPLOYER_SHARE_PAYABLE: -7_000_000,
    }
    assert benefit_balances() == owed
    book_decision(found.decisions.get(), operator())
    assert benefit_balances() == owed


def test_a_later_decision_ends_what_is_unpaid_and_moves_the_employers_share() -> None:
    found = granted(10_000_000, employer=7_000_000)
    later = decide(found, 16_000_000, employer=5_000_000, sequence=2)
    PayableEnd.objects.create(
        payable=Payable.objects.get(), reason="Keputusan baru", decision=later,
        ended_on=DECIDED, ended_by=operator().user,
    )  # fmt: skip
    owe(later, heir(found), 16_000_000)
    book_decision(later, operator())
    assert benefit_balances() == {
        Account.BENEFITS: 16_000_000,
        Account.BENEFIT_PAYABLE: -16_000_000,
        Account.EMPLOYER_SHARE_RECEIVABLE: 5_000_000,
        Account.EMPLOYER_SHARE_PAYABLE: -5_000_000,
    }


def test_a_right_that_ends_leaves_the_books() -> None:
    granted(3_000_000, 4_000_000)
    first = Payable.objects.filter(gross=3_000_000)
    ended = end_payables(
        first, reason="Menikah", on=DECIDED, actor=operator(), source="pension_stop:1"
    )
    assert ended == 1
    assert benefit_balances() == {
        Account.BENEFITS: 4_000_000,
        Account.BENEFIT_PAYABLE: -4_000_000,
    }
    assert not end_payables(
        first, reason="Menikah", on=DECIDED, actor=operator(), source="pension_stop:1"
    )
    assert Journal.objects.filter(kind=Journal.Kind.BENEFIT_ENDED).count() == 1
