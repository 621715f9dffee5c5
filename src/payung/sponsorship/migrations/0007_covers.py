import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sponsorship", "0006_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dropdecision",
            trigger=pgtrigger.compiler.Trigger(
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
            ),
        ),
        migrations.AddConstraint(
            model_name="listrenewal",
            constraint=models.CheckConstraint(
                condition=models.Q(("list", models.F("renews")), _negated=True),
                name="list_renews_another",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="listrenewal",
            trigger=pgtrigger.compiler.Trigger(
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
            ),
        ),
    ]
