import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0003_facts"),
        ("reference", "0005_service_points"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("grounds", models.CharField(max_length=2000)),
                ("received_on", models.DateField()),
                ("review_until", models.DateField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="claims.claim",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objection",
                        to="claims.decision",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.party",
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
        ),
        migrations.CreateModel(
            name="ObjectionReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_accepted", models.BooleanField()),
                ("reasons", models.CharField(max_length=2000)),
                ("reviewed_on", models.DateField()),
                ("reviewed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "objection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="claims.objection",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OfficeLimit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField()),
                ("valid_from", models.DateField()),
                ("reason", models.CharField(max_length=300)),
                ("set_at", models.DateTimeField(auto_now_add=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LimitConfirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confirmed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "limit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmation",
                        to="claims.officelimit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReceiverSeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.SmallIntegerField()),
                ("receivers", models.JSONField()),
                ("fingerprint", models.BinaryField(max_length=32)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("sealed_on", models.DateField()),
                ("sealed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "decision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receiver_seals",
                        to="claims.decision",
                    ),
                ),
                (
                    "sealed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(("grounds", ""), _negated=True), name="objection_has_grounds"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objection",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="269a32c5b6d3192a79d31cd754f91d0362ae1040",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_3d03d",
                    table="claims_objection",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="objectionreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="review_has_reasons"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objectionreview",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="3dc0a3a22eb624bf402f6e0293c8b78ae44f4559",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_f2f29",
                    table="claims_objectionreview",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objectionreview",
            trigger=pgtrigger.compiler.Trigger(
                name="by_another",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF NEW.reviewed_by_id IN (SELECT d.decided_by_id FROM claims_objection o JOIN claims_decision d ON d.id = o.decision_id WHERE o.id = NEW.objection_id UNION ALL SELECT a.approved_by_id FROM claims_objection o JOIN claims_approval a ON a.decision_id = o.decision_id WHERE o.id = NEW.objection_id) THEN RAISE EXCEPTION 'an objection is reviewed by who had no part in the decision' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                    hash="21c71843467300d32b694ff0ae38108e52ed3867",
                    operation="INSERT",
                    pgid="pgtrigger_by_another_25a11",
                    table="claims_objectionreview",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="officelimit",
            index=models.Index(fields=["office", "-valid_from"], name="office_limit_newest"),
        ),
        migrations.AddConstraint(
            model_name="officelimit",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0), models.Q(("reason", ""), _negated=True)),
                name="office_limit_told",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officelimit",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="112621af03664f1e8b3266a2e2a697dc6c9160e4",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_49e3f",
                    table="claims_officelimit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="limitconfirmation",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="1fabf68ca06f41964efa3738ef9f5fd516200c20",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_5d654",
                    table="claims_limitconfirmation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="limitconfirmation",
            trigger=pgtrigger.compiler.Trigger(
                name="by_another",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF NEW.confirmed_by_id IN (SELECT set_by_id FROM claims_officelimit WHERE id = NEW.limit_id) THEN RAISE EXCEPTION 'a limit is confirmed by another person' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                    hash="4ae5d87c72e8f29c6a4991d4d4346950c82eb3c2",
                    operation="INSERT",
                    pgid="pgtrigger_by_another_af165",
                    table="claims_limitconfirmation",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="receiverseal",
            constraint=models.UniqueConstraint(
                fields=("decision", "sequence"), name="receiver_seal_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="receiverseal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sequence", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="sealed_anew_with_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="receiverseal",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="04ed90b46d99cec2a07c3f45e221dd14cd1e19e0",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_e6027",
                    table="claims_receiverseal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="receiverseal",
            trigger=pgtrigger.compiler.Trigger(
                name="by_another",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF NEW.sealed_by_id IN (SELECT decided_by_id FROM claims_decision WHERE id = NEW.decision_id AND NEW.sequence > 1) THEN RAISE EXCEPTION 'changed receivers are sealed by another person' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                    hash="614bb237daa812384f8d171610b6acad61806c44",
                    operation="INSERT",
                    pgid="pgtrigger_by_another_4cabc",
                    table="claims_receiverseal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payable",
            trigger=pgtrigger.compiler.Trigger(
                name="decision_in_force",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF EXISTS (SELECT 1 FROM (SELECT DISTINCT decision_id FROM new_rows) AS made\n        JOIN claims_decision AS decision ON decision.id = made.decision_id\n        WHERE NOT decision.is_granted OR (decision.needs_approval AND NOT EXISTS (\n            SELECT 1 FROM claims_approval AS approval\n            WHERE approval.decision_id = decision.id AND approval.is_approved)))\n    THEN RAISE EXCEPTION 'nothing is owed by a decision that is not in force'\n        USING ERRCODE = 'check_violation'; END IF; RETURN NULL;",
                    hash="9cb504ba97664133cec61311e09ae2f88c2f042b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_decision_in_force_185c6",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="claims_payable",
                    when="AFTER",
                ),
            ),
        ),
    ]
