"""Orders: what goes in, who releases, and what both people and the database refuse."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from payung.access.reader import operator
from payung.access.refusals import AccessRefused
from payung.claims.errors import PaymentRefused
from payung.claims.models import (
    Hold,
    OrderRelease,
    Party,
    Payable,
    PayableEnd,
    PaymentLine,
    PaymentOrder,
    Proof,
)
from payung.claims.operations.orders import cancel_order, prepare_order, release_order
from payung.claims.queries.due import due_payables
from payung.contributions.models import Account, Journal
from payung.errors import NotFound
from tests.claims.builders import BRANCH, cashier, head, officer, party
from tests.claims.payment_builders import (
    account,
    benefit_balances,
    decide,
    granted,
    owe,
    paying_account,
    ward,
)

pytestmark = pytest.mark.usefixtures("reference")
TODAY = date(2024, 12, 18)


@pytest.fixture(autouse=True)
def _office_pays(reference: None) -> None:
    paying_account()


def prepare(*ids: int) -> PaymentOrder:
    return prepare_order(
        actor=cashier(), office=BRANCH, pay_on=TODAY, payable_ids=list(ids) or None
    )


def obstacles() -> list[str]:
    return [row.obstacle for row in due_payables(cashier(), office=BRANCH, on=TODAY)]


def test_what_is_due_goes_once_to_the_bank_by_two_people() -> None:
    granted(30_000_000, 12_000_000)
    order = prepare()
    assert (order.count, order.total) == (2, 42_000_000)
    assert order.number.startswith("PB-24-")
    assert benefit_balances()[Account.BENEFIT_PAYABLE] == -42_000_000
    first = release_order(actor=head(), number=order.number)
    assert benefit_balances() == {
        Account.BENEFITS: 42_000_000,
        Account.BENEFIT_IN_TRANSFER: -42_000_000,
    }
    assert release_order(actor=head(), number=order.number) == first
    assert Journal.objects.filter(kind=Journal.Kind.BENEFIT_ORDERED).count() == 1
    with pytest.raises(PaymentRefused, match="nothing_due"):
        prepare()


def test_nobody_releases_what_he_prepared() -> None:
    granted(42_000_000)
    both = operator()
    order = prepare_order(actor=both, office=BRANCH, pay_on=TODAY)
    with pytest.raises(PaymentRefused, match="own_order"):
        release_order(actor=both, number=order.number)
    with pytest.raises(IntegrityError, match="by_another"), transaction.atomic():
        OrderRelease.objects.create(order=order, released_on=TODAY, released_by=both.user)
    with pytest.raises(AccessRefused):
        release_order(actor=cashier(), number=order.number)


def test_a_payable_is_in_one_living_line() -> None:
    granted(42_000_000)
    order = prepare()
    owed = Payable.objects.get()
    with pytest.raises(PaymentRefused, match="in_other_order") as told:
        prepare(owed.pk)
    assert order.number in str(told.value)
    line = order.lines.get()
    other = PaymentOrder.objects.create(
        number="PB-X", office_id=BRANCH, account=order.account, pay_on=TODAY, count=1,
        total=line.amount, seal=b"-", prepared_on=TODAY, prepared_by=operator().user,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="payable_in_line"), transaction.atomic():
        PaymentLine.objects.create(
            order=other, sequence=1, payable=owed, attempt=2, account=line.account,
            amount=line.amount,
        )  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        "amount = amount + 1",
        "state = 'PAID'",
        "state = 'CANCELLED'",
        "account_id = (SELECT max(id) FROM claims_partyaccount)",
        "payable_id = (SELECT max(id) FROM claims_payable)",
    ],
)
def test_the_database_lets_no_line_be_bent(change: str) -> None:
    granted(30_000_000, 12_000_000)
    order = prepare()
    account(Party.objects.earliest("pk"), "5550001")
    with (
        pytest.raises(IntegrityError, match=r"line_moves|payable_in_line|line_attempt"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"UPDATE claims_paymentline SET {change} WHERE id = %s",
            [order.lines.earliest("sequence").pk],
        )
    assert order.lines.filter(state="OPEN").count() == 2


def test_a_line_pays_neither_a_stranger_nor_a_part_nor_an_ended_right() -> None:
    claim = granted(30_000_000)
    owed = Payable.objects.get()
    order = prepare()
    cancel_order(actor=cashier(), number=order.number, reason="salah tanggal")
    fresh = PaymentOrder.objects.create(
        number="PB-X", office_id=BRANCH, account=order.account, pay_on=TODAY, count=1,
        total=30_000_000, seal=b"-", prepared_on=TODAY, prepared_by=operator().user,
    )  # fmt: skip
    stranger = party(claim, "PARENT", "Orang Lain")
    own = owed.party.accounts.get()
    bent = [
        {"account": stranger.accounts.get(), "amount": owed.net},
        {"account": own, "amount": owed.net - 1},
        {"account": None, "amount": owed.net},
        {"account": account(owed.party, "5550002", checked=False), "amount": owed.net},
    ]
    for fields in bent:
        with pytest.raises(IntegrityError, match="line_fits"), transaction.atomic():
            PaymentLine.objects.create(order=fresh, sequence=1, payable=owed, attempt=2, **fields)
    PaymentLine.objects.create(
        order=fresh, sequence=1, payable=owed, attempt=2, account=own, amount=owed.net
    )
    with pytest.raises(IntegrityError, match="not_in_payment"), transaction.atomic():
        PayableEnd.objects.create(
            payable=owed, reason="Berakhir", ended_on=TODAY, ended_by=operator().user
        )


def test_what_waits_is_left_out_and_told() -> None:
    held, unchecked, proven, fine = (granted(amount) for amount in (1_000, 2_000, 3_000, 4_000))
    Hold.objects.create(
        claim=held, code="DISPUTE", reason="Dua istri", placed_on=TODAY, placed_by=officer().user
    )
    account(unchecked.parties.get(), "5550003", checked=False)
    child = proven.parties.get()
    owe(proven.decisions.get(), child, 700, sequence=9, needs="SCHOOL_LETTER")
    assert sorted(obstacles()) == ["", "", "ACCOUNT_UNCHECKED", "HELD", "PROOF"]
    order = prepare()
    assert order.total == 7_000
    with pytest.raises(PaymentRefused, match="blocked"):
        prepare(Payable.objects.get(claim=held).pk)
    Proof.objects.create(
        party=child, kind="SCHOOL_LETTER", valid_from=date(2024, 7, 1),
        valid_until=date(2025, 6, 30), seen="Surat sekolah", checked_on=TODAY,
        checked_by=officer().user,
    )  # fmt: skip
    assert prepare().total == 700
    assert fine.payables.get().lines.count() == 1


def test_an_account_that_changed_after_the_decision_gets_nothing() -> None:
    claim = granted(42_000_000)
    account(claim.parties.get(), "6660001")
    with pytest.raises(PaymentRefused, match="nothing_due"):
        prepare()
    with pytest.raises(PaymentRefused, match="blocked") as told:
        prepare(Payable.objects.get().pk)
    assert told.value.parameters["rows"] == [{"claim": claim.number, "why": "CHANGED"}]


def test_a_change_between_preparing_and_releasing_stops_the_release() -> None:
    claim = granted(42_000_000)
    order = prepare()
    account(claim.parties.get(), "6660002")
    with pytest.raises(PaymentRefused, match="no_longer_payable") as told:
        release_order(actor=head(), number=order.number)
    assert told.value.parameters["rows"] == [{"claim": claim.number, "why": "ACCOUNT_CHANGED"}]
    cancel_order(actor=head(), number=order.number, reason="rekening berubah")
    with pytest.raises(PaymentRefused, match="cancelled"):
        release_order(actor=head(), number=order.number)


def test_a_childs_money_goes_to_the_guardian() -> None:
    claim = granted(1_000)
    child, guardian = ward(claim)
    decision = decide(claim, 12_000_000, sequence=2)
    owed = owe(decision, child, 12_000_000)
    order = prepare(owed.pk)
    assert order.lines.get().account == guardian.accounts.get()


def test_a_cancelled_order_frees_what_it_held_and_a_released_one_stays() -> None:
    granted(42_000_000)
    order = prepare()
    cancel_order(actor=cashier(), number=order.number, reason="salah tanggal")
    again = prepare()
    assert again.lines.get().attempt == 2
    release_order(actor=head(), number=again.number)
    with pytest.raises(PaymentRefused, match="released"):
        cancel_order(actor=cashier(), number=again.number, reason="salah tanggal")


def test_another_offices_money_is_out_of_reach() -> None:
    granted(42_000_000)
    order = prepare()
    stranger = cashier("petugas.lain", office="KC-PALEMBANG")
    with pytest.raises(AccessRefused):
        prepare_order(actor=stranger, office=BRANCH, pay_on=TODAY)
    with pytest.raises(NotFound):
        cancel_order(actor=stranger, number=order.number, reason="iseng saja")
    with pytest.raises(NotFound):
        release_order(actor=head("kepala.lain", office="KC-PALEMBANG"), number=order.number)


def test_no_order_without_an_account_of_the_office_or_for_yesterday() -> None:
    granted(42_000_000)
    with pytest.raises(PaymentRefused, match="day_passed"):
        prepare_order(actor=cashier(), office=BRANCH, pay_on=date(2024, 12, 17))
