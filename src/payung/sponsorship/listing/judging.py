"""From verdicts to statuses: what becomes of each row, and why, in set statements."""

from __future__ import annotations

from payung.sponsorship.listing.rules import DOUBT, ERROR
from payung.sponsorship.listing.verdicts import IN_FORCE
from payung.sponsorship.models import RowStatus

_ROWS = "SELECT id FROM clean_row"
#: What a clerk settles by finding out who a person is.
_OF_IDENTITY = "('identity', 'birth_date', 'sex')"

#: The newest step of the rows that a clerk decided, and is not left by a later step.
DECIDED = """
    CREATE TEMP TABLE decided_row ON COMMIT DROP AS
    SELECT * FROM (
        SELECT DISTINCT ON (s.row_id) s.row_id, s.status, s.decided, s.recorded_at
        FROM sponsorship_rowstep s WHERE s.row_id IN (SELECT id FROM clean_row)
        ORDER BY s.row_id, s.id DESC
    ) AS newest WHERE decided
"""
#: The verdicts on cells that still count: who is identified needs no readable number.
CELLS = f"""
    CREATE TEMP TABLE cell_verdict ON COMMIT DROP AS
    SELECT l.row_id, l.code, l.severity, l.recorded_at
    FROM ({IN_FORCE.format(rows=_ROWS)}) AS l JOIN clean_row c ON c.id = l.row_id
    WHERE l.holds AND NOT (c.identified AND l."column" IN {_OF_IDENTITY})
"""
#: What each row comes to; ``rank`` holds the order of the codes. A decision stands until something
#: is found that the clerk did not see.
JUDGED = f"""
    CREATE TEMP TABLE judged ON COMMIT DROP AS
    WITH held AS (
        SELECT row_id, code, severity, recorded_at FROM cell_verdict
        UNION ALL
        SELECT l.row_id, l.code, l.severity, l.recorded_at
        FROM ({IN_FORCE.format(rows=_ROWS)}) AS l WHERE l.holds
    ), worst AS (
        SELECT DISTINCT ON (h.row_id) h.row_id, h.code, h.severity
        FROM held h JOIN rank ON rank.code = h.code
        ORDER BY h.row_id, h.severity DESC, rank.place
    ), unseen AS (
        SELECT d.row_id, max(h.severity) AS severity FROM decided_row d
        JOIN held h ON h.row_id = d.row_id AND h.recorded_at > d.recorded_at
        GROUP BY d.row_id
    )
    SELECT c.id AS row_id, c.status AS was,
        CASE WHEN d.row_id IS NOT NULL AND coalesce(u.severity, 0) < {int(DOUBT)} THEN d.status
            WHEN w.severity >= {int(ERROR)} THEN '{RowStatus.REFUSED}'
            WHEN w.severity >= {int(DOUBT)} THEN '{RowStatus.DOUBTFUL}'
            ELSE '{RowStatus.VALID}' END AS status,
        CASE WHEN w.severity >= {int(DOUBT)} THEN w.code ELSE '' END AS reason
    FROM clean_row c LEFT JOIN worst w ON w.row_id = c.id
    LEFT JOIN decided_row d ON d.row_id = c.id LEFT JOIN unseen u ON u.row_id = c.id
"""
CHANGED = "SELECT count(*) FROM judged WHERE status <> was"
STEPS = """
    INSERT INTO sponsorship_rowstep (row_id, status, act_id, reason, decided, happened_on,
        recorded_by_id, recorded_at)
    SELECT row_id, status, %(act)s, reason, false, %(today)s, %(user)s, clock_timestamp()
    FROM judged WHERE status <> was ORDER BY row_id
"""
RANK = "CREATE TEMP TABLE rank (code text PRIMARY KEY, place integer) ON COMMIT DROP"
TABLES = ("decided_row", "cell_verdict", "judged", "rank")
