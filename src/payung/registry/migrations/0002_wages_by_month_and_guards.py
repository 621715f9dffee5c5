"""Wages by month in partitions, and what the database itself refuses."""

from django.db import migrations

WAGES = """
CREATE TABLE registry_wagereport (
    month date NOT NULL,
    membership_id bigint NOT NULL,
    revision smallint NOT NULL DEFAULT 0,
    employer_id bigint NOT NULL,
    segment smallint NOT NULL,
    programmes smallint NOT NULL,
    wage bigint NOT NULL,
    source smallint NOT NULL,
    source_file_id bigint,
    PRIMARY KEY (month, membership_id, revision),
    CONSTRAINT wage_month_first_day CHECK (extract(day FROM month) = 1),
    CONSTRAINT wage_revision_forward CHECK (revision >= 0),
    CONSTRAINT wage_withdrawn_or_positive CHECK (wage > 0 OR (wage = 0 AND revision > 0)),
    CONSTRAINT wage_programmes CHECK (programmes BETWEEN 1 AND 31),
    CONSTRAINT wage_source CHECK (source BETWEEN 1 AND 3)
) PARTITION BY RANGE (month);

-- Corrections are few: whoever asks for the wage in force asks this index whether there is one.
CREATE INDEX registry_wagereport_corrected
    ON registry_wagereport (membership_id, revision) WHERE revision > 0;

CREATE FUNCTION registry_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on %: rows are only added to; a correction is a further row',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON registry_wagereport
    FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_change();

-- Statement triggers do not pass on to partitions: each gets its own when it is made.
CREATE FUNCTION registry_ensure_month(wanted date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    first_day date := date_trunc('month', wanted)::date;
    part text := 'registry_wagereport_' || to_char(wanted, 'YYYYMM');
BEGIN
    IF to_regclass(part) IS NOT NULL THEN
        RETURN false;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('registry_ensure_month'));
    IF to_regclass(part) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF registry_wagereport FOR VALUES FROM (%L) TO (%L)',
        part, first_day, (first_day + interval '1 month')::date);
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
        'FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_change()', part);
    RETURN true;
END $$;
"""

DROP_WAGES = """
DROP FUNCTION registry_ensure_month(date);
DROP TABLE registry_wagereport;
DROP FUNCTION registry_refuse_change();
"""

CARD_NUMBERS = """
-- Ten digits that never begin with zero (a spreadsheet would eat it) and a Luhn digit.
CREATE SEQUENCE registry_card_number_sequence AS bigint
    MINVALUE 1000000001 MAXVALUE 9999999999 START 1000000001 CACHE 1;

-- Written out, so that it becomes part of the statement that uses it.
CREATE FUNCTION registry_card_number(serial bigint) RETURNS varchar(11)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (serial * 10 + (10 - (
    (serial % 10) / 5 + (serial % 10) * 2 % 10
    + serial / 10 % 10
    + (serial / 100 % 10) / 5 + (serial / 100 % 10) * 2 % 10
    + serial / 1000 % 10
    + (serial / 10000 % 10) / 5 + (serial / 10000 % 10) * 2 % 10
    + serial / 100000 % 10
    + (serial / 1000000 % 10) / 5 + (serial / 1000000 % 10) * 2 % 10
    + serial / 10000000 % 10
    + (serial / 100000000 % 10) / 5 + (serial / 100000000 % 10) * 2 % 10
    + serial / 1000000000 % 10
) % 10) % 10)::text;

CREATE FUNCTION registry_next_card_number() RETURNS varchar(11)
LANGUAGE sql VOLATILE
RETURN registry_card_number(nextval('registry_card_number_sequence'));
"""

DROP_CARD_NUMBERS = """
DROP FUNCTION registry_next_card_number();
DROP FUNCTION registry_card_number(bigint);
DROP SEQUENCE registry_card_number_sequence;
"""

ENROLMENTS = """
CREATE FUNCTION registry_refuse_overlapping_enrolments() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    clash bigint;
BEGIN
    SELECT written.membership_id INTO clash
    FROM written JOIN registry_enrolment AS other
        ON other.membership_id = written.membership_id AND other.id <> written.id
    WHERE other.valid_from <= coalesce(written.valid_to, 'infinity'::date)
        AND written.valid_from <= coalesce(other.valid_to, 'infinity'::date)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'enrolments of membership % overlap', clash
            USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER no_overlap_added AFTER INSERT ON registry_enrolment
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_overlapping_enrolments();
CREATE TRIGGER no_overlap_changed AFTER UPDATE ON registry_enrolment
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_overlapping_enrolments();
"""

FILES = """
-- People and memberships point to the file that they came from. No file is ever deleted, so these
-- pointers need no check of a million rows at each import.
CREATE TRIGGER keep BEFORE DELETE ON registry_importfile
    FOR EACH STATEMENT EXECUTE FUNCTION registry_refuse_change();
"""

DROP_FILES = "DROP TRIGGER keep ON registry_importfile;"

DROP_ENROLMENTS = """
DROP TRIGGER no_overlap_changed ON registry_enrolment;
DROP TRIGGER no_overlap_added ON registry_enrolment;
DROP FUNCTION registry_refuse_overlapping_enrolments();
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]

    operations = [
        migrations.RunSQL(WAGES, DROP_WAGES),
        migrations.RunSQL(CARD_NUMBERS, DROP_CARD_NUMBERS),
        migrations.RunSQL(ENROLMENTS, DROP_ENROLMENTS),
        migrations.RunSQL(FILES, DROP_FILES),
    ]
