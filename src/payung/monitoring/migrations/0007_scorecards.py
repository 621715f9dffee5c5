import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import payung.clock


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0006_instructions"),
        ("reference", "0005_service_points"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ScorecardEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("year", models.SmallIntegerField()),
                ("as_of", models.DateField()),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("PROVINCE", "pemerintah provinsi"),
                            ("REGENCY", "pemerintah kabupaten dan kota"),
                        ],
                        max_length=8,
                    ),
                ),
                ("opened_on", models.DateField(default=payung.clock.today)),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.region",
                    ),
                ),
            ],
            options={
                "ordering": ["-as_of", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="EditionAct",
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
                        choices=[("LOCKED", "Dikunci"), ("WITHDRAWN", "Ditarik")], max_length=9
                    ),
                ),
                ("happened_on", models.DateField()),
                ("note", models.CharField(blank=True, max_length=300)),
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="monitoring.scorecardedition",
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CriteriaSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.SmallIntegerField()),
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sets",
                        to="monitoring.scorecardedition",
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "number"],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.SmallIntegerField()),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("name_en", models.CharField(blank=True, max_length=120)),
                ("indicator", models.CharField(max_length=40)),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("VALUE", "angkanya sendiri"),
                            ("GROWTH", "kenaikan dalam setahun"),
                            ("SHARE", "bagian dari penyebutnya sendiri"),
                            ("PER", "per orang pada angka kedua"),
                        ],
                        max_length=6,
                    ),
                ),
                ("per_indicator", models.CharField(blank=True, max_length=40)),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("RANK", "menurut peringkat"),
                            ("TARGET", "menurut capaian target"),
                            ("THRESHOLDS", "menurut ambang"),
                            ("YES_NO", "ada atau tidak ada"),
                        ],
                        max_length=10,
                    ),
                ),
                ("target", models.BigIntegerField(blank=True, null=True)),
                ("steps", models.JSONField(blank=True, default=list)),
                ("weight", models.SmallIntegerField()),
                ("is_bonus", models.BooleanField(default=False)),
                ("more_is_better", models.BooleanField(default=True)),
                (
                    "missing",
                    models.CharField(
                        choices=[
                            ("ZERO", "tanpa poin"),
                            ("EXCLUDED", "dikeluarkan, bobot lain disesuaikan"),
                        ],
                        max_length=8,
                    ),
                ),
                ("months", models.SmallIntegerField(default=12)),
                (
                    "set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="monitoring.criteriaset",
                    ),
                ),
            ],
            options={
                "ordering": ["set", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("set", "code"), name="criterion_code_once"),
                    models.UniqueConstraint(
                        fields=("set", "position"), name="criterion_position_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("months__gte", 1),
                            ("months__lte", 120),
                            ("weight__gte", 0),
                            ("weight__lte", 1000),
                        ),
                        name="criterion_weight_in_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("measure", "PER"), models.Q(("per_indicator", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("measure", "PER"), _negated=True), ("per_indicator", "")
                            ),
                            _connector="OR",
                        ),
                        name="criterion_per_second_figure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target", None),
                            ("target__gt", 0),
                            ("more_is_better", False),
                            _connector="OR",
                        ),
                        name="criterion_target_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("per_indicator", models.F("indicator")), _negated=True),
                        name="criterion_two_figures",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criterion",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="10c8d2f26c162f008f2f67e68510b1ce8ee73b32",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_978a9",
                    table="monitoring_criterion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="scorecardedition",
            constraint=models.UniqueConstraint(
                fields=("region", "level", "year", "name"),
                name="scorecard_edition_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="scorecardedition",
            constraint=models.CheckConstraint(
                condition=models.Q(("level", "REGENCY"), ("region", None), _connector="OR"),
                name="scorecard_provinces_of_nation",
            ),
        ),
        migrations.AddConstraint(
            model_name="scorecardedition",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="scorecard_edition_named"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scorecardedition",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="142e49ad6cdb84ed6a398153bc3b4365b8e59cd3",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_2076c",
                    table="monitoring_scorecardedition",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="editionact",
            constraint=models.UniqueConstraint(fields=("edition",), name="scorecard_ended_once"),
        ),
        migrations.AddConstraint(
            model_name="editionact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "WITHDRAWN"), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="scorecard_withdrawn_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionact",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="9faed04421c589a16e01642f415d25030ffa60f9",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_1a2af",
                    table="monitoring_editionact",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="criteriaset",
            constraint=models.UniqueConstraint(
                fields=("edition", "number"), name="criteria_set_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="criteriaset",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="criteria_set_reasoned"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criteriaset",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="d995c8f3233a17f1d6b6e57dde9c5e620172ccd4",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_05a67",
                    table="monitoring_criteriaset",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="criteriaset",
            trigger=pgtrigger.compiler.Trigger(
                name="none_after_the_end",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF EXISTS (SELECT 1 FROM monitoring_editionact WHERE edition_id = NEW.edition_id) THEN RAISE EXCEPTION 'edition % takes no further criteria', NEW.edition_id USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW;",
                    hash="3e82a5472dc71d54c55fab55a4c227b0762ab3e3",
                    operation="INSERT",
                    pgid="pgtrigger_none_after_the_end_ee5ec",
                    table="monitoring_criteriaset",
                    when="BEFORE",
                ),
            ),
        ),
    ]
