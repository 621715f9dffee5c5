import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_governments_and_villages"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("reference", "0005_service_points"),
        ("sponsorship", "0003_regulations"),
    ]

    operations = [
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
            ],
            options={
                "ordering": ["due_on", "pk"],
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
            },
        ),
        migrations.AddField(
            model_name="agencyaction",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actions",
                to="sponsorship.guidedgroup",
            ),
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
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionprogress",
            trigger=pgtrigger.compiler.Trigger(
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
            ),
        ),
        migrations.AddConstraint(
            model_name="guidedgroup",
            constraint=models.UniqueConstraint(
                fields=("agency", "worker_segment", "region"), name="guided_group_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="guidedgroup",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="guidedgroup",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="guidedgroup",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        migrations.AddConstraint(
            model_name="grouppotential",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="group_potential_sourced"
            ),
        ),
        migrations.AddConstraint(
            model_name="grouppotential",
            constraint=models.CheckConstraint(
                condition=models.Q(("confidence__in", ["high", "medium", "low"])),
                name="group_potential_confidence",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grouppotential",
            trigger=pgtrigger.compiler.Trigger(
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
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agencyactionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b635b333369f5367c0e77dc8390e6f419200d6e2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c7e33",
                    table="sponsorship_agencyactionevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyaction",
            constraint=models.UniqueConstraint(
                fields=("agency", "title"), name="agency_action_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="agency_action_titled"
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("track", "BUDGETED"),
                    models.Q(("budget_line", None), ("track", "NOT_BUDGETED")),
                    _connector="OR",
                ),
                name="agency_action_line_fits_track",
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyaction",
            constraint=models.CheckConstraint(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agencyaction",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agencyaction",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agencyaction",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="guidedgroupevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8951857b317d8cde9464ba2a99d79b38373fcfd2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2379a",
                    table="sponsorship_guidedgroupevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
