"""What the database itself refuses: changed evidence, changed terms, two agreements at once.

Two agreements of one key cannot be in force on one day: an exclusion constraint. Equality of the
key inside a GiST index would need btree_gist; a range of one number, the key's hash, needs no
extension.
"""

from django.db import migrations

APPEND_ONLY = (
    "partnerships_agreementact",
    "partnerships_signature",
    "partnerships_registernumber",
    "partnerships_holderauthority",
    "partnerships_approvalrequest",
    "partnerships_approvaldecision",
    "partnerships_meetingact",
    "partnerships_commitment",
    "partnerships_commitmentstep",
)

REFUSALS = """
CREATE FUNCTION partnerships_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on %: acts, signatures and commitments are only added to',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""

TERMS = """
ALTER TABLE partnerships_agreementterm ADD CONSTRAINT agreement_terms_apart EXCLUDE USING gist (
    int8range(hashtextextended(key, 0) >> 1, hashtextextended(key, 0) >> 1, '[]') WITH &&,
    daterange(starts_on, ends_on, '[]') WITH &&
);

CREATE FUNCTION partnerships_only_shorten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.ends_on <= OLD.ends_on AND (NEW.id, NEW.agreement_id, NEW.key,
            NEW.starts_on) = (OLD.id, OLD.agreement_id, OLD.key, OLD.starts_on) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% on %: a term may only end earlier', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER only_shorten BEFORE UPDATE OR DELETE ON partnerships_agreementterm
    FOR EACH ROW EXECUTE FUNCTION partnerships_only_shorten();
"""

NO_TERMS = """
DROP TRIGGER only_shorten ON partnerships_agreementterm;
DROP FUNCTION partnerships_only_shorten();
ALTER TABLE partnerships_agreementterm DROP CONSTRAINT agreement_terms_apart;
"""

#: A signed or withdrawn agreement with its parties, an adopted meeting with all that was said.
FROZEN = """
CREATE FUNCTION partnerships_frozen_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    agreement bigint;
BEGIN
    IF TG_TABLE_NAME = 'partnerships_agreement' THEN
        agreement := OLD.id;
    ELSE
        agreement := coalesce(OLD.agreement_id, NEW.agreement_id);
    END IF;
    IF EXISTS (SELECT 1 FROM partnerships_agreementact AS act
               WHERE act.agreement_id = agreement AND act.kind IN ('SIGNED', 'WITHDRAWN')) THEN
        RAISE EXCEPTION '% on %: agreement % is signed or withdrawn, its text is closed',
            TG_OP, TG_TABLE_NAME, agreement USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;

CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnerships_agreement
    FOR EACH ROW EXECUTE FUNCTION partnerships_frozen_agreement();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnerships_agreementparty
    FOR EACH ROW EXECUTE FUNCTION partnerships_frozen_agreement();

CREATE FUNCTION partnerships_frozen_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    meeting bigint;
BEGIN
    IF TG_TABLE_NAME = 'partnerships_meeting' THEN
        meeting := OLD.id;
    ELSE
        meeting := coalesce(OLD.meeting_id, NEW.meeting_id);
    END IF;
    IF EXISTS (SELECT 1 FROM partnerships_meetingact AS act
               WHERE act.meeting_id = meeting AND act.kind IN ('ADOPTED', 'CANCELLED')) THEN
        RAISE EXCEPTION '% on %: the minutes of meeting % are closed',
            TG_OP, TG_TABLE_NAME, meeting USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;

CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON partnerships_meeting
    FOR EACH ROW EXECUTE FUNCTION partnerships_frozen_meeting();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnerships_attendance
    FOR EACH ROW EXECUTE FUNCTION partnerships_frozen_meeting();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON partnerships_decision
    FOR EACH ROW EXECUTE FUNCTION partnerships_frozen_meeting();
CREATE TRIGGER frozen BEFORE INSERT ON partnerships_commitment
    FOR EACH ROW EXECUTE FUNCTION partnerships_frozen_meeting();
"""

NOT_FROZEN = """
DROP TRIGGER frozen ON partnerships_commitment;
DROP TRIGGER frozen ON partnerships_decision;
DROP TRIGGER frozen ON partnerships_attendance;
DROP TRIGGER frozen ON partnerships_meeting;
DROP FUNCTION partnerships_frozen_meeting();
DROP TRIGGER frozen ON partnerships_agreementparty;
DROP TRIGGER frozen ON partnerships_agreement;
DROP FUNCTION partnerships_frozen_agreement();
"""


def _refuse(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION partnerships_refuse_change()",
        f"DROP TRIGGER append_only ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0001_initial")]

    operations = [
        migrations.RunSQL(REFUSALS, "DROP FUNCTION partnerships_refuse_change()"),
        *(_refuse(table) for table in APPEND_ONLY),
        migrations.RunSQL(TERMS, NO_TERMS),
        migrations.RunSQL(FROZEN, NOT_FROZEN),
    ]
