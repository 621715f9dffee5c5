import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0008_statistics"),
        ("reference", "0005_service_points"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TakeOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("content_hash", models.BinaryField(max_length=32)),
                ("rows", models.IntegerField()),
                ("taken", models.IntegerField()),
                ("refused", models.IntegerField()),
                ("taken_on", models.DateField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TakenOverClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("old_number", models.CharField(max_length=40)),
                ("row_number", models.IntegerField()),
                ("paid", models.BigIntegerField()),
                ("by_law", models.BigIntegerField()),
                ("paid_until", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_over",
                        to="claims.claim",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                (
                    "take_over",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="claims.takeover",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="takeover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "rows__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("taken"), "+", models.F("refused")
                        ),
                    )
                ),
                name="take_over_adds_up",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="takeover",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="4ff2998a757a0f7612a5279a4b3d0ff7f5264c5e",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_f3641",
                    table="claims_takeover",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="takenoverclaim",
            constraint=models.UniqueConstraint(
                fields=("office", "old_number"), name="taken_over_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="takenoverclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paid", models.F("by_law")),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="difference_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="takenoverclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_law__gte", 0), ("paid__gte", 0)), name="taken_over_amounts"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="takenoverclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="6292820c75c25abc29a50052735bf56a1fb4fbab",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_baf19",
                    table="claims_takenoverclaim",
                    when="BEFORE",
                ),
            ),
        ),
    ]
