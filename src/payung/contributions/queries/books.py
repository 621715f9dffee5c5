"""The ledger as it is read: the trial balance, and the postings of an employer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce

from payung.access.permissions import VIEW_PAYMENTS
from payung.access.reader import Reader
from payung.access.refusals import AccessRefused
from payung.access.scope import scope_q
from payung.contributions.models import Account, Posting
from payung.contributions.queries.scoping import BILL_PATHS
from payung.registry.models import Employer


@dataclass(frozen=True)
class AccountBalance:
    """The balance of an account in rupiah: debit positive, credit negative."""

    account: Account
    balance: int


def trial_balance(reader: Reader, *, as_of: date | None = None) -> list[AccountBalance]:
    """All accounts and their balances (booked up to ``as_of``); they sum to zero. One query.

    The books are one for the whole fund: ``AccessRefused`` for a reader of a part of it.
    """
    reader.require(VIEW_PAYMENTS)
    if not any(scope.is_nation and VIEW_PAYMENTS in scope.permissions for scope in reader.scopes):
        raise AccessRefused(
            "trial_balance",
            "Neraca saldo hanya untuk yang melihat seluruh Indonesia.",
            "The trial balance is for readers of the whole nation.",
        )
    postings = Posting.objects.all()
    if as_of is not None:
        postings = postings.filter(journal__booked_on__lte=as_of)
    sums = dict(
        postings.order_by()
        .values("account")
        .annotate(balance=Coalesce(Sum("amount"), 0))
        .values_list("account", "balance")
    )
    return [AccountBalance(account, int(sums.get(account.value, 0))) for account in Account]


def ledger(reader: Reader, employer: Employer) -> QuerySet[Posting]:
    """The postings on an employer's accounts, oldest first, with their journals and bills.

    Each has ``booked_on`` and ``billing_code``. One query when evaluated.
    """
    reader.require(VIEW_PAYMENTS)
    within = scope_q(reader, permission=VIEW_PAYMENTS, **BILL_PATHS)
    return (
        Posting.objects.filter(within, employer=employer)
        .select_related("journal", "journal__recorded_by")
        .annotate(booked_on=F("journal__booked_on"), billing_code=F("bill__billing_code"))
        .order_by("journal__booked_on", "journal_id", "id")
    )
