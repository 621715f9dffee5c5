"""Administrative fines and write-offs: tables, and what the database itself refuses."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLES = ("contributions_administrativefine", "contributions_writeoff")


def _refuse(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION contributions_refuse_change()",
        f"DROP TRIGGER append_only ON {table}",
    )


def _count(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION contributions_count_change()",
        f"DROP TRIGGER count_change ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0002_lines_by_month_and_guards"),
        ("registry", "0002_wages_by_month_and_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AdministrativeFine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("imposed_on", models.DateField()),
                ("due_on", models.DateField()),
                ("base", models.BigIntegerField()),
                ("months", models.SmallIntegerField()),
                ("amount", models.BigIntegerField()),
                ("article", models.CharField(max_length=200)),
                ("source", models.CharField(max_length=60, unique=True)),
                ("reason", models.CharField(max_length=300)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="WriteOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("decided_on", models.DateField()),
                ("decision_number", models.CharField(max_length=100)),
                ("reason", models.CharField(max_length=300)),
                ("article", models.CharField(max_length=200)),
                ("source", models.CharField(max_length=60, unique=True)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="settlement",
            name="settlement_has_one_source",
        ),
        migrations.RemoveConstraint(
            model_name="settlement",
            name="settlement_freed_by_itself",
        ),
        migrations.AlterField(
            model_name="journal",
            name="kind",
            field=models.CharField(
                choices=[
                    ("BILLS_ISSUED", "Penerbitan tagihan"),
                    ("MONEY_RECEIVED", "Penerimaan bank"),
                    ("PAYMENT_MATCHED", "Pembayaran dikenali"),
                    ("PENALTY_CHARGED", "Denda dibebankan"),
                    ("CREDIT_MOVED", "Kelebihan bayar dibentuk dan dipakai"),
                    ("FINE_IMPOSED", "Denda administratif dikenakan"),
                    ("FINE_REVERSED", "Denda administratif dibatalkan"),
                    ("WRITTEN_OFF", "Piutang dihapusbukukan"),
                    ("WRITE_OFF_REVERSED", "Penghapusbukuan dibatalkan"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="posting",
            name="account",
            field=models.SmallIntegerField(
                choices=[
                    (100, "Bank penerimaan iuran"),
                    (110, "Piutang iuran"),
                    (120, "Piutang denda"),
                    (130, "Piutang denda administratif"),
                    (200, "Penerimaan belum teridentifikasi"),
                    (210, "Kelebihan bayar pemberi kerja"),
                    (300, "Iuran program"),
                    (310, "Denda keterlambatan"),
                    (320, "Denda administratif"),
                    (400, "Penghapusbukuan piutang"),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="settlement",
            name="bill",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="settlements",
                to="contributions.bill",
            ),
        ),
        migrations.AlterField(
            model_name="settlement",
            name="component",
            field=models.SmallIntegerField(
                choices=[(1, "Pokok iuran"), (2, "Denda keterlambatan"), (3, "Denda administratif")]
            ),
        ),
        migrations.AddField(
            model_name="administrativefine",
            name="employer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="fines",
                to="registry.employer",
            ),
        ),
        migrations.AddField(
            model_name="administrativefine",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="administrativefine",
            name="reverses",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reversal",
                to="contributions.administrativefine",
            ),
        ),
        migrations.AddField(
            model_name="settlement",
            name="fine",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="settlements",
                to="contributions.administrativefine",
            ),
        ),
        migrations.AddField(
            model_name="writeoff",
            name="employer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="write_offs",
                to="registry.employer",
            ),
        ),
        migrations.AddField(
            model_name="writeoff",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="settlement",
            name="write_off",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="settlements",
                to="contributions.writeoff",
            ),
        ),
        migrations.AddIndex(
            model_name="settlement",
            index=models.Index(
                condition=models.Q(("write_off__isnull", False)),
                fields=["write_off"],
                name="settlement_write_off",
            ),
        ),
        migrations.AddIndex(
            model_name="settlement",
            index=models.Index(
                condition=models.Q(("fine__isnull", False)), fields=["fine"], name="settlement_fine"
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("credit_bill__isnull", True),
                        ("payment__isnull", False),
                        ("write_off__isnull", True),
                    ),
                    models.Q(
                        ("credit_bill__isnull", False),
                        ("payment__isnull", True),
                        ("write_off__isnull", True),
                    ),
                    models.Q(
                        ("credit_bill__isnull", True),
                        ("payment__isnull", True),
                        ("write_off__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="settlement_has_one_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gt", 0),
                    models.Q(
                        ("bill__isnull", False),
                        ("credit_bill", models.F("bill")),
                        ("credit_bill__isnull", False),
                    ),
                    ("fine__isnull", False),
                    ("write_off__isnull", False),
                    _connector="OR",
                ),
                name="settlement_freed_by_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("bill__isnull", False), ("component__in", [1, 2]), ("fine__isnull", True)
                    ),
                    models.Q(("bill__isnull", True), ("component", 3), ("fine__isnull", False)),
                    _connector="OR",
                ),
                name="settlement_of_bill_or_fine",
            ),
        ),
        migrations.AddConstraint(
            model_name="administrativefine",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__gt", 0), ("reverses__isnull", True)),
                    models.Q(("amount__lt", 0), ("reverses__isnull", False)),
                    _connector="OR",
                ),
                name="fine_undone_by_counter_row",
            ),
        ),
        migrations.AddConstraint(
            model_name="writeoff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision_number", ""), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                ),
                name="write_off_has_decision",
            ),
        ),
        *(_refuse(table) for table in TABLES),
        *(_count(table) for table in TABLES),
    ]
