"""Mandates with their steps, bills and plans, and what the database itself refuses."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from payung.tables import at_once

APPEND_ONLY = (
    "compliance_mandatebill",
    "compliance_mandatestep",
    "compliance_mandateattorney",
    "compliance_instalment",
    "compliance_hearing",
)

MANDATES = """
-- A mandate moves by its steps; what it is about stays, and its value is fixed with the grant.
CREATE FUNCTION compliance_guard_mandate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.number, NEW.case_id, NEW.sequence, NEW.branch_id, NEW.prosecution_office_id)
        IS DISTINCT FROM
        (OLD.number, OLD.case_id, OLD.sequence, OLD.branch_id, OLD.prosecution_office_id) THEN
        RAISE EXCEPTION 'mandate %: number, case and offices stay', OLD.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.granted_on IS NOT NULL
        AND (NEW.granted_on, NEW.principal_handed_over, NEW.penalty_handed_over)
        IS DISTINCT FROM
        (OLD.granted_on, OLD.principal_handed_over, OLD.penalty_handed_over) THEN
        RAISE EXCEPTION 'mandate %: the value handed over is fixed with the grant', OLD.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.closed_on IS NOT NULL AND (NEW.closed_on, NEW.close_reason)
        IS DISTINCT FROM (OLD.closed_on, OLD.close_reason) THEN
        RAISE EXCEPTION 'mandate %: it has ended', OLD.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF pg_trigger_depth() < 2 AND (NEW.state, NEW.version, NEW.last_step_on)
        IS DISTINCT FROM (OLD.state, OLD.version, OLD.last_step_on) THEN
        RAISE EXCEPTION 'mandate %: it moves by its steps only', OLD.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER guard_mandate BEFORE UPDATE ON compliance_mandate
    FOR EACH ROW EXECUTE FUNCTION compliance_guard_mandate();
CREATE TRIGGER keep_mandates BEFORE DELETE OR TRUNCATE ON compliance_mandate
    FOR EACH STATEMENT EXECUTE FUNCTION compliance_refuse_change();

-- Steps follow each other: the next number, from the state that the mandate has, never back in
-- time.
CREATE FUNCTION compliance_follow_mandate_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong record;
BEGIN
    SELECT step.mandate_id, step.sequence INTO wrong
    FROM written AS step JOIN compliance_mandate AS moved ON moved.id = step.mandate_id
    WHERE step.sequence <> moved.version + 1 OR step.from_state <> moved.state
        OR step.happened_on < coalesce(moved.last_step_on, moved.requested_on)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'step % of mandate % does not follow its last step',
            wrong.sequence, wrong.mandate_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    UPDATE compliance_mandate AS moved SET
        state = step.state, version = step.sequence, last_step_on = step.happened_on
    FROM written AS step WHERE step.mandate_id = moved.id;
    RETURN NULL;
END $$;

