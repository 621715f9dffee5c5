"""Bill lines by month in partitions, and what the database itself refuses."""

from django.db import migrations

APPEND_ONLY = (
    "contributions_billrun",
    "contributions_bill",
    "contributions_billline",
    "contributions_bankstatement",
    "contributions_bankentry",
    "contributions_payment",
    "contributions_settlement",
    "contributions_penaltycharge",
    "contributions_journal",
    "contributions_posting",
)

#: Tables whose rows move a figure (coverage counts memberships and employers).
COUNTED = (
    "contributions_bill",
    "contributions_payment",
    "contributions_settlement",
    "contributions_penaltycharge",
    "registry_employer",
    "registry_membership",
)

LINES = """
-- In an order that loses no byte to alignment; the month first, which attaching looks at.
CREATE TABLE contributions_billline (
    month date,
    programmes smallint,
    risk_group smallint,
    conditions smallint,
    bill_id bigint,
    membership_id bigint,
    wage bigint,
    base bigint,
    jkk bigint,
    jkm bigint,
    jht_employer bigint,
    jht_worker bigint,
    jp_employer bigint,
    jp_worker bigint
) PARTITION BY RANGE (month);

-- Nothing may be missing from a line. Not "valid", so that attaching the table of a bill run
-- does not read it once more: the run has counted its complete lines itself.
ALTER TABLE contributions_billline ADD CONSTRAINT lines_complete CHECK (
    num_nulls(month, programmes, risk_group, conditions, bill_id, membership_id, wage, base,
        jkk, jkm, jht_employer, jht_worker, jp_employer, jp_worker) = 0) NOT VALID;

CREATE INDEX contributions_billline_bill ON contributions_billline
    USING brin (bill_id) WITH (pages_per_range = 16);

-- Make a table that a bill run has just filled the partition of its month.
CREATE FUNCTION contributions_attach_lines(part text, first_day date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    next_month date := (first_day + interval '1 month')::date;
BEGIN
    EXECUTE format('ALTER TABLE %I '
        'ADD CONSTRAINT lines_of_month CHECK (month IS NOT NULL AND month >= %L AND month < %L)',
        part, first_day, next_month);
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT lines_complete CHECK ('
        'num_nulls(month, programmes, risk_group, conditions, bill_id, membership_id, wage, base, '
        'jkk, jkm, jht_employer, jht_worker, jp_employer, jp_worker) = 0) NOT VALID', part);
    EXECUTE format('ALTER TABLE contributions_billline ATTACH PARTITION %I '
        'FOR VALUES FROM (%L) TO (%L)', part, first_day, next_month);
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
        'FOR EACH STATEMENT EXECUTE FUNCTION contributions_refuse_change()', part);
END $$;
"""

DROP_LINES = """
DROP FUNCTION contributions_attach_lines(text, date);
DROP TABLE contributions_billline;
"""

REFUSALS = """
CREATE FUNCTION contributions_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on %: bills, payments and postings are only added to', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""

JOURNALS = """
CREATE FUNCTION contributions_check_journals() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong record;
BEGIN
    SELECT journal_id, sum(amount) AS difference INTO wrong
    FROM written GROUP BY journal_id HAVING sum(amount) <> 0 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'journal % does not balance: difference %',
            wrong.journal_id, wrong.difference USING ERRCODE = 'check_violation';
    END IF;
    SELECT posting.id INTO wrong
    FROM written AS posting
    LEFT JOIN contributions_journal AS journal ON journal.id = posting.journal_id
    LEFT JOIN contributions_bill AS bill ON bill.id = posting.bill_id
    LEFT JOIN registry_employer AS employer ON employer.id = posting.employer_id
    WHERE journal.id IS NULL
        OR (posting.bill_id IS NOT NULL AND bill.employer_id IS DISTINCT FROM posting.employer_id)
        OR (posting.employer_id IS NOT NULL AND employer.id IS NULL)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'posting % refers to a journal, employer or bill of that employer '
            'that does not exist', wrong.id USING ERRCODE = 'foreign_key_violation';
    END IF;
    SELECT added.journal_id INTO wrong
    FROM (SELECT journal_id, count(*) AS rows FROM written GROUP BY journal_id) AS added
    WHERE added.rows <> (SELECT count(*) FROM contributions_posting AS posting
                         WHERE posting.journal_id = added.journal_id)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'journal % is closed: all its postings are written by one statement',
            wrong.journal_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER journals_balance AFTER INSERT ON contributions_posting
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION contributions_check_journals();
"""

BILLS = """
CREATE FUNCTION contributions_check_bills() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong record;
BEGIN
    SELECT bill.id INTO wrong
    FROM written AS bill
    LEFT JOIN contributions_billrun AS run ON run.id = bill.run_id
    WHERE run.id IS NULL OR run.month <> bill.month
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'bill % belongs to no run of its month', wrong.id
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER bills_have_run AFTER INSERT ON contributions_bill
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION contributions_check_bills();
"""

DROP_BILLS = """
DROP TRIGGER bills_have_run ON contributions_bill;
DROP FUNCTION contributions_check_bills();
"""

DROP_JOURNALS = """
DROP TRIGGER journals_balance ON contributions_posting;
DROP FUNCTION contributions_check_journals();
"""

CHANGES = """
CREATE FUNCTION contributions_count_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO contributions_change (slot, version) VALUES (pg_backend_pid() % 64, 1)
    ON CONFLICT (slot) DO UPDATE SET version = contributions_change.version + 1;
    RETURN NULL;
END $$;
"""


def _luhn_sum(payload: str, places: int) -> str:
    """The Luhn sum of a number's digits as one expression, so that PostgreSQL can inline it."""
    digits = [f"({payload} / {10**place} % 10)" for place in range(places)]
    doubled = [f"{digit} / 5 + {digit} * 2 % 10" for digit in digits[::2]]
    return " + ".join(doubled + digits[1::2])


CODE = f"""
-- A billing code: 1, fourteen digits of the bill's id, and a Luhn digit.
CREATE FUNCTION contributions_billing_code(bill_id bigint) RETURNS varchar(16)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ((100000000000000 + bill_id) * 10
    + (10 - ({_luhn_sum("(100000000000000 + bill_id)", 15)}) % 10) % 10)::text;
"""


def _refuse(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION contributions_refuse_change()",
        f"DROP TRIGGER append_only ON {table}",
    )


def _count(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION contributions_count_change()",
        f"DROP TRIGGER count_change ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0001_initial"),
        ("registry", "0002_wages_by_month_and_guards"),
    ]

    operations = [
        migrations.RunSQL(REFUSALS, "DROP FUNCTION contributions_refuse_change()"),
        migrations.RunSQL(LINES, DROP_LINES),
        *(_refuse(table) for table in APPEND_ONLY),
        migrations.RunSQL(BILLS, DROP_BILLS),
        migrations.RunSQL(JOURNALS, DROP_JOURNALS),
        migrations.RunSQL(CHANGES, "DROP FUNCTION contributions_count_change()"),
        *(_count(table) for table in COUNTED),
        migrations.RunSQL(CODE, "DROP FUNCTION contributions_billing_code(bigint)"),
    ]
