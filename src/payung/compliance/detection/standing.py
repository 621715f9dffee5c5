"""What was found against what stands: new findings, changed evidence, causes that are gone.

A finding is the same while its employer (or firm) and kind are; a change of evidence, amount or
weight is its next state. A dismissed one comes back only when amount or workers have grown by at
least ``growth_share`` since the dismissal. It stays dismissed when its cause goes, arrears
excepted: debt that arises after a debt was paid is another debt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from payung.compliance.detection.ground import Search
from payung.compliance.scoring import score_sql

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

#: Whom a finding is about, as one text: an employer, or a firm of a list.
_SUBJECT = "CASE WHEN employer_id IS NULL THEN firm_key ELSE employer_id::text END"

_SCORED = """
CREATE TEMP TABLE detect_scored ON COMMIT DROP AS
SELECT found.*, least(weighed.score, 1000)::smallint AS score, weighed.chance, weighed.path,
    weighed.expected_recovery, weighed.handling_cost,
    jsonb_build_object('amount', found.amount, 'months', found.months, 'workers', found.workers,
        'paid_recently', found.paid_recently, 'size', found.business_size,
        'points', jsonb_build_object('amount', weighed.amount_points, 'age', weighed.age_points,
            'workers', weighed.workers_points, 'chance', weighed.chance_points)) AS reasons,
    md5(jsonb_build_array(found.evidence, found.amount, found.workers, weighed.score,
        weighed.path, weighed.expected_recovery, weighed.handling_cost)::text) AS fingerprint,
    {subject} AS subject
FROM candidate AS found JOIN ({scores}) AS weighed USING (candidate_id)"""

_LIVE = """
CREATE TEMP TABLE detect_live ON COMMIT DROP AS
SELECT id, kind, office_id, {subject} AS subject, status, sequence, fingerprint,
    dismissed_amount, dismissed_workers
FROM compliance_finding
WHERE status <> 'RESOLVED' AND (office_id = %(office)s
    OR employer_id IN (SELECT employer_id FROM candidate))
FOR UPDATE"""

#: What becomes of each candidate and each living finding.
_CHANGES = """
CREATE TEMP TABLE detect_change ON COMMIT DROP AS
SELECT scored.candidate_id, live.id AS finding_id, kind, live.sequence,
    CASE WHEN live.id IS NULL THEN 'FOUND'
        WHEN live.status = 'DISMISSED' THEN CASE WHEN {grown} THEN 'REOPENED' END
        WHEN live.fingerprint <> scored.fingerprint THEN 'CHANGED' END AS change
FROM detect_scored AS scored
LEFT JOIN detect_live AS live USING (kind, subject)
UNION ALL
SELECT NULL, live.id, live.kind, live.sequence, 'RESOLVED'
FROM detect_live AS live
WHERE live.office_id = %(office)s AND live.kind = ANY(%(kinds)s)
    AND (live.status <> 'DISMISSED' OR live.kind = 'ARREARS')
    AND NOT EXISTS (SELECT FROM detect_scored AS scored
        WHERE scored.kind = live.kind AND scored.subject = live.subject)"""

_GROWN = """(
    (scored.amount > live.dismissed_amount
        AND (scored.amount - live.dismissed_amount) * 1000000
            >= live.dismissed_amount * %(growth)s)
    OR (scored.workers > live.dismissed_workers
        AND (scored.workers - live.dismissed_workers) * 1000000
            >= live.dismissed_workers * %(growth)s))"""

_EVIDENCE = (
    "evidence, fingerprint, amount, is_estimate, workers, score, chance, reasons, "
    "suggested_path, expected_recovery, handling_cost"
)
_EVIDENCE_SCORED = _EVIDENCE.replace("suggested_path", "path")

_NEW = f"""
INSERT INTO compliance_finding ({_EVIDENCE}, kind, employer_id, listed_firm_id, firm_key,
    firm_name, firm_address, firm_identifier, region_id, office_id, detected_on, detection_id,
    sequence, status)
SELECT {_EVIDENCE_SCORED}, scored.kind, employer_id, listed_firm_id, firm_key,
    firm_name, firm_address, firm_identifier, region_id, %(office)s, %(as_of)s, %(detection)s,
    0, 'OPEN'
FROM detect_scored AS scored JOIN detect_change AS change USING (candidate_id)
WHERE change.change = 'FOUND' ORDER BY scored.candidate_id"""

_FIRST_STATES = f"""
INSERT INTO compliance_findingstate ({_EVIDENCE}, finding_id, sequence, change, detection_id,
    as_of, recorded_by_id, recorded_at)
SELECT {_EVIDENCE}, id, 0, 'FOUND', detection_id, %(as_of)s, %(actor)s, now()
FROM compliance_finding WHERE detection_id = %(detection)s"""

_NEXT_STATES = f"""
INSERT INTO compliance_findingstate ({_EVIDENCE}, finding_id, sequence, change, detection_id,
    as_of, recorded_by_id, recorded_at)
SELECT {_EVIDENCE_SCORED}, change.finding_id, change.sequence + 1, change.change, %(detection)s,
    %(as_of)s, %(actor)s, now()
FROM detect_change AS change JOIN detect_scored AS scored USING (candidate_id)
WHERE change.change IN ('CHANGED', 'REOPENED')
UNION ALL
SELECT finding.evidence || jsonb_build_object('resolved_on', %(as_of)s::date),
    md5('RESOLVED' || finding.fingerprint), 0, finding.is_estimate, 0, 0, finding.chance,
    finding.reasons, 'WATCH', 0, 0, change.finding_id, change.sequence + 1, 'RESOLVED',
    %(detection)s, %(as_of)s, %(actor)s, now()
FROM detect_change AS change JOIN compliance_finding AS finding ON finding.id = change.finding_id
WHERE change.change = 'RESOLVED'"""

_COUNTS = """
SELECT kind, coalesce(change, 'STANDING'), count(*) FROM detect_change GROUP BY 1, 2
ORDER BY 1, 2"""


def settle(
    cursor: CursorWrapper, search: Search, *, detection_id: int, actor_id: int, kinds: list[str]
) -> dict[str, dict[str, int]]:
    """Write new findings and new states; returns kind -> change -> how many.

    Only findings of ``kinds`` are resolved: those that this search could look for.
    """
    values = search.values(
        detection=detection_id, actor=actor_id, kinds=kinds, growth=search.number("growth_share")
    )
    statements = (
        "ANALYZE candidate (candidate_id, kind)",  # not the facts: they are wide
        _SCORED.format(scores=score_sql(search.as_of), subject=_SUBJECT),
        "ANALYZE detect_scored (candidate_id, kind, subject)",
        _LIVE.format(subject=_SUBJECT),
        "ANALYZE detect_live",
        _CHANGES.format(grown=_GROWN),
        _NEW,
        # Thousands of findings may be new: their states must not be planned for a handful.
        "ANALYZE compliance_finding (id, detection_id, office_id, status, kind)",
        _FIRST_STATES,
        _NEXT_STATES,
    )
    for statement in statements:
        cursor.execute(statement, values)
    cursor.execute(_COUNTS)
    counts: dict[str, dict[str, int]] = {}
    for kind, change, number in cursor.fetchall():
        counts.setdefault(kind, {})[change] = number
    return counts
