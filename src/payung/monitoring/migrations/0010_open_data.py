import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("reference", "0005_service_points"),
        ("monitoring", "0009_boundaries"),
    ]

    operations = [
        migrations.CreateModel(
            name="OpenRelease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dataset", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("published_on", models.DateField()),
                ("first_period", models.DateField(blank=True, null=True)),
                ("last_period", models.DateField(blank=True, null=True)),
                ("rows", models.PositiveIntegerField()),
                ("hidden", models.PositiveIntegerField()),
                ("content_hash", models.BinaryField(max_length=32)),
                ("metadata", models.JSONField()),
                ("note", models.TextField(blank=True)),
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
                "ordering": ["dataset", "-version"],
            },
        ),
        migrations.CreateModel(
            name="OpenCell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=30)),
                ("period_from", models.DateField(blank=True, null=True)),
                ("as_of", models.DateField(blank=True, null=True)),
                ("unit", models.CharField(max_length=14)),
                ("value", models.BigIntegerField(blank=True, null=True)),
                ("numerator", models.BigIntegerField(blank=True, null=True)),
                ("denominator", models.BigIntegerField(blank=True, null=True)),
                ("hidden", models.BooleanField(default=False)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("confidence", models.CharField(blank=True, max_length=6)),
                ("text", models.CharField(blank=True, max_length=420)),
                (
                    "definition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitoring.indicatordefinition",
                    ),
                ),
                (
                    "observation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitoring.observation",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.region",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitoring.coveragetarget",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cells",
                        to="monitoring.openrelease",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OpenWithdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="monitoring.openrelease",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="openrelease",
            constraint=models.UniqueConstraint(
                fields=("dataset", "version"), name="open_release_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="openrelease",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__gte", 1), ("rows__gte", models.F("hidden"))),
                name="open_release_sound",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openrelease",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="868e82aa30fe19aad932c17a5f6946105ac47643",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_bd9fc",
                    table="monitoring_openrelease",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="opencell",
            constraint=models.UniqueConstraint(
                fields=("release", "definition", "region", "part", "period_from", "as_of"),
                name="open_cell_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="opencell",
            constraint=models.CheckConstraint(
                condition=models.Q(("hidden", False), ("value", None), _connector="OR"),
                name="open_cell_hidden_is_empty",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opencell",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="ea4aac89d0b8bbfe8e4fb75d36b89a5a604942f0",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_ca19c",
                    table="monitoring_opencell",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="openwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="open_withdrawal_says_why"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openwithdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="67c70b95e272deba8f92e8309bb2f989fff9b63b",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_4a5cd",
                    table="monitoring_openwithdrawal",
                    when="BEFORE",
                ),
            ),
        ),
    ]
