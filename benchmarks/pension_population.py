"""Pensioners of any number, made inside PostgreSQL: for benchmarks, never for real data.

Each is a widow with a claim, a decision, a first month that the decision made, a rate and a proof
of life; one in twenty has no proof, one in thousand married again.
"""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction

from payung.access.reader import operator
from payung.reference.operations import load_reference

OFFICE = "KC-PANGKALPINANG"
FIRST = date(2023, 1, 1)

TABLES = (
    """
INSERT INTO registry_person (id, id_kind, national_id_hash, national_id_cipher, name, birth_date,
    birth_place, sex, bank_name, address, nationality, created_at)
SELECT n, 'KTP', sha256(n::text::bytea), ''::bytea, 'Orang ' || n,
    DATE '1970-01-01' + (n %% 10000)::int, '', 'L', '', '', 'ID', now()
FROM generate_series(1, %(pensions)s) AS n""",
    """
INSERT INTO claims_lifeevent (id, person_id, kind, happened_on, cause, place, region_id,
    reported_by_id, reported_at)
SELECT n, n, 'DEATH', DATE '2022-12-10', '', '', '19.71', %(user)s, now()
FROM generate_series(1, %(pensions)s) AS n""",
    """
INSERT INTO claims_claim (id, number, event_id, programme, person_id, office_id, channel, state,
    received_on, complete_on, decided_on, version, created_at)
SELECT n, 'KL-' || lpad(n::text, 9, '0'), n, 8, n, %(office)s, 'BRANCH', 'GRANTED',
    DATE '2022-12-15', DATE '2022-12-16', DATE '2022-12-20', 5, now()
FROM generate_series(1, %(pensions)s) AS n""",
    """
INSERT INTO claims_party (id, claim_id, role, relation, name, level, year_of_level, starts_at,
    is_married, works, position, removed_reason, recorded_at)
SELECT n, n, 'HEIR', 'SPOUSE', 'Janda ' || n, '', 1, '', n %% 1000 = 0, false, 0, '', now()
FROM generate_series(1, %(pensions)s) AS n""",
    """
INSERT INTO claims_decision (id, claim_id, sequence, reason, is_granted, door, facts, sources,
    benefit, total, fund, employer, tax, grounds, decided_on, fingerprint, needs_approval,
    decided_by_id, decided_at)
SELECT n, n, 1, 'FIRST', true, 'jp', '{}', '{}', '{}', 400000 + n %% 1000 * 500,
    400000 + n %% 1000 * 500, 0, 0, '', DATE '2022-12-20', '\\x00', false, %(user)s, now()
FROM generate_series(1, %(pensions)s) AS n""",
    """
INSERT INTO claims_payable (claim_id, decision_id, party_id, programme, kind, code, sequence,
    period, gross, tax, net, due_on, needs)
SELECT n, n, n, 8, 3, 'SPOUSE', 1, %(first)s, 400000 + n %% 1000 * 500, 0,
    400000 + n %% 1000 * 500, %(first)s, ''
FROM generate_series(1, %(pensions)s) AS n""",
    """
INSERT INTO claims_pension (id, claim_id, decision_id, party_id, office_id, code, first_month,
    opened_on, recorded_at)
SELECT n, n, n, n, %(office)s, 'SPOUSE', %(first)s, DATE '2022-12-20', now()
FROM generate_series(1, %(pensions)s) AS n""",
    """
INSERT INTO claims_pensionrate (pension_id, valid_from, monthly, recorded_at)
SELECT n, %(first)s, 400000 + n %% 1000 * 500, now()
FROM generate_series(1, %(pensions)s) AS n""",
    """
INSERT INTO claims_proof (party_id, kind, valid_from, valid_until, issuer, seen, data, checked_on,
    checked_by_id, recorded_at)
SELECT n, kind, DATE '2024-01-05', DATE '2025-01-04', '', 'Hadir sendiri', '{}',
    DATE '2024-01-05', %(user)s, now()
FROM generate_series(1, %(pensions)s) AS n, unnest(ARRAY['ALIVE', 'UNMARRIED']) AS kind
WHERE n %% 20 <> 0""",
    # An earlier run, so that the months behind are not made up for.
    """
INSERT INTO claims_pensionrun (office_id, month, pensions, late, waiting, stopped, total, run_on,
    started_by_id, recorded_at)
VALUES (%(office)s, %(previous)s, 0, 0, 0, 0, 0, %(previous)s, %(user)s, now())""",
)


def make_pensioners(pensions: int, previous: date) -> None:
    """Fill an empty database with pensions whose last run was of the month ``previous``.

    What each row refers to was made before it, so references are not checked while it is
    filled: that would take longer than the filling itself.
    """
    load_reference()
    values = {
        "pensions": pensions,
        "user": operator().user.pk,
        "office": OFFICE,
        "first": FIRST,
        "previous": previous,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in TABLES:
            cursor.execute(table, values)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
