"""Writing journals: each in one statement, so that the database can see that it balances."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from payung.access.models import User
from payung.contributions.models import Journal


def open_journal(
    kind: Journal.Kind, *, source: str, booked_on: date, actor: User, reason: str = ""
) -> Journal:
    """A new journal for one business act; ``source`` names the act and is unique."""
    return Journal.objects.create(
        kind=kind, source=source, booked_on=booked_on, recorded_by=actor, reason=reason
    )


def post(journal: Journal, postings: str, parameters: dict[str, Any]) -> None:
    """Write all postings of a journal.

    ``postings`` is a query of ``account, employer_id, bill_id, programme, amount`` (debit
    positive); rows of amount zero are left out. The database refuses what does not balance.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO contributions_posting "
            "(journal_id, account, employer_id, bill_id, programme, amount) "
            f"SELECT %(journal)s, account, employer_id, bill_id, programme, amount "
            f"FROM ({postings}) AS posting WHERE amount <> 0",
            {**parameters, "journal": journal.pk},
        )


def post_rows(journal: Journal, rows: Sequence[tuple[int, int | None, int]]) -> None:
    """Write all postings of a small journal: (account, employer or None, amount)."""
    accounts, employers, amounts = zip(*rows, strict=True)
    post(
        journal,
        "SELECT account, employer_id, NULL::bigint AS bill_id, NULL::smallint AS programme, amount "
        "FROM unnest(%(accounts)s::smallint[], %(employers)s::bigint[], %(amounts)s::bigint[]) "
        "AS row (account, employer_id, amount)",
        {"accounts": list(accounts), "employers": list(employers), "amounts": list(amounts)},
    )
