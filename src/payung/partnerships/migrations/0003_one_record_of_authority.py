"""What a stand-in's decree lets him decide is kept with the documents, once for every subject."""

from django.db import migrations

HAND_OVER = """
INSERT INTO documents_actingauthority (holder_id, subject, clause, recorded_by_id, recorded_at)
SELECT holder_id, subject, clause, recorded_by_id, recorded_at FROM partnerships_holderauthority
ORDER BY id ON CONFLICT (holder_id, subject) DO NOTHING
"""
HAND_BACK = """
INSERT INTO partnerships_holderauthority (holder_id, subject, clause, recorded_by_id, recorded_at)
SELECT holder_id, subject, clause, recorded_by_id, recorded_at FROM documents_actingauthority
WHERE subject <> 'binding_agreement' ORDER BY id
"""
GUARD = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON partnerships_holderauthority
FOR EACH STATEMENT EXECUTE FUNCTION partnerships_refuse_change()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0002_guards"),
        ("documents", "0003_one_record_of_authority"),
    ]

    operations = [
        migrations.RunSQL(HAND_OVER, HAND_BACK),
        migrations.RunSQL("DROP TRIGGER append_only ON partnerships_holderauthority", GUARD),
        migrations.DeleteModel(name="HolderAuthority"),
    ]
