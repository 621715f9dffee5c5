"""Cases with their steps and inspections, and what the database itself refuses."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from payung.tables import at_once

APPEND_ONLY = (
    "compliance_casefinding",
    "compliance_casestep",
    "compliance_inspection",
    "compliance_inspectionline",
)

STEPS = """
-- A case moves by its steps only: number, employer and office stay, the rest repeats the last one.
CREATE FUNCTION compliance_guard_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' OR pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION '% on %: a case changes by its steps only', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER steps_only BEFORE UPDATE OR DELETE OR TRUNCATE ON compliance_case
    FOR EACH STATEMENT EXECUTE FUNCTION compliance_guard_case();

-- Steps follow each other: the next number, from the stage that the case has, never back in time.
CREATE FUNCTION compliance_follow_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong record;
BEGIN
    SELECT step.case_id, step.sequence INTO wrong
    FROM written AS step JOIN compliance_case AS moved ON moved.id = step.case_id
    WHERE step.sequence <> moved.version + 1
        OR step.from_stage <> CASE WHEN moved.version = 0 THEN '' ELSE moved.stage END
        OR step.happened_on < coalesce(moved.last_step_on, moved.opened_on)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'step % of case % does not follow its last step',
            wrong.sequence, wrong.case_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    UPDATE compliance_case AS moved SET
        stage = step.stage, version = step.sequence, due_on = step.due_on,
        last_step_on = step.happened_on,
        employer_id = coalesce(moved.employer_id, (step.data ->> 'employer_id')::bigint)
    FROM written AS step WHERE step.case_id = moved.id;
    RETURN NULL;
END $$;

