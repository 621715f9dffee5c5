"""WORKERS_MISSING and PROGRAMMES_MISSING: what an employer left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from payung.compliance.detection.ground import (
    DUE_PROGRAMMES,
    DUE_WORKERS,
    WAGES,
    Search,
    months_before,
)
from payung.registry.imports.programmes import (
    minimum_programmes_sql,
    open_programmes_sql,
    pension_born_after,
    programme_names_sql,
)
from payung.registry.models import Programme, WageReport

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

#: Workers whom a wage list no longer named, who have not left and were not reported since.
_VANISHED = f"""
CREATE TEMP TABLE detect_vanished ON COMMIT DROP AS
SELECT membership.employer_id, max(file.month) AS month,
    count(DISTINCT vanished.membership_id) AS workers
FROM registry_vanishedworker AS vanished
JOIN registry_importfile AS file ON file.id = vanished.import_file_id
JOIN registry_membership AS membership ON membership.id = vanished.membership_id
JOIN detect_employer AS employer ON employer.id = membership.employer_id
WHERE file.month > %(vanished_since)s AND file.month <= %(as_of)s
    AND (membership.ended_on IS NULL OR membership.ended_on >= file.month)
    AND NOT EXISTS (
        SELECT FROM registry_wagereport AS report
        WHERE report.membership_id = vanished.membership_id AND report.month >= file.month
            AND report.wage > 0 AND report.source <> {WageReport.Source.CARRIED.value})
GROUP BY membership.employer_id
HAVING count(DISTINCT vanished.membership_id) >= %(vanished_least)s"""

#: The newest list that names the employer, against the members of all divisions of its NPP.
_LISTED = """
CREATE TEMP TABLE detect_listed ON COMMIT DROP AS
SELECT DISTINCT ON (employer.id) employer.id AS employer_id, firm.kind, firm.listed_on,
    firm.file_id, firm.workers AS listed, held.workers AS registered
FROM detect_firm AS firm
JOIN detect_employer AS employer ON employer.id = firm.employer_id
JOIN (SELECT registration_number, sum(workers)::bigint AS workers FROM detect_employer
      GROUP BY registration_number) AS held USING (registration_number)
WHERE firm.workers - held.workers >= %(gap_least)s AND firm.listed_on > %(listed_since)s
ORDER BY employer.id, firm.listed_on DESC, firm.listed_firm_id DESC"""

#: Whom the employer's own newest payroll pays and who are no members of it.
_ROSTER = """
CREATE TEMP TABLE detect_roster ON COMMIT DROP AS
SELECT newest.employer_id, newest.id AS file_id, newest.summary->>'month' AS month,
    (newest.summary->>'not_members')::bigint AS workers
FROM (
    SELECT DISTINCT ON (employer_id) id, employer_id, summary FROM compliance_comparisonfile
    WHERE kind = 'PAYROLL' AND accepted AND office_id = %(office)s
        AND listed_on <= %(as_of)s AND listed_on > %(listed_since)s
    ORDER BY employer_id, listed_on DESC, id DESC
) AS newest
JOIN detect_employer AS employer ON employer.id = newest.employer_id
WHERE (newest.summary->>'not_members')::bigint >= %(gap_least)s"""

#: What one worker at the minimum wage would bring, by the employer's programmes and risk group.
_ONE_WORKER = f"""
INSERT INTO detect_due
SELECT {DUE_WORKERS} + employer.id, %(law_month)s, 0, 0, employer.floor, employer.programmes,
    employer.programmes, employer.risk_group
FROM detect_employer AS employer
WHERE employer.floor IS NOT NULL AND employer.id IN (
    SELECT employer_id FROM detect_listed UNION SELECT employer_id FROM detect_vanished
    UNION SELECT employer_id FROM detect_roster)"""

_FIND_WORKERS = f"""
INSERT INTO candidate (kind, employer_id, firm_name, firm_address, firm_identifier, region_id,
    evidence, amount, is_estimate, workers, paid_recently, business_size)
SELECT 'WORKERS_MISSING', employer.id, employer.name, employer.address,
    employer.registration_number || '/' || employer.division, employer.region_id,
    jsonb_strip_nulls(jsonb_build_object(
        'missing', missing.workers, 'minimum_wage', employer.floor,
        'listed', CASE WHEN listed.employer_id IS NOT NULL THEN jsonb_build_object(
            'kind', listed.kind, 'listed_on', listed.listed_on, 'file', listed.file_id,
            'workers', listed.listed, 'registered', listed.registered) END,
        'vanished', CASE WHEN vanished.employer_id IS NOT NULL THEN jsonb_build_object(
            'month', vanished.month, 'workers', vanished.workers) END,
        'payroll', CASE WHEN roster.employer_id IS NOT NULL THEN jsonb_build_object(
            'month', roster.month, 'file', roster.file_id, 'workers', roster.workers) END,
        'rules', %(rules)s::jsonb)),
    coalesce(gap.gap, 0) * missing.workers * %(estimate_months)s, true, missing.workers,
    employer.paid_recently, employer.business_size
