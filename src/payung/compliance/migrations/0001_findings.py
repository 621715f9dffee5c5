"""Findings, lists to compare with, and what the database itself refuses."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from payung.tables import at_once

APPEND_ONLY = (
    "compliance_detection",
    "compliance_findingstate",
    "compliance_findingdecision",
    "compliance_comparisonfile",
    "compliance_listedfirm",
    "compliance_firmmatch",
    "compliance_payrollline",
)

REFUSALS = """
CREATE FUNCTION compliance_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on %: rows are only added to; a correction is a further row',
        TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""

FINDINGS = """
-- A finding is changed by a further state or decision (their triggers), never by itself.
CREATE FUNCTION compliance_guard_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' OR pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION '% on %: a finding changes by its states and decisions only',
            TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER states_only BEFORE UPDATE OR DELETE OR TRUNCATE ON compliance_finding
    FOR EACH STATEMENT EXECUTE FUNCTION compliance_guard_finding();

CREATE FUNCTION compliance_show_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE compliance_finding AS finding SET
        sequence = state.sequence, evidence = state.evidence, fingerprint = state.fingerprint,
        amount = state.amount, is_estimate = state.is_estimate, workers = state.workers,
        score = state.score, chance = state.chance, reasons = state.reasons,
        suggested_path = state.suggested_path, expected_recovery = state.expected_recovery,
        handling_cost = state.handling_cost,
        status = CASE state.change WHEN 'RESOLVED' THEN 'RESOLVED' WHEN 'REOPENED' THEN 'OPEN'
            ELSE finding.status END
    -- The first state is written from the finding itself.
    FROM (SELECT DISTINCT ON (finding_id) * FROM written WHERE sequence > 0
          ORDER BY finding_id, sequence DESC) AS state
    WHERE finding.id = state.finding_id AND state.sequence > finding.sequence;
    RETURN NULL;
END $$;

CREATE TRIGGER show_state AFTER INSERT ON compliance_findingstate
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION compliance_show_state();

CREATE FUNCTION compliance_show_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong bigint;
BEGIN
    SELECT decision.finding_id INTO wrong
    FROM written AS decision JOIN compliance_finding AS finding ON finding.id = decision.finding_id
    WHERE finding.sequence <> decision.state_sequence
        OR NOT (finding.status = 'OPEN' OR (finding.status = 'DISMISSED' AND decision.accept))
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'finding % is decided already, or its evidence has changed', wrong
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    UPDATE compliance_finding AS finding SET
        status = CASE WHEN decision.accept THEN 'ACCEPTED' ELSE 'DISMISSED' END,
        dismissed_amount = CASE WHEN decision.accept THEN finding.dismissed_amount
            ELSE decision.amount END,
        dismissed_workers = CASE WHEN decision.accept THEN finding.dismissed_workers
            ELSE decision.workers END
    FROM written AS decision WHERE finding.id = decision.finding_id;
    RETURN NULL;
END $$;

CREATE TRIGGER show_decision AFTER INSERT ON compliance_findingdecision
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION compliance_show_decision();
"""

DROP_FINDINGS = """
DROP TRIGGER show_decision ON compliance_findingdecision;
DROP FUNCTION compliance_show_decision();
DROP TRIGGER show_state ON compliance_findingstate;
DROP FUNCTION compliance_show_state();
DROP TRIGGER states_only ON compliance_finding;
DROP FUNCTION compliance_guard_finding();
"""


