import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from payung.tables import at_once


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = at_once(
        [
            migrations.CreateModel(
                name="AccessAttempt",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number_hash", models.BinaryField(max_length=32)),
                    ("address_hash", models.BinaryField(max_length=32)),
                    ("succeeded", models.BooleanField()),
                    ("attempted_at", models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name="AccidentReport",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("stage", models.SmallIntegerField(choices=[(1, "Tahap I"), (2, "Tahap II")])),
                    ("reported_at", models.DateTimeField()),
                    ("established_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "outcome",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("RECOVERED", "Sembuh"),
                                ("DISABLED", "Cacat sebagian"),
                                ("TOTAL", "Cacat total tetap"),
                                ("DEATH", "Meninggal dunia"),
                            ],
                            max_length=10,
                        ),
                    ),
                    ("description", models.CharField(blank=True, max_length=1000)),
                    ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name="ClaimAccess",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("code_hash", models.BinaryField(max_length=32)),
                    ("recipient", models.CharField(max_length=150)),
                    ("issued_at", models.DateTimeField(auto_now_add=True)),
                    ("expires_at", models.DateTimeField()),
                    ("used_at", models.DateTimeField(blank=True, null=True)),
                    ("ended_at", models.DateTimeField(blank=True, null=True)),
                ],
            ),
            migrations.CreateModel(
                name="Upload",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("token", models.CharField(max_length=32, unique=True)),
                    ("document", models.CharField(max_length=40)),
                    ("person_name", models.CharField(blank=True, max_length=150)),
                    ("file_name", models.CharField(max_length=120)),
                    ("size_bytes", models.IntegerField()),
                    ("sha256", models.BinaryField(blank=True, max_length=32, null=True)),
                    ("started_at", models.DateTimeField(auto_now_add=True)),
                ],
            ),
            migrations.CreateModel(
                name="UploadPart",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("offset", models.IntegerField()),
                    ("size_bytes", models.IntegerField()),
                    ("content", models.BinaryField()),
                    ("upload_part_key_cipher", models.BinaryField()),
                ],
            ),
            migrations.AddIndex(
                model_name="accessattempt",
                index=models.Index(
                    fields=["number_hash", "attempted_at"], name="attempt_by_number"
                ),
            ),
            migrations.AddIndex(
                model_name="accessattempt",
                index=models.Index(
                    fields=["address_hash", "attempted_at"], name="attempt_by_address"
                ),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="accessattempt",
                trigger=pgtrigger.compiler.Trigger(
                    name="only_added_to",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                        hash="dcb0feca52fb58836a4791596d7edc55873ee614",
                        level="STATEMENT",
                        operation="UPDATE OR DELETE OR TRUNCATE",
                        pgid="pgtrigger_only_added_to_b6edf",
                        table="claims_accessattempt",
                        when="BEFORE",
                    ),
                ),
            ),
            migrations.AddField(
                model_name="accidentreport",
                name="claim",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reports",
                    to="claims.claim",
                ),
            ),
            migrations.AddField(
                model_name="accidentreport",
                name="recorded_by",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            migrations.AddField(
                model_name="claimaccess",
                name="claim",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="accesses",
                    to="claims.claim",
                ),
            ),
            migrations.AddField(
                model_name="claimaccess",
                name="issued_by",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            migrations.AddField(
                model_name="upload",
                name="claim",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="uploads",
                    to="claims.claim",
                ),
            ),
            migrations.AddField(
                model_name="upload",
                name="paper",
                field=models.OneToOneField(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="claims.paper",
                ),
            ),
            migrations.AddField(
                model_name="upload",
                name="started_by",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            migrations.AddField(
                model_name="uploadpart",
                name="upload",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="parts",
                    to="claims.upload",
                ),
            ),
            migrations.AddConstraint(
                model_name="accidentreport",
                constraint=models.UniqueConstraint(
                    fields=("claim", "stage"), name="accident_stage_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="accidentreport",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("established_at", None), ("outcome", ""), ("stage", 1)),
                        models.Q(
                            ("established_at__isnull", False),
                            ("stage", 2),
                            models.Q(("outcome", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="accident_second_tells_outcome",
                ),
            ),
            migrations.AddConstraint(
                model_name="accidentreport",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("established_at__isnull", True),
                        ("reported_at__gte", models.F("established_at")),
                        _connector="OR",
                    ),
                    name="accident_reported_after_it_ended",
                ),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="accidentreport",
                trigger=pgtrigger.compiler.Trigger(
                    name="only_added_to",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                        hash="8d9ea3da46a4dd0ed3dbe232f155333314eb809d",
                        level="STATEMENT",
                        operation="UPDATE OR DELETE OR TRUNCATE",
                        pgid="pgtrigger_only_added_to_4b75c",
                        table="claims_accidentreport",
                        when="BEFORE",
                    ),
                ),
            ),
            migrations.AddConstraint(
                model_name="claimaccess",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("ended_at__isnull", True), ("used_at__isnull", True)),
                    fields=("claim",),
                    name="claim_code_open_once",
                ),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="claimaccess",
                trigger=pgtrigger.compiler.Trigger(
                    name="code_is_used_once",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func="IF NEW.claim_id <> OLD.claim_id OR NEW.code_hash <> OLD.code_hash OR (OLD.used_at IS NOT NULL AND NEW.used_at IS DISTINCT FROM OLD.used_at) OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at) OR (OLD.ended_at IS NOT NULL AND OLD.used_at IS NULL AND NEW.used_at IS NOT NULL) THEN RAISE EXCEPTION 'a code is used once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW;",
                        hash="0ec1ef62c867f9edaf9fddf5a824a8e9de302327",
                        operation="UPDATE",
                        pgid="pgtrigger_code_is_used_once_d826d",
                        table="claims_claimaccess",
                        when="BEFORE",
                    ),
                ),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="claimaccess",
                trigger=pgtrigger.compiler.Trigger(
                    name="codes_are_kept",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                        hash="3bb7facd0a6e35456dd6d7f742bdf4b65dedd8d2",
                        operation="DELETE",
                        pgid="pgtrigger_codes_are_kept_bcf81",
                        table="claims_claimaccess",
                        when="BEFORE",
                    ),
                ),
            ),
            migrations.AddConstraint(
                model_name="upload",
                constraint=models.CheckConstraint(
                    condition=models.Q(("size_bytes__gt", 0)), name="upload_not_empty"
                ),
            ),
            migrations.AddConstraint(
                model_name="uploadpart",
                constraint=models.UniqueConstraint(
                    fields=("upload", "offset"), name="upload_part_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="uploadpart",
                constraint=models.CheckConstraint(
                    condition=models.Q(("offset__gte", 0), ("size_bytes__gt", 0)),
                    name="upload_part_has_bytes",
                ),
            ),
        ]
    ) + [
        # One number a claim, whatever office opens it; gaps mean nothing.
        migrations.RunSQL(
            "CREATE SEQUENCE claims_claim_numbers", "DROP SEQUENCE claims_claim_numbers"
        ),
    ]
