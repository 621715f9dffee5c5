import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from payung.tables import at_once


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0005_pension_ends_and_tax_carries"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = at_once(
        [
            migrations.CreateModel(
                name="MemberSearch",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "means",
                        models.CharField(
                            choices=[
                                ("CARD", "Nomor kartu"),
                                ("IDENTITY", "NIK atau nomor kartu keluarga"),
                                ("EMPLOYEE_NUMBER", "Nomor pegawai"),
                                ("NAME", "Nama"),
                                ("NAME_AND_DAY", "Nama dan tanggal lahir"),
                            ],
                            max_length=15,
                        ),
                    ),
                    ("looked_for_hash", models.BinaryField(max_length=32)),
                    ("persons", models.JSONField(default=list)),
                    ("searched_at", models.DateTimeField(auto_now_add=True)),
                    (
                        "searched_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "indexes": [
                        models.Index(
                            fields=["searched_by", "searched_at"], name="member_search_by_user"
                        )
                    ],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name="membersearch",
                trigger=pgtrigger.compiler.Trigger(
                    name="only_added_to",
                    sql=pgtrigger.compiler.UpsertTriggerSql(
                        func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                        hash="eabeaa0ad268887eb40ebfd40c60c29a658d24f7",
                        level="STATEMENT",
                        operation="UPDATE OR DELETE OR TRUNCATE",
                        pgid="pgtrigger_only_added_to_41882",
                        table="claims_membersearch",
                        when="BEFORE",
                    ),
                ),
            ),
        ]
    )
