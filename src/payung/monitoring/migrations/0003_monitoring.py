import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import payung.clock
from payung.monitoring.definitions import shipped
from payung.tables import at_once


def on_the_scale_they_were_set(apps, schema_editor):
    """All targets recorded so far are shares of the eligible universe."""
    target = apps.get_model("monitoring", "CoverageTarget")
    if not target.objects.exists():
        return
    definition = apps.get_model("monitoring", "IndicatorDefinition")
    row = next(row for row in shipped() if row["code"] == "ACTIVE_COVERAGE")
    known = {field.name for field in definition._meta.get_fields()}
    scale = definition.objects.create(**{k: v for k, v in row.items() if k in known})
    table = schema_editor.quote_name(target._meta.db_table)
    schema_editor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    target.objects.update(definition=scale)
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("documents", "0005_governments_and_villages"),
        ("monitoring", "0002_written_off_bills"),
        ("partnerships", "0003_one_record_of_authority"),
        ("reference", "0005_service_points"),
    ]

    operations = [
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
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "version"), name="instruction_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="instruction_valid_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text_id", ""), _negated=True),
                            models.Q(("text_en", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="instruction_told",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="instruction_version_reasoned",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorDefinition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("COVERAGE", "Cakupan"),
                            ("MEMBERS", "Kepesertaan"),
                            ("WORKFORCE", "Tenaga kerja"),
                            ("CONTRIBUTIONS", "Iuran"),
                            ("COMPLIANCE", "Kepatuhan"),
                            ("GOVERNMENT", "Pemerintah daerah"),
                            ("CLAIMS", "Klaim"),
                            ("FOLLOW_UP", "Tindak lanjut"),
                            ("SAFETY", "Keselamatan kerja"),
                        ],
                        max_length=14,
                    ),
                ),
                ("name_id", models.CharField(max_length=200)),
                ("name_en", models.CharField(max_length=200)),
                ("meaning_id", models.TextField()),
                ("meaning_en", models.TextField()),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("BASIS_POINTS", "persen"),
                            ("PERSONS", "orang"),
                            ("EMPLOYERS", "pemberi kerja"),
                            ("RUPIAH", "rupiah"),
                            ("CASES", "kasus"),
                            ("DOCUMENTS", "dokumen"),
                            ("PER_100_000", "per 100.000 pekerja"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "numerator",
                    models.CharField(
                        choices=[
                            ("ACTIVE", "peserta aktif"),
                            ("REGISTERED", "peserta terdaftar, aktif atau tidak"),
                            ("NONE", "bukan peserta"),
                        ],
                        default="NONE",
                        max_length=10,
                    ),
                ),
                ("segments", models.JSONField(blank=True, default=list)),
                ("includes_construction", models.BooleanField(default=True)),
                ("includes_migrants", models.BooleanField(default=True)),
                (
                    "denominator",
                    models.CharField(
                        choices=[
                            ("NONE", "tanpa penyebut"),
                            ("ELIGIBLE_UNIVERSE", "potensi pekerja menurut BPJS Ketenagakerjaan"),
                            ("EMPLOYED_PERSONS", "penduduk bekerja (Sakernas)"),
                            ("LABOUR_FORCE", "angkatan kerja (Sakernas)"),
                            ("FORMAL_WORKERS", "pekerja formal"),
                            ("INFORMAL_WORKERS", "pekerja informal"),
                            ("VULNERABLE_WORKERS", "pekerja rentan yang terdata"),
                            ("NON_ASN_STAFF", "pegawai pemerintah bukan ASN"),
                            ("BILLED", "iuran yang ditagih"),
                            ("ACTIVE_EMPLOYERS", "pemberi kerja aktif"),
                            ("OTHER", "lihat arti angka"),
                        ],
                        default="NONE",
                        max_length=20,
                    ),
                ),
                ("denominator_source", models.CharField(blank=True, max_length=200)),
                ("denominator_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "region_basis",
                    models.CharField(
                        choices=[
                            ("registration", "Tempat pendaftaran pemberi kerja"),
                            ("work_region", "Tempat bekerja"),
                            ("residence", "Tempat tinggal"),
                            ("nik_prefix", "Awalan NIK"),
                            ("none", "Wilayah pelapor"),
                        ],
                        default="none",
                        max_length=12,
                    ),
                ),
                (
                    "breakdown",
                    models.CharField(
                        choices=[
                            ("NONE", "tidak dirinci"),
                            ("SEGMENT", "segmen"),
                            ("PROGRAMME", "program"),
                            ("COLLECTABILITY", "kolektibilitas"),
                        ],
                        default="NONE",
                        max_length=14,
                    ),
                ),
                ("is_flow", models.BooleanField(default=False)),
                ("more_is_better", models.BooleanField(default=True)),
                ("scale", models.CharField(blank=True, max_length=20)),
                ("frequency", models.CharField(max_length=40)),
                ("producer", models.CharField(max_length=200)),
                ("article", models.CharField(blank=True, max_length=200)),
                ("satu_data_code", models.CharField(blank=True, max_length=60)),
                ("sdg_code", models.CharField(blank=True, max_length=20)),
                ("computed_by", models.CharField(blank=True, max_length=40)),
                ("is_public", models.BooleanField(default=True)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=300)),
                ("confidence", models.CharField(max_length=6)),
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
            ],
            options={
                "ordering": ["topic", "code", "version"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "version"), name="indicator_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="indicator_valid_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unit", "BASIS_POINTS"), _negated=True),
                            models.Q(("denominator", "NONE"), _negated=True),
                            _connector="OR",
                        ),
                        name="indicator_share_has_denominator",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("meaning_id", ""), _negated=True),
                            models.Q(("meaning_en", ""), _negated=True),
                        ),
                        name="indicator_meaning_stated",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="7a797853998b0630d63992daebbf0b8d7bca4b0e",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_4e52b",
                            table="monitoring_indicatordefinition",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("content_hash", models.BinaryField(max_length=32)),
                ("accepted", models.IntegerField()),
                ("refused", models.IntegerField()),
                ("answers", models.JSONField(default=list)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
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
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("refused", 0)),
                        fields=("content_hash",),
                        name="report_file_taken_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted", 0), ("refused__gt", 0)),
                            models.Q(("accepted__gt", 0), ("refused", 0)),
                            _connector="OR",
                        ),
                        name="report_file_all_or_nothing",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="1b19c0c83dfd2208e124387e7a44aae03ee6047d",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_779f9",
                            table="monitoring_reportfile",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=30)),
                ("period_from", models.DateField(blank=True, null=True)),
                ("as_of", models.DateField()),
                ("value", models.BigIntegerField()),
                ("numerator", models.BigIntegerField(blank=True, null=True)),
                ("denominator", models.BigIntegerField(blank=True, null=True)),
                ("printed", models.CharField(blank=True, max_length=60)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("COMPUTED", "dihitung dari daftar dan pembukuan"),
                            ("REPORTED", "dilaporkan"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "born_as",
                    models.CharField(
                        choices=[
                            ("DRAFT", "konsep"),
                            ("CHECKED", "diperiksa"),
                            ("FINAL", "final"),
                            ("REJECTED", "ditolak"),
                        ],
                        default="DRAFT",
                        max_length=8,
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                ("confidence", models.CharField(max_length=6)),
                ("inputs", models.JSONField(blank=True, default=dict)),
                ("reason", models.TextField(blank=True)),
                ("stated_on", models.DateField(default=payung.clock.today)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "definition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observations",
                        to="monitoring.indicatordefinition",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
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
                        to="monitoring.observation",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observations",
                        to="monitoring.reportfile",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["definition", "as_of"], name="observation_of_day"),
                    models.Index(
                        fields=["region", "definition", "part", "as_of"],
                        name="observation_of_region",
                    ),
                    models.Index(
                        condition=models.Q(("born_as", "DRAFT")),
                        fields=["region", "as_of"],
                        name="observation_to_check",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes", None)),
                        fields=("definition", "region", "part", "period_from", "as_of"),
                        name="observation_chain_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period_from", None),
                            ("period_from__lte", models.F("as_of")),
                            _connector="OR",
                        ),
                        name="observation_period_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("denominator", None), ("denominator__gt", 0), _connector="OR"
                        ),
                        name="observation_denominator_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supersedes", None),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="observation_superseded_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="observation_source_stated",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="6d3df0bac00894b31739565d4710c2e679af080d",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_c0ef2",
                            table="monitoring_observation",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
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
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="monitoring.instructionitem",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["year", "half", "region"], name="instruction_of_half")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes", None)),
                        fields=("item", "region", "office", "year", "half"),
                        name="instruction_answer_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("region", None), ("office", None), _connector="OR"),
                        name="instruction_answer_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("half__gte", 1), ("half__lte", 2)),
                        name="instruction_answer_half",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", "NOT_APPLICABLE"),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "NOT_APPLICABLE"), _negated=True),
                                ("reason", ""),
                                models.Q(("text", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="instruction_answer_told",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supersedes", None),
                            models.Q(("change_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="instruction_superseded_why",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    )
                ],
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
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("answer", "attachment"), name="answer_evidence_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    )
                ],
            },
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
                "indexes": [],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BoundaryFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("PROVINCE", "provinsi"), ("REGENCY", "kabupaten dan kota")],
                        max_length=8,
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("content_hash", models.BinaryField(max_length=32)),
                ("source", models.CharField(max_length=300)),
                ("licence", models.TextField()),
                ("regions", models.IntegerField()),
                ("corners_read", models.IntegerField()),
                ("corners_kept", models.IntegerField()),
                ("missing", models.JSONField(default=list)),
                ("renamed", models.JSONField(default=dict)),
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
                "ordering": ["-pk"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("regions__gt", 0)), name="boundary_file_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("licence", ""), _negated=True),
                        ),
                        name="boundary_source_stated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["PROVINCE", "REGENCY"])),
                        name="boundary_level_known",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="e85e51db376a2fd379d3f6c7c33b7bd128985336",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_9194a",
                            table="monitoring_boundaryfile",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScorecardEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("year", models.SmallIntegerField()),
                ("as_of", models.DateField()),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("PROVINCE", "pemerintah provinsi"),
                            ("REGENCY", "pemerintah kabupaten dan kota"),
                        ],
                        max_length=8,
                    ),
                ),
                ("opened_on", models.DateField(default=payung.clock.today)),
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
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.region",
                    ),
                ),
            ],
            options={
                "ordering": ["-as_of", "-pk"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "level", "year", "name"),
                        name="scorecard_edition_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level", "REGENCY"), ("region", None), _connector="OR"),
                        name="scorecard_provinces_of_nation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="scorecard_edition_named",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="142e49ad6cdb84ed6a398153bc3b4365b8e59cd3",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_2076c",
                            table="monitoring_scorecardedition",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CriteriaSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.SmallIntegerField()),
                ("reason", models.CharField(max_length=300)),
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sets",
                        to="monitoring.scorecardedition",
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "number"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "number"), name="criteria_set_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="criteria_set_reasoned",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="d995c8f3233a17f1d6b6e57dde9c5e620172ccd4",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_05a67",
                            table="monitoring_criteriaset",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="none_after_the_end",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF EXISTS (SELECT 1 FROM monitoring_editionact WHERE edition_id = NEW.edition_id) THEN RAISE EXCEPTION 'edition % takes no further criteria', NEW.edition_id USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW;",
                            hash="3e82a5472dc71d54c55fab55a4c227b0762ab3e3",
                            operation="INSERT",
                            pgid="pgtrigger_none_after_the_end_ee5ec",
                            table="monitoring_criteriaset",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.SmallIntegerField()),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("name_en", models.CharField(blank=True, max_length=120)),
                ("indicator", models.CharField(max_length=40)),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("VALUE", "angkanya sendiri"),
                            ("GROWTH", "kenaikan dalam setahun"),
                            ("SHARE", "bagian dari penyebutnya sendiri"),
                            ("PER", "per orang pada angka kedua"),
                        ],
                        max_length=6,
                    ),
                ),
                ("per_indicator", models.CharField(blank=True, max_length=40)),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("RANK", "menurut peringkat"),
                            ("TARGET", "menurut capaian target"),
                            ("THRESHOLDS", "menurut ambang"),
                            ("YES_NO", "ada atau tidak ada"),
                        ],
                        max_length=10,
                    ),
                ),
                ("target", models.BigIntegerField(blank=True, null=True)),
                ("steps", models.JSONField(blank=True, default=list)),
                ("weight", models.SmallIntegerField()),
                ("is_bonus", models.BooleanField(default=False)),
                ("more_is_better", models.BooleanField(default=True)),
                (
                    "missing",
                    models.CharField(
                        choices=[
                            ("ZERO", "tanpa poin"),
                            ("EXCLUDED", "dikeluarkan, bobot lain disesuaikan"),
                        ],
                        max_length=8,
                    ),
                ),
                ("months", models.SmallIntegerField(default=12)),
                (
                    "set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="monitoring.criteriaset",
                    ),
                ),
            ],
            options={
                "ordering": ["set", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("set", "code"), name="criterion_code_once"),
                    models.UniqueConstraint(
                        fields=("set", "position"), name="criterion_position_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("months__gte", 1),
                            ("months__lte", 120),
                            ("weight__gte", 0),
                            ("weight__lte", 1000),
                        ),
                        name="criterion_weight_in_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("measure", "PER"), models.Q(("per_indicator", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("measure", "PER"), _negated=True), ("per_indicator", "")
                            ),
                            _connector="OR",
                        ),
                        name="criterion_per_second_figure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target", None),
                            ("target__gt", 0),
                            ("more_is_better", False),
                            _connector="OR",
                        ),
                        name="criterion_target_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("per_indicator", models.F("indicator")), _negated=True),
                        name="criterion_two_figures",
                    ),
                ],
                "indexes": [],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="10c8d2f26c162f008f2f67e68510b1ce8ee73b32",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_978a9",
                            table="monitoring_criterion",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionAct",
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
                        choices=[("LOCKED", "Dikunci"), ("WITHDRAWN", "Ditarik")], max_length=9
                    ),
                ),
                ("happened_on", models.DateField()),
                ("note", models.CharField(blank=True, max_length=300)),
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="monitoring.scorecardedition",
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "pk"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("edition",), name="scorecard_ended_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "WITHDRAWN"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="scorecard_withdrawn_why",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="9faed04421c589a16e01642f415d25030ffa60f9",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_1a2af",
                            table="monitoring_editionact",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonevSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("period_from", models.DateField()),
                ("period_to", models.DateField()),
                ("as_of", models.DateField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="monev",
                        to="partnerships.meeting",
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
            options={
                "ordering": ["-as_of", "-pk"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("period_from__lte", models.F("period_to"))),
                        name="monev_period_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("as_of__gte", models.F("period_from"))),
                        name="monev_day_in_period",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="768c64112818f5d5eb6fb95b6243c906ba2a8e56",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_07475",
                            table="monitoring_monevsession",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonevPreparation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("lists", models.JSONField(blank=True, default=dict)),
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="preparations",
                        to="monitoring.monevsession",
                    ),
                ),
            ],
            options={
                "ordering": ["session", "number"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "number"), name="monev_preparation_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="8110f1093218271563c6563dc18275a833525918",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_8df3e",
                            table="monitoring_monevpreparation",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonevQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("COVERAGE", "Cakupan"),
                            ("REGULATION", "Regulasi"),
                            ("BUDGET", "Anggaran"),
                            ("EMPLOYER", "Pemerintah sebagai pemberi kerja"),
                            ("AGREEMENT", "Kerja sama"),
                            ("COMPLIANCE", "Kepatuhan"),
                            ("CLAIMS", "Klaim"),
                            ("FOLLOW_UP", "Tindak lanjut"),
                            ("FIGURES", "Mutu angka"),
                            ("INSTRUCTION", "Butir Inpres"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("GAP", "kekurangan di atas batas"),
                            ("NO_COVERAGE", "cakupan tidak diketahui"),
                            ("NO_PERDA", "tanpa Perda"),
                            ("NO_BUDGET", "tanpa anggaran non-ASN"),
                            ("NO_AGREEMENT", "tanpa perjanjian yang berlaku"),
                            ("COMMITMENTS_LATE", "komitmen terlambat"),
                            ("FIGURE_DOUBTED", "angka diragukan"),
                            ("SERIES_BREAK", "deret terputus"),
                            ("INSTRUCTION_OPEN", "butir instruksi belum dijawab"),
                            ("TEAM", "ditambahkan tim"),
                        ],
                        max_length=16,
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=120)),
                ("facts", models.JSONField(blank=True, default=dict)),
                ("text", models.TextField(blank=True)),
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
                    "preparation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="monitoring.monevpreparation",
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
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="monitoring.monevsession",
                    ),
                ),
            ],
            options={
                "ordering": ["session", "pk"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "preparation", "region", "rule", "key"),
                        name="monev_question_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("preparation", None),
                                ("rule", "TEAM"),
                                models.Q(("text", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("rule", "TEAM"), _negated=True),
                                ("preparation__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="monev_question_told",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="456f8e19eebcee67b855b48a2a6b543567626326",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_4fc01",
                            table="monitoring_monevquestion",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonevAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("said_by", models.CharField(blank=True, max_length=200)),
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
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="monitoring.monevquestion",
                    ),
                ),
            ],
            options={
                "ordering": ["question", "pk"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="monev_answer_told"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="8c98304246432cbc6c5ae288c658ad9f937aed7d",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_03574",
                            table="monitoring_monevanswer",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonevCommitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "commitment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="monev",
                        to="partnerships.commitment",
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
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="monitoring.monevsession",
                    ),
                ),
            ],
            options={
                "ordering": ["session", "region", "pk"],
                "indexes": [],
                "constraints": [],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="ad688293ab389e1be5c495a206bee4610717d596",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_d3cff",
                            table="monitoring_monevcommitment",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonevFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_history", models.BooleanField(default=False)),
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
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitoring.coveragetarget",
                    ),
                ),
                (
                    "preparation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="monitoring.monevpreparation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("preparation", "observation"), name="monev_observation_once"
                    ),
                    models.UniqueConstraint(
                        fields=("preparation", "target"), name="monev_target_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("observation__isnull", False), ("target", None)),
                            models.Q(("observation", None), ("target__isnull", False)),
                            _connector="OR",
                        ),
                        name="monev_figure_is_one",
                    ),
                ],
                "indexes": [],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="2ca882fc963a21c7488f5db2301f490dc98ad339",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_ae372",
                            table="monitoring_monevfigure",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonevFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("COVERAGE", "Cakupan"),
                            ("REGULATION", "Regulasi"),
                            ("BUDGET", "Anggaran"),
                            ("EMPLOYER", "Pemerintah sebagai pemberi kerja"),
                            ("AGREEMENT", "Kerja sama"),
                            ("COMPLIANCE", "Kepatuhan"),
                            ("CLAIMS", "Klaim"),
                            ("FOLLOW_UP", "Tindak lanjut"),
                            ("FIGURES", "Mutu angka"),
                            ("INSTRUCTION", "Butir Inpres"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("NOTE", "catatan"),
                            ("ACTION", "perlu tindakan"),
                            ("URGENT", "mendesak"),
                        ],
                        max_length=6,
                    ),
                ),
                ("text", models.TextField()),
                ("reason", models.TextField(blank=True)),
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
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="monitoring.monevfinding",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="monitoring.monevsession",
                    ),
                ),
            ],
            options={
                "ordering": ["session", "pk"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="monev_finding_told"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supersedes", None),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="monev_finding_superseded_why",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="aa7097b9a1aa2ace802e1443cdca6aa853bb958b",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_9131e",
                            table="monitoring_monevfinding",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonevRegion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.region",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regions",
                        to="monitoring.monevsession",
                    ),
                ),
            ],
            options={
                "ordering": ["session", "position"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "region"), name="monev_region_once"),
                    models.UniqueConstraint(
                        fields=("session", "position"), name="monev_position_once"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="b7669a336d5e6b8de3989e4e5b29f5c31686a882",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_87e68",
                            table="monitoring_monevregion",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ObservationStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("CHECKED", "diperiksa"),
                            ("FINAL", "final"),
                            ("REJECTED", "ditolak"),
                        ],
                        max_length=8,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("happened_on", models.DateField(default=payung.clock.today)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "observation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="monitoring.observation",
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
            options={
                "ordering": ["observation", "pk"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("observation", "status"), name="observation_step_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "REJECTED"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="observation_rejected_why",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="213bee5c167f68468e872eaed8b3dfa94fab179b",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_e28ab",
                            table="monitoring_observationstep",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
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
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dataset", "version"), name="open_release_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1), ("rows__gte", models.F("hidden"))),
                        name="open_release_sound",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    )
                ],
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
            options={
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("release", "definition", "region", "part", "period_from", "as_of"),
                        name="open_cell_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hidden", False), ("value", None), _connector="OR"),
                        name="open_cell_hidden_is_empty",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    )
                ],
            },
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
            options={
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="open_withdrawal_says_why",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegionBoundary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("shape", models.JSONField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="boundaries",
                        to="monitoring.boundaryfile",
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
            options={
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "region"), name="boundary_region_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="f00bbde808d424e414a0723583643537612b3be9",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_cb085",
                            table="monitoring_regionboundary",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetWithdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
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
                    "target",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="monitoring.coveragetarget",
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="target_withdrawn_why",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="c2afcd2423010f1f3ae405fa3604ef45db85fb1a",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_b8eea",
                            table="monitoring_targetwithdrawal",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="coveragetarget",
            name="only_added_to",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="eligibleuniverse",
            name="only_added_to",
        ),
        migrations.RemoveConstraint(
            model_name="coveragetarget",
            name="target_share",
        ),
        migrations.AddField(
            model_name="coveragetarget",
            name="confidence",
            field=models.CharField(default="high", max_length=6),
        ),
        migrations.AddField(
            model_name="coveragetarget",
            name="part",
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name="coveragetarget",
            name="persons",
            field=models.IntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="coveragetarget",
            name="region",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reference.region",
            ),
        ),
        migrations.AlterField(
            model_name="coveragetarget",
            name="share",
            field=models.IntegerField(blank=True, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coveragetarget",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="952505fde7f35b5864fb1e3db356fa89e7c173fc",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_a396b",
                    table="monitoring_coveragetarget",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="eligibleuniverse",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="3abb1d3dd204ca3b738e3289f388aea86cc46351",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_3e737",
                    table="monitoring_eligibleuniverse",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="coveragetarget",
            name="definition",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="targets",
                to="monitoring.indicatordefinition",
            ),
        ),
        migrations.RunPython(on_the_scale_they_were_set, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="coveragetarget",
            name="definition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="targets",
                to="monitoring.indicatordefinition",
            ),
        ),
        migrations.AddConstraint(
            model_name="coveragetarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("share", None),
                    models.Q(("share__gte", 0), ("share__lte", 10000)),
                    _connector="OR",
                ),
                name="target_share",
            ),
        ),
        migrations.AddConstraint(
            model_name="coveragetarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("persons", None), ("share__isnull", False)),
                    models.Q(("persons__gte", 0), ("share", None)),
                    _connector="OR",
                ),
                name="target_share_or_persons",
            ),
        ),
        migrations.AddField(
            model_name="coveragetarget",
            name="setter",
            field=models.CharField(
                choices=[
                    ("LAW", "Undang-undang atau Peraturan Presiden"),
                    ("MINISTRY", "Kementerian"),
                    ("PROVINCE", "Pemerintah provinsi"),
                    ("LOCAL", "Pemerintah kabupaten atau kota"),
                    ("FUND", "BPJS Ketenagakerjaan"),
                ],
                default="MINISTRY",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="coveragetarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("setter__in", ["LAW", "MINISTRY", "PROVINCE", "LOCAL", "FUND"])
                ),
                name="target_setter_known",
            ),
        ),
    ]
    operations = at_once(operations)
