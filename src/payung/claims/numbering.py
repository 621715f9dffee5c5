"""The numbers of claims."""

from __future__ import annotations

from datetime import date

from django.db import connection


def claim_numbers(on: date, count: int = 1) -> list[str]:
    """New numbers for claims received on a day, like ``KL-24-0000123``; no two are equal.

    They come from a sequence, so that offices never wait for each other; gaps mean nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval('claims_claim_numbers') FROM generate_series(1, %s)", [count]
        )
        return [f"KL-{on:%y}-{number:07d}" for (number,) in cursor.fetchall()]
