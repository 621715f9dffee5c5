"""What the bank answers: paid once, returned and owed again, nothing edited."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from payung.claims.errors import PaymentRefused
from payung.claims.models import (
    AnswerFile,
    BankAnswer,
    Claim,
    ClaimState,
    Party,
    Payable,
    PaymentOrder,
)
from payung.claims.operations.bank_answers import Answered, AnswerRow, record_bank_answer
from payung.claims.operations.orders import prepare_order, release_order
from payung.claims.queries.due import due_payables
from payung.contributions.models import Account
from tests.claims.builders import BRANCH, cashier, head
from tests.claims.payment_builders import (
    account,
    benefit_balances,
    granted,
    paying_account,
    seal_again,
)

pytestmark = pytest.mark.usefixtures("reference")
TODAY = date(2024, 12, 18)


def sent(*, skip_account: bool = False) -> PaymentOrder:
    if not skip_account:
        paying_account()
    order = prepare_order(actor=cashier(), office=BRANCH, pay_on=TODAY)
    release_order(actor=head(), number=order.number)
    return order


def row(order: PaymentOrder, sequence: int, outcome: str, **fields: object) -> AnswerRow:
    return AnswerRow(
        position=sequence, reference=f"{order.number}-{sequence:06d}", outcome=outcome,
        answered_on=TODAY, **fields,
    )  # fmt: skip


def answer(order: PaymentOrder, *rows: AnswerRow) -> Answered:
    return record_bank_answer(actor=cashier(), number=order.number, rows=rows)


def test_a_claim_is_paid_when_its_last_heir_is() -> None:
    claim = granted(30_000_000, 12_000_000)
    order = sent()
    assert answer(order, row(order, 1, "PAID")) == Answered(1, 0, 0)
    assert Claim.objects.get(pk=claim.pk).state == ClaimState.GRANTED
    assert answer(order, row(order, 1, "PAID"), row(order, 2, "PAID")) == Answered(1, 0, 1)
    claim.refresh_from_db()
    assert (claim.state, claim.paid_on) == (ClaimState.PAID, TODAY)
    paid = {Account.BENEFITS: 42_000_000, Account.BENEFIT_BANK: -42_000_000}
    assert benefit_balances() == paid
    assert answer(order, row(order, 1, "PAID"), row(order, 2, "PAID")) == Answered(0, 0, 2)
    assert benefit_balances() == paid
    assert AnswerFile.objects.count() == 2


def test_what_comes_back_is_owed_again_and_paid_on_a_corrected_account() -> None:
    claim = granted(42_000_000)
    order = sent()
    assert answer(order, row(order, 1, "RETURNED", reason="AC04")) == Answered(0, 1, 0)
    owed = {Account.BENEFITS: 42_000_000, Account.BENEFIT_PAYABLE: -42_000_000}
    assert benefit_balances() == owed
    (due,) = due_payables(cashier(), office=BRANCH, on=TODAY)
    assert (due.obstacle, due.attempt) == ("RETURNED", 2)
    with pytest.raises(PaymentRefused, match="nothing_due"):
        sent(skip_account=True)
    account(Party.objects.get(), "7770001")
    seal_again(claim.decisions.get())
    again = sent(skip_account=True)
    answer(again, row(again, 1, "PAID"))
    assert benefit_balances() == {
        Account.BENEFITS: 42_000_000,
        Account.BENEFIT_BANK: -42_000_000,
    }
    assert Claim.objects.get(pk=claim.pk).state == ClaimState.PAID


def test_money_that_comes_back_after_it_was_paid_opens_the_claim_again() -> None:
    claim = granted(42_000_000)
    order = sent()
    answer(order, row(order, 1, "PAID"))
    answer(order, row(order, 1, "RETURNED", reason="rekening ditutup"))
    assert benefit_balances() == {
        Account.BENEFITS: 42_000_000,
        Account.BENEFIT_PAYABLE: -42_000_000,
    }
    claim.refresh_from_db()
    assert (claim.state, claim.paid_on) == (ClaimState.GRANTED, None)
    assert [step.kind for step in claim.steps.order_by("pk")] == ["PAID", "PAYMENT_RETURNED"]
    assert answer(order, row(order, 1, "PAID")) == Answered(0, 0, 1)
    assert benefit_balances()[Account.BENEFIT_PAYABLE] == -42_000_000


def test_an_answer_that_does_not_fit_is_not_written_at_all() -> None:
    granted(30_000_000, 12_000_000)
    order = sent()
    good = row(order, 1, "PAID", amount=30_000_000)
    bad = {
        "Rp 12000001": row(order, 2, "PAID", amount=12_000_001),
        "bukan pembayaran": row(order, 3, "PAID"),
        "status": row(order, 2, "MUNGKIN"),
        "tanggal": AnswerRow(2, f"{order.number}-000002", "PAID", date(2024, 12, 19)),
        "PB-24": AnswerRow(2, "PB-99-0000001-000001", "PAID", TODAY),
    }
    for told, wrong in bad.items():
        with pytest.raises(PaymentRefused, match=told):
            answer(order, good, wrong)
    assert not BankAnswer.objects.exists()
    answer(order, row(order, 2, "RETURNED"))
    with pytest.raises(PaymentRefused, match="sudah dikembalikan"):
        answer(order, good, row(order, 2, "PAID"))


def test_the_database_takes_no_edited_early_or_second_answer() -> None:
    granted(42_000_000)
    paying_account()
    order = prepare_order(actor=cashier(), office=BRANCH, pay_on=TODAY)
    file = AnswerFile.objects.create(order=order, recorded_on=TODAY, recorded_by=cashier().user)
    fields = {"line": order.lines.get(), "answered_on": TODAY, "file": file}
    with pytest.raises(IntegrityError, match="answer_fits"), transaction.atomic():
        BankAnswer.objects.create(**fields, outcome="PAID", amount=42_000_000)
    release_order(actor=head(), number=order.number)
    with pytest.raises(IntegrityError, match="answer_fits"), transaction.atomic():
        BankAnswer.objects.create(**fields, outcome="PAID", amount=42_000_001)
    BankAnswer.objects.create(**fields, outcome="RETURNED", amount=42_000_000)
    for outcome in ("PAID", "RETURNED"):
        with (
            pytest.raises(IntegrityError, match=r"answer_fits|answered_once"),
            transaction.atomic(),
        ):
            BankAnswer.objects.create(**fields, outcome=outcome, amount=42_000_000)
    assert Payable.objects.get().lines.count() == 1
