import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("reference", "0004_governments_and_villages"),
        ("sponsorship", "0002_row_status"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanDocument",
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
                            ("RPJPD", "RPJPD (jangka panjang)"),
                            ("RPJMD", "RPJMD (jangka menengah)"),
                            ("RPD", "RPD (masa peralihan)"),
                            ("RKPD", "RKPD (tahunan)"),
                            ("RENSTRA", "Renstra perangkat daerah"),
                            ("RENJA", "Renja perangkat daerah"),
                        ],
                        max_length=8,
                    ),
                ),
                ("first_year", models.SmallIntegerField()),
                ("last_year", models.SmallIntegerField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agency",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.region",
                    ),
                ),
            ],
            options={
                "ordering": ["region", "kind", "-first_year"],
            },
        ),
        migrations.CreateModel(
            name="PlanDocumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("RPJPD", "RPJPD (jangka panjang)"),
                            ("RPJMD", "RPJMD (jangka menengah)"),
                            ("RPD", "RPD (masa peralihan)"),
                            ("RKPD", "RKPD (tahunan)"),
                            ("RENSTRA", "Renstra perangkat daerah"),
                            ("RENJA", "Renja perangkat daerah"),
                        ],
                        max_length=8,
                    ),
                ),
                ("first_year", models.SmallIntegerField()),
                ("last_year", models.SmallIntegerField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.office",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="sponsorship.plandocument",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.region",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("programme", models.CharField(max_length=200)),
                ("indicator_text", models.CharField(max_length=300)),
                (
                    "indicator",
                    models.CharField(
                        choices=[
                            ("ACTIVE_COVERAGE", "Cakupan pekerja aktif"),
                            ("REGISTERED_COVERAGE", "Cakupan pekerja terdaftar"),
                            ("EMPLOYED_COVERAGE", "Cakupan terhadap penduduk bekerja"),
                            ("VULNERABLE_COVERAGE", "Cakupan pekerja rentan"),
                            ("VULNERABLE_MEMBERS", "Pekerja rentan yang dibiayai"),
                            ("NON_ASN_ENROLLED", "Pegawai non-ASN terdaftar"),
                            ("NON_WAGE_MEMBERS", "Peserta aktif bukan penerima upah"),
                            ("WAGE_MEMBERS", "Peserta aktif penerima upah"),
                            ("VILLAGE_OFFICIALS_ENROLLED", "Perangkat desa terdaftar"),
                            ("NEW_EMPLOYERS", "Pemberi kerja baru terdaftar"),
                        ],
                        max_length=30,
                    ),
                ),
                ("year", models.SmallIntegerField()),
                ("value", models.BigIntegerField()),
                ("page", models.CharField(blank=True, max_length=20)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="sponsorship.plandocument",
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
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="sponsorship.plantarget",
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "programme", "indicator", "year", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RegionalRegulation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "instrument",
                    models.CharField(
                        choices=[
                            ("PERDA", "Peraturan Daerah (Perda)"),
                            ("PERKADA", "Peraturan Kepala Daerah (Perkada)"),
                            ("DECREE", "Keputusan Kepala Daerah (SK)"),
                            ("INSTRUCTION", "Instruksi"),
                            ("CIRCULAR", "Surat Edaran (SE)"),
                            ("AGREEMENT", "Nota kesepakatan atau perjanjian"),
                            ("WORK_PLAN", "Rencana kerja atau rencana aksi"),
                            ("VILLAGE_REGULATION", "Peraturan Desa (Perdes)"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.CharField(max_length=60)),
                ("year", models.SmallIntegerField()),
                ("title", models.CharField(max_length=500)),
                ("enacted_on", models.DateField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("duties", models.JSONField(blank=True, default=list)),
                ("legal_basis", models.JSONField(blank=True, default=list)),
                ("source", models.CharField(max_length=300)),
                (
                    "confidence",
                    models.CharField(
                        choices=[("high", "tinggi"), ("medium", "sedang"), ("low", "rendah")],
                        max_length=6,
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.region",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.village",
                    ),
                ),
            ],
            options={
                "ordering": ["region", "-enacted_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanStage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Rancangan"),
                            ("FORUM", "Forum konsultasi publik"),
                            ("MUSRENBANG", "Musrenbang"),
                            ("FINAL", "Ditetapkan"),
                            ("CHANGED", "Diubah"),
                        ],
                        max_length=10,
                    ),
                ),
                ("held_on", models.DateField()),
                ("note", models.CharField(blank=True, max_length=300)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stages",
                        to="sponsorship.plandocument",
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
                    "regulation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="sponsorship.regionalregulation",
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RegionalRegulationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "instrument",
                    models.CharField(
                        choices=[
                            ("PERDA", "Peraturan Daerah (Perda)"),
                            ("PERKADA", "Peraturan Kepala Daerah (Perkada)"),
                            ("DECREE", "Keputusan Kepala Daerah (SK)"),
                            ("INSTRUCTION", "Instruksi"),
                            ("CIRCULAR", "Surat Edaran (SE)"),
                            ("AGREEMENT", "Nota kesepakatan atau perjanjian"),
                            ("WORK_PLAN", "Rencana kerja atau rencana aksi"),
                            ("VILLAGE_REGULATION", "Peraturan Desa (Perdes)"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.CharField(max_length=60)),
                ("year", models.SmallIntegerField()),
                ("title", models.CharField(max_length=500)),
                ("enacted_on", models.DateField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("duties", models.JSONField(blank=True, default=list)),
                ("legal_basis", models.JSONField(blank=True, default=list)),
                ("source", models.CharField(max_length=300)),
                (
                    "confidence",
                    models.CharField(
                        choices=[("high", "tinggi"), ("medium", "sedang"), ("low", "rendah")],
                        max_length=6,
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="sponsorship.regionalregulation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.region",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.village",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RegulationAct",
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
                            ("ENACTED", "Ditetapkan"),
                            ("AMENDED", "Diubah"),
                            ("REVOKED", "Dicabut"),
                            ("CORRECTED", "Catatan dibetulkan"),
                            ("UNDONE", "Catatan dibatalkan"),
                        ],
                        max_length=9,
                    ),
                ),
                ("effective_on", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("before", models.JSONField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="sponsorship.regionalregulation",
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
                    "regulation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="sponsorship.regionalregulation",
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="sponsorship.regulationact",
                    ),
                ),
            ],
            options={
                "ordering": ["regulation", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TermOfHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("inaugurated_on", models.DateField()),
                ("document", models.CharField(max_length=200)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.region",
                    ),
                ),
            ],
            options={
                "ordering": ["region", "inaugurated_on"],
            },
        ),
        migrations.CreateModel(
            name="CalendarDate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fiscal_year", models.SmallIntegerField()),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("MUSRENBANG", "Musrenbang"),
                            ("RKPD", "RKPD ditetapkan"),
                            ("POLICY_SENT", "Rancangan KUA-PPAS ke DPRD"),
                            ("POLICY_AGREED", "Nota kesepakatan KUA-PPAS"),
                            ("WORK_PLANS", "RKA-SKPD tersusun"),
                            ("DRAFT_SENT", "Rancangan APBD ke DPRD"),
                            ("APPROVED", "Persetujuan bersama APBD"),
                            ("EVALUATED", "Evaluasi rancangan APBD"),
                            ("ENACTED", "Perda APBD dan Perkada penjabaran"),
                            ("HALF_YEAR", "Laporan semester pertama"),
                            ("CHANGE_SENT", "Rancangan KUPA dan PPAS perubahan ke DPRD"),
                            ("CHANGE_APPROVED", "Persetujuan bersama perubahan APBD"),
                            ("SHIFT", "Pergeseran anggaran"),
                            ("ACCOUNTED", "Raperda LPJ APBD"),
                        ],
                        max_length=16,
                    ),
                ),
                ("day", models.DateField()),
                ("opens_on", models.DateField(blank=True, null=True)),
                ("document", models.CharField(max_length=200)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.region",
                    ),
                ),
            ],
            options={
                "ordering": ["region", "fiscal_year", "pk"],
                "indexes": [
                    models.Index(
                        fields=["region", "fiscal_year"], name="sponsorship_region__21d1c2_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("day__gte", models.F("opens_on")),
                                ("opens_on__isnull", False),
                                ("stage", "SHIFT"),
                            ),
                            models.Q(
                                models.Q(("stage", "SHIFT"), _negated=True), ("opens_on", None)
                            ),
                            _connector="OR",
                        ),
                        name="calendar_shift_has_window",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True),
                        name="calendar_date_proved",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendardate",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="3a72eba60b0cf4caa6600fc4effd148fb88a8a86",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_8e8e6",
                    table="sponsorship_calendardate",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="plandocument",
            constraint=models.UniqueConstraint(
                fields=("region", "agency", "kind", "first_year", "last_year"),
                name="plan_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="plandocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_year__gte", 2000),
                    ("last_year__gte", models.F("first_year")),
                    ("last_year__lte", 2100),
                ),
                name="plan_years_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="plandocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agency__isnull", False), ("kind__in", ["RENSTRA", "RENJA"])),
                    models.Q(("kind__in", ["RPJPD", "RPJMD", "RPD", "RKPD"]), ("agency", None)),
                    _connector="OR",
                ),
                name="plan_agency_fits_kind",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plandocument",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sponsorship_plandocumentevent" ("agency_id", "first_year", "id", "kind", "last_year", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "region_id") VALUES (NEW."agency_id", NEW."first_year", NEW."id", NEW."kind", NEW."last_year", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."region_id"); RETURN NULL;',
                    hash="da206926d97f9dda3395a2323f97fee70a07efef",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_31225",
                    table="sponsorship_plandocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plandocument",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sponsorship_plandocumentevent" ("agency_id", "first_year", "id", "kind", "last_year", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "region_id") VALUES (NEW."agency_id", NEW."first_year", NEW."id", NEW."kind", NEW."last_year", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."region_id"); RETURN NULL;',
                    hash="50981127df297444952d3fa8d1e7232a45e273ab",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7dc81",
                    table="sponsorship_plandocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plandocument",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sponsorship_plandocumentevent" ("agency_id", "first_year", "id", "kind", "last_year", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "region_id") VALUES (OLD."agency_id", OLD."first_year", OLD."id", OLD."kind", OLD."last_year", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."region_id"); RETURN NULL;',
                    hash="819262b25da8c8533b88b79fbe9201e699f41094",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0a723",
                    table="sponsorship_plandocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plandocumentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8e5c5002e20551161ac68d458806c2bf586657bf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_83a66",
                    table="sponsorship_plandocumentevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="plantarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__gte", 0)), name="plan_target_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="plantarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "indicator__in",
                        [
                            "ACTIVE_COVERAGE",
                            "REGISTERED_COVERAGE",
                            "EMPLOYED_COVERAGE",
                            "VULNERABLE_COVERAGE",
                            "VULNERABLE_MEMBERS",
                            "NON_ASN_ENROLLED",
                            "NON_WAGE_MEMBERS",
                            "WAGE_MEMBERS",
                            "VILLAGE_OFFICIALS_ENROLLED",
                            "NEW_EMPLOYERS",
                        ],
                    )
                ),
                name="plan_target_indicator_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="plantarget",
            constraint=models.UniqueConstraint(
                condition=models.Q(("supersedes", None)),
                fields=("plan", "programme", "indicator", "year"),
                name="plan_target_begun_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="plantarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("supersedes", None), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="plan_target_reasoned",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plantarget",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="cbd30f243db347eccee3730a454a7511c185ca60",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_950ff",
                    table="sponsorship_plantarget",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="regionalregulation",
            index=models.Index(
                fields=["region", "instrument"], name="sponsorship_region__351ff2_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="regionalregulation",
            constraint=models.UniqueConstraint(
                fields=("region", "village", "instrument", "number", "year"),
                name="regional_regulation_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="regionalregulation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "instrument__in",
                        [
                            "PERDA",
                            "PERKADA",
                            "DECREE",
                            "INSTRUCTION",
                            "CIRCULAR",
                            "AGREEMENT",
                            "WORK_PLAN",
                            "VILLAGE_REGULATION",
                        ],
                    )
                ),
                name="regional_instrument_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="regionalregulation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("instrument", "VILLAGE_REGULATION"), ("village__isnull", False)),
                    models.Q(
                        models.Q(("instrument", "VILLAGE_REGULATION"), _negated=True),
                        ("village", None),
                    ),
                    _connector="OR",
                ),
                name="village_regulation_has_village",
            ),
        ),
        migrations.AddConstraint(
            model_name="regionalregulation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from__gte", models.F("enacted_on")),
                    models.Q(
                        ("valid_to", None),
                        ("valid_to__gte", models.F("valid_from")),
                        _connector="OR",
                    ),
                ),
                name="regional_regulation_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="regionalregulation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number", ""), _negated=True),
                    models.Q(("title", ""), _negated=True),
                    models.Q(("source", ""), _negated=True),
                ),
                name="regional_regulation_told",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="regionalregulation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sponsorship_regionalregulationevent" ("confidence", "duties", "enacted_on", "id", "instrument", "legal_basis", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "region_id", "source", "title", "valid_from", "valid_to", "village_id", "year") VALUES (NEW."confidence", NEW."duties", NEW."enacted_on", NEW."id", NEW."instrument", NEW."legal_basis", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."region_id", NEW."source", NEW."title", NEW."valid_from", NEW."valid_to", NEW."village_id", NEW."year"); RETURN NULL;',
                    hash="d152780ba53128de1f17d8daf4825970e5731124",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c80e4",
                    table="sponsorship_regionalregulation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="regionalregulation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sponsorship_regionalregulationevent" ("confidence", "duties", "enacted_on", "id", "instrument", "legal_basis", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "region_id", "source", "title", "valid_from", "valid_to", "village_id", "year") VALUES (NEW."confidence", NEW."duties", NEW."enacted_on", NEW."id", NEW."instrument", NEW."legal_basis", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."region_id", NEW."source", NEW."title", NEW."valid_from", NEW."valid_to", NEW."village_id", NEW."year"); RETURN NULL;',
                    hash="369b8d3bb38219f2f3eefa57276582f68c2edffa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_374cd",
                    table="sponsorship_regionalregulation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="regionalregulation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sponsorship_regionalregulationevent" ("confidence", "duties", "enacted_on", "id", "instrument", "legal_basis", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "region_id", "source", "title", "valid_from", "valid_to", "village_id", "year") VALUES (OLD."confidence", OLD."duties", OLD."enacted_on", OLD."id", OLD."instrument", OLD."legal_basis", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."region_id", OLD."source", OLD."title", OLD."valid_from", OLD."valid_to", OLD."village_id", OLD."year"); RETURN NULL;',
                    hash="73632064df4bdd1208993f515c884a10a09cf055",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_809ec",
                    table="sponsorship_regionalregulation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="planstage",
            constraint=models.UniqueConstraint(
                fields=("plan", "stage", "held_on"), name="plan_stage_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="planstage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "CHANGED"), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="plan_change_reasoned",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planstage",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="ea627b3697de839cf964c5c94f6a2f362cf783c4",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_fa9f6",
                    table="sponsorship_planstage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="regionalregulationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="29df8758a8dd37c627cd18da97a47047d4ea4efd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5b975",
                    table="sponsorship_regionalregulationevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="regulationact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "ENACTED"), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="regulation_act_reasoned",
            ),
        ),
        migrations.AddConstraint(
            model_name="regulationact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "UNDONE"), ("undoes__isnull", False)),
                    models.Q(models.Q(("kind", "UNDONE"), _negated=True), ("undoes", None)),
                    _connector="OR",
                ),
                name="regulation_undone_names_act",
            ),
        ),
        migrations.AddConstraint(
            model_name="regulationact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("by", None),
                    models.Q(("by", models.F("regulation")), _negated=True),
                    _connector="OR",
                ),
                name="regulation_not_by_itself",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="regulationact",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="1ecfe625843854bf535e06ba0cecb8f7afa7d00d",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_f3a78",
                    table="sponsorship_regulationact",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="termofhead",
            constraint=models.UniqueConstraint(
                fields=("region", "inaugurated_on"), name="head_term_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termofhead",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="b3645c9d0d5139ad48e19fd52e177fddb31f0b09",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_1b3ff",
                    table="sponsorship_termofhead",
                    when="BEFORE",
                ),
            ),
        ),
    ]
