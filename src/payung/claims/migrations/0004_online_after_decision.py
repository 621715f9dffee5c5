import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from payung.tables import at_once


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("claims", "0003_benefit_taxes"),
    ]

    operations = at_once(
        [
            migrations.CreateModel(
                name="ProofAnswer",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("is_accepted", models.BooleanField()),
                    ("reason", models.CharField(blank=True, max_length=300)),
                    ("answered_on", models.DateField()),
                    ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name="ProofSubmission",
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
                    ("sequence", models.SmallIntegerField(default=1)),
                    ("submitted_on", models.DateField()),
                    ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name="ProofSubmissionPaper",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.AddField(
                model_name="proofanswer",
                name="answered_by",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            migrations.AddField(
                model_name="proofanswer",
                name="proof",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="answers",
                    to="claims.proof",
                ),
            ),
            migrations.AddField(
                model_name="proofsubmission",
                name="access",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="claims.claimaccess",
                ),
            ),
            migrations.AddField(
                model_name="proofsubmission",
                name="party",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="submissions",
                    to="claims.party",
                ),
            ),
            migrations.AddField(
                model_name="proofsubmission",
                name="payable",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="submissions",
                    to="claims.payable",
                ),
            ),
            migrations.AddField(
                model_name="proofanswer",
                name="submission",
                field=models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="answer",
                    to="claims.proofsubmission",
                ),
            ),
            migrations.AddField(
                model_name="proofsubmissionpaper",
                name="paper",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.paper"
                ),
            ),
            migrations.AddField(
                model_name="proofsubmissionpaper",
                name="submission",
                field=models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="files",
                    to="claims.proofsubmission",
                ),
            ),
            migrations.AddConstraint(
                model_name="proofsubmission",
                constraint=models.UniqueConstraint(
                    fields=("party", "kind", "valid_from", "sequence"), name="proof_sent_in_order"
                ),
            ),
            migrations.AddConstraint(
                model_name="proofsubmission",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("sequence__gte", 1), ("valid_until__gte", models.F("valid_from"))
                    ),
                    name="proof_sent_covers_days",
                ),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="proofsubmission",
                trigger=pgtrigger.compiler.Trigger(
                    name="only_added_to",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                        hash="1cfbb0fd1400117b1a246e67d0a329f80452a282",
                        level="STATEMENT",
                        operation="UPDATE OR DELETE OR TRUNCATE",
                        pgid="pgtrigger_only_added_to_b64a0",
                        table="claims_proofsubmission",
                        when="BEFORE",
                    ),
                ),
            ),
            migrations.AddConstraint(
                model_name="proofanswer",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("is_accepted", True), ("proof__isnull", False)),
                        models.Q(
                            ("is_accepted", False),
                            ("proof__isnull", True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="proof_answer_whole",
                ),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="proofanswer",
                trigger=pgtrigger.compiler.Trigger(
                    name="only_added_to",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                        hash="4f3f2f9ab358188740f4110df542fb9bc3bf6e34",
                        level="STATEMENT",
                        operation="UPDATE OR DELETE OR TRUNCATE",
                        pgid="pgtrigger_only_added_to_047b2",
                        table="claims_proofanswer",
                        when="BEFORE",
                    ),
                ),
            ),
            migrations.AddConstraint(
                model_name="proofsubmissionpaper",
                constraint=models.UniqueConstraint(
                    fields=("submission", "paper"), name="proof_file_once"
                ),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="proofsubmissionpaper",
                trigger=pgtrigger.compiler.Trigger(
                    name="only_added_to",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                        hash="223caf0c2723de5e9facc9902f2a24f89d147b10",
                        level="STATEMENT",
                        operation="UPDATE OR DELETE OR TRUNCATE",
                        pgid="pgtrigger_only_added_to_1256f",
                        table="claims_proofsubmissionpaper",
                        when="BEFORE",
                    ),
                ),
            ),
            migrations.AddField(
                model_name="objection",
                name="access",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="claims.claimaccess",
                ),
            ),
            migrations.AlterField(
                model_name="objection",
                name="recorded_by",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            migrations.AddConstraint(
                model_name="objection",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("access__isnull", True), ("recorded_by__isnull", False)),
                        models.Q(("access__isnull", False), ("recorded_by__isnull", True)),
                        _connector="OR",
                    ),
                    name="objection_has_source",
                ),
            ),
        ]
    )