CREATE TRIGGER follow_step AFTER INSERT ON compliance_casestep
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION compliance_follow_step();
"""

DROP_STEPS = """
DROP TRIGGER follow_step ON compliance_casestep;
DROP FUNCTION compliance_follow_step();
DROP TRIGGER steps_only ON compliance_case;
DROP FUNCTION compliance_guard_case();
"""


def _refuse(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION compliance_refuse_change()",
        f"DROP TRIGGER append_only ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0001_findings"),
        ("documents", "0002_guards"),
        ("reference", "0003_regulation_titles_and_status"),
        ("registry", "0002_wages_by_month_and_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=50, unique=True)),
                ("year", models.SmallIntegerField()),
                ("sequence", models.IntegerField()),
                ("firm_name", models.CharField(max_length=200)),
                ("firm_address", models.CharField(blank=True, max_length=300)),
                ("firm_identifier", models.CharField(blank=True, max_length=40)),
                ("firm_key", models.CharField(blank=True, max_length=300)),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("OPENED", "Dibuka"),
                            ("REMINDED", "Diimbau"),
                            ("COLLECTED", "Ditagih"),
                            ("INSPECTING", "Pemeriksaan ditugaskan"),
                            ("INSPECTION_NOTICED", "Pemeriksaan diberitahukan"),
                            ("INSPECTED", "Selesai diperiksa"),
                            ("WARNED_FIRST", "Teguran pertama (SP1)"),
                            ("WARNED_SECOND", "Teguran kedua (SP2)"),
                            ("FINED", "Dikenai denda administratif"),
                            ("DENIAL_REQUESTED", "TMP2T diminta"),
                            ("DENIED", "TMP2T dijalankan"),
                            ("WITH_PROSECUTORS", "Di kejaksaan"),
                            ("WITH_INSPECTORATE", "Di pengawas ketenagakerjaan"),
                            ("WITH_RECEIVABLES", "Di panitia urusan piutang negara"),
                            ("WITH_CURATOR", "Di kurator"),
                            ("RETURNED", "Dikembalikan ke cabang"),
                            ("COMPLIANT", "Patuh, belum ditutup"),
                            ("CLOSED", "Ditutup"),
                        ],
                        default="OPENED",
                        max_length=20,
                    ),
                ),
                ("version", models.IntegerField(default=0)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("last_step_on", models.DateField(blank=True, null=True)),
                (
                    "employer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
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
                    "opened_by",
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
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "year", "sequence"), name="case_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("employer__isnull", False),
                            models.Q(("stage", "CLOSED"), _negated=True),
                        ),
                        fields=("employer",),
                        name="case_open_once_of_employer",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("employer__isnull", True), models.Q(("stage", "CLOSED"), _negated=True)
                        ),
                        fields=("office", "firm_key"),
                        name="case_open_once_of_firm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("employer__isnull", False),
                            models.Q(("firm_key", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="case_is_about_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("firm_name", ""), _negated=True), name="case_names_firm"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sequence__gt", 0)), name="case_sequence_positive"
                    ),
                ],
                "indexes": [
                    models.Index(fields=["office", "stage"], name="case_office_stage"),
                    models.Index(
                        condition=models.Q(("stage", "CLOSED"), _negated=True),
                        fields=["due_on"],
                        name="case_open_due",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("added_on", models.DateField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_findings",
                        to="compliance.case",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_findings",
                        to="compliance.finding",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "finding"), name="case_finding_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.IntegerField()),
                ("kind", models.CharField(max_length=30)),
                ("from_stage", models.CharField(blank=True, max_length=20)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("OPENED", "Dibuka"),
                            ("REMINDED", "Diimbau"),
                            ("COLLECTED", "Ditagih"),
                            ("INSPECTING", "Pemeriksaan ditugaskan"),
                            ("INSPECTION_NOTICED", "Pemeriksaan diberitahukan"),
                            ("INSPECTED", "Selesai diperiksa"),
                            ("WARNED_FIRST", "Teguran pertama (SP1)"),
                            ("WARNED_SECOND", "Teguran kedua (SP2)"),
                            ("FINED", "Dikenai denda administratif"),
                            ("DENIAL_REQUESTED", "TMP2T diminta"),
                            ("DENIED", "TMP2T dijalankan"),
                            ("WITH_PROSECUTORS", "Di kejaksaan"),
                            ("WITH_INSPECTORATE", "Di pengawas ketenagakerjaan"),
                            ("WITH_RECEIVABLES", "Di panitia urusan piutang negara"),
                            ("WITH_CURATOR", "Di kurator"),
                            ("RETURNED", "Dikembalikan ke cabang"),
                            ("COMPLIANT", "Patuh, belum ditutup"),
                            ("CLOSED", "Ditutup"),
                        ],
                        max_length=20,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.letter",
                    ),
                ),
                ("data", models.JSONField(default=dict)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="compliance.case",
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
                "ordering": ["case", "sequence"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "sequence"), name="case_step_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__isnull", True),
                            ("due_on__gte", models.F("happened_on")),
                            ("from_stage", models.F("stage")),
                            _connector="OR",
                        ),
                        name="case_step_due_after",
                    ),
                ],
                "indexes": [models.Index(fields=["kind", "happened_on"], name="case_step_kind")],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("business_size", models.CharField(max_length=10)),
                ("risk_group", models.SmallIntegerField()),
                ("programmes", models.SmallIntegerField()),
                ("labour_intensive", models.BooleanField()),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("content_hash", models.BinaryField(max_length=32)),
                ("workers", models.IntegerField()),
                ("months", models.IntegerField()),
                ("principal", models.BigIntegerField()),
                ("parameters", models.JSONField(default=dict)),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection",
                        to="compliance.casestep",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("principal__gte", 0)), name="deficit_not_negative"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InspectionLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.IntegerField()),
                ("name", models.CharField(blank=True, max_length=150)),
                ("month", models.DateField()),
                ("paid_wage", models.BigIntegerField()),
                ("reported_wage", models.BigIntegerField()),
                ("programmes_due", models.SmallIntegerField()),
                ("programmes_reported", models.SmallIntegerField()),
                ("jkk", models.BigIntegerField()),
                ("jkm", models.BigIntegerField()),
                ("jht_employer", models.BigIntegerField()),
                ("jht_worker", models.BigIntegerField()),
                ("jp_employer", models.BigIntegerField()),
                ("jp_worker", models.BigIntegerField()),
                ("total", models.BigIntegerField()),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="compliance.inspection",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.membership",
                    ),
                ),
            ],
            options={
                "ordering": ["inspection", "row"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("inspection", "row"), name="inspection_row_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="inspection_month_first_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("membership__isnull", False), ("name", "")),
                            models.Q(
                                ("membership__isnull", True), models.Q(("name", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="inspection_line_names_worker",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "total",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("jkk"), "+", models.F("jkm")
                                                ),
                                                "+",
                                                models.F("jht_employer"),
                                            ),
                                            "+",
                                            models.F("jht_worker"),
                                        ),
                                        "+",
                                        models.F("jp_employer"),
                                    ),
                                    "+",
                                    models.F("jp_worker"),
                                ),
                            )
                        ),
                        name="inspection_line_adds_up",
                    ),
                ],
            },
        ),
        *(_refuse(table) for table in APPEND_ONLY),
        migrations.RunSQL(STEPS, DROP_STEPS),
    ]
    operations = at_once(operations)
