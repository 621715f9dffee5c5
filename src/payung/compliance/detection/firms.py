"""UNREGISTERED: firms of other bodies' lists that are no employer of the registry.

A tax number or NIB decides; the same name in the same region is only a doubt, which a person
settles (``FirmMatch``). Firms that the registry itself keeps as obliged and unregistered are
found as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from payung.access.encryption import blind_indexes
from payung.access.identifiers import NATIONAL_ID
from payung.compliance.detection.ground import DUE_FIRMS, DUE_OBLIGED, Search
from payung.registry.imports.programmes import minimum_programmes
from payung.registry.models import BusinessSize, EmployerStatus, Programme

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

_ACTIVE = EmployerStatus.ACTIVE.value
_OBLIGED = EmployerStatus.OBLIGED_UNREGISTERED.value
#: Forms of business that lists write or leave out: they do not tell two firms apart.
_FORMS = "PT|CV|UD|PD|FA|FIRMA|TBK|PERSERO|PERSEROAN TERBATAS"


def name_key_sql(name: str) -> str:
    """A firm's name as it is compared: capitals, letters and digits, without its legal form."""
    plain = f"regexp_replace(replace(upper({name}), '.', ''), '[^A-Z0-9]+', ' ', 'g')"
    bare = f"btrim(regexp_replace({plain}, '(^| )({_FORMS})(?= |$)', '', 'g'))"
    return f"coalesce(nullif({bare}, ''), upper({name}))"


def organisation_tax_sql(number: str) -> str:
    """The fifteen digits of an organisation's tax number (since 2024 with a zero before them);
    empty for a natural person, whose sixteen digits are his NIK."""
    return f"""CASE WHEN length({number}) = 15 THEN {number}
        WHEN length({number}) = 16 AND left({number}, 1) = '0' THEN substr({number}, 2)
        ELSE '' END"""


_PERSONS = """
CREATE TEMP TABLE detect_person_tax (employer_id bigint, hash bytea) ON COMMIT DROP"""
_PERSON_NUMBERS = """
SELECT id, tax_number FROM registry_employer
WHERE length(tax_number) = 16 AND left(tax_number, 1) <> '0'"""

#: Each firm as the newest list with its number of workers names it, and whose employer it is.
_FIRMS = f"""
CREATE TEMP TABLE detect_firm ON COMMIT DROP AS
WITH newest AS (
    SELECT DISTINCT ON (firm.firm_key) firm.*, file.kind, file.listed_on
    FROM compliance_listedfirm AS firm
    JOIN compliance_comparisonfile AS file ON file.id = firm.file_id
    WHERE file.office_id = %(office)s AND file.accepted AND file.listed_on <= %(as_of)s
    ORDER BY firm.firm_key, firm.workers IS NULL, file.listed_on DESC, firm.id DESC
), identified AS (
    SELECT newest.id, employer.id AS employer_id FROM newest JOIN registry_employer AS employer
        ON employer.business_id_number = newest.business_id_number
    WHERE newest.business_id_number <> ''
    UNION ALL
    SELECT newest.id, employer.id FROM newest JOIN registry_employer AS employer
        ON {organisation_tax_sql("employer.tax_number")} = newest.tax_number
    WHERE newest.tax_number <> ''
    UNION ALL
    SELECT newest.id, person.employer_id FROM newest
    JOIN detect_person_tax AS person ON person.hash = newest.person_tax_hash
), word AS (
    SELECT DISTINCT ON (firm_key) firm_key, employer_id FROM compliance_firmmatch
    WHERE office_id = %(office)s ORDER BY firm_key, id DESC
), certain AS (
    SELECT DISTINCT ON (identified.id) identified.id, identified.employer_id
    FROM identified JOIN registry_employer AS employer ON employer.id = identified.employer_id
    ORDER BY identified.id, employer.status <> '{_ACTIVE}', employer.office_id <> %(office)s,
        employer.id
)
SELECT newest.id AS listed_firm_id, newest.firm_key, newest.name, newest.name_key,
    newest.address, newest.business_id_number, newest.tax_number, newest.business_class_code,
    newest.region_id, newest.workers::bigint AS workers, newest.kind, newest.listed_on,
    newest.file_id, newest.row_no, word.firm_key IS NOT NULL AS is_decided,
    CASE WHEN word.firm_key IS NOT NULL THEN word.employer_id ELSE certain.employer_id END
        AS employer_id
FROM newest
LEFT JOIN word ON word.firm_key = newest.firm_key
LEFT JOIN certain ON certain.id = newest.id"""

