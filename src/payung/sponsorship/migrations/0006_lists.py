import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sponsorship", "0005_budgets"),
    ]

    operations = [
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
            ],
            options={
                "ordering": ["region", "kind", "pk"],
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
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="beneficiarylist",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="beneficiarylist",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="beneficiarylist",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="beneficiarylist",
            name="answer_path",
        ),
        migrations.RemoveField(
            model_name="beneficiarylistevent",
            name="answer_path",
        ),
        migrations.AddField(
            model_name="listrow",
            name="occupation",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="rowstep",
            name="decided",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="rowverdict",
            name="found",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="rowverdict",
            name="holds",
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name="listrow",
            name="list",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rows",
                to="sponsorship.beneficiarylist",
            ),
        ),
        migrations.AlterField(
            model_name="listrow",
            name="village",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reference.village",
            ),
        ),
        migrations.AlterField(
            model_name="listrow",
            name="worker_segment",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reference.workersegment",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="beneficiarylist",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="beneficiarylist",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="beneficiarylist",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="listrow",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="listrow",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        migrations.AddField(
            model_name="civilservant",
            name="left_recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="civilservant",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="civilservant",
            name="region",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reference.region"
            ),
        ),
        migrations.AddField(
            model_name="listrowevent",
            name="list",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sponsorship.beneficiarylist",
            ),
        ),
        migrations.AddField(
            model_name="listrowevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="listrowevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="sponsorship.listrow",
            ),
        ),
        migrations.AddField(
            model_name="listrowevent",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sponsorship.listrow",
            ),
        ),
        migrations.AddField(
            model_name="listrowevent",
            name="village",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="reference.village",
            ),
        ),
        migrations.AddField(
            model_name="listrowevent",
            name="worker_segment",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="reference.workersegment",
            ),
        ),
        migrations.AddIndex(
            model_name="civilservant",
            index=models.Index(fields=["national_id_hash"], name="sponsorship_nationa_c1d588_idx"),
        ),
        migrations.AddConstraint(
            model_name="civilservant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on", None)),
                fields=("national_id_hash", "region", "kind"),
                name="civil_servant_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="civilservant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("left_on", None), ("left_recorded_by", None)),
                    models.Q(("left_on__isnull", False), ("left_recorded_by__isnull", False)),
                    _connector="OR",
                ),
                name="civil_servant_left_told",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="listrowevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="12efefc119e021940a816100afeaec81def90116",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d7e6e",
                    table="sponsorship_listrowevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