CREATE TRIGGER follow_step AFTER INSERT ON compliance_mandatestep
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION compliance_follow_mandate_step();
"""

DROP_MANDATES = """
DROP TRIGGER follow_step ON compliance_mandatestep;
DROP FUNCTION compliance_follow_mandate_step();
DROP TRIGGER keep_mandates ON compliance_mandate;
DROP TRIGGER guard_mandate ON compliance_mandate;
DROP FUNCTION compliance_guard_mandate();
"""


def _refuse(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION compliance_refuse_change()",
        f"DROP TRIGGER append_only ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0002_cases"),
        ("contributions", "0002_lines_by_month_and_guards"),
        ("documents", "0002_guards"),
        ("partnerships", "0002_guards"),
        ("reference", "0003_regulation_titles_and_status"),
        ("registry", "0002_wages_by_month_and_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MandateRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("requested_on", models.DateField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.agreement",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.letter",
                    ),
                ),
                (
                    "prosecution_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.SmallIntegerField()),
                ("number", models.CharField(max_length=60, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("NON_LITIGATION", "Non-litigasi"), ("LITIGATION", "Litigasi")],
                        default="NON_LITIGATION",
                        max_length=14,
                    ),
                ),
                ("claim_kind", models.CharField(blank=True, max_length=12)),
                ("firm_name", models.CharField(max_length=200)),
                ("requested_on", models.DateField()),
                ("granted_on", models.DateField(blank=True, null=True)),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "close_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("PAID", "Lunas"),
                            ("COMPLIED", "Patuh: pekerja atau program sudah didaftarkan"),
                            ("RECONCILED", "Rekonsiliasi: utang ternyata tidak ada lagi"),
                            ("DISSOLVED", "Perusahaan bubar"),
                            ("NOT_FOUND", "Perusahaan tidak ditemukan"),
                            ("TRANSFERRED", "Dialihkan kepada kurator atau pihak lain"),
                            ("WRITTEN_OFF", "Dihapusbukukan"),
                            ("WITHDRAWN", "Dicabut pemberi kuasa"),
                        ],
                        max_length=12,
                    ),
                ),
                ("principal_handed_over", models.BigIntegerField(default=0)),
                ("penalty_handed_over", models.BigIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PREPARED", "Berkas disiapkan"),
                            ("REQUESTED", "Dimohonkan"),
                            ("REVIEWED", "Ditelaah"),
                            ("ACCEPTED", "Disetujui, menunggu SKK"),
                            ("MANDATED", "Dikuasakan"),
                            ("INVITED_1", "Panggilan ke-1"),
                            ("INVITED_2", "Panggilan ke-2"),
                            ("INVITED_3", "Panggilan ke-3"),
                            ("VISITED", "Dikunjungi"),
                            ("NEGOTIATING", "Negosiasi"),
                            ("AGREED", "Sepakat membayar"),
                            ("INSTALMENT", "Mengangsur"),
                            ("PAID", "Lunas"),
                            ("CASE_CONFERENCE", "Gelar perkara"),
                            ("SMALL_CLAIM", "Gugatan sederhana"),
                            ("LAWSUIT", "Gugatan biasa"),
                            ("JUDGED", "Diputus pengadilan"),
                            ("ENFORCING", "Eksekusi"),
                            ("CLOSED", "Ditutup"),
                            ("RETURNED", "Dikembalikan"),
                        ],
                        default="PREPARED",
                        max_length=16,
                    ),
                ),
                ("version", models.IntegerField(default=0)),
                ("last_step_on", models.DateField(blank=True, null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.agreement",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="compliance.case",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="registry.employer",
                    ),
                ),
                (
                    "prosecution_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="compliance.mandaterequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "sequence"), name="mandate_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["CLOSED", "RETURNED"]), _negated=True),
                        fields=("case",),
                        name="mandate_running_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("granted_on__isnull", True),
                                ("penalty_handed_over", 0),
                                ("principal_handed_over", 0),
                            ),
                            models.Q(
                                ("granted_on__isnull", False),
                                ("penalty_handed_over__gte", 0),
                                ("principal_handed_over__gte", 0),
                                ("valid_until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="mandate_value_with_grant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("granted_on__isnull", True),
                            ("granted_on__gte", models.F("requested_on")),
                            _connector="OR",
                        ),
                        name="mandate_granted_after_request",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["prosecution_office", "state"], name="mandate_prosecution"
                    ),
                    models.Index(fields=["branch", "state"], name="mandate_branch"),
                    models.Index(fields=["granted_on"], name="mandate_granted"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MandateStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.IntegerField()),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("REQUEST", "Mohonkan kembali"),
                            ("SEND_BACK", "Kembalikan berkas untuk dilengkapi"),
                            ("REVIEW", "Catat telaahan"),
                            ("ACCEPT", "Setujui telaahan"),
                            ("GRANT", "Beri SKK"),
                            ("SUBSTITUTE", "Substitusikan kepada jaksa"),
                            ("SUMMON", "Panggil pemberi kerja"),
                            ("VISIT", "Kunjungi pemberi kerja"),
                            ("NEGOTIATE", "Catat negosiasi"),
                            ("AGREE", "Catat kesepakatan"),
                            ("PLEDGE", "Catat pernyataan kesanggupan"),
                            ("FIRST_PAYMENT", "Catat angsuran berjalan"),
                            ("REOPEN", "Buka kembali negosiasi"),
                            ("PAY_IN_FULL", "Catat lunas"),
                            ("CONFER", "Catat gelar perkara"),
                            ("GRANT_LITIGATION", "Beri SKK litigasi"),
                            ("FILE_SMALL_CLAIM", "Ajukan gugatan sederhana"),
                            ("FILE_LAWSUIT", "Ajukan gugatan biasa"),
                            ("HEAR", "Catat sidang"),
                            ("SETTLE_IN_COURT", "Catat perdamaian di pengadilan"),
                            ("JUDGE", "Catat putusan"),
                            ("OBJECT", "Catat keberatan"),
                            ("APPEAL", "Catat banding"),
                            ("ENFORCE", "Catat eksekusi"),
                            ("EXTEND", "Perpanjang SKK"),
                            ("REPORT", "Susun laporan akhir"),
                            ("CLOSE", "Tutup"),
                            ("RETURN", "Kembalikan SKK"),
                            ("WITHDRAW", "Cabut"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        choices=[
                            ("PREPARED", "Berkas disiapkan"),
                            ("REQUESTED", "Dimohonkan"),
                            ("REVIEWED", "Ditelaah"),
                            ("ACCEPTED", "Disetujui, menunggu SKK"),
                            ("MANDATED", "Dikuasakan"),
                            ("INVITED_1", "Panggilan ke-1"),
                            ("INVITED_2", "Panggilan ke-2"),
                            ("INVITED_3", "Panggilan ke-3"),
                            ("VISITED", "Dikunjungi"),
                            ("NEGOTIATING", "Negosiasi"),
                            ("AGREED", "Sepakat membayar"),
                            ("INSTALMENT", "Mengangsur"),
                            ("PAID", "Lunas"),
                            ("CASE_CONFERENCE", "Gelar perkara"),
                            ("SMALL_CLAIM", "Gugatan sederhana"),
                            ("LAWSUIT", "Gugatan biasa"),
                            ("JUDGED", "Diputus pengadilan"),
                            ("ENFORCING", "Eksekusi"),
                            ("CLOSED", "Ditutup"),
                            ("RETURNED", "Dikembalikan"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PREPARED", "Berkas disiapkan"),
                            ("REQUESTED", "Dimohonkan"),
                            ("REVIEWED", "Ditelaah"),
                            ("ACCEPTED", "Disetujui, menunggu SKK"),
                            ("MANDATED", "Dikuasakan"),
                            ("INVITED_1", "Panggilan ke-1"),
                            ("INVITED_2", "Panggilan ke-2"),
                            ("INVITED_3", "Panggilan ke-3"),
                            ("VISITED", "Dikunjungi"),
                            ("NEGOTIATING", "Negosiasi"),
                            ("AGREED", "Sepakat membayar"),
                            ("INSTALMENT", "Mengangsur"),
                            ("PAID", "Lunas"),
                            ("CASE_CONFERENCE", "Gelar perkara"),
                            ("SMALL_CLAIM", "Gugatan sederhana"),
                            ("LAWSUIT", "Gugatan biasa"),
                            ("JUDGED", "Diputus pengadilan"),
                            ("ENFORCING", "Eksekusi"),
                            ("CLOSED", "Ditutup"),
                            ("RETURNED", "Dikembalikan"),
                        ],
                        max_length=16,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("data", models.JSONField(default=dict)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
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
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="compliance.mandate",
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
                "ordering": ["mandate", "sequence"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mandate", "sequence"), name="mandate_step_once"
                    )
                ],
                "indexes": [models.Index(fields=["act", "happened_on"], name="mandate_step_act")],
            },
        ),
        migrations.CreateModel(
            name="MandateAttorney",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attorneys",
                        to="compliance.mandate",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attorneys",
                        to="compliance.mandatestep",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("step", "user"), name="mandate_attorney_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Instalment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.SmallIntegerField()),
                ("due_on", models.DateField()),
                ("amount", models.BigIntegerField()),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instalments",
                        to="compliance.mandate",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instalments",
                        to="compliance.mandatestep",
                    ),
                ),
            ],
            options={
                "ordering": ["step", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("step", "number"), name="instalment_once"),
                    models.UniqueConstraint(fields=("step", "due_on"), name="instalment_day_once"),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="instalment_positive"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hearing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("court_case_number", models.CharField(max_length=60)),
                ("held_on", models.DateField()),
                ("agenda", models.CharField(max_length=500)),
                ("result", models.CharField(max_length=2000)),
                ("next_on", models.DateField(blank=True, null=True)),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hearings",
                        to="compliance.mandate",
                    ),
                ),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hearing",
                        to="compliance.mandatestep",
                    ),
                ),
            ],
            options={
                "ordering": ["mandate", "held_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MandateBill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("principal", models.BigIntegerField()),
                ("penalty", models.BigIntegerField()),
                (
                    "bill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contributions.bill",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bills",
                        to="compliance.mandate",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("mandate", "bill"), name="mandate_bill_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("penalty__gte", 0),
                            ("principal__gte", 0),
                            models.Q(("principal__gt", 0), ("penalty__gt", 0), _connector="OR"),
                        ),
                        name="mandate_bill_positive",
                    ),
                ],
            },
        ),
        *(_refuse(table) for table in APPEND_ONLY),
        migrations.RunSQL(MANDATES, DROP_MANDATES),
    ]
    operations = at_once(operations)
