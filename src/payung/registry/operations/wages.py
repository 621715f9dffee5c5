"""Wages by month: what is carried on from the month before."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection, transaction

from payung.access.permissions import IMPORT_REGISTRY
from payung.access.reader import Reader
from payung.registry.imports.kinds.wages import WAGES_IN_FORCE
from payung.registry.models import EmployerStatus, WageReport
from payung.registry.months import ensure_month, look_at_month
from payung.registry.operations.asking import month_of, office_of

_CARRY = f"""
    INSERT INTO registry_wagereport (month, membership_id, revision, employer_id, segment,
        programmes, wage, source, source_file_id)
    SELECT %(month)s, m.id, 0, m.employer_id, m.segment, n.programmes, before.wage,
        {WageReport.Source.CARRIED.value}, NULL
    FROM ({WAGES_IN_FORCE.format(month="%(before)s")}) AS before
    JOIN registry_membership m ON m.id = before.membership_id
    JOIN registry_employer e ON e.id = m.employer_id
    JOIN registry_enrolment n ON n.membership_id = m.id
        AND n.valid_from <= %(month)s AND (n.valid_to IS NULL OR n.valid_to >= %(month)s)
    WHERE before.wage > 0 AND e.office_id = %(office)s
        AND e.status = '{EmployerStatus.ACTIVE.value}'
        AND (e.closed_on IS NULL OR e.closed_on >= %(month)s)
        AND (m.ended_on IS NULL OR m.ended_on >= %(month)s)
        AND NOT EXISTS (SELECT FROM registry_wagereport w
            WHERE w.month = %(month)s AND w.membership_id = m.id)
    ORDER BY m.id
"""


def carry_forward_wages(*, actor: Reader, office_code: str, month: date | str) -> int:
    """Carry last month's wages on to members of an office for whom nothing was reported.

    "No change reported: this month's bill is last month's" (Perdir 22/PERDIR.02/072022). Returns
    how many wages were carried; doing it again carries none. Raises ``ImportRefused``.
    """
    actor.require(IMPORT_REGISTRY)
    office = office_of(actor, office_code)
    first = month_of(month, required=True)
    before = (first - timedelta(days=1)).replace(day=1)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('registry_import'))")
        ensure_month(cursor, first)
        cursor.execute(_CARRY, {"month": first, "before": before, "office": office.pk})
        carried = int(cursor.rowcount)
        look_at_month(cursor, first, carried)
        return carried