def _refuse(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION compliance_refuse_change()",
        f"DROP TRIGGER append_only ON {table}",
    )


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("reference", "0003_regulation_titles_and_status"),
        ("registry", "0002_wages_by_month_and_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ComparisonFile",
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
                            ("LICENCE", "Perizinan (NIB/OSS)"),
                            ("TAX", "Wajib pajak (NPWP)"),
                            ("WLKP", "Wajib lapor ketenagakerjaan (WLKP)"),
                            ("PAYROLL", "Daftar gaji pemberi kerja"),
                        ],
                        max_length=10,
                    ),
                ),
                ("file_name", models.CharField(max_length=255)),
                ("content_hash", models.BinaryField(max_length=32)),
                ("listed_on", models.DateField()),
                ("accepted", models.BooleanField()),
                ("rows_read", models.IntegerField()),
                ("rows_refused", models.IntegerField()),
                ("rows_warned", models.IntegerField()),
                ("summary", models.JSONField(default=dict)),
                ("answer_path", models.CharField(blank=True, max_length=255)),
                ("uploaded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "employer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.employer",
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
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("accepted", True)),
                        fields=("kind", "office", "employer", "content_hash"),
                        name="comparison_accepted_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Detection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("as_of", models.DateField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("parameters", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["office", "-id"], name="detection_of_office")],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("evidence", models.JSONField()),
                ("fingerprint", models.CharField(max_length=32)),
                ("amount", models.BigIntegerField()),
                ("is_estimate", models.BooleanField()),
                ("workers", models.IntegerField()),
                ("score", models.SmallIntegerField()),
                (
                    "chance",
                    models.CharField(
                        choices=[("LOW", "Kecil"), ("MEDIUM", "Sedang"), ("HIGH", "Besar")],
                        max_length=6,
                    ),
                ),
                ("reasons", models.JSONField()),
                (
                    "suggested_path",
                    models.CharField(
                        choices=[
                            ("WATCH", "Pantau"),
                            ("LETTER", "Surat (massal)"),
                            ("VISIT", "Kunjungan"),
                            ("INSPECTION", "Pemeriksaan"),
                            ("MANDATE", "Kejaksaan (SKK)"),
                            ("SMALL_CLAIM", "Gugatan sederhana"),
                            ("LAWSUIT", "Gugatan"),
                            ("STATE_RECEIVABLES", "Piutang negara (PUPN)"),
                        ],
                        max_length=20,
                    ),
                ),
                ("expected_recovery", models.BigIntegerField()),
                ("handling_cost", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ARREARS", "Menunggak iuran"),
                            ("UNREGISTERED", "Wajib belum daftar"),
                            ("WORKERS_MISSING", "Daftar sebagian tenaga kerja"),
                            ("WAGES_UNDERREPORTED", "Daftar sebagian upah"),
                            ("PROGRAMMES_MISSING", "Daftar sebagian program"),
                        ],
                        max_length=20,
                    ),
                ),
                ("firm_key", models.CharField(blank=True, max_length=300)),
                ("firm_name", models.CharField(max_length=200)),
                ("firm_address", models.CharField(blank=True, max_length=300)),
                ("firm_identifier", models.CharField(blank=True, max_length=40)),
                ("detected_on", models.DateField()),
                ("sequence", models.SmallIntegerField(default=0)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("OPEN", "Menunggu keputusan"),
                            ("ACCEPTED", "Diterima"),
                            ("DISMISSED", "Dikesampingkan"),
                            ("RESOLVED", "Selesai dengan sendirinya"),
                        ],
                        default="OPEN",
                        max_length=10,
                    ),
                ),
                ("dismissed_amount", models.BigIntegerField(blank=True, null=True)),
                ("dismissed_workers", models.IntegerField(blank=True, null=True)),
                (
                    "detection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="compliance.detection",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.employer",
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
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.region",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("employer__isnull", False), ("firm_key", "")),
                            models.Q(("firm_key", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="finding_is_about_someone",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("employer__isnull", False),
                            models.Q(("status", "RESOLVED"), _negated=True),
                        ),
                        fields=("kind", "employer"),
                        name="finding_of_employer_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("employer__isnull", True),
                            models.Q(("status", "RESOLVED"), _negated=True),
                        ),
                        fields=("kind", "office", "firm_key"),
                        name="finding_of_firm_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 1000)),
                        name="finding_score_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="finding_amount_not_negative"
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["office", "status", "-score", "id"], name="finding_worklist"
                    ),
                    models.Index(fields=["region", "status"], name="finding_region"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state_sequence", models.SmallIntegerField()),
                ("accept", models.BooleanField()),
                (
                    "path",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("WATCH", "Pantau"),
                            ("LETTER", "Surat (massal)"),
                            ("VISIT", "Kunjungan"),
                            ("INSPECTION", "Pemeriksaan"),
                            ("MANDATE", "Kejaksaan (SKK)"),
                            ("SMALL_CLAIM", "Gugatan sederhana"),
                            ("LAWSUIT", "Gugatan"),
                            ("STATE_RECEIVABLES", "Piutang negara (PUPN)"),
                        ],
                        max_length=20,
                    ),
                ),
                ("overrules", models.BooleanField(default=False)),
                ("reason", models.CharField(max_length=300)),
                ("amount", models.BigIntegerField()),
                ("workers", models.IntegerField()),
                ("decided_on", models.DateField()),
                ("decided_at", models.DateTimeField(auto_now_add=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="compliance.finding",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="finding_decision_reasoned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accept", False), ("path", "")),
                            models.Q(("accept", True), models.Q(("path", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="finding_decision_path",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("evidence", models.JSONField()),
                ("fingerprint", models.CharField(max_length=32)),
                ("amount", models.BigIntegerField()),
                ("is_estimate", models.BooleanField()),
                ("workers", models.IntegerField()),
                ("score", models.SmallIntegerField()),
                (
                    "chance",
                    models.CharField(
                        choices=[("LOW", "Kecil"), ("MEDIUM", "Sedang"), ("HIGH", "Besar")],
                        max_length=6,
                    ),
                ),
                ("reasons", models.JSONField()),
                (
                    "suggested_path",
                    models.CharField(
                        choices=[
                            ("WATCH", "Pantau"),
                            ("LETTER", "Surat (massal)"),
                            ("VISIT", "Kunjungan"),
                            ("INSPECTION", "Pemeriksaan"),
                            ("MANDATE", "Kejaksaan (SKK)"),
                            ("SMALL_CLAIM", "Gugatan sederhana"),
                            ("LAWSUIT", "Gugatan"),
                            ("STATE_RECEIVABLES", "Piutang negara (PUPN)"),
                        ],
                        max_length=20,
                    ),
                ),
                ("expected_recovery", models.BigIntegerField()),
                ("handling_cost", models.BigIntegerField()),
                ("sequence", models.SmallIntegerField()),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("FOUND", "Ditemukan"),
                            ("CHANGED", "Bukti berubah"),
                            ("REOPENED", "Muncul kembali: bukti bertambah"),
                            ("RESOLVED", "Sebabnya sudah tidak ada"),
                        ],
                        max_length=10,
                    ),
                ),
                ("as_of", models.DateField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "detection",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="states",
                        to="compliance.detection",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="states",
                        to="compliance.finding",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("finding", "sequence"), name="finding_state_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FirmMatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm_key", models.CharField(max_length=300)),
                ("reason", models.CharField(max_length=300)),
                ("decided_at", models.DateTimeField(auto_now_add=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.employer",
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="firm_match_reasoned",
                    )
                ],
                "indexes": [
                    models.Index(fields=["office", "firm_key", "-id"], name="firm_match_newest")
                ],
            },
        ),
        migrations.CreateModel(
            name="ListedFirm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row_no", models.IntegerField()),
                ("firm_key", models.CharField(db_index=True, max_length=300)),
                ("name", models.CharField(max_length=200)),
                ("name_key", models.CharField(max_length=200)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("business_id_number", models.CharField(blank=True, max_length=13)),
                ("tax_number", models.CharField(blank=True, max_length=15)),
                ("person_tax_hash", models.BinaryField(blank=True, max_length=32, null=True)),
                ("business_class_code", models.CharField(blank=True, max_length=5)),
                ("workers", models.IntegerField(blank=True, null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="firms",
                        to="compliance.comparisonfile",
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
                "constraints": [
                    models.UniqueConstraint(fields=("file", "row_no"), name="listed_firm_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="finding",
            name="listed_firm",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="compliance.listedfirm",
            ),
        ),
        migrations.CreateModel(
            name="PayrollLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("wage", models.BigIntegerField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="compliance.comparisonfile",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.membership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file", "month", "membership"), name="payroll_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wage__gt", 0)), name="payroll_wage_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="payroll_month_first_day"
                    ),
                ],
            },
        ),
        migrations.RunSQL(REFUSALS, "DROP FUNCTION compliance_refuse_change()"),
        *(_refuse(table) for table in APPEND_ONLY),
        migrations.RunSQL(FINDINGS, DROP_FINDINGS),
    ]
    operations = at_once(operations)
