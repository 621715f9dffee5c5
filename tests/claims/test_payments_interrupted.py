"""Payments that are killed anywhere, or made by two at once: nobody is paid twice, none is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import Sum
from pytest_django.plugin import DjangoDbBlocker

from payung.claims.errors import PaymentRefused
from payung.claims.models import (
    BankAnswer,
    Claim,
    ClaimState,
    Party,
    Payable,
    PaymentLine,
    PaymentOrder,
)
from payung.claims.operations.orders import prepare_order
from payung.contributions.models import Account, Journal, Posting
from payung.registry.models import Programme
from tests.claims.builders import BRANCH, cashier, head, worker
from tests.claims.killed_payments import work
from tests.claims.payment_builders import account, balances, granted, paying_account, seal_again
from tests.conftest import address_of_database
from tests.demo.builders import connected_to, database

ROOT = Path(__file__).parents[2]
TODAY = date(2024, 12, 18)
KILLS = 200
HEIRS = 12
PROGRAMMES = (Programme.JKM, Programme.JHT, Programme.JP)


@pytest.fixture
def committed_office(reference_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """An office that owes heirs, in a database of its own whose rows are really committed."""
    with (
        django_db_blocker.unblock(),
        database("payments", of=reference_database) as name,
        connected_to(name),
    ):
        paying_account()
        yield name


@pytest.mark.long
def test_two_hundred_kills_pay_nobody_twice_and_lose_none(committed_office: str) -> None:
    for _ in range(16):
        member = worker(months=1)
        for programme in PROGRAMMES:
            granted(*(1_000_000 + place for place in range(HEIRS)), member=member,
                    programme=programme)  # fmt: skip
    preparer, releaser = cashier().user.username, head().user.username
    killed = subprocess.run(
        [sys.executable, "-m", "tests.claims.killed_payments", BRANCH, preparer, releaser, "2024",
         str(KILLS)],
        env={**os.environ, "DATABASE_URL": address_of_database()},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    ).stdout  # fmt: skip
    assert int(killed) == KILLS
    holds_together()
    assert Payable.objects.filter(lines__state="PAID").count() > 0
    bring_to_an_end(preparer, releaser)
    assert Payable.objects.filter(lines__state="PAID").count() == Payable.objects.count()
    assert set(Claim.objects.values_list("state", flat=True)) == {ClaimState.PAID}
    owed = Payable.objects.aggregate(all=Sum("net"))["all"]
    assert {name: amount for name, amount in balances().items() if name >= 140} == {
        Account.BENEFITS: owed,
        Account.BENEFIT_BANK: -owed,
    } | {name: amount for name, amount in balances().items() if name in (200, 300)}


def bring_to_an_end(preparer: str, releaser: str) -> None:
    """Correct the accounts of what came back, until all is paid."""
    for turn in range(20):
        work(BRANCH, preparer, releaser, turn)
        open_rights = Payable.objects.exclude(lines__state="PAID")
        if not open_rights.exists():
            return
        for one in Party.objects.filter(payables__in=open_rights):
            account(one, f"9{turn:02d}{one.pk:07d}")
        for claim in Claim.objects.filter(payables__in=open_rights).distinct():
            seal_again(claim.decisions.get())


def holds_together() -> None:
    """What is true at any moment: the books say what the lines say, and every journal balances."""
    sums = dict(
        PaymentLine.objects.filter(order__release__isnull=False)
        .values_list("state")
        .annotate(all=Sum("amount"))
    )
    held = balances()
    assert held.get(Account.BENEFIT_BANK, 0) == -sums.get("PAID", 0)
    assert held.get(Account.BENEFIT_IN_TRANSFER, 0) == -sums.get("OPEN", 0)
    owed = Payable.objects.aggregate(all=Sum("net"))["all"]
    sent = sums.get("PAID", 0) + sums.get("OPEN", 0)
    assert held.get(Account.BENEFIT_PAYABLE, 0) == sent - owed
    assert not (
        Posting.objects.values("journal").annotate(all=Sum("amount")).exclude(all=0).exists()
    )
    answered = BankAnswer.objects.values("line", "outcome").count()
    assert answered == PaymentLine.objects.filter(state__in=["PAID", "RETURNED"]).count()
    released = PaymentOrder.objects.filter(release__isnull=False).count()
    assert Journal.objects.filter(kind=Journal.Kind.BENEFIT_ORDERED).count() == released


def test_two_who_pay_the_same_at_once_make_one_order_and_one_is_told(
    committed_office: str,
) -> None:
    granted(30_000_000, 12_000_000)
    ids = list(Payable.objects.values_list("pk", flat=True))
    actors = [cashier(), cashier("petugas.kedua")]

    def prepare(place: int) -> str:
        with connected_to(committed_office):
            try:
                order = prepare_order(
                    actor=actors[place], office=BRANCH, pay_on=TODAY, payable_ids=ids
                )
            except PaymentRefused as refusal:
                return refusal.code
            return order.number

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(prepare, range(2)))
    order = PaymentOrder.objects.get()
    assert told == [order.number, "in_other_order"]
    assert PaymentLine.objects.count() == 2
    assert connection.settings_dict["NAME"] == committed_office
