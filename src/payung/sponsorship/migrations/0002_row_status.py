"""A row's status is its last step's: the database writes it, nobody else may."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION sponsorship_row_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE sponsorship_listrow r SET status = s.status
    FROM (SELECT DISTINCT ON (row_id) row_id, status FROM added ORDER BY row_id, id DESC) s
    WHERE r.id = s.row_id AND r.status <> s.status;
    RETURN NULL;
END $$;
CREATE TRIGGER row_status AFTER INSERT ON sponsorship_rowstep
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION sponsorship_row_status();

CREATE FUNCTION sponsorship_row_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'rows of lists are kept'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF pg_trigger_depth() < 2 AND NEW.status IS DISTINCT FROM OLD.status THEN
        RAISE EXCEPTION 'the status of a row is that of its last step'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER row_guard BEFORE UPDATE OF status OR DELETE ON sponsorship_listrow
    FOR EACH ROW EXECUTE FUNCTION sponsorship_row_guard();
"""
BACK = """
DROP TRIGGER row_guard ON sponsorship_listrow;
DROP FUNCTION sponsorship_row_guard();
DROP TRIGGER row_status ON sponsorship_rowstep;
DROP FUNCTION sponsorship_row_status();
"""


class Migration(migrations.Migration):
    dependencies = [("sponsorship", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
