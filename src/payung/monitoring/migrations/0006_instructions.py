import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0005_governments_and_villages"),
        ("monitoring", "0005_targets"),
        ("reference", "0005_service_points"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="InstructionAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.SmallIntegerField()),
                ("half", models.PositiveSmallIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("DONE", "Selesai"),
                            ("PARTLY", "Sebagian"),
                            ("NOT_YET", "Belum"),
                            ("NOT_APPLICABLE", "Tidak berlaku di sini"),
                        ],
                        max_length=14,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True)),
                ("records", models.JSONField(blank=True, default=list)),
                ("answered_on", models.DateField()),
                ("change_reason", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "figure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitoring.observation",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.region",
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="monitoring.instructionanswer",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="AnswerEvidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="monitoring.instructionanswer",
                    ),
                ),
            ],
            options={
                "ordering": ["answer", "pk"],
            },
        ),
        migrations.CreateModel(
            name="InstructionItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=60)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "addressee",
                    models.CharField(
                        choices=[
                            ("COORDINATING_MINISTER", "Menteri koordinator"),
                            ("MINISTER", "Menteri"),
                            ("AGENCY_HEAD", "Kepala lembaga"),
                            ("ATTORNEY_GENERAL", "Jaksa Agung"),
                            ("FUND", "Direksi BPJS Ketenagakerjaan"),
                            ("DJSN", "Dewan Jaminan Sosial Nasional"),
                            ("GOVERNOR", "Gubernur"),
                            ("REGENT_MAYOR", "Bupati atau wali kota"),
                        ],
                        max_length=21,
                    ),
                ),
                ("addressee_name", models.CharField(blank=True, max_length=200)),
                ("answered_by", models.JSONField()),
                (
                    "theme",
                    models.CharField(
                        choices=[
                            ("REGULATION", "Regulasi"),
                            ("PLANNING", "RKPD dan APBD"),
                            ("BUDGET", "Anggaran iuran"),
                            ("STAFF", "Pegawai non-ASN"),
                            ("ELECTION", "Penyelenggara pemilu"),
                            ("REGIONAL_FIRMS", "BUMN dan BUMD"),
                            ("SERVICES", "Izin dan layanan"),
                            ("VILLAGES", "Pemerintah desa"),
                            ("VULNERABLE", "Pekerja miskin dan rentan"),
                            ("SECTOR", "Pekerja sektor"),
                            ("SUPERVISION", "Pembinaan dan pengawasan"),
                            ("ENFORCEMENT", "Penegakan kepatuhan"),
                            ("DATA", "Data"),
                        ],
                        max_length=14,
                    ),
                ),
                ("text_id", models.TextField()),
                ("text_en", models.TextField()),
                ("indicator", models.CharField(blank=True, max_length=40)),
                ("target_id", models.CharField(blank=True, max_length=300)),
                ("target_en", models.CharField(blank=True, max_length=300)),
                ("evidence_id", models.CharField(max_length=300)),
                ("evidence_en", models.CharField(max_length=300)),
                (
                    "cycle",
                    models.CharField(
                        choices=[
                            ("HALF_YEARLY", "tiap semester"),
                            ("YEARLY", "tiap tahun, pada semester II"),
                        ],
                        default="HALF_YEARLY",
                        max_length=11,
                    ),
                ),
                ("knows", models.JSONField(blank=True, default=list)),
                ("duties", models.JSONField(blank=True, default=list)),
                ("worker_segments", models.JSONField(blank=True, default=list)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=300)),
                (
                    "confidence",
                    models.CharField(
                        choices=[("high", "tinggi"), ("medium", "sedang"), ("low", "rendah")],
                        max_length=6,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.region",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.regulation",
                    ),
                ),
            ],
            options={
                "ordering": ["code", "version"],
            },
        ),
        migrations.AddField(
            model_name="instructionanswer",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="monitoring.instructionitem",
            ),
        ),
        migrations.CreateModel(
            name="AnswerReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("accepted", models.BooleanField()),
                ("note", models.TextField(blank=True)),
                ("reviewed_on", models.DateField()),
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
                    "answer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="monitoring.instructionanswer",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted", True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="answer_returned_why",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answerreview",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="2f83cfba3df4c20e97e27a3b94ca266fcb8c373c",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_07936",
                    table="monitoring_answerreview",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="answerevidence",
            constraint=models.UniqueConstraint(
                fields=("answer", "attachment"), name="answer_evidence_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answerevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="1ce39f32da02bf08950ba5ee70c5dd41f0f4e60d",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_8f425",
                    table="monitoring_answerevidence",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="instructionitem",
            constraint=models.UniqueConstraint(
                fields=("code", "version"), name="instruction_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="instructionitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="instruction_valid_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="instructionitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text_id", ""), _negated=True),
                    models.Q(("text_en", ""), _negated=True),
                    models.Q(("source", ""), _negated=True),
                ),
                name="instruction_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="instructionitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("version", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="instruction_version_reasoned",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instructionitem",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="33a86fd0f2aa62a8937c8c1ac8421fa9444bea65",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_012f2",
                    table="monitoring_instructionitem",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="instructionanswer",
            index=models.Index(fields=["year", "half", "region"], name="instruction_of_half"),
        ),
        migrations.AddConstraint(
            model_name="instructionanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("supersedes", None)),
                fields=("item", "region", "office", "year", "half"),
                name="instruction_answer_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="instructionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("region", None), ("office", None), _connector="OR"),
                name="instruction_answer_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="instructionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("half__gte", 1), ("half__lte", 2)),
                name="instruction_answer_half",
            ),
        ),
        migrations.AddConstraint(
            model_name="instructionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "NOT_APPLICABLE"), models.Q(("reason", ""), _negated=True)),
                    models.Q(
                        models.Q(("status", "NOT_APPLICABLE"), _negated=True),
                        ("reason", ""),
                        models.Q(("text", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="instruction_answer_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="instructionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("supersedes", None),
                    models.Q(("change_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="instruction_superseded_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instructionanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="2c6e36872a81b371b3a2e32f4e3c346ef4488975",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_b6392",
                    table="monitoring_instructionanswer",
                    when="BEFORE",
                ),
            ),
        ),
    ]
