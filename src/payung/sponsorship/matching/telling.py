"""Verdicts of matching: what a list's rows are told by its pairs and by what clerks decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from payung.sponsorship.listing import verdicts
from payung.sponsorship.listing.rules import LIKENESS_CODES, RULES
from payung.sponsorship.models import MatchDecision

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

#: The pairs of a list's newest run with the decision in force on the two (of any run).
PAIRS = f"""
    SELECT p.id, p.row_id, p.person_id, p.other_row_id, p.weight, p.sure, d.verdict,
        coalesce(d.verdict = '{MatchDecision.Verdict.SAME}', p.sure) AS same,
        d.verdict IS NULL AND NOT p.sure AS open
    FROM sponsorship_matchpair p
    LEFT JOIN LATERAL (
        SELECT e.verdict FROM sponsorship_matchdecision e
        JOIN sponsorship_matchpair q ON q.id = e.pair_id
        WHERE q.row_id = p.row_id AND q.person_id IS NOT DISTINCT FROM p.person_id
            AND q.other_row_id IS NOT DISTINCT FROM p.other_row_id
        ORDER BY e.id DESC LIMIT 1
    ) d ON true
    WHERE p.run_id = (SELECT max(id) FROM sponsorship_matchrun WHERE list_id = %(list)s)
"""
_WHO = "left(k.name, 1) || '***, lahir ' || extract(year FROM k.birth_date)"


def _severity(code: str) -> int:
    return int(RULES[code].severity)


_FOUND = f"""
    WITH pair AS ({PAIRS})
    INSERT INTO found_verdict (row_id, column_key, code, severity, detail, other_row_id)
    SELECT r.id, 'identity', 'same_person', {_severity("same_person")}, {_WHO}, NULL::bigint
    FROM sponsorship_listrow r JOIN registry_person k ON k.id = r.person_id
    WHERE r.id IN ({{rows}}) AND EXISTS (
        SELECT FROM pair WHERE pair.row_id = r.id AND pair.person_id = r.person_id AND pair.same)
    UNION ALL
    SELECT * FROM (
        SELECT DISTINCT ON (p.row_id) p.row_id, 'identity', 'maybe_same_person',
            {_severity("maybe_same_person")}, {_WHO}, NULL::bigint
        FROM pair p JOIN sponsorship_listrow r ON r.id = p.row_id AND r.person_id IS NULL
        JOIN registry_person k ON k.id = p.person_id
        WHERE p.open AND r.id IN ({{rows}}) ORDER BY p.row_id, p.weight DESC, p.id) AS maybe
    UNION ALL
    SELECT * FROM (
        SELECT DISTINCT ON (p.row_id, p.same) p.row_id, 'identity',
            CASE WHEN p.same THEN 'same_as_row' ELSE 'maybe_same_as_row' END,
            CASE WHEN p.same THEN {_severity("same_as_row")}
                ELSE {_severity("maybe_same_as_row")} END,
            o.row_no || '|' || l.number, o.id
        FROM pair p JOIN sponsorship_listrow o ON o.id = p.other_row_id
        JOIN sponsorship_beneficiarylist l ON l.id = o.list_id
        WHERE p.row_id IN ({{rows}}) AND (p.same OR p.open)
        ORDER BY p.row_id, p.same, p.weight DESC, p.id) AS twice
"""


def tell(cursor: CursorWrapper, list_id: int, user_id: int, row_id: int | None = None) -> int:
    """Bring the verdicts of a list (or of one row) in line with its pairs; how many were added.

    Rows that are decreed are told nothing any more: their verdicts stay as they are.
    """
    rows = (
        "SELECT id FROM sponsorship_listrow WHERE list_id = %(list)s"
        " AND status IN ('PROPOSED', 'VALID', 'DOUBTFUL', 'REFUSED')"
        " AND (%(row)s::bigint IS NULL OR id = %(row)s)"
    )
    told: dict[str, object] = {"list": list_id, "user": user_id, "row": row_id}
    verdicts.begin(cursor)
    cursor.execute(_FOUND.format(rows=rows), told)
    return verdicts.record(cursor, rows, told, LIKENESS_CODES)
