import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0003_one_record_of_authority"),
        ("reference", "0005_service_points"),
        ("monitoring", "0007_scorecards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MonevPreparation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("lists", models.JSONField(blank=True, default=dict)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
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
                "ordering": ["session", "number"],
            },
        ),
        migrations.CreateModel(
            name="MonevQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("COVERAGE", "Cakupan"),
                            ("REGULATION", "Regulasi"),
                            ("BUDGET", "Anggaran"),
                            ("EMPLOYER", "Pemerintah sebagai pemberi kerja"),
                            ("AGREEMENT", "Kerja sama"),
                            ("COMPLIANCE", "Kepatuhan"),
                            ("CLAIMS", "Klaim"),
                            ("FOLLOW_UP", "Tindak lanjut"),
                            ("FIGURES", "Mutu angka"),
                            ("INSTRUCTION", "Butir Inpres"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("GAP", "kekurangan di atas batas"),
                            ("NO_COVERAGE", "cakupan tidak diketahui"),
                            ("NO_PERDA", "tanpa Perda"),
                            ("NO_BUDGET", "tanpa anggaran non-ASN"),
                            ("NO_AGREEMENT", "tanpa perjanjian yang berlaku"),
                            ("COMMITMENTS_LATE", "komitmen terlambat"),
                            ("FIGURE_DOUBTED", "angka diragukan"),
                            ("SERIES_BREAK", "deret terputus"),
                            ("INSTRUCTION_OPEN", "butir instruksi belum dijawab"),
                            ("TEAM", "ditambahkan tim"),
                        ],
                        max_length=16,
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=120)),
                ("facts", models.JSONField(blank=True, default=dict)),
                ("text", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "figure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitoring.observation",
                    ),
                ),
                (
                    "preparation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="monitoring.monevpreparation",
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
            ],
            options={
                "ordering": ["session", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MonevAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("said_by", models.CharField(blank=True, max_length=200)),
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
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="monitoring.monevquestion",
                    ),
                ),
            ],
            options={
                "ordering": ["question", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MonevSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("period_from", models.DateField()),
                ("period_to", models.DateField()),
                ("as_of", models.DateField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="monev",
                        to="partnerships.meeting",
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
                "ordering": ["-as_of", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="MonevRegion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.region",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regions",
                        to="monitoring.monevsession",
                    ),
                ),
            ],
            options={
                "ordering": ["session", "position"],
            },
        ),
        migrations.AddField(
            model_name="monevquestion",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="questions",
                to="monitoring.monevsession",
            ),
        ),
        migrations.AddField(
            model_name="monevpreparation",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="preparations",
                to="monitoring.monevsession",
            ),
        ),
        migrations.CreateModel(
            name="MonevFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("COVERAGE", "Cakupan"),
                            ("REGULATION", "Regulasi"),
                            ("BUDGET", "Anggaran"),
                            ("EMPLOYER", "Pemerintah sebagai pemberi kerja"),
                            ("AGREEMENT", "Kerja sama"),
                            ("COMPLIANCE", "Kepatuhan"),
                            ("CLAIMS", "Klaim"),
                            ("FOLLOW_UP", "Tindak lanjut"),
                            ("FIGURES", "Mutu angka"),
                            ("INSTRUCTION", "Butir Inpres"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("NOTE", "catatan"),
                            ("ACTION", "perlu tindakan"),
                            ("URGENT", "mendesak"),
                        ],
                        max_length=6,
                    ),
                ),
                ("text", models.TextField()),
                ("reason", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "figure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitoring.observation",
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
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="monitoring.monevfinding",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="monitoring.monevsession",
                    ),
                ),
            ],
            options={
                "ordering": ["session", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MonevCommitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "commitment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="monev",
                        to="partnerships.commitment",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="monitoring.monevsession",
                    ),
                ),
            ],
            options={
                "ordering": ["session", "region", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MonevFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_history", models.BooleanField(default=False)),
                (
                    "observation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitoring.observation",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitoring.coveragetarget",
                    ),
                ),
                (
                    "preparation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="monitoring.monevpreparation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("preparation", "observation"), name="monev_observation_once"
                    ),
                    models.UniqueConstraint(
                        fields=("preparation", "target"), name="monev_target_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("observation__isnull", False), ("target", None)),
                            models.Q(("observation", None), ("target__isnull", False)),
                            _connector="OR",
                        ),
                        name="monev_figure_is_one",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monevfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="2ca882fc963a21c7488f5db2301f490dc98ad339",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_ae372",
                    table="monitoring_monevfigure",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="monevanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="monev_answer_told"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monevanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="8c98304246432cbc6c5ae288c658ad9f937aed7d",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_03574",
                    table="monitoring_monevanswer",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="monevsession",
            constraint=models.CheckConstraint(
                condition=models.Q(("period_from__lte", models.F("period_to"))),
                name="monev_period_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="monevsession",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of__gte", models.F("period_from"))),
                name="monev_day_in_period",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monevsession",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="768c64112818f5d5eb6fb95b6243c906ba2a8e56",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_07475",
                    table="monitoring_monevsession",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="monevregion",
            constraint=models.UniqueConstraint(
                fields=("session", "region"), name="monev_region_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="monevregion",
            constraint=models.UniqueConstraint(
                fields=("session", "position"), name="monev_position_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monevregion",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="b7669a336d5e6b8de3989e4e5b29f5c31686a882",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_87e68",
                    table="monitoring_monevregion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="monevquestion",
            constraint=models.UniqueConstraint(
                fields=("session", "preparation", "region", "rule", "key"),
                name="monev_question_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="monevquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("preparation", None),
                        ("rule", "TEAM"),
                        models.Q(("text", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("rule", "TEAM"), _negated=True), ("preparation__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="monev_question_told",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monevquestion",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="456f8e19eebcee67b855b48a2a6b543567626326",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_4fc01",
                    table="monitoring_monevquestion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="monevpreparation",
            constraint=models.UniqueConstraint(
                fields=("session", "number"), name="monev_preparation_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monevpreparation",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="8110f1093218271563c6563dc18275a833525918",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_8df3e",
                    table="monitoring_monevpreparation",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="monevfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="monev_finding_told"
            ),
        ),
        migrations.AddConstraint(
            model_name="monevfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("supersedes", None), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="monev_finding_superseded_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monevfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="aa7097b9a1aa2ace802e1443cdca6aa853bb958b",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_9131e",
                    table="monitoring_monevfinding",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="monevcommitment",
            trigger=pgtrigger.compiler.Trigger(
                name="only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                    hash="ad688293ab389e1be5c495a206bee4610717d596",
                    level="STATEMENT",
                    operation="UPDATE OR DELETE OR TRUNCATE",
                    pgid="pgtrigger_only_added_to_d3cff",
                    table="monitoring_monevcommitment",
                    when="BEFORE",
                ),
            ),
        ),
    ]
