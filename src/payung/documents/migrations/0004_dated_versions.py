"""Letterheads and number patterns become dated versions; revisions of drafts are kept.

Every event of the former tables becomes a version from the day on which it was written.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEEP = """
CREATE TABLE documents_former_letterhead AS
SELECT event.office_id, event.address, event.contact, event.place, event.register_code,
       event.pgh_created_at AS recorded_at,
       coalesce((context.metadata ->> 'user')::bigint, (SELECT min(id) FROM access_user)) AS user_id
FROM documents_letterheadevent AS event
LEFT JOIN pghistory_context AS context ON context.id = event.pgh_context_id
ORDER BY event.pgh_id;
CREATE TABLE documents_former_pattern AS
SELECT event.office_kind, event.office_id, event.number_class, event.pattern,
       event.pgh_created_at AS recorded_at,
       coalesce((context.metadata ->> 'user')::bigint, (SELECT min(id) FROM access_user)) AS user_id
FROM documents_numberpatternevent AS event
LEFT JOIN pghistory_context AS context ON context.id = event.pgh_context_id
ORDER BY event.pgh_id;
"""
WRITE = """
INSERT INTO documents_letterhead (office_id, address, contact, place, register_code, valid_from,
    recorded_at, recorded_by_id)
SELECT office_id, address, contact, place, register_code, recorded_at::date, recorded_at, user_id
FROM documents_former_letterhead;
INSERT INTO documents_numberpattern (office_kind, office_id, number_class, pattern, valid_from,
    recorded_at, recorded_by_id)
SELECT office_kind, office_id, number_class, pattern, recorded_at::date, recorded_at, user_id
FROM documents_former_pattern;
DROP TABLE documents_former_letterhead;
DROP TABLE documents_former_pattern;
"""
KINDS = [
    ("REGIONAL", "Kantor wilayah"),
    ("BRANCH", "Kantor cabang"),
    ("PIONEER_BRANCH", "Kantor cabang perintis"),
    ("PROSECUTION_HIGH", "Kejaksaan tinggi"),
    ("PROSECUTION_DISTRICT", "Kejaksaan negeri"),
]
CLASSES = ("B", "ST", "BA", "SKK", "KEP", "ND", "PKS", "NOT", "SPK")


def _key() -> tuple[str, models.Field]:
    return "id", models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _user() -> models.Field:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


def _version() -> list[tuple[str, models.Field]]:
    return [
        _key(),
        ("valid_from", models.DateField()),
        ("recorded_at", models.DateTimeField(auto_now_add=True)),
        ("recorded_by", _user()),
    ]


def _refuse(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION documents_refuse_change()"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_one_record_of_authority"),
        ("reference", "0003_regulation_titles_and_status"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(KEEP),
        migrations.DeleteModel(name="LetterheadEvent"),
        migrations.DeleteModel(name="NumberPatternEvent"),
        migrations.DeleteModel(name="Letterhead"),
        migrations.DeleteModel(name="NumberPattern"),
        migrations.CreateModel(
            name="Letterhead",
            fields=[
                *_version(),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letterheads",
                        to="reference.office",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200)),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("place", models.CharField(blank=True, max_length=80)),
                ("register_code", models.CharField(blank=True, max_length=20)),
            ],
            options={"ordering": ["-valid_from", "-pk"], "abstract": False},
        ),
        migrations.CreateModel(
            name="NumberPattern",
            fields=[
                *_version(),
                ("office_kind", models.CharField(choices=KINDS, max_length=20)),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                ("number_class", models.CharField(max_length=3)),
                ("pattern", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "ordering": ["-valid_from", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["office", "number_class", "-valid_from"],
                        name="documents_n_office__8b3724_idx",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number_class__in", CLASSES)),
                        name="number_pattern_class_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftRevision",
            fields=[
                _key(),
                ("position", models.PositiveSmallIntegerField()),
                ("letter_date", models.DateField()),
                ("subject", models.CharField(max_length=300)),
                ("recipient_name", models.CharField(max_length=200)),
                ("recipient_address", models.CharField(blank=True, max_length=500)),
                ("data", models.JSONField()),
                ("reason", models.CharField(max_length=300)),
                ("changed_at", models.DateTimeField(auto_now_add=True)),
                ("changed_by", _user()),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="documents.letter",
                    ),
                ),
            ],
            options={
                "ordering": ["letter", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("letter", "position"), name="draft_revision_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="draft_revision_reasoned",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WRITE),
        _refuse("documents_letterhead"),
        _refuse("documents_numberpattern"),
        _refuse("documents_draftrevision"),
    ]
