"""What Django's constraints cannot say about seats and about the audit trail.

One incumbent and one stand-in of a post on one day: an exclusion constraint. Equality of the post
inside a GiST index would need btree_gist; a range of one number needs no extension.

The context of audit events (who, why) may gain keys while an act goes on, as the library writes it
with every event; it may neither lose nor change one, nor be deleted.
"""

from django.db import migrations

SEATS = """
ALTER TABLE access_postholder ADD CONSTRAINT post_one_incumbent EXCLUDE USING gist (
    int8range(post_id, post_id, '[]') WITH &&,
    daterange(valid_from, valid_to, '[]') WITH &&
) WHERE (kind IN ('DEFINITIVE', 'ACTING', 'APPOINTED_ACTING'));
ALTER TABLE access_postholder ADD CONSTRAINT post_one_stand_in EXCLUDE USING gist (
    int8range(post_id, post_id, '[]') WITH &&,
    daterange(valid_from, valid_to, '[]') WITH &&
) WHERE (kind IN ('DAILY_ACTING', 'TEMPORARY_ACTING'));
"""
NO_SEATS = """
ALTER TABLE access_postholder DROP CONSTRAINT post_one_incumbent;
ALTER TABLE access_postholder DROP CONSTRAINT post_one_stand_in;
"""
CONTEXTS = """
CREATE FUNCTION access_context_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'audit contexts are kept';
    ELSIF NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
       OR NOT NEW.metadata::jsonb @> OLD.metadata::jsonb THEN
        RAISE EXCEPTION 'audit contexts only grow';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER access_context_kept BEFORE UPDATE OR DELETE ON pghistory_context
    FOR EACH ROW EXECUTE FUNCTION access_context_kept();
"""
NO_CONTEXTS = """
DROP TRIGGER access_context_kept ON pghistory_context;
DROP FUNCTION access_context_kept();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [
        migrations.RunSQL(SEATS, NO_SEATS),
        migrations.RunSQL(CONTEXTS, NO_CONTEXTS),
    ]
