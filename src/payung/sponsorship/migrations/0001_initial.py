import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from payung.tables import at_once


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0005_governments_and_villages"),
        ("access", "__first__"),
        ("documents", "0005_governments_and_villages"),
        ("partnerships", "0003_one_record_of_authority"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("reference", "0005_service_points"),
        ("registry", "0002_wages_by_month_and_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountCodeList",
            fields=[
                ("source", models.TextField()),
                (
                    "confidence",
                    models.CharField(
                        choices=[("high", "tinggi"), ("medium", "sedang"), ("low", "rendah")],
                        max_length=6,
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("PACKAGE", "Bawaan"), ("OWN", "Isian sendiri")],
                        default="PACKAGE",
                        max_length=7,
                    ),
                ),
                ("code", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("is_complete", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["-valid_from", "code"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="accountcodelist_source_stated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__in", ["high", "medium", "low"])),
                        name="accountcodelist_confidence_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["PACKAGE", "OWN"])),
                        name="accountcodelist_origin_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="code_list_ends_after_start",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AccountCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.TextField()),
                (
                    "confidence",
                    models.CharField(
                        choices=[("high", "tinggi"), ("medium", "sedang"), ("low", "rendah")],
                        max_length=6,
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("PACKAGE", "Bawaan"), ("OWN", "Isian sendiri")],
                        default="PACKAGE",
                        max_length=7,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("ACCOUNT", "Rekening belanja"), ("ACTIVITY", "Subkegiatan")],
                        max_length=8,
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("printed", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=300)),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codes",
                        to="sponsorship.accountcodelist",
                    ),
                ),
            ],
            options={
                "ordering": ["list", "kind", "printed"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="accountcode_source_stated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__in", ["high", "medium", "low"])),
                        name="accountcode_confidence_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["PACKAGE", "OWN"])),
                        name="accountcode_origin_known",
                    ),
                    models.UniqueConstraint(
                        fields=("list", "kind", "code"), name="account_code_once"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AccountMapping",
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
                        choices=[("ACCOUNT", "Rekening belanja"), ("ACTIVITY", "Subkegiatan")],
                        max_length=8,
                    ),
                ),
                (
                    "fund_source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("PROVINCE_BUDGET", "APBD provinsi"),
                            ("REGENCY_BUDGET", "APBD kabupaten/kota"),
                            ("VILLAGE_BUDGET", "APB desa"),
                            ("STATE_BUDGET", "APBN"),
                            ("PALM_OIL_SHARE", "Dana bagi hasil sawit"),
                            ("TOBACCO_SHARE", "Dana bagi hasil cukai hasil tembakau"),
                            ("ZAKAT", "Zakat, infak dan sedekah"),
                            ("COMPANY_GIVING", "Tanggung jawab sosial perusahaan"),
                        ],
                        max_length=20,
                    ),
                ),
                ("from_year", models.SmallIntegerField()),
                ("code", models.CharField(max_length=40)),
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
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.region",
                    ),
                ),
                (
                    "worker_segment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.workersegment",
                    ),
                ),
            ],
            options={
                "ordering": ["region", "-pk"],
                "indexes": [
                    models.Index(fields=["region", "kind"], name="sponsorship_region__5426e1_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="account_mapping_reasoned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["ACCOUNT", "ACTIVITY"])),
                        name="account_mapping_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fund_source", ""),
                            (
                                "fund_source__in",
                                [
                                    "PROVINCE_BUDGET",
                                    "REGENCY_BUDGET",
                                    "VILLAGE_BUDGET",
                                    "STATE_BUDGET",
                                    "PALM_OIL_SHARE",
                                    "TOBACCO_SHARE",
                                    "ZAKAT",
                                    "COMPANY_GIVING",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="account_mapping_source",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="4563ecfa6ffd72ba00f4e454d62b5bc143380df0",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_9540e",
                            table="sponsorship_accountmapping",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40, unique=True)),
                ("fiscal_year", models.SmallIntegerField()),
                ("title", models.CharField(max_length=300)),
                (
                    "segment",
                    models.SmallIntegerField(
                        choices=[
                            (1, "Penerima Upah (PU)"),
                            (2, "Bukan Penerima Upah (BPU)"),
                            (3, "Jasa Konstruksi (Jakon)"),
                            (4, "Pekerja Migran Indonesia (PMI)"),
                        ]
                    ),
                ),
                (
                    "fund_source",
                    models.CharField(
                        choices=[
                            ("PROVINCE_BUDGET", "APBD provinsi"),
                            ("REGENCY_BUDGET", "APBD kabupaten/kota"),
                            ("VILLAGE_BUDGET", "APB desa"),
                            ("STATE_BUDGET", "APBN"),
                            ("PALM_OIL_SHARE", "Dana bagi hasil sawit"),
                            ("TOBACCO_SHARE", "Dana bagi hasil cukai hasil tembakau"),
                            ("ZAKAT", "Zakat, infak dan sedekah"),
                            ("COMPANY_GIVING", "Tanggung jawab sosial perusahaan"),
                        ],
                        max_length=20,
                    ),
                ),
                ("account_code", models.CharField(blank=True, max_length=40)),
                ("activity_code", models.CharField(blank=True, max_length=40)),
                ("code_list", models.CharField(blank=True, max_length=60)),
                ("programmes", models.SmallIntegerField()),
                ("monthly_wage", models.BigIntegerField(blank=True, null=True)),
                ("monthly_income", models.BigIntegerField(blank=True, null=True)),
                ("risk_group", models.SmallIntegerField(blank=True, null=True)),
                ("legal_basis", models.JSONField(blank=True, default=list)),
                ("key", models.CharField(blank=True, max_length=120)),
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
                (
                    "worker_segment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.workersegment",
                    ),
                ),
            ],
            options={
                "ordering": ["region", "-fiscal_year", "number"],
                "indexes": [
                    models.Index(
                        fields=["region", "fiscal_year"], name="sponsorship_region__6a2932_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "fund_source__in",
                                [
                                    "PROVINCE_BUDGET",
                                    "REGENCY_BUDGET",
                                    "VILLAGE_BUDGET",
                                    "STATE_BUDGET",
                                    "PALM_OIL_SHARE",
                                    "TOBACCO_SHARE",
                                    "ZAKAT",
                                    "COMPANY_GIVING",
                                ],
                            )
                        ),
                        name="budget_line_source_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("programmes__gte", 1), ("programmes__lte", 31)),
                        name="budget_line_programmes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("monthly_wage__gt", 0), ("risk_group__gte", 1), ("segment", 1)
                            ),
                            models.Q(
                                ("monthly_income__gt", 0), ("monthly_wage", None), ("segment", 2)
                            ),
                            _connector="OR",
                        ),
                        name="budget_line_has_its_basis",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True),
                        fields=("region", "key"),
                        name="budget_line_once",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sponsorship_budgetlineevent" ("account_code", "activity_code", "agency_id", "code_list", "fiscal_year", "fund_source", "id", "key", "legal_basis", "monthly_income", "monthly_wage", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programmes", "recorded_at", "recorded_by_id", "region_id", "risk_group", "segment", "title", "village_id", "worker_segment_id") VALUES (NEW."account_code", NEW."activity_code", NEW."agency_id", NEW."code_list", NEW."fiscal_year", NEW."fund_source", NEW."id", NEW."key", NEW."legal_basis", NEW."monthly_income", NEW."monthly_wage", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."programmes", NEW."recorded_at", NEW."recorded_by_id", NEW."region_id", NEW."risk_group", NEW."segment", NEW."title", NEW."village_id", NEW."worker_segment_id"); RETURN NULL;',
                            hash="bf027f6f6deab872b5ca1ed21df5d31e220524f5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8bb5a",
                            table="sponsorship_budgetline",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "sponsorship_budgetlineevent" ("account_code", "activity_code", "agency_id", "code_list", "fiscal_year", "fund_source", "id", "key", "legal_basis", "monthly_income", "monthly_wage", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programmes", "recorded_at", "recorded_by_id", "region_id", "risk_group", "segment", "title", "village_id", "worker_segment_id") VALUES (NEW."account_code", NEW."activity_code", NEW."agency_id", NEW."code_list", NEW."fiscal_year", NEW."fund_source", NEW."id", NEW."key", NEW."legal_basis", NEW."monthly_income", NEW."monthly_wage", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."programmes", NEW."recorded_at", NEW."recorded_by_id", NEW."region_id", NEW."risk_group", NEW."segment", NEW."title", NEW."village_id", NEW."worker_segment_id"); RETURN NULL;',
                            hash="a3b30b5c99b465a00e1b0691cfebdf6963ea5789",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_91d16",
                            table="sponsorship_budgetline",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sponsorship_budgetlineevent" ("account_code", "activity_code", "agency_id", "code_list", "fiscal_year", "fund_source", "id", "key", "legal_basis", "monthly_income", "monthly_wage", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programmes", "recorded_at", "recorded_by_id", "region_id", "risk_group", "segment", "title", "village_id", "worker_segment_id") VALUES (OLD."account_code", OLD."activity_code", OLD."agency_id", OLD."code_list", OLD."fiscal_year", OLD."fund_source", OLD."id", OLD."key", OLD."legal_basis", OLD."monthly_income", OLD."monthly_wage", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."programmes", OLD."recorded_at", OLD."recorded_by_id", OLD."region_id", OLD."risk_group", OLD."segment", OLD."title", OLD."village_id", OLD."worker_segment_id"); RETURN NULL;',
                            hash="ab6536c7c51dcb9b19e6bb16e24f167bc9d62441",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e82ad",
                            table="sponsorship_budgetline",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GuidedGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guided_groups",
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
                (
                    "worker_segment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.workersegment",
                    ),
                ),
            ],
            options={
                "ordering": ["agency", "worker_segment", "region"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "worker_segment", "region"), name="guided_group_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sponsorship_guidedgroupevent" ("agency_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "region_id", "worker_segment_id") VALUES (NEW."agency_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."region_id", NEW."worker_segment_id"); RETURN NULL;',
                            hash="2e426eb16efe8896859ed2d7b5b2f177c9e0d959",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_720b6",
                            table="sponsorship_guidedgroup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "sponsorship_guidedgroupevent" ("agency_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "region_id", "worker_segment_id") VALUES (NEW."agency_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."region_id", NEW."worker_segment_id"); RETURN NULL;',
                            hash="ab9c91f3cacd8c87f43f4c9e93f04410441eb9fa",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bc401",
                            table="sponsorship_guidedgroup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sponsorship_guidedgroupevent" ("agency_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "region_id", "worker_segment_id") VALUES (OLD."agency_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."region_id", OLD."worker_segment_id"); RETURN NULL;',
                            hash="6d23083d6c4d21cc512308214ccbbdda2d423809",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c0196",
                            table="sponsorship_guidedgroup",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgencyAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "track",
                    models.CharField(
                        choices=[("BUDGETED", "Beranggaran"), ("NOT_BUDGETED", "Tanpa anggaran")],
                        max_length=12,
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("CONTRIBUTIONS", "Pembayaran iuran"),
                            ("REGULATION", "Peraturan atau keputusan"),
                            ("CIRCULAR", "Surat edaran"),
                            ("SOCIALISATION", "Sosialisasi"),
                            ("PARTNERSHIP", "Kemitraan"),
                            ("LICENCE_CONDITION", "Syarat izin atau bantuan"),
                            ("GROUP_ENROLMENT", "Pendaftaran kelompok"),
                            ("SERVICE_ACCESS", "Perluasan titik layanan"),
                            ("OTHER", "Lainnya"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("due_on", models.DateField()),
                ("target_persons", models.PositiveIntegerField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="reference.office",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.post",
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
                    "budget_line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="sponsorship.budgetline",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="sponsorship.guidedgroup",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "title"), name="agency_action_once"),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="agency_action_titled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("track", "BUDGETED"),
                            models.Q(("budget_line", None), ("track", "NOT_BUDGETED")),
                            _connector="OR",
                        ),
                        name="agency_action_line_fits_track",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "measure__in",
                                [
                                    "CONTRIBUTIONS",
                                    "REGULATION",
                                    "CIRCULAR",
                                    "SOCIALISATION",
                                    "PARTNERSHIP",
                                    "LICENCE_CONDITION",
                                    "GROUP_ENROLMENT",
                                    "SERVICE_ACCESS",
                                    "OTHER",
                                ],
                            )
                        ),
                        name="agency_action_measure_known",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sponsorship_agencyactionevent" ("agency_id", "budget_line_id", "due_on", "group_id", "id", "measure", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "target_persons", "title", "track") VALUES (NEW."agency_id", NEW."budget_line_id", NEW."due_on", NEW."group_id", NEW."id", NEW."measure", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."target_persons", NEW."title", NEW."track"); RETURN NULL;',
                            hash="1b762af51f44b8b2697d259d77b494337d547652",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b15ac",
                            table="sponsorship_agencyaction",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "sponsorship_agencyactionevent" ("agency_id", "budget_line_id", "due_on", "group_id", "id", "measure", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "target_persons", "title", "track") VALUES (NEW."agency_id", NEW."budget_line_id", NEW."due_on", NEW."group_id", NEW."id", NEW."measure", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."target_persons", NEW."title", NEW."track"); RETURN NULL;',
                            hash="229881dade23f22833547be97469b05b5c006b43",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5f508",
                            table="sponsorship_agencyaction",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sponsorship_agencyactionevent" ("agency_id", "budget_line_id", "due_on", "group_id", "id", "measure", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "target_persons", "title", "track") VALUES (OLD."agency_id", OLD."budget_line_id", OLD."due_on", OLD."group_id", OLD."id", OLD."measure", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."target_persons", OLD."title", OLD."track"); RETURN NULL;',
                            hash="086bfba303f0cfedace8fa72be2637e108ecee54",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_310ad",
                            table="sponsorship_agencyaction",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionProgress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("happened_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("NOT_STARTED", "Belum dimulai"),
                            ("RUNNING", "Berjalan"),
                            ("DONE", "Selesai"),
                            ("STOPPED", "Dihentikan"),
                        ],
                        max_length=11,
                    ),
                ),
                ("persons", models.PositiveIntegerField(default=0)),
                ("note", models.CharField(blank=True, max_length=500)),
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
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="progress",
                        to="sponsorship.agencyaction",
                    ),
                ),
            ],
            options={
                "ordering": ["action", "happened_on", "pk"],
                "indexes": [
                    models.Index(
                        fields=["action", "happened_on"], name="sponsorship_action__d71d63_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["NOT_STARTED", "RUNNING", "DONE", "STOPPED"])
                        ),
                        name="action_progress_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "STOPPED"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="action_stopped_with_reason",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="6ab4c737b14d8d09d96d5f843219e3b59c1dd50a",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_63ba2",
                            table="sponsorship_actionprogress",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgencyActionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "track",
                    models.CharField(
                        choices=[("BUDGETED", "Beranggaran"), ("NOT_BUDGETED", "Tanpa anggaran")],
                        max_length=12,
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("CONTRIBUTIONS", "Pembayaran iuran"),
                            ("REGULATION", "Peraturan atau keputusan"),
                            ("CIRCULAR", "Surat edaran"),
                            ("SOCIALISATION", "Sosialisasi"),
                            ("PARTNERSHIP", "Kemitraan"),
                            ("LICENCE_CONDITION", "Syarat izin atau bantuan"),
                            ("GROUP_ENROLMENT", "Pendaftaran kelompok"),
                            ("SERVICE_ACCESS", "Perluasan titik layanan"),
                            ("OTHER", "Lainnya"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("due_on", models.DateField()),
                ("target_persons", models.PositiveIntegerField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agency",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.office",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="access.post",
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
                        to="sponsorship.agencyaction",
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
                    "budget_line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sponsorship.budgetline",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sponsorship.guidedgroup",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b635b333369f5367c0e77dc8390e6f419200d6e2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c7e33",
                            table="sponsorship_agencyactionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BeneficiaryList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40, unique=True)),
                ("title", models.CharField(max_length=300)),
                (
                    "fund_source",
                    models.CharField(
                        choices=[
                            ("PROVINCE_BUDGET", "APBD provinsi"),
                            ("REGENCY_BUDGET", "APBD kabupaten/kota"),
                            ("VILLAGE_BUDGET", "APB desa"),
                            ("STATE_BUDGET", "APBN"),
                            ("PALM_OIL_SHARE", "Dana bagi hasil sawit"),
                            ("TOBACCO_SHARE", "Dana bagi hasil cukai hasil tembakau"),
                            ("ZAKAT", "Zakat, infak dan sedekah"),
                            ("COMPANY_GIVING", "Tanggung jawab sosial perusahaan"),
                        ],
                        max_length=20,
                    ),
                ),
                ("first_month", models.DateField()),
                ("months", models.SmallIntegerField()),
                ("programmes", models.SmallIntegerField()),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("content_hash", models.BinaryField(max_length=32)),
                ("stored_path", models.CharField(blank=True, max_length=255)),
                ("rows_read", models.IntegerField(default=0)),
                ("proposed_on", models.DateField()),
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
                    "proposed_by",
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
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replacements",
                        to="sponsorship.beneficiarylist",
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
                (
                    "worker_segment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.workersegment",
                    ),
                ),
                (
                    "budget_line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lists",
                        to="sponsorship.budgetline",
                    ),
                ),
            ],
            options={
                "ordering": ["-proposed_on", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["region", "proposed_on"], name="sponsorship_region__0512fc_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "agency", "village", "content_hash"),
                        name="list_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agency__isnull", False), ("village", None)),
                            models.Q(("agency", None), ("village__isnull", False)),
                            _connector="OR",
                        ),
                        name="list_proposed_by_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_month__day", 1), ("months__gte", 1), ("months__lte", 60)
                        ),
                        name="list_months",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaces", None),
                            models.Q(("replaces", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="list_not_its_own",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sponsorship_beneficiarylistevent" ("agency_id", "budget_line_id", "content_hash", "file_name", "first_month", "fund_source", "id", "months", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programmes", "proposed_by_id", "proposed_on", "recorded_at", "region_id", "replaces_id", "rows_read", "stored_path", "title", "village_id", "worker_segment_id") VALUES (NEW."agency_id", NEW."budget_line_id", NEW."content_hash", NEW."file_name", NEW."first_month", NEW."fund_source", NEW."id", NEW."months", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."programmes", NEW."proposed_by_id", NEW."proposed_on", NEW."recorded_at", NEW."region_id", NEW."replaces_id", NEW."rows_read", NEW."stored_path", NEW."title", NEW."village_id", NEW."worker_segment_id"); RETURN NULL;',
                            hash="dbf1f939fa4b18d47d12c0551a4e4c609de455fa",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_93191",
                            table="sponsorship_beneficiarylist",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "sponsorship_beneficiarylistevent" ("agency_id", "budget_line_id", "content_hash", "file_name", "first_month", "fund_source", "id", "months", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programmes", "proposed_by_id", "proposed_on", "recorded_at", "region_id", "replaces_id", "rows_read", "stored_path", "title", "village_id", "worker_segment_id") VALUES (NEW."agency_id", NEW."budget_line_id", NEW."content_hash", NEW."file_name", NEW."first_month", NEW."fund_source", NEW."id", NEW."months", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."programmes", NEW."proposed_by_id", NEW."proposed_on", NEW."recorded_at", NEW."region_id", NEW."replaces_id", NEW."rows_read", NEW."stored_path", NEW."title", NEW."village_id", NEW."worker_segment_id"); RETURN NULL;',
                            hash="d1e75eae3292134be576029064ee2b3ebd20f942",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cd6a9",
                            table="sponsorship_beneficiarylist",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sponsorship_beneficiarylistevent" ("agency_id", "budget_line_id", "content_hash", "file_name", "first_month", "fund_source", "id", "months", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programmes", "proposed_by_id", "proposed_on", "recorded_at", "region_id", "replaces_id", "rows_read", "stored_path", "title", "village_id", "worker_segment_id") VALUES (OLD."agency_id", OLD."budget_line_id", OLD."content_hash", OLD."file_name", OLD."first_month", OLD."fund_source", OLD."id", OLD."months", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."programmes", OLD."proposed_by_id", OLD."proposed_on", OLD."recorded_at", OLD."region_id", OLD."replaces_id", OLD."rows_read", OLD."stored_path", OLD."title", OLD."village_id", OLD."worker_segment_id"); RETURN NULL;',
                            hash="ff3c1506464a2879a58b2f9a67ab3808d9fa5ad2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d6045",
                            table="sponsorship_beneficiarylist",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BeneficiaryListEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=300)),
                (
                    "fund_source",
                    models.CharField(
                        choices=[
                            ("PROVINCE_BUDGET", "APBD provinsi"),
                            ("REGENCY_BUDGET", "APBD kabupaten/kota"),
                            ("VILLAGE_BUDGET", "APB desa"),
                            ("STATE_BUDGET", "APBN"),
                            ("PALM_OIL_SHARE", "Dana bagi hasil sawit"),
                            ("TOBACCO_SHARE", "Dana bagi hasil cukai hasil tembakau"),
                            ("ZAKAT", "Zakat, infak dan sedekah"),
                            ("COMPANY_GIVING", "Tanggung jawab sosial perusahaan"),
                        ],
                        max_length=20,
                    ),
                ),
                ("first_month", models.DateField()),
                ("months", models.SmallIntegerField()),
                ("programmes", models.SmallIntegerField()),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("content_hash", models.BinaryField(max_length=32)),
                ("stored_path", models.CharField(blank=True, max_length=255)),
                ("rows_read", models.IntegerField(default=0)),
                ("proposed_on", models.DateField()),
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
                        to="sponsorship.beneficiarylist",
                    ),
                ),
                (
                    "proposed_by",
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
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sponsorship.beneficiarylist",
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
                (
                    "worker_segment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.workersegment",
                    ),
                ),
                (
                    "budget_line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sponsorship.budgetline",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="31b4985968ee127376f9e8a7e6153ab59755947e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4e6f4",
                            table="sponsorship_beneficiarylistevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetEntry",
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
                            ("PLANNED", "Direncanakan"),
                            ("CHANGED", "Diubah"),
                            ("PAID_OUT", "Dicairkan"),
                            ("REALISED", "Terealisasi"),
                        ],
                        max_length=10,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("persons", models.IntegerField()),
                ("first_month", models.DateField()),
                ("months", models.SmallIntegerField()),
                ("amount", models.BigIntegerField()),
                ("document", models.CharField(blank=True, max_length=120)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("key", models.CharField(max_length=120)),
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
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="sponsorship.budgetline",
                    ),
                ),
            ],
            options={
                "ordering": ["line", "pk"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("line", "key"), name="budget_entry_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_month__day", 1),
                            ("months__gte", 1),
                            ("months__lte", 60),
                            ("persons__gte", 0),
                        ),
                        name="budget_entry_months",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "CHANGED"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="budget_change_reasoned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__gte", 0), ("kind__in", ["PLANNED", "CHANGED"])),
                            models.Q(("document", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="budget_payment_proved",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="0b9e835222655055901ad5d998045df497b85dd0",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_5cebf",
                            table="sponsorship_budgetentry",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLineEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.CharField(max_length=40)),
                ("fiscal_year", models.SmallIntegerField()),
                ("title", models.CharField(max_length=300)),
                (
                    "segment",
                    models.SmallIntegerField(
                        choices=[
                            (1, "Penerima Upah (PU)"),
                            (2, "Bukan Penerima Upah (BPU)"),
                            (3, "Jasa Konstruksi (Jakon)"),
                            (4, "Pekerja Migran Indonesia (PMI)"),
                        ]
                    ),
                ),
                (
                    "fund_source",
                    models.CharField(
                        choices=[
                            ("PROVINCE_BUDGET", "APBD provinsi"),
                            ("REGENCY_BUDGET", "APBD kabupaten/kota"),
                            ("VILLAGE_BUDGET", "APB desa"),
                            ("STATE_BUDGET", "APBN"),
                            ("PALM_OIL_SHARE", "Dana bagi hasil sawit"),
                            ("TOBACCO_SHARE", "Dana bagi hasil cukai hasil tembakau"),
                            ("ZAKAT", "Zakat, infak dan sedekah"),
                            ("COMPANY_GIVING", "Tanggung jawab sosial perusahaan"),
                        ],
                        max_length=20,
                    ),
                ),
                ("account_code", models.CharField(blank=True, max_length=40)),
                ("activity_code", models.CharField(blank=True, max_length=40)),
                ("code_list", models.CharField(blank=True, max_length=60)),
                ("programmes", models.SmallIntegerField()),
                ("monthly_wage", models.BigIntegerField(blank=True, null=True)),
                ("monthly_income", models.BigIntegerField(blank=True, null=True)),
                ("risk_group", models.SmallIntegerField(blank=True, null=True)),
                ("legal_basis", models.JSONField(blank=True, default=list)),
                ("key", models.CharField(blank=True, max_length=120)),
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
                        to="sponsorship.budgetline",
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
                (
                    "worker_segment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.workersegment",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="254f0eede4a3bb4ecb9501aa8f3298c265212252",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_96920",
                            table="sponsorship_budgetlineevent",
                            when="BEFORE",
                        ),
                    )
                ],
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
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CivilServant",
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
                            ("ASN", "ASN (PNS dan PPPK)"),
                            ("ARMY", "TNI"),
                            ("POLICE", "Polri"),
                        ],
                        max_length=6,
                    ),
                ),
                ("national_id_hash", models.BinaryField(max_length=32)),
                ("listed_on", models.DateField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("left_on", models.DateField(blank=True, null=True)),
                (
                    "left_recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "ordering": ["region", "kind", "pk"],
                "indexes": [
                    models.Index(fields=["national_id_hash"], name="sponsorship_nationa_c1d588_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_on", None)),
                        fields=("national_id_hash", "region", "kind"),
                        name="civil_servant_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("left_on", None), ("left_recorded_by", None)),
                            models.Q(
                                ("left_on__isnull", False), ("left_recorded_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="civil_servant_left_told",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row_no", models.IntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("PROPOSED", "Diusulkan"),
                            ("VALID", "Layak"),
                            ("DOUBTFUL", "Perlu diputuskan"),
                            ("REFUSED", "Tidak layak"),
                            ("DECREED", "Ditetapkan"),
                            ("REJECTED", "Ditolak sistem"),
                            ("REPLACED", "Diganti"),
                            ("REGISTERED", "Terdaftar"),
                            ("CARD_HANDED", "Kartu diterima"),
                            ("RENEWED", "Diperpanjang"),
                            ("DROPPED", "Keluar"),
                        ],
                        default="PROPOSED",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                ("national_id_hash", models.BinaryField(blank=True, max_length=32, null=True)),
                ("national_id_cipher", models.BinaryField(blank=True, null=True)),
                ("birth_date", models.DateField(blank=True, null=True)),
                ("birth_place", models.CharField(blank=True, max_length=60)),
                (
                    "sex",
                    models.CharField(
                        blank=True, choices=[("L", "Laki-laki"), ("P", "Perempuan")], max_length=1
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300)),
                ("occupation", models.CharField(blank=True, max_length=120)),
                ("monthly_income", models.BigIntegerField(blank=True, null=True)),
                ("phone_cipher", models.BinaryField(blank=True, null=True)),
                ("decile", models.SmallIntegerField(blank=True, null=True)),
                ("priority_source", models.CharField(blank=True, max_length=20)),
                (
                    "list",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="sponsorship.beneficiarylist",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="sponsorship.listrow",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.village",
                    ),
                ),
                (
                    "worker_segment",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.workersegment",
                    ),
                ),
            ],
            options={
                "ordering": ["list", "row_no"],
                "indexes": [
                    models.Index(
                        fields=["national_id_hash"], name="sponsorship_nationa_dc2e27_idx"
                    ),
                    models.Index(fields=["list", "status"], name="sponsorship_list_id_d939cf_idx"),
                    models.Index(
                        fields=["village", "status"], name="sponsorship_village_37f7b3_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("list", "row_no"), name="list_row_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decile", None),
                            models.Q(("decile__gte", 1), ("decile__lte", 10)),
                            _connector="OR",
                        ),
                        name="list_row_decile",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."birth_date" IS DISTINCT FROM (NEW."birth_date") OR OLD."birth_place" IS DISTINCT FROM (NEW."birth_place") OR OLD."decile" IS DISTINCT FROM (NEW."decile") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."list_id" IS DISTINCT FROM (NEW."list_id") OR OLD."monthly_income" IS DISTINCT FROM (NEW."monthly_income") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."national_id_cipher" IS DISTINCT FROM (NEW."national_id_cipher") OR OLD."national_id_hash" IS DISTINCT FROM (NEW."national_id_hash") OR OLD."occupation" IS DISTINCT FROM (NEW."occupation") OR OLD."phone_cipher" IS DISTINCT FROM (NEW."phone_cipher") OR OLD."priority_source" IS DISTINCT FROM (NEW."priority_source") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id") OR OLD."row_no" IS DISTINCT FROM (NEW."row_no") OR OLD."sex" IS DISTINCT FROM (NEW."sex") OR OLD."village_id" IS DISTINCT FROM (NEW."village_id") OR OLD."worker_segment_id" IS DISTINCT FROM (NEW."worker_segment_id"))',
                            func='INSERT INTO "sponsorship_listrowevent" ("address", "birth_date", "birth_place", "decile", "id", "list_id", "monthly_income", "name", "national_id_hash", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_source", "replaces_id", "row_no", "sex", "village_id", "worker_segment_id") VALUES (NEW."address", NEW."birth_date", NEW."birth_place", NEW."decile", NEW."id", NEW."list_id", NEW."monthly_income", NEW."name", NEW."national_id_hash", NEW."occupation", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."priority_source", NEW."replaces_id", NEW."row_no", NEW."sex", NEW."village_id", NEW."worker_segment_id"); RETURN NULL;',
                            hash="66299b59fd6e9a9e434c297d6853c0c0a402d56c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0f1a5",
                            table="sponsorship_listrow",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "sponsorship_listrowevent" ("address", "birth_date", "birth_place", "decile", "id", "list_id", "monthly_income", "name", "national_id_hash", "occupation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority_source", "replaces_id", "row_no", "sex", "village_id", "worker_segment_id") VALUES (OLD."address", OLD."birth_date", OLD."birth_place", OLD."decile", OLD."id", OLD."list_id", OLD."monthly_income", OLD."name", OLD."national_id_hash", OLD."occupation", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."priority_source", OLD."replaces_id", OLD."row_no", OLD."sex", OLD."village_id", OLD."worker_segment_id"); RETURN NULL;',
                            hash="d8b1053ff11cc25cc000b73816472ac2b349ea53",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_682a7",
                            table="sponsorship_listrow",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DropDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("MONTHS_ENDED", "Masa iuran berakhir"),
                            ("EMPLOYER_FOUND", "Sudah diikutkan pemberi kerja"),
                            ("STATE_EMPLOYEE", "Menjadi ASN atau PPPK"),
                            ("TOO_OLD", "Melewati batas umur"),
                            ("LEFT_EARLY", "Kepesertaan diakhiri sebelum waktunya"),
                            ("DIED", "Meninggal dunia"),
                            ("MOVED", "Pindah"),
                            ("DECLINED", "Menolak atau tidak ditemukan"),
                        ],
                        max_length=14,
                    ),
                ),
                ("kept", models.BooleanField()),
                ("note", models.CharField(blank=True, max_length=300)),
                ("happened_on", models.DateField()),
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
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drop_decisions",
                        to="sponsorship.listrow",
                    ),
                ),
            ],
            options={
                "ordering": ["row", "pk"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kept", False)),
                        fields=("row",),
                        name="row_dropped_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "MONTHS_ENDED",
                                    "EMPLOYER_FOUND",
                                    "STATE_EMPLOYEE",
                                    "TOO_OLD",
                                    "LEFT_EARLY",
                                    "DIED",
                                    "MOVED",
                                    "DECLINED",
                                ],
                            )
                        ),
                        name="drop_reason_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kept", False), models.Q(("note", ""), _negated=True), _connector="OR"
                        ),
                        name="kept_with_its_reason",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="9b181f287a3c256163efb138667374d722449465",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_e2343",
                            table="sponsorship_dropdecision",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupPotential",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("persons", models.PositiveIntegerField(blank=True, null=True)),
                ("as_of", models.DateField()),
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
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="potentials",
                        to="sponsorship.guidedgroup",
                    ),
                ),
            ],
            options={
                "ordering": ["group", "as_of", "pk"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="group_potential_sourced",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__in", ["high", "medium", "low"])),
                        name="group_potential_confidence",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="852ac0511ed6205bdd09b83f93a5b2a850746e20",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_95484",
                            table="sponsorship_grouppotential",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GuidedGroupEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agency",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="sponsorship.guidedgroup",
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
                    "worker_segment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.workersegment",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8951857b317d8cde9464ba2a99d79b38373fcfd2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2379a",
                            table="sponsorship_guidedgroupevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ListAct",
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
                            ("PROPOSED", "Diusulkan"),
                            ("CLEANED", "Diperiksa"),
                            ("RETURNED", "Dikembalikan"),
                            ("DECREED", "Ditetapkan"),
                            ("AGREED", "Diperjanjikan"),
                            ("REGISTERED", "Didaftarkan"),
                            ("BILLED", "Ditagih"),
                            ("PAID", "Dibayar"),
                            ("CARDS_HANDED", "Kartu diserahkan"),
                            ("RENEWED", "Diperpanjang"),
                            ("CLOSED", "Ditutup"),
                            ("WITHDRAWN", "Ditarik"),
                        ],
                        max_length=15,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("data", models.JSONField(blank=True, default=dict)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnerships.agreement",
                    ),
                ),
                (
                    "import_file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.importfile",
                    ),
                ),
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
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="sponsorship.beneficiarylist",
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
                "ordering": ["list", "pk"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["RETURNED", "WITHDRAWN", "CLOSED"]), _negated=True
                            ),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="list_act_reasoned",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="9d8e42eeaefc55e3612c350ddf42e3b04136d76e",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_deeb7",
                            table="sponsorship_listact",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ListRenewal",
            fields=[
                (
                    "list",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="renewal",
                        serialize=False,
                        to="sponsorship.beneficiarylist",
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
                    "renews",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewals",
                        to="sponsorship.beneficiarylist",
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("list", models.F("renews")), _negated=True),
                        name="list_renews_another",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="d882aa8514f61e07d6f22756e1cebcac5056163e",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_a0917",
                            table="sponsorship_listrenewal",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ListRowEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("row_no", models.IntegerField()),
                ("name", models.CharField(max_length=150)),
                ("national_id_hash", models.BinaryField(blank=True, max_length=32, null=True)),
                ("birth_date", models.DateField(blank=True, null=True)),
                ("birth_place", models.CharField(blank=True, max_length=60)),
                (
                    "sex",
                    models.CharField(
                        blank=True, choices=[("L", "Laki-laki"), ("P", "Perempuan")], max_length=1
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300)),
                ("occupation", models.CharField(blank=True, max_length=120)),
                ("monthly_income", models.BigIntegerField(blank=True, null=True)),
                ("decile", models.SmallIntegerField(blank=True, null=True)),
                ("priority_source", models.CharField(blank=True, max_length=20)),
                (
                    "list",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sponsorship.beneficiarylist",
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
                        to="sponsorship.listrow",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sponsorship.listrow",
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
                (
                    "worker_segment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.workersegment",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="12efefc119e021940a816100afeaec81def90116",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d7e6e",
                            table="sponsorship_listrowevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model", models.CharField(max_length=64)),
                ("inputs", models.CharField(max_length=64)),
                ("sure_from", models.IntegerField()),
                ("doubtful_from", models.IntegerField()),
                ("rows", models.IntegerField()),
                ("sure", models.IntegerField()),
                ("doubtful", models.IntegerField()),
                ("run_at", models.DateTimeField(auto_now_add=True)),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="match_runs",
                        to="sponsorship.beneficiarylist",
                    ),
                ),
                (
                    "run_by",
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
                "constraints": [],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="f7faf8b4346e1ec6b6b745fac8210d1c999df1f3",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_5c6b9",
                            table="sponsorship_matchrun",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchPair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("weight", models.IntegerField()),
                ("sure", models.BooleanField()),
                ("evidence", models.JSONField(default=dict)),
                (
                    "other_row",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sponsorship.listrow",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairs",
                        to="sponsorship.listrow",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairs",
                        to="sponsorship.matchrun",
                    ),
                ),
            ],
            options={
                "ordering": ["run", "-weight", "pk"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "row", "person", "other_row"),
                        name="match_pair_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("other_row", None), ("person__isnull", False)),
                            models.Q(("other_row__isnull", False), ("person", None)),
                            _connector="OR",
                        ),
                        name="match_pair_of_two",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="ceecc2e6f8ab4a33ddf6ecab471400ec5b213636",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_744e2",
                            table="sponsorship_matchpair",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("SAME", "Orang yang sama"), ("DIFFERENT", "Orang yang berbeda")],
                        max_length=9,
                    ),
                ),
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
                    "pair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="sponsorship.matchpair",
                    ),
                ),
            ],
            options={
                "ordering": ["pair", "pk"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="match_decision_reasoned",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="f594537da263f1dc2a5d5b5eeb10d1c8250580bb",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_1a252",
                            table="sponsorship_matchdecision",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
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
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "agency", "kind", "first_year", "last_year"),
                        name="plan_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_year__gte", 2000),
                            ("last_year__gte", models.F("first_year")),
                            ("last_year__lte", 2100),
                        ),
                        name="plan_years_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agency__isnull", False), ("kind__in", ["RENSTRA", "RENJA"])),
                            models.Q(
                                ("kind__in", ["RPJPD", "RPJMD", "RPD", "RKPD"]), ("agency", None)
                            ),
                            _connector="OR",
                        ),
                        name="plan_agency_fits_kind",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                ],
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
                "indexes": [],
                "constraints": [],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8e5c5002e20551161ac68d458806c2bf586657bf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_83a66",
                            table="sponsorship_plandocumentevent",
                            when="BEFORE",
                        ),
                    )
                ],
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
                "indexes": [
                    models.Index(
                        fields=["region", "instrument"], name="sponsorship_region__351ff2_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "village", "instrument", "number", "year"),
                        name="regional_regulation_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("instrument", "VILLAGE_REGULATION"), ("village__isnull", False)
                            ),
                            models.Q(
                                models.Q(("instrument", "VILLAGE_REGULATION"), _negated=True),
                                ("village", None),
                            ),
                            _connector="OR",
                        ),
                        name="village_regulation_has_village",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", ""), _negated=True),
                            models.Q(("title", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="regional_regulation_told",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
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
                ],
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
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "stage", "held_on"), name="plan_stage_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "CHANGED"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_change_reasoned",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    )
                ],
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
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)), name="plan_target_not_negative"
                    ),
                    models.CheckConstraint(
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
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes", None)),
                        fields=("plan", "programme", "indicator", "year"),
                        name="plan_target_begun_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supersedes", None),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_target_reasoned",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    )
                ],
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
                "indexes": [],
                "constraints": [],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="29df8758a8dd37c627cd18da97a47047d4ea4efd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5b975",
                            table="sponsorship_regionalregulationevent",
                            when="BEFORE",
                        ),
                    )
                ],
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
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "ENACTED"),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="regulation_act_reasoned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "UNDONE"), ("undoes__isnull", False)),
                            models.Q(models.Q(("kind", "UNDONE"), _negated=True), ("undoes", None)),
                            _connector="OR",
                        ),
                        name="regulation_undone_names_act",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("by", None),
                            models.Q(("by", models.F("regulation")), _negated=True),
                            _connector="OR",
                        ),
                        name="regulation_not_by_itself",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RowStep",
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
                            ("PROPOSED", "Diusulkan"),
                            ("VALID", "Layak"),
                            ("DOUBTFUL", "Perlu diputuskan"),
                            ("REFUSED", "Tidak layak"),
                            ("DECREED", "Ditetapkan"),
                            ("REJECTED", "Ditolak sistem"),
                            ("REPLACED", "Diganti"),
                            ("REGISTERED", "Terdaftar"),
                            ("CARD_HANDED", "Kartu diterima"),
                            ("RENEWED", "Diperpanjang"),
                            ("DROPPED", "Keluar"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("decided", models.BooleanField(default=False)),
                ("happened_on", models.DateField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "act",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sponsorship.listact",
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="sponsorship.listrow",
                    ),
                ),
            ],
            options={
                "ordering": ["row", "pk"],
                "indexes": [
                    models.Index(fields=["row", "status"], name="sponsorship_row_id_389f78_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["REFUSED", "REJECTED", "DROPPED"]), _negated=True
                            ),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="row_step_reasoned",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="f3027871887ddf7464ec576002204ff514c3d10b",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_8bdae",
                            table="sponsorship_rowstep",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RowVerdict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("column", models.CharField(blank=True, max_length=20)),
                ("code", models.CharField(max_length=40)),
                (
                    "severity",
                    models.SmallIntegerField(
                        choices=[
                            (1, "Catatan"),
                            (2, "Peringatan"),
                            (3, "Perlu diputuskan"),
                            (4, "Tidak layak"),
                        ]
                    ),
                ),
                ("holds", models.BooleanField(default=True)),
                ("detail", models.CharField(blank=True, max_length=200)),
                ("found", models.CharField(blank=True, max_length=100)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
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
                (
                    "other_row",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sponsorship.listrow",
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
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verdicts",
                        to="sponsorship.listrow",
                    ),
                ),
            ],
            options={
                "ordering": ["row", "pk"],
                "indexes": [],
                "constraints": [],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="39b6429dc1a768a28af043527c57cff64e8ca2a1",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_4d8af",
                            table="sponsorship_rowverdict",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Scenario",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("version", models.SmallIntegerField()),
                ("inputs", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("time_limit", models.SmallIntegerField(default=60)),
                ("gap", models.IntegerField(default=100)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "made_by",
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
                "ordering": ["region", "name", "-version"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "name", "version"), name="scenario_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="scenario_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gap__gte", 0), ("time_limit__gte", 1), ("version__gte", 1)
                        ),
                        name="scenario_sound",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="808e6a973da3f98b87b844e019112f6674037cae",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_a62c6",
                            table="sponsorship_scenario",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScenarioResult",
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
                            ("OPTIMAL", "Terbaik, terbukti"),
                            ("NEAR", "Hampir terbaik, dengan batas terbukti"),
                            ("TIME", "Dihentikan oleh waktu"),
                            ("REFUSED", "Tidak dapat dihitung"),
                        ],
                        max_length=8,
                    ),
                ),
                ("points", models.BigIntegerField(default=0)),
                ("bound", models.BigIntegerField(default=0)),
                ("gap_ppm", models.BigIntegerField(default=0)),
                ("milliseconds", models.IntegerField(default=0)),
                ("law", models.CharField(max_length=64)),
                ("outcome", models.JSONField(default=dict)),
                ("solved_at", models.DateTimeField(auto_now_add=True)),
                (
                    "scenario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="sponsorship.scenario",
                    ),
                ),
                (
                    "solved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["scenario", "pk"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scenario", "law"), name="scenario_solved_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "REFUSED"),
                            ("bound__gte", models.F("points")),
                            _connector="OR",
                        ),
                        name="scenario_within_bound",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="3e79cf62ae71c17af9995efa3ea95c0f6be6d923",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_b5e06",
                            table="sponsorship_scenarioresult",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScenarioRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.SmallIntegerField()),
                ("segment", models.CharField(max_length=40)),
                ("decile", models.SmallIntegerField()),
                ("fund", models.CharField(max_length=60)),
                (
                    "fund_source",
                    models.CharField(
                        choices=[
                            ("PROVINCE_BUDGET", "APBD provinsi"),
                            ("REGENCY_BUDGET", "APBD kabupaten/kota"),
                            ("VILLAGE_BUDGET", "APB desa"),
                            ("STATE_BUDGET", "APBN"),
                            ("PALM_OIL_SHARE", "Dana bagi hasil sawit"),
                            ("TOBACCO_SHARE", "Dana bagi hasil cukai hasil tembakau"),
                            ("ZAKAT", "Zakat, infak dan sedekah"),
                            ("COMPANY_GIVING", "Tanggung jawab sosial perusahaan"),
                        ],
                        max_length=20,
                    ),
                ),
                ("months", models.SmallIntegerField()),
                ("persons", models.IntegerField()),
                ("amount", models.BigIntegerField()),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.region",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="sponsorship.scenarioresult",
                    ),
                ),
            ],
            options={
                "ordering": ["result", "year", "region", "segment", "decile", "fund", "months"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gte", 0),
                            ("months__gte", 1),
                            ("months__lte", 12),
                            ("persons__gte", 1),
                        ),
                        name="scenario_row_counts",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="2e558353a6a3b6e49731189cea818727d8f2de05",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_65838",
                            table="sponsorship_scenariorow",
                            when="BEFORE",
                        ),
                    )
                ],
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
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "inaugurated_on"), name="head_term_once"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    )
                ],
            },
        ),
    ]
    operations = at_once(operations)
