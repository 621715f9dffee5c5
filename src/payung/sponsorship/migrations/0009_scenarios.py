import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sponsorship", "0008_matching"),
        ("reference", "0005_service_points"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            },
        ),
        migrations.AddConstraint(
            model_name="scenario",
            constraint=models.UniqueConstraint(
                fields=("region", "name", "version"), name="scenario_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="scenario",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="scenario_named"
            ),
        ),
        migrations.AddConstraint(
            model_name="scenario",
            constraint=models.CheckConstraint(
                condition=models.Q(("gap__gte", 0), ("time_limit__gte", 1), ("version__gte", 1)),
                name="scenario_sound",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scenario",
            trigger=pgtrigger.compiler.Trigger(
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
            ),
        ),
        migrations.AddConstraint(
            model_name="scenarioresult",
            constraint=models.UniqueConstraint(
                fields=("scenario", "law"), name="scenario_solved_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="scenarioresult",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "REFUSED"), ("bound__gte", models.F("points")), _connector="OR"
                ),
                name="scenario_within_bound",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scenarioresult",
            trigger=pgtrigger.compiler.Trigger(
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
            ),
        ),
        migrations.AddConstraint(
            model_name="scenariorow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gte", 0), ("months__gte", 1), ("months__lte", 12), ("persons__gte", 1)
                ),
                name="scenario_row_counts",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scenariorow",
            trigger=pgtrigger.compiler.Trigger(
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
            ),
        ),
    ]
