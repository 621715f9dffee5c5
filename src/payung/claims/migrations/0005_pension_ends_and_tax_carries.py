import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from payung.tables import at_once


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0004_online_after_decision"),
        ("reference", "0005_service_points"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = at_once(
        [
            migrations.CreateModel(
                name="PensionEndTakenBack",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("reason", models.CharField(max_length=300)),
                    ("taken_back_on", models.DateField()),
                    ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name="TaxCarry",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("month", models.DateField()),
                    ("to_month", models.DateField()),
                    ("amount", models.BigIntegerField()),
                    ("reason", models.CharField(max_length=300)),
                    ("carried_on", models.DateField()),
                    ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name="TaxCarryReversal",
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
                model_name="pensionendtakenback",
                name="stop",
                field=models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="taken_back",
                    to="claims.pensionstop",
                ),
            ),
            migrations.AddField(
                model_name="pensionendtakenback",
                name="taken_back_by",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            migrations.AddField(
                model_name="taxcarry",
                name="carried_by",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            migrations.AddField(
                model_name="taxcarry",
                name="office",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="reference.office",
                ),
            ),
            migrations.AddField(
                model_name="taxcarryreversal",
                name="carry",
                field=models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reversal",
                    to="claims.taxcarry",
                ),
            ),
            migrations.AddField(
                model_name="taxcarryreversal",
                name="reversed_by",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            migrations.AddConstraint(
                model_name="pensionendtakenback",
                constraint=models.CheckConstraint(
                    condition=models.Q(("reason", ""), _negated=True),
                    name="pension_end_back_has_reason",
                ),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="pensionendtakenback",
                trigger=pgtrigger.compiler.Trigger(
                    name="only_added_to",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                        hash="57654382161260d964cd823f6a784aa77c6ae465",
                        level="STATEMENT",
                        operation="UPDATE OR DELETE OR TRUNCATE",
                        pgid="pgtrigger_only_added_to_96bee",
                        table="claims_pensionendtakenback",
                        when="BEFORE",
                    ),
                ),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="pensionendtakenback",
                trigger=pgtrigger.compiler.Trigger(
                    name="by_another",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func="IF EXISTS (SELECT 1 FROM claims_pensionstop WHERE id = NEW.stop_id\n            AND (stopped_by_id = NEW.taken_back_by_id OR reason = 'NEW_DECISION'))\n        THEN RAISE EXCEPTION\n            'by_another: the end of a right is taken back by another person than who recorded it'\n            USING ERRCODE = 'check_violation'; END IF;\n        RETURN NEW;",
                        hash="a11416794e336f4edc987a8451b17e55b2c1a9f0",
                        operation="INSERT",
                        pgid="pgtrigger_by_another_c9352",
                        table="claims_pensionendtakenback",
                        when="BEFORE",
                    ),
                ),
            ),
            migrations.AddIndex(
                model_name="taxcarry",
                index=models.Index(fields=["office", "month"], name="tax_carry_of_office"),
            ),
            migrations.AddConstraint(
                model_name="taxcarry",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("amount__gt", 0),
                        ("month__day", 1),
                        ("to_month__day", 1),
                        ("to_month__gt", models.F("month")),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    name="tax_carry_told",
                ),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="taxcarry",
                trigger=pgtrigger.compiler.Trigger(
                    name="only_added_to",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                        hash="244e398c45a06a655befc4f07c472777c93a6d02",
                        level="STATEMENT",
                        operation="UPDATE OR DELETE OR TRUNCATE",
                        pgid="pgtrigger_only_added_to_ba1cc",
                        table="claims_taxcarry",
                        when="BEFORE",
                    ),
                ),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="taxcarry",
                trigger=pgtrigger.compiler.Trigger(
                    name="within_excess",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func="PERFORM 1 FROM reference_office WHERE code = NEW.office_id FOR NO KEY UPDATE; IF EXISTS (SELECT 1 WHERE NEW.amount > -(coalesce((SELECT sum(owed.tax) FROM claims_payable AS owed\n    JOIN claims_paymentline AS line ON line.payable_id = owed.id AND line.state = 'PAID'\n    JOIN claims_paymentorder AS paying ON paying.id = line.order_id\n        AND paying.origin = 'PREPARED'\n    JOIN claims_bankanswer AS answer ON answer.line_id = line.id AND answer.outcome = 'PAID'\n    WHERE owed.tax > 0 AND paying.office_id = NEW.office_id\n        AND date_trunc('month', answer.answered_on)::date = NEW.month), 0)\n    - coalesce((SELECT sum(before.amount) FROM claims_taxremittance AS before\n        WHERE before.office_id = NEW.office_id AND before.month = NEW.month AND NOT EXISTS (SELECT 1 FROM claims_taxreversal WHERE remittance_id = before.id)), 0)\n    + coalesce((SELECT sum(CASE WHEN carry.month = NEW.month THEN carry.amount\n            ELSE -carry.amount END) FROM claims_taxcarry AS carry\n        WHERE carry.office_id = NEW.office_id AND NOT EXISTS (SELECT 1 FROM claims_taxcarryreversal WHERE carry_id = carry.id)\n            AND NEW.month IN (carry.month, carry.to_month)), 0))) THEN RAISE EXCEPTION 'within_excess: more than was remitted too much for this month' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                        hash="afc72412df8dc741a06f639415cd2a6be37e1f71",
                        operation="INSERT",
                        pgid="pgtrigger_within_excess_4f162",
                        table="claims_taxcarry",
                        when="BEFORE",
                    ),
                ),
            ),
            migrations.AddConstraint(
                model_name="taxcarryreversal",
                constraint=models.CheckConstraint(
                    condition=models.Q(("reason", ""), _negated=True),
                    name="tax_carry_reversal_has_reason",
                ),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="taxcarryreversal",
                trigger=pgtrigger.compiler.Trigger(
                    name="only_added_to",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                        hash="5aabe11d04c0f3c2081f75ef8a5ada384a382f39",
                        level="STATEMENT",
                        operation="UPDATE OR DELETE OR TRUNCATE",
                        pgid="pgtrigger_only_added_to_81c21",
                        table="claims_taxcarryreversal",
                        when="BEFORE",
                    ),
                ),
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name="taxremittance",
                name="within_withheld",
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="pension",
                trigger=pgtrigger.compiler.Trigger(
                    name="one_rank_draws",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        constraint="CONSTRAINT",
                        func="PERFORM 1 FROM claims_claim WHERE id = NEW.claim_id FOR NO KEY UPDATE;\n    IF NOT EXISTS (SELECT 1 FROM claims_pensionstop WHERE pension_id = NEW.id) AND EXISTS (\n        SELECT 1 FROM claims_pension AS other\n        WHERE other.claim_id = NEW.claim_id AND other.id <> NEW.id\n            AND (other.code <> NEW.code OR other.party_id = NEW.party_id)\n            AND NOT EXISTS (SELECT 1 FROM claims_pensionstop WHERE pension_id = other.id))\n    THEN RAISE EXCEPTION 'one_rank_draws: another right of this claim has not ended'\n        USING ERRCODE = 'check_violation'; END IF;\n    RETURN NULL;",
                        hash="01e2af4ec9afb7646296f96a3559b37e6a12e7c9",
                        operation="INSERT",
                        pgid="pgtrigger_one_rank_draws_f4830",
                        table="claims_pension",
                        timing="DEFERRABLE INITIALLY DEFERRED",
                        when="AFTER",
                    ),
                ),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="taxremittance",
                trigger=pgtrigger.compiler.Trigger(
                    name="within_withheld",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func="PERFORM 1 FROM reference_office WHERE code = NEW.office_id FOR NO KEY UPDATE; IF EXISTS (SELECT 1 FROM claims_taxremittance AS before\n            WHERE before.reference = NEW.reference AND NOT EXISTS (SELECT 1 FROM claims_taxreversal WHERE remittance_id = before.id)) THEN RAISE EXCEPTION 'remitted_once: this payment to the state was recorded already' USING ERRCODE = 'check_violation'; END IF; IF EXISTS (SELECT 1 WHERE NEW.amount > (coalesce((SELECT sum(owed.tax) FROM claims_payable AS owed\n    JOIN claims_paymentline AS line ON line.payable_id = owed.id AND line.state = 'PAID'\n    JOIN claims_paymentorder AS paying ON paying.id = line.order_id\n        AND paying.origin = 'PREPARED'\n    JOIN claims_bankanswer AS answer ON answer.line_id = line.id AND answer.outcome = 'PAID'\n    WHERE owed.tax > 0 AND paying.office_id = NEW.office_id\n        AND date_trunc('month', answer.answered_on)::date = NEW.month), 0)\n    - coalesce((SELECT sum(before.amount) FROM claims_taxremittance AS before\n        WHERE before.office_id = NEW.office_id AND before.month = NEW.month AND NOT EXISTS (SELECT 1 FROM claims_taxreversal WHERE remittance_id = before.id)), 0)\n    + coalesce((SELECT sum(CASE WHEN carry.month = NEW.month THEN carry.amount\n            ELSE -carry.amount END) FROM claims_taxcarry AS carry\n        WHERE carry.office_id = NEW.office_id AND NOT EXISTS (SELECT 1 FROM claims_taxcarryreversal WHERE carry_id = carry.id)\n            AND NEW.month IN (carry.month, carry.to_month)), 0))) THEN RAISE EXCEPTION 'within_withheld: more than was withheld in this month and is not remitted' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                        hash="39c3b3dbbef612a361492bb6cdd04d375ed3f592",
                        operation="INSERT",
                        pgid="pgtrigger_within_withheld_7d81f",
                        table="claims_taxremittance",
                        when="BEFORE",
                    ),
                ),
            ),
        ]
    )
