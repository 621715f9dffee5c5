"""Verdicts in force: told anew only where something changed, and lifted where it has gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.backends.utils import CursorWrapper

FOUND = """
    CREATE TEMP TABLE found_verdict (row_id bigint, column_key text, code text, severity smallint,
        detail text, found text DEFAULT '', other_row_id bigint, membership_id bigint)
        ON COMMIT DROP
"""
#: The newest verdict of each row, column and code; ``{rows}`` says of which rows.
IN_FORCE = """
    SELECT DISTINCT ON (v.row_id, v."column", v.code) v.*
    FROM sponsorship_rowverdict v
    WHERE v.row_id IN ({rows}) AND v.code = ANY(%(codes)s)
    ORDER BY v.row_id, v."column", v.code, v.id DESC
"""
_NEW = """
    WITH latest AS ({latest})
    INSERT INTO sponsorship_rowverdict (row_id, "column", code, severity, holds, detail, found,
        other_row_id, membership_id, recorded_by_id, recorded_at)
    SELECT f.row_id, f.column_key, f.code, f.severity, true, coalesce(left(f.detail, 200), ''),
        coalesce(f.found, ''), f.other_row_id, f.membership_id, %(user)s, clock_timestamp()
    FROM found_verdict f
    LEFT JOIN latest l ON l.row_id = f.row_id AND l."column" = f.column_key AND l.code = f.code
    WHERE l.id IS NULL OR NOT l.holds OR (l.severity, l.detail, l.found) IS DISTINCT FROM
            (f.severity, coalesce(left(f.detail, 200), ''), coalesce(f.found, ''))
        OR l.other_row_id IS DISTINCT FROM f.other_row_id
        OR l.membership_id IS DISTINCT FROM f.membership_id
    ORDER BY f.row_id, f.severity DESC, f.code
"""
_GONE = """
    WITH latest AS ({latest})
    INSERT INTO sponsorship_rowverdict (row_id, "column", code, severity, holds, detail, found,
        other_row_id, membership_id, recorded_by_id, recorded_at)
    SELECT l.row_id, l."column", l.code, l.severity, false, l.detail, l.found, l.other_row_id,
        l.membership_id, %(user)s, clock_timestamp()
    FROM latest l WHERE l.holds AND NOT EXISTS (SELECT FROM found_verdict f
        WHERE f.row_id = l.row_id AND f.column_key = l."column" AND f.code = l.code)
    ORDER BY l.row_id, l.id
"""


def begin(cursor: CursorWrapper) -> None:
    """Make the empty table ``found_verdict`` of this transaction."""
    cursor.execute("DROP TABLE IF EXISTS pg_temp.found_verdict")
    cursor.execute(FOUND)


def record(
    cursor: CursorWrapper, rows: str, parameters: dict[str, object], codes: Iterable[str]
) -> int:
    """Write what differs between ``found_verdict`` and the verdicts of these codes in force.

    ``rows`` is a query for row ids, its values in ``parameters`` (with ``user``). Returns how many
    verdicts were added.
    """
    told = {**parameters, "codes": list(codes)}
    latest = IN_FORCE.format(rows=rows)
    cursor.execute(_GONE.format(latest=latest), told)  # type: ignore[arg-type]
    gone = cursor.rowcount
    cursor.execute(_NEW.format(latest=latest), told)  # type: ignore[arg-type]
    return gone + cursor.rowcount


def in_force(row_ids: Iterable[int]) -> dict[int, list[int]]:
    """The ids of the verdicts in force, by row, the gravest first; one query."""
    wanted = list(row_ids)
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT row_id, array_agg(id ORDER BY severity DESC, id) FROM (
                SELECT DISTINCT ON (row_id, "column", code) id, row_id, severity, holds
                FROM sponsorship_rowverdict WHERE row_id = ANY(%s)
                ORDER BY row_id, "column", code, id DESC
            ) AS newest WHERE holds GROUP BY row_id
            """,
            [wanted],
        )
        return dict(cursor.fetchall())