#: Firms without an employer that is active or known as obliged; doubts with those they may be.
_UNREGISTERED = f"""
CREATE TEMP TABLE detect_unregistered ON COMMIT DROP AS
SELECT firm.*, closed.id AS closed_id,
    closed.registration_number || '/' || closed.division AS closed_number,
    doubt.employers AS doubts,
    coalesce(class.confirmed_risk_group_id, class.suggested_risk_group_id, 1)::smallint
        AS risk_group
FROM detect_firm AS firm
LEFT JOIN registry_employer AS known ON known.id = firm.employer_id
    AND known.status IN ('{_ACTIVE}', '{_OBLIGED}')
LEFT JOIN registry_employer AS closed ON closed.id = firm.employer_id
LEFT JOIN reference_kbliclass AS class ON class.code = left(firm.business_class_code, 2)
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(alike.registration_number || '/' || alike.division,
        alike.name, alike.status) ORDER BY alike.id) AS employers
    FROM detect_name AS alike
    WHERE alike.name_key = firm.name_key AND alike.region_id = firm.region_id
        AND firm.employer_id IS NULL AND NOT firm.is_decided
) AS doubt ON true
WHERE known.id IS NULL"""

_NAMES = f"""
CREATE TEMP TABLE detect_name ON COMMIT DROP AS
SELECT employer.id, employer.registration_number, employer.division, employer.name,
    employer.status, employer.region_id, {name_key_sql("employer.name")} AS name_key
FROM registry_employer AS employer
WHERE employer.region_id IN (SELECT region_id FROM detect_firm WHERE employer_id IS NULL)"""

_OBLIGED_EMPLOYERS = f"""
CREATE TEMP TABLE detect_obliged ON COMMIT DROP AS
SELECT DISTINCT ON (employer.id) employer.*, firm.workers AS listed, firm.kind AS list_kind,
    firm.listed_on, firm.file_id, firm.row_no
FROM registry_employer AS employer
LEFT JOIN detect_firm AS firm ON firm.employer_id = employer.id
WHERE employer.office_id = %(office)s AND employer.status = '{_OBLIGED}'
ORDER BY employer.id, firm.listed_on DESC, firm.listed_firm_id DESC"""

#: One worker at the minimum wage with the least programmes: the size of a firm is not known yet.
_DUES = f"""
INSERT INTO detect_due
SELECT {DUE_FIRMS} + firm.listed_firm_id, %(law_month)s, 0, 0, floor.amount, 0,
    %(least_programmes)s, firm.risk_group
FROM detect_unregistered AS firm JOIN detect_floor AS floor USING (region_id)
UNION ALL
SELECT {DUE_OBLIGED} + employer.id, %(law_month)s, 0, 0, floor.amount, 0,
    employer.programmes, employer.risk_group
FROM detect_obliged AS employer JOIN detect_floor AS floor USING (region_id)"""

