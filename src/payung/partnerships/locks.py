"""Who waits for whom: two signings of one key, two numbers of one register, one after the other.

Locks are taken in the order of their names, so that none waits in a circle, and end with the
transaction.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

TERM = 7401
REGISTER = 7402
SERIES = 7403


def lock(kind: int, names: Iterable[str]) -> None:
    """Wait until nobody else holds one of these names of a kind."""
    with connection.cursor() as cursor:
        for name in sorted(set(names)):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [kind, name])
