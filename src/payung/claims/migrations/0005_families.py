import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0004_decisions"),
        ("documents", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Proof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("SCHOOL_LETTER", "Surat keterangan sekolah"),
                            ("JOB_SEARCH", "Bukti mencari kerja"),
                            ("ALIVE", "Bukti masih hidup"),
                            ("UNMARRIED", "Bukti belum menikah lagi"),
                        ],
                        max_length=20,
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField()),
                ("issuer", models.CharField(blank=True, max_length=150)),
                ("seen", models.CharField(blank=True, max_length=300)),
                ("data", models.JSONField(default=dict)),
                ("checked_on", models.DateField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="ProofTakenBack",
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
        pgtrigger.migrations.AddTrigger(
            model_name="accountcheck",
            trigger=pgtrigger.compiler.Trigger(
                name="by_another",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF NEW.checked_by_id = (SELECT recorded_by_id FROM claims_partyaccount WHERE id = NEW.account_id) THEN RAISE EXCEPTION 'an account is confirmed by another person than who entered it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                    hash="df0cf0a272ab5f2c7b135f7362cc23af096786c8",
                    operation="INSERT",
                    pgid="pgtrigger_by_another_e3c60",
                    table="claims_accountcheck",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holdlifted",
            trigger=pgtrigger.compiler.Trigger(
                name="by_another",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF NEW.lifted_by_id = (SELECT placed_by_id FROM claims_hold WHERE id = NEW.hold_id) THEN RAISE EXCEPTION 'a hold is lifted by another person than who placed it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                    hash="a579eab2e0c1918531dcbad58bdc1cae79eae26e",
                    operation="INSERT",
                    pgid="pgtrigger_by_another_91807",
                    table="claims_holdlifted",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="proof",
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
            model_name="proof",
            name="checked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proof",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proofs",
                to="claims.party",
            ),
        ),
        migrations.AddField(
            model_name="prooftakenback",
            name="proof",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="taken_back",
                to="claims.proof",
            ),
        ),
        migrations.AddField(
            model_name="prooftakenback",
            name="taken_back_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="proof",
            index=models.Index(fields=["party", "kind", "valid_from"], name="proof_of_party"),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until__gte", models.F("valid_from"))),
                name="proof_covers_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("attachment__isnull", False),
                    models.Q(("seen", ""), _negated=True),
                    _connector="OR",
                ),
                name="proof_shows_something",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proof",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="48f8fa913d725ce7ea069c0679a376e51fe6ea96",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_0bb1e",
                    table="claims_proof",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="prooftakenback",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="proof_back_with_reason"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="prooftakenback",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="0df0c7107caab901fbd5949a9b704cae4086a2b1",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_8bb1b",
                    table="claims_prooftakenback",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="partyaccount",
            name="only_added_to",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partyaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."party_id" IS DISTINCT FROM (NEW."party_id") OR OLD."bank_name" IS DISTINCT FROM (NEW."bank_name") OR OLD."account_name" IS DISTINCT FROM (NEW."account_name") OR OLD."bank_account_hash" IS DISTINCT FROM (NEW."bank_account_hash") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="21fdf52327e288140664d49c2be1a2b435bbca74",
                    operation="UPDATE",
                    pgid="pgtrigger_stays_9d254",
                    table="claims_partyaccount",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partyaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="4b5dad41843951cefb41d7c077ca1fcbe2055172",
                    operation="DELETE",
                    pgid="pgtrigger_kept_fccf5",
                    table="claims_partyaccount",
                    when="BEFORE",
                ),
            ),
        ),
    ]
