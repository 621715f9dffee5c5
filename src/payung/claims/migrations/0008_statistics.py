import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0007_periodic"),
    ]

    operations = [
        migrations.CreateModel(
            name="SymbolicHandover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                ("occasion", models.CharField(max_length=200)),
                ("amount", models.BigIntegerField()),
                ("receivers", models.IntegerField()),
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
        migrations.CreateModel(
            name="HandoverWithdrawn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("withdrawn_on", models.DateField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "handover",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawn",
                        to="claims.symbolichandover",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HandoverClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="claims.claim",
                    ),
                ),
                (
                    "handover",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="claims.symbolichandover",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="symbolichandover",
            constraint=models.UniqueConstraint(
                fields=("office", "region", "held_on", "occasion", "amount", "receivers"),
                name="handover_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="symbolichandover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gt", 0),
                    ("receivers__gt", 0),
                    models.Q(("occasion", ""), _negated=True),
                ),
                name="handover_shows_something",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="symbolichandover",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="876407334a3db9259329be0229a14ac3ba0a501c",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_8b021",
                    table="claims_symbolichandover",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="handoverwithdrawn",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="handover_withdrawn_with_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoverwithdrawn",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="55c4f2f8e7190a912c699ebad9db2e487a72d923",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_9e9ac",
                    table="claims_handoverwithdrawn",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="handoverclaim",
            constraint=models.UniqueConstraint(
                fields=("handover", "claim"), name="handover_claim_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="handoverclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="handover_claim_amount"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoverclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="190f97c2b600de5797d00f28d20bd25c83b7360e",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_fe140",
                    table="claims_handoverclaim",
                    when="BEFORE",
                ),
            ),
        ),
    ]