_FIND = f"""
INSERT INTO candidate (kind, employer_id, listed_firm_id, firm_key, firm_name, firm_address,
    firm_identifier, region_id, evidence, amount, is_estimate, workers, business_size)
SELECT 'UNREGISTERED', NULL, firm.listed_firm_id, firm.firm_key, firm.name, firm.address,
    CASE WHEN firm.business_id_number <> '' THEN 'NIB ' || firm.business_id_number
        WHEN firm.tax_number <> '' THEN 'NPWP ' || firm.tax_number ELSE '' END,
    firm.region_id,
    jsonb_strip_nulls(jsonb_build_object(
        'match', CASE WHEN firm.closed_id IS NOT NULL THEN 'CLOSED'
            WHEN firm.doubts IS NOT NULL THEN 'DOUBTFUL' ELSE 'NONE' END,
        'registered_as', firm.closed_number, 'doubts', firm.doubts,
        'list', jsonb_build_object('kind', firm.kind, 'listed_on', firm.listed_on,
            'file', firm.file_id, 'row', firm.row_no, 'workers', firm.workers),
        'sector', nullif(firm.business_class_code, ''), 'minimum_wage', floor.amount,
        'rules', %(rules)s::jsonb)),
    coalesce(gap.gap, 0) * greatest(coalesce(firm.workers, 1), 1) * %(estimate_months)s, true,
    greatest(coalesce(firm.workers, 1), 1), 'UNKNOWN'
FROM detect_unregistered AS firm
LEFT JOIN detect_floor AS floor USING (region_id)
LEFT JOIN detect_gap AS gap ON gap.due_id = {DUE_FIRMS} + firm.listed_firm_id
UNION ALL
SELECT 'UNREGISTERED', employer.id, NULL, '', employer.name, employer.address,
    employer.registration_number || '/' || employer.division, employer.region_id,
    jsonb_strip_nulls(jsonb_build_object(
        'match', 'REGISTRY',
        'list', CASE WHEN employer.file_id IS NOT NULL THEN jsonb_build_object(
            'kind', employer.list_kind, 'listed_on', employer.listed_on,
            'file', employer.file_id, 'row', employer.row_no, 'workers', employer.listed) END,
        'sector', nullif(employer.business_class_code, ''), 'minimum_wage', floor.amount,
        'rules', %(rules)s::jsonb)),
    coalesce(gap.gap, 0) * greatest(coalesce(employer.listed, 1), 1) * %(estimate_months)s, true,
    greatest(coalesce(employer.listed, 1), 1), employer.business_size
FROM detect_obliged AS employer
LEFT JOIN detect_floor AS floor USING (region_id)
LEFT JOIN detect_gap AS gap ON gap.due_id = {DUE_OBLIGED} + employer.id"""

RULES = (
    "membership/register_within_days",
    "membership/minimum_programmes",
    "membership/employer_owes_unregistered",
    "compliance/estimate_months",
)


def prepare(cursor: CursorWrapper, search: Search) -> None:
    """Recognise the firms of the office's lists; note what those without employer would owe."""
    least = minimum_programmes(BusinessSize.MICRO.value, search.as_of) & ~int(Programme.JKP)
    values = search.values(law_month=search.law_month, least_programmes=least)
    _hash_persons(cursor)
    statements = (_FIRMS, "ANALYZE detect_firm", _NAMES, _UNREGISTERED, _OBLIGED_EMPLOYERS, _DUES)
    for statement in statements:
        cursor.execute(statement, values)


def _hash_persons(cursor: CursorWrapper) -> None:
    """Natural persons among the employers are compared by the keyed hash of their number."""
    cursor.execute(_PERSONS)
    cursor.execute(
        "SELECT EXISTS (SELECT FROM compliance_listedfirm WHERE person_tax_hash IS NOT NULL)"
    )
    if not cursor.fetchone()[0]:
        return
    cursor.execute(_PERSON_NUMBERS)
    found = cursor.fetchall()
    hashes = blind_indexes([number for _, number in found], NATIONAL_ID)
    cursor.execute(
        "INSERT INTO detect_person_tax SELECT * FROM unnest(%s::bigint[], %s::bytea[])",
        [[employer for employer, _ in found], hashes],
    )


def find(cursor: CursorWrapper, search: Search) -> None:
    """Firms that are obliged and not registered (``weigh_dues`` has run)."""
    cursor.execute(_FIND, search.values(rules=search.rules(*RULES)))