FROM detect_employer AS employer
LEFT JOIN detect_listed AS listed ON listed.employer_id = employer.id
LEFT JOIN detect_vanished AS vanished ON vanished.employer_id = employer.id
LEFT JOIN detect_roster AS roster ON roster.employer_id = employer.id
CROSS JOIN LATERAL (
    -- The lists may mean the same people: the longest counts, not their sum.
    SELECT greatest(listed.listed - listed.registered, vanished.workers, roster.workers)
        AS workers
) AS missing
LEFT JOIN detect_gap AS gap ON gap.due_id = {DUE_WORKERS} + employer.id
WHERE missing.workers IS NOT NULL"""

#: Employers who take less than their size obliges them to, of what is open to their kind; job
#: loss cover comes by itself.
_SHORT = f"""
CREATE TEMP TABLE detect_short ON COMMIT DROP AS
SELECT id AS employer_id, programmes, least, least & ~programmes AS missing
FROM (SELECT id, programmes, workers,
          ({{least}} & {{allowed}} & {~int(Programme.JKP)})::smallint AS least
      FROM detect_employer) AS employer
WHERE least & ~programmes <> 0 AND workers > 0"""

_SHORT_DUES = f"""
INSERT INTO detect_due
SELECT {DUE_PROGRAMMES} + report.employer_id, %(month)s, report.membership_id, report.wage,
    report.wage, report.programmes,
    report.programmes | (short.least & CASE WHEN person.birth_date > %(jp_after)s
        THEN -1 ELSE {~int(Programme.JP)} END), employer.risk_group
FROM ({WAGES}) AS report
JOIN detect_short AS short ON short.employer_id = report.employer_id
JOIN detect_employer AS employer ON employer.id = report.employer_id
JOIN registry_membership AS membership ON membership.id = report.membership_id
JOIN registry_person AS person ON person.id = membership.person_id"""

_FIND_PROGRAMMES = f"""
INSERT INTO candidate (kind, employer_id, firm_name, firm_address, firm_identifier, region_id,
    evidence, amount, is_estimate, workers, paid_recently, business_size)
SELECT 'PROGRAMMES_MISSING', employer.id, employer.name, employer.address,
    employer.registration_number || '/' || employer.division, employer.region_id,
    jsonb_strip_nulls(jsonb_build_object(
        'size', employer.business_size, 'taken', {programme_names_sql("short.programmes")},
        'owed', {programme_names_sql("short.least")},
        'missing', {programme_names_sql("short.missing")},
        'month', %(month)s::date, 'rules', %(rules)s::jsonb)),
    coalesce(gap.gap, 0) * %(estimate_months)s, true, employer.workers,
    employer.paid_recently, employer.business_size
FROM detect_short AS short
JOIN detect_employer AS employer ON employer.id = short.employer_id
LEFT JOIN detect_gap AS gap ON gap.due_id = {DUE_PROGRAMMES} + employer.id"""

RULES = (
    "compliance/workers_gap_least",
    "compliance/vanished_least",
    "compliance/vanished_months",
    "compliance/list_valid_months",
    "membership/report_changes_within_working_days",
    "compliance/estimate_months",
)
PROGRAMME_RULES = (
    "membership/minimum_programmes",
    "membership/programmes_open",
    "compliance/estimate_months",
)


def prepare(cursor: CursorWrapper, search: Search) -> None:
    """Who is missing and which programmes; note what would be owed besides."""
    values = _values(search)
    short = _SHORT.format(
        least=minimum_programmes_sql("business_size", search.as_of),
        allowed=open_programmes_sql("kind", search.as_of),
    )
    for statement in (_VANISHED, _LISTED, _ROSTER, _ONE_WORKER, short, _SHORT_DUES):
        cursor.execute(statement, values)


def find(cursor: CursorWrapper, search: Search) -> None:
    """Employers with fewer workers or programmes than they should have."""
    cursor.execute(_FIND_WORKERS, search.values(rules=search.rules(*RULES)))
    cursor.execute(_FIND_PROGRAMMES, search.values(rules=search.rules(*PROGRAMME_RULES)))


def _values(search: Search) -> dict[str, Any]:
    first = search.as_of.replace(day=1)
    return search.values(
        law_month=search.law_month,
        vanished_since=months_before(first, search.number("vanished_months")),
        vanished_least=search.number("vanished_least"),
        listed_since=search.listed_since,
        gap_least=search.number("workers_gap_least"),
        jp_after=pension_born_after(search.law_month),
    )
