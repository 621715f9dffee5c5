"""What inspections found and the registry does not show yet.

A line of an inspection is settled when the registry holds that wage (or more) with the programmes
that were missing, brought in by the ordinary imports: the corrected bill then carries the debt.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

#: The lines of each case's latest inspection that the registry does not bear out. A worker who
#: was not registered is found again by his name among the employer's members.
_OPEN = """
WITH latest AS (
    SELECT DISTINCT ON (step.case_id) inspection.id, step.case_id
    FROM compliance_inspection AS inspection
    JOIN compliance_casestep AS step ON step.id = inspection.step_id
    LEFT JOIN documents_letter AS letter ON letter.id = step.letter_id
    WHERE step.case_id = ANY (%(cases)s) AND letter.status IS DISTINCT FROM 'CANCELLED'
        AND step.sequence > coalesce((
            SELECT max(again.sequence) FROM compliance_casestep AS again
            WHERE again.case_id = step.case_id AND again.kind = 'REOPENED'), 0)
    ORDER BY step.case_id, step.sequence DESC
)
SELECT latest.case_id, line.id, line.total
FROM latest
JOIN compliance_inspectionline AS line ON line.inspection_id = latest.id AND line.total > 0
JOIN compliance_case AS inspected ON inspected.id = latest.case_id
WHERE NOT EXISTS (
    SELECT 1 FROM registry_membership AS member
    JOIN registry_person AS person ON person.id = member.person_id
    JOIN registry_wagereport AS report
        ON report.membership_id = member.id AND report.month = line.month
    WHERE member.employer_id = inspected.employer_id
        AND (member.id = line.membership_id
            OR (line.membership_id IS NULL AND lower(person.name) = lower(line.name)))
        AND report.wage >= line.paid_wage
        AND report.programmes & line.programmes_due = line.programmes_due
        AND NOT EXISTS (SELECT 1 FROM registry_wagereport AS later
                        WHERE later.month = report.month
                            AND later.membership_id = report.membership_id
                            AND later.revision > report.revision))"""


def open_deficits(case_ids: Iterable[int]) -> dict[int, int]:
    """Case -> what its last inspection found and is not in the registry yet, in rupiah."""
    found: dict[int, int] = {}
    for case, _, total in _open_lines(case_ids):
        found[case] = found.get(case, 0) + total
    return found


def open_lines(case_id: int) -> frozenset[int]:
    """The lines of the case's last inspection that the registry does not show yet."""
    return frozenset(line for _, line, _ in _open_lines([case_id]))


def _open_lines(case_ids: Iterable[int]) -> list[tuple[int, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, {"cases": list(case_ids)})
        return list(cursor.fetchall())
