"""Who waits for whom: acts on the money of an office run one after the other.

All acts take the locks of the offices concerned in the order of their codes, so that none waits
in a circle. A lock ends with its transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection

LEDGER = 7301
ACCOUNT = 7302
MONTH = 7303


def lock_ledger(offices: Iterable[str]) -> None:
    """Wait until nobody else bills, settles or charges in these offices (by code)."""
    _lock(LEDGER, offices)


def lock_accounts(accounts: Iterable[str]) -> None:
    """Wait until nobody else imports a statement of these bank accounts."""
    _lock(ACCOUNT, accounts)


def lock_month(month: date) -> None:
    """Wait until nobody else makes the partition of this month."""
    _lock(MONTH, [month.isoformat()])


def _lock(kind: int, names: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for name in sorted(set(names)):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [kind, name])
