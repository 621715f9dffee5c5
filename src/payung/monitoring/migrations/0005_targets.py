import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0004_observations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TargetWithdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AddField(
            model_name="coveragetarget",
            name="setter",
            field=models.CharField(
                choices=[
                    ("LAW", "Undang-undang atau Peraturan Presiden"),
                    ("MINISTRY", "Kementerian"),
                    ("PROVINCE", "Pemerintah provinsi"),
                    ("LOCAL", "Pemerintah kabupaten atau kota"),
                    ("FUND", "BPJS Ketenagakerjaan"),
                ],
                default="MINISTRY",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="coveragetarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("setter__in", ["LAW", "MINISTRY", "PROVINCE", "LOCAL", "FUND"])
                ),
                name="target_setter_known",
            ),
        ),
        migrations.AddField(
            model_name="targetwithdrawal",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="targetwithdrawal",
            name="target",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawal",
                to="monitoring.coveragetarget",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="target_withdrawn_why"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="targetwithdrawal",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="c2afcd2423010f1f3ae405fa3604ef45db85fb1a",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_b8eea",
                    table="monitoring_targetwithdrawal",
                    when="BEFORE",
                ),
            ),
        ),
    ]
