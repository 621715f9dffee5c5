"""Writing people: persons, memberships, enrolments and their first wage, in four statements.

Both lists of people (wage earners, and those who have no wage) end in a table ``entered`` with one
row for each new membership; what follows is the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from payung.registry.imports.task import Check, Task

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

#: Rules that hold for each new membership. ``segment`` and ``started_on`` are in ``resolved``.
PEOPLE_CHECKS = (
    Check("employer_missing", "npp", "npp IS NULL AND project_id IS NULL"),
    Check("employer_unknown", "npp", "npp IS NOT NULL AND employer_id IS NULL"),
    Check("employer_closed", "npp", "employer_status = 'CLOSED'"),
)

TWICE = """
    SELECT row_no, first::text FROM (
        SELECT row_no, min(row_no) OVER (PARTITION BY national_id_hash, employer_id) AS first
        FROM resolved WHERE national_id_hash IS NOT NULL
    ) AS numbered WHERE row_no > first
"""

DIFFERS_FROM_REGISTRY = """
    SELECT r.row_no, left(p.name, 1) || '***, lahir ' || extract(year FROM p.birth_date)
    FROM resolved r JOIN registry_person p ON p.national_id_hash = r.national_id_hash
    WHERE p.birth_date <> r.birth_date
        OR upper(regexp_replace(p.name, '[^[:alnum:]]+', '', 'g'))
            <> upper(regexp_replace(r.name, '[^[:alnum:]]+', '', 'g'))
"""

DIFFERS_IN_FILE = """
    SELECT r.row_no, 'baris ' || f.row_no
    FROM resolved r JOIN (
        SELECT national_id_hash, min(row_no) AS row_no FROM resolved
        GROUP BY national_id_hash HAVING count(*) > 1
    ) AS g ON g.national_id_hash = r.national_id_hash AND g.row_no < r.row_no
    JOIN resolved f ON f.row_no = g.row_no
    WHERE f.birth_date <> r.birth_date OR upper(f.name) <> upper(r.name)
"""

MEMBER_ALREADY = """
    SELECT r.row_no, to_char(m.started_on, 'DD-MM-YYYY')
    FROM resolved r
    JOIN registry_person p ON p.national_id_hash = r.national_id_hash
    JOIN registry_membership m ON m.person_id = p.id AND m.employer_id = r.employer_id
        AND m.segment = r.segment
    WHERE m.ended_on IS NULL OR m.ended_on >= r.started_on
"""

PEOPLE_SET_CHECKS = (
    ("twice_in_file", "identity", TWICE),
    ("person_differs", "identity", DIFFERS_FROM_REGISTRY),
    ("person_differs", "name", DIFFERS_IN_FILE),
    ("member_already", "identity", MEMBER_ALREADY),
)

_PERSONS = """
    INSERT INTO registry_person (id_kind, national_id_hash, national_id_cipher, name, birth_date,
        birth_place, sex, mother_name_cipher, phone_hash, phone_cipher, family_card_hash,
        family_card_cipher, bank_account_hash, bank_account_cipher, bank_name, address,
        residence_region_id, nationality, source_file_id, created_at)
    SELECT coalesce(id_kind, 'KTP'), national_id_hash, national_id_cipher, name, birth_date,
        coalesce(birth_place, ''), sex, mother_name_cipher, phone_hash, phone_cipher,
        family_card_hash, family_card_cipher, bank_account_hash, bank_account_cipher,
        coalesce(bank_name, ''), coalesce(address, ''), residence_region,
        coalesce(nationality, 'ID'), %(file)s, now()
    FROM (SELECT DISTINCT ON (national_id_hash) * FROM resolved
          ORDER BY national_id_hash, row_no) AS r
    WHERE NOT EXISTS (SELECT FROM registry_person p WHERE p.national_id_hash = r.national_id_hash)
    ORDER BY row_no
"""

_ENTERED = """
    CREATE TEMP TABLE entered AS
    SELECT nextval(pg_get_serial_sequence('registry_membership', 'id')) AS id,
        nextval('registry_card_number_sequence') AS card_serial, ordered.*
    FROM (SELECT p.id AS person_id, r.employer_id, r.segment, r.worker_segment, r.project_id,
              r.work_region_id, r.employee_number, r.occupation_sector, r.non_wage_kind,
              r.paid_by_budget, r.started_on, r.ended_on, r.contract_ends_on, r.programmes, r.wage
          FROM resolved r JOIN registry_person p ON p.national_id_hash = r.national_id_hash
          ORDER BY r.employer_id, r.row_no) AS ordered
"""

_MEMBERSHIPS = """
    INSERT INTO registry_membership (id, card_number, person_id, employer_id, segment,
        worker_segment, project_id, work_region_id, employee_number, occupation_sector,
        non_wage_kind, paid_by_budget, started_on, ended_on, end_reason, contract_ends_on,
        source_file_id, created_at)
    SELECT id, registry_card_number(card_serial), person_id, employer_id, segment,
        coalesce(worker_segment, ''), project_id, work_region_id, coalesce(employee_number, ''),
        occupation_sector, non_wage_kind, paid_by_budget, started_on, ended_on,
        CASE WHEN ended_on IS NULL THEN '' ELSE 'PERIODE_BERAKHIR' END, contract_ends_on,
        %(file)s, now()
    FROM entered ORDER BY id
"""

_ENROLMENTS = """
    INSERT INTO registry_enrolment (membership_id, programmes, valid_from, valid_to, source_file_id)
    SELECT id, programmes, date_trunc('month', started_on), date_trunc('month', ended_on), %(file)s
    FROM entered ORDER BY id
"""

_MONTHS = """
    SELECT registry_ensure_month(month) FROM (
        SELECT DISTINCT date_trunc('month', started_on)::date AS month
        FROM entered WHERE wage IS NOT NULL ORDER BY 1
    ) AS months
"""

_WAGES = """
    INSERT INTO registry_wagereport (month, membership_id, revision, employer_id, segment,
        programmes, wage, source, source_file_id)
    SELECT date_trunc('month', started_on), id, 0, employer_id, segment, programmes, wage, 1,
        %(file)s
    FROM entered WHERE wage IS NOT NULL ORDER BY 1, 2
"""


def write_people(cursor: CursorWrapper, task: Task) -> dict[str, int]:
    """Write what ``resolved`` holds; returns the counts of persons, memberships and wages."""
    parameters = task.parameters
    cursor.execute(_PERSONS, parameters)
    written = {"persons": cursor.rowcount}
    cursor.execute("ANALYZE registry_person (national_id_hash)")
    cursor.execute(_ENTERED)
    cursor.execute("ANALYZE entered")
    cursor.execute(_MEMBERSHIPS, parameters)
    written["memberships"] = cursor.rowcount
    cursor.execute(_ENROLMENTS, parameters)
    cursor.execute(_MONTHS)
    cursor.execute(_WAGES, parameters)
    return written | {"wages": cursor.rowcount}
