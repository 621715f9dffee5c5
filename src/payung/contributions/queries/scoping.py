"""The reader's scope as a piece of SQL: the ids of the employers that he may see."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Q

from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.registry.models import Employer

#: The paths from a bill to what scopes are made of.
BILL_PATHS = {
    "region": "employer__region_id",
    "office": "employer__office_id",
    "employer": "employer",
}


def employers_seen(
    reader: Reader, permission: str, region: str | None = None
) -> tuple[str, dict[str, Any]]:
    """A query of the ids of the employers in scope, and its parameters (named ``seen_...``).

    ``region`` narrows to a region's subtree by its code (None or "": all). Raises
    ``AccessRefused`` without the permission.
    """
    reader.require(permission)
    within = Q(region__pk__startswith=region) if region else Q()
    chosen = Employer.objects.filter(scope_q(reader, permission=permission)).filter(within)
    sql, values = chosen.order_by().values("pk").query.sql_with_params()
    names = [f"seen_{place}" for place in range(len(values))]
    return sql % tuple(f"%({name})s" for name in names), dict(zip(names, values, strict=True))


def rows(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def share_bp(part: int, whole: int) -> int | None:
    """A share in basis points, half up; None of nothing."""
    return (part * 20_000 + whole) // (2 * whole) if whole else None
