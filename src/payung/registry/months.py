"""The months of wage reports: a partition each, made when first written, looked at as it grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from django.db.backends.utils import CursorWrapper

#: Growth by which a plan made for the month as it was goes wrong: a tenth, as for autovacuum.
_GROWTH = 10
_FEW = 1_000


def ensure_month(cursor: CursorWrapper, month: date) -> bool:
    """Make the partition of a month's wage reports; returns whether it was missing."""
    cursor.execute("SELECT registry_ensure_month(%s)", [month.replace(day=1)])
    return bool(cursor.fetchone()[0])


def look_at_month(cursor: CursorWrapper, month: date, added: int) -> None:
    """Let the planner know a month that has grown: what follows at once reads all of it.

    The server looks by itself within minutes; until then it takes the month for empty and joins it
    row by row.
    """
    name = f"registry_wagereport_{month:%Y%m}"
    cursor.execute(
        "SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = to_regclass(%s)", [name]
    )
    (known,) = cursor.fetchone()
    if added > _FEW and added * _GROWTH > known:
        cursor.execute("SET LOCAL default_statistics_target = 10")  # a rough idea is enough
        cursor.execute(f"ANALYZE {name}")
