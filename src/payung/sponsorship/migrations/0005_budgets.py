import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reference", "0004_governments_and_villages"),
        ("sponsorship", "0004_actions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                "ordering": ["list", "kind", "printed"],
                "abstract": False,
            },
        ),
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
            ],
            options={
                "ordering": ["region", "-pk"],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="budgetline",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="budgetline",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="budgetline",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="budgetline",
            name="key",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="budgetlineevent",
            name="key",
            field=models.CharField(blank=True, max_length=120),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetline",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetline",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetline",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("region", "key"),
                name="budget_line_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountcodelist",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True),
                name="accountcodelist_source_stated",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountcodelist",
            constraint=models.CheckConstraint(
                condition=models.Q(("confidence__in", ["high", "medium", "low"])),
                name="accountcodelist_confidence_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountcodelist",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["PACKAGE", "OWN"])),
                name="accountcodelist_origin_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountcodelist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="code_list_ends_after_start",
            ),
        ),
        migrations.AddField(
            model_name="accountcode",
            name="list",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="codes",
                to="sponsorship.accountcodelist",
            ),
        ),
        migrations.AddField(
            model_name="accountmapping",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="accountmapping",
            name="region",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reference.region"
            ),
        ),
        migrations.AddField(
            model_name="accountmapping",
            name="worker_segment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reference.workersegment",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountcode",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="accountcode_source_stated"
            ),
        ),
        migrations.AddConstraint(
            model_name="accountcode",
            constraint=models.CheckConstraint(
                condition=models.Q(("confidence__in", ["high", "medium", "low"])),
                name="accountcode_confidence_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountcode",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["PACKAGE", "OWN"])),
                name="accountcode_origin_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountcode",
            constraint=models.UniqueConstraint(
                fields=("list", "kind", "code"), name="account_code_once"
            ),
        ),
        migrations.AddIndex(
            model_name="accountmapping",
            index=models.Index(fields=["region", "kind"], name="sponsorship_region__5426e1_idx"),
        ),
        migrations.AddConstraint(
            model_name="accountmapping",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="account_mapping_reasoned"
            ),
        ),
        migrations.AddConstraint(
            model_name="accountmapping",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["ACCOUNT", "ACTIVITY"])),
                name="account_mapping_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountmapping",
            constraint=models.CheckConstraint(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accountmapping",
            trigger=pgtrigger.compiler.Trigger(
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
            ),
        ),
    ]
