import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reference", "0005_service_points"),
        ("monitoring", "0008_sessions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BoundaryFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("PROVINCE", "provinsi"), ("REGENCY", "kabupaten dan kota")],
                        max_length=8,
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("content_hash", models.BinaryField(max_length=32)),
                ("source", models.CharField(max_length=300)),
                ("licence", models.TextField()),
                ("regions", models.IntegerField()),
                ("corners_read", models.IntegerField()),
                ("corners_kept", models.IntegerField()),
                ("missing", models.JSONField(default=list)),
                ("renamed", models.JSONField(default=dict)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="RegionBoundary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("shape", models.JSONField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="boundaries",
                        to="monitoring.boundaryfile",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.region",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="boundaryfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("regions__gt", 0)), name="boundary_file_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="boundaryfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", ""), _negated=True),
                    models.Q(("licence", ""), _negated=True),
                ),
                name="boundary_source_stated",
            ),
        ),
        migrations.AddConstraint(
            model_name="boundaryfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["PROVINCE", "REGENCY"])),
                name="boundary_level_known",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boundaryfile",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="e85e51db376a2fd379d3f6c7c33b7bd128985336",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_9194a",
                    table="monitoring_boundaryfile",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="regionboundary",
            constraint=models.UniqueConstraint(
                fields=("file", "region"), name="boundary_region_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="regionboundary",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="f00bbde808d424e414a0723583643537612b3be9",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_cb085",
                    table="monitoring_regionboundary",
                    when="BEFORE",
                ),
            ),
        ),
    ]
