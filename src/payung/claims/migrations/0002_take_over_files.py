import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from payung.tables import at_once


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0001_initial"),
        ("reference", "0005_service_points"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *at_once(
            [
                migrations.CreateModel(
                    name="TakeOverFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200)),
                        ("content_hash", models.BinaryField(max_length=32)),
                        ("size_bytes", models.BigIntegerField()),
                        ("stored_path", models.CharField(max_length=255)),
                        ("received_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="TakeOverStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("ASKED", "Diminta diperiksa"),
                                    ("CHECKED", "Diperiksa"),
                                    ("CONFIRMED", "Diminta diambil alih"),
                                    ("TAKEN", "Diambil alih"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("rows", models.IntegerField(default=0)),
                        ("fresh", models.IntegerField(default=0)),
                        ("known", models.IntegerField(default=0)),
                        ("refused", models.IntegerField(default=0)),
                        ("summary", models.JSONField(default=dict)),
                        ("take_over_rows_cipher", models.BinaryField(default=bytes)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.AddField(
                    model_name="takeoverfile",
                    name="office",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                migrations.AddField(
                    model_name="takeoverfile",
                    name="received_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="takeoverstep",
                    name="file",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="claims.takeoverfile",
                    ),
                ),
                migrations.AddField(
                    model_name="takeoverstep",
                    name="recorded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="takeoverstep",
                    name="take_over",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="step",
                        to="claims.takeover",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="takeoverfile",
                    constraint=models.UniqueConstraint(
                        fields=("office", "content_hash"), name="take_over_file_once"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="takeoverfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="4b5684a0d90dac8677644f2267880f979e481db5",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_8ca3f",
                            table="claims_takeoverfile",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="takeoverstep",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "rows",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("fresh"), "+", models.F("known")
                                    ),
                                    "+",
                                    models.F("refused"),
                                ),
                            )
                        ),
                        name="take_over_step_adds_up",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="takeoverstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."file_id" IS DISTINCT FROM (NEW."file_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."take_over_id" IS DISTINCT FROM (NEW."take_over_id") OR OLD."rows" IS DISTINCT FROM (NEW."rows") OR OLD."fresh" IS DISTINCT FROM (NEW."fresh") OR OLD."known" IS DISTINCT FROM (NEW."known") OR OLD."refused" IS DISTINCT FROM (NEW."refused") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="058bc6e70ba473f01e9eca4050f14e2aa3df2261",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_81295",
                            table="claims_takeoverstep",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="takeoverstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="355ec8d7381675b6848cd707e71a44db72cbf0e8",
                            operation="DELETE",
                            pgid="pgtrigger_kept_84f2a",
                            table="claims_takeoverstep",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
