import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from payung.tables import at_once


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("claims", "0002_take_over_files"),
        ("documents", "0005_governments_and_villages"),
        ("reference", "0005_service_points"),
    ]

    operations = at_once(
        [
            migrations.CreateModel(
                name="TaxRemittance",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("month", models.DateField()),
                    ("amount", models.BigIntegerField()),
                    ("reference", models.CharField(max_length=16)),
                    ("attempt", models.SmallIntegerField(default=1)),
                    ("remitted_on", models.DateField()),
                    ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name="TaxReversal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("reason", models.CharField(max_length=300)),
                    ("reversed_on", models.DateField()),
                    ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.AddField(
                model_name="taxremittance",
                name="attachment",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="documents.attachment",
                ),
            ),
            migrations.AddField(
                model_name="taxremittance",
                name="office",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="reference.office",
                ),
            ),
            migrations.AddField(
                model_name="taxremittance",
                name="recorded_by",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            migrations.AddField(
                model_name="taxreversal",
                name="remittance",
                field=models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reversal",
                    to="claims.taxremittance",
                ),
            ),
            migrations.AddField(
                model_name="taxreversal",
                name="reversed_by",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            migrations.AddIndex(
                model_name="taxremittance",
                index=models.Index(fields=["office", "month"], name="tax_of_office_month"),
            ),
            migrations.AddConstraint(
                model_name="taxremittance",
                constraint=models.UniqueConstraint(
                    fields=("reference", "attempt"), name="tax_reference_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="taxremittance",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("amount__gt", 0),
                        ("attempt__gt", 0),
                        ("month__day", 1),
                        ("reference__regex", "^[0-9A-Z]{16}$"),
                    ),
                    name="tax_remittance_told",
                ),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="taxremittance",
                trigger=pgtrigger.compiler.Trigger(
                    name="only_added_to",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                        hash="f196b8267643ba1ef7ca605c816baa2c94c4902d",
                        level="STATEMENT",
                        operation="UPDATE OR DELETE OR TRUNCATE",
                        pgid="pgtrigger_only_added_to_86a17",
                        table="claims_taxremittance",
                        when="BEFORE",
                    ),
                ),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="taxremittance",
                trigger=pgtrigger.compiler.Trigger(
                    name="within_withheld",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func="PERFORM 1 FROM reference_office WHERE code = NEW.office_id FOR NO KEY UPDATE; IF EXISTS (SELECT 1 FROM claims_taxremittance AS before\n            WHERE before.reference = NEW.reference AND NOT EXISTS (SELECT 1 FROM claims_taxreversal WHERE remittance_id = before.id)) THEN RAISE EXCEPTION 'remitted_once: this payment to the state was recorded already' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 WHERE NEW.amount + coalesce((SELECT sum(before.amount)\n                FROM claims_taxremittance AS before\n                WHERE before.office_id = NEW.office_id AND before.month = NEW.month\n                    AND NOT EXISTS (SELECT 1 FROM claims_taxreversal WHERE remittance_id = before.id)), 0)\n            > coalesce((SELECT sum(owed.tax) FROM claims_payable AS owed\n    JOIN claims_paymentline AS line ON line.payable_id = owed.id AND line.state = 'PAID'\n    JOIN claims_paymentorder AS paying ON paying.id = line.order_id\n        AND paying.origin = 'PREPARED'\n    JOIN claims_bankanswer AS answer ON answer.line_id = line.id AND answer.outcome = 'PAID'\n    WHERE owed.tax > 0\n                AND paying.office_id = NEW.office_id\n                AND date_trunc('month', answer.answered_on)::date = NEW.month), 0)) THEN RAISE EXCEPTION 'within_withheld: more than was withheld in this month and is not remitted' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                        hash="9b68e1cb560b6fe3f712297e7ab2a6f5f675a49f",
                        operation="INSERT",
                        pgid="pgtrigger_within_withheld_7d81f",
                        table="claims_taxremittance",
                        when="BEFORE",
                    ),
                ),
            ),
            migrations.AddConstraint(
                model_name="taxreversal",
                constraint=models.CheckConstraint(
                    condition=models.Q(("reason", ""), _negated=True),
                    name="tax_reversal_has_reason",
                ),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="taxreversal",
                trigger=pgtrigger.compiler.Trigger(
                    name="only_added_to",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                        hash="251f4017bc7f0842890c5aebd2831c64ab5aed18",
                        level="STATEMENT",
                        operation="UPDATE OR DELETE OR TRUNCATE",
                        pgid="pgtrigger_only_added_to_cd156",
                        table="claims_taxreversal",
                        when="BEFORE",
                    ),
                ),
            ),
            migrations.AddIndex(
                model_name="payable",
                index=models.Index(
                    condition=models.Q(("tax__gt", 0)), fields=["claim"], name="payable_taxed"
                ),
            ),
        ]
    )
