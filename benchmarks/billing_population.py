"""A registry of any size, made inside PostgreSQL: for benchmarks, never for real data.

Wages, sizes and groups are spread by arithmetic on the row number, so that two runs make the same
population. Persons have no national id number: their hash is that of a number that nobody holds.
"""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction

from payung.reference.operations import load_reference
from payung.registry.models import Employer

OFFICE = "KC-PANGKALPINANG"
PROGRAMMES = "CASE (n * 7) % 10 WHEN 0 THEN 3 WHEN 1 THEN 7 WHEN 2 THEN 7 ELSE 15 END"

EMPLOYERS = """
INSERT INTO registry_employer (id, registration_number, division, name, kind, business_size,
    business_class_code, risk_group, labour_intensive, programmes, status, office_id, region_id,
    tax_number, business_id_number, address, email, registered_on, created_at)
SELECT n, 'B' || lpad(n::text, 8, '0'), '000', 'PT Uji Beban ' || n, 'PRIVATE', 'MEDIUM',
    '', 1 + n % 5, n % 20 = 0, {programmes}, 'ACTIVE', %(office)s, '19.0' || 1 + n % 6,
    '', '', '', '', DATE '2020-01-01', now()
FROM generate_series(1, %(employers)s) AS n
"""

PERSONS = """
INSERT INTO registry_person (id, id_kind, national_id_hash, national_id_cipher, name, birth_date,
    birth_place, sex, bank_name, address, nationality, created_at)
SELECT n, 'KTP', sha256(n::text::bytea), ''::bytea, 'Orang ' || n,
    DATE '1970-01-01' + (n %% 10000)::int, '', 'L', '', '', 'ID', now()
FROM generate_series(1, %(workers)s) AS n
"""

MEMBERSHIPS = """
INSERT INTO registry_membership (id, card_number, person_id, employer_id, segment, worker_segment,
    work_region_id, employee_number, occupation_sector, non_wage_kind, paid_by_budget, started_on,
    end_reason, created_at)
SELECT n, lpad(n::text, 11, '0'), n, {employer}, 1, '', '19.0' || 1 + {employer} % 6, '', 'OTHER',
    '', false, DATE '2023-01-01', '', now()
FROM generate_series(1, %(workers)s) AS n
"""

WAGES = """
INSERT INTO registry_wagereport (month, membership_id, revision, employer_id, segment, programmes,
    wage, source)
SELECT %(month)s, w.id, 0, w.employer_id, 1, e.programmes,
    2000000 + (w.id * 7919 % 9000) * 1000 + w.id % 997, 1
FROM registry_membership AS w JOIN registry_employer AS e ON e.id = w.employer_id
ORDER BY w.id
"""


def make_population(workers: int, employers: int, months: tuple[date, ...] = ()) -> None:
    """Fill an empty registry: employers, persons, memberships, and a wage each for the months.

    Refuses when there are employers already. A few large employers hold most workers, as in life
    (square law), and the workers of one employer lie together.
    """
    if Employer.objects.exists():
        raise SystemExit("Registri ini tidak kosong; gunakan PAYUNG_HOME lain.")
    load_reference()
    employer = f"(1 + (power((n - 1)::float8 / {workers}, 2) * {employers})::bigint % {employers})"
    values = {"office": OFFICE, "workers": workers, "employers": employers}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(EMPLOYERS.format(programmes=PROGRAMMES).replace(" % ", " %% "), values)
        cursor.execute(PERSONS, values)
        cursor.execute(MEMBERSHIPS.format(employer=employer).replace(" % ", " %% "), values)
        for month in months:
            add_wages(month)
        for sequence in ("employer", "person", "membership"):
            cursor.execute(
                f"SELECT setval('registry_{sequence}_id_seq', max(id)) FROM registry_{sequence}"
            )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def add_wages(month: date) -> None:
    """A wage report of every membership for a month."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_ensure_month(%s)", [month])
        cursor.execute(WAGES.replace(" % ", " %% "), {"month": month})
