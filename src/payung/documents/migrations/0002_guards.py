"""What the database itself refuses: changes of signed letters, of renderings, of attachments."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION documents_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON documents_rendering
    FOR EACH STATEMENT EXECUTE FUNCTION documents_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON documents_actingauthority
    FOR EACH STATEMENT EXECUTE FUNCTION documents_refuse_change();
CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON documents_letter
    FOR EACH STATEMENT EXECUTE FUNCTION documents_refuse_change();
CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON documents_numberregister
    FOR EACH STATEMENT EXECUTE FUNCTION documents_refuse_change();

-- Of an attachment only the wrapped key is ever written anew, when the keys are changed.
CREATE TRIGGER append_only BEFORE UPDATE OF id, about, office_id, shared_with_id, kind, file_name,
        content_type, size_bytes, sha256, content, note, uploaded_by_id, uploaded_at
        OR DELETE OR TRUNCATE ON documents_attachment
    FOR EACH STATEMENT EXECUTE FUNCTION documents_refuse_change();

-- PDFs and encrypted files don't become smaller: compressing them again only costs time.
ALTER TABLE documents_rendering ALTER COLUMN pdf SET STORAGE EXTERNAL;
ALTER TABLE documents_attachment ALTER COLUMN content SET STORAGE EXTERNAL;
"""

DROP_REFUSE = """
DROP TRIGGER append_only ON documents_rendering;
DROP TRIGGER append_only ON documents_actingauthority;
DROP TRIGGER kept ON documents_letter;
DROP TRIGGER kept ON documents_numberregister;
DROP TRIGGER append_only ON documents_attachment;
DROP FUNCTION documents_refuse_change();
"""

LETTERS = """
CREATE FUNCTION documents_check_letters() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong record;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT id INTO wrong FROM written WHERE status <> 'DRAFT' LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'letter % must begin as a draft', wrong.id
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NULL;
    END IF;
    SELECT id INTO wrong FROM former WHERE status <> 'DRAFT' LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'letter % is final: it is not changed any more', wrong.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT former.id INTO wrong FROM former LEFT JOIN written ON written.id = former.id
    WHERE (former.kind, former.office_id, former.about, former.verification_token,
           former.number_class, former.drafted_by_id, former.drafted_at)
        IS DISTINCT FROM (written.kind, written.office_id, written.about,
           written.verification_token, written.number_class, written.drafted_by_id,
           written.drafted_at)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'letter %: kind, office, matter, token and author stay as drafted', wrong.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER begin_as_draft AFTER INSERT ON documents_letter
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION documents_check_letters();
CREATE TRIGGER final AFTER UPDATE ON documents_letter
    REFERENCING OLD TABLE AS former NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION documents_check_letters();
"""

DROP_LETTERS = """
DROP TRIGGER begin_as_draft ON documents_letter;
DROP TRIGGER final ON documents_letter;
DROP FUNCTION documents_check_letters();
"""

REGISTERS = """
-- Without gaps: at the end of each transaction a register that was counted holds as many letters
-- as its last number, and no higher one (they are positive and unique).
CREATE FUNCTION documents_check_registers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong record;
BEGIN
    SELECT register.* INTO wrong FROM documents_numberregister AS register
    CROSS JOIN LATERAL (
        SELECT count(*) AS letters, coalesce(max(letter.sequence), 0) AS highest
        FROM documents_letter AS letter
        WHERE letter.office_id = register.office_id
            AND letter.number_class = register.number_class
            AND letter.year = register.year AND letter.sequence IS NOT NULL
    ) AS numbered
    WHERE register.office_id = NEW.office_id AND register.number_class = NEW.number_class
        AND register.year = NEW.year
        AND (register.last <> numbered.letters OR register.last <> numbered.highest);
    IF FOUND THEN
        RAISE EXCEPTION 'register % % % stands at %, which is not the number of its letters',
            wrong.office_id, wrong.number_class, wrong.year, wrong.last
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER without_gaps AFTER INSERT OR UPDATE ON documents_numberregister
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION documents_check_registers();
"""

DROP_REGISTERS = """
DROP TRIGGER without_gaps ON documents_numberregister;
DROP FUNCTION documents_check_registers();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.RunSQL(REFUSE, DROP_REFUSE),
        migrations.RunSQL(LETTERS, DROP_LETTERS),
        migrations.RunSQL(REGISTERS, DROP_REGISTERS),
    ]
