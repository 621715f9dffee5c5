import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from payung.tables import at_once


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0005_governments_and_villages"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("reference", "0005_service_points"),
        ("registry", "0002_wages_by_month_and_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE claims_claim_numbers", "DROP SEQUENCE claims_claim_numbers"
        ),
        migrations.RunSQL(
            "CREATE SEQUENCE claims_payment_order_numbers",
            "DROP SEQUENCE claims_payment_order_numbers",
        ),
        *at_once(
            [
                migrations.CreateModel(
                    name="AccidentReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "stage",
                            models.SmallIntegerField(choices=[(1, "Tahap I"), (2, "Tahap II")]),
                        ),
                        ("reported_at", models.DateTimeField()),
                        ("established_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("RECOVERED", "Sembuh"),
                                    ("DISABLED", "Cacat sebagian"),
                                    ("TOTAL", "Cacat total tetap"),
                                    ("DEATH", "Meninggal dunia"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("description", models.CharField(blank=True, max_length=1000)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="AccountCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("checked_at", models.DateTimeField(auto_now_add=True)),
                        ("note", models.CharField(blank=True, max_length=300)),
                    ],
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("text", models.CharField(max_length=500)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="AnswerFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("file_name", models.CharField(blank=True, max_length=200)),
                        ("sha256", models.BinaryField(blank=True, max_length=32, null=True)),
                        ("recorded_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Approval",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("is_approved", models.BooleanField()),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        ("approved_on", models.DateField()),
                        ("approved_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="BankAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("PAID", "Dibayar"), ("RETURNED", "Dikembalikan")],
                                max_length=8,
                            ),
                        ),
                        ("amount", models.BigIntegerField()),
                        ("answered_on", models.DateField()),
                        ("reason", models.CharField(blank=True, max_length=200)),
                    ],
                ),
                migrations.CreateModel(
                    name="Claim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.CharField(max_length=20, unique=True)),
                        (
                            "programme",
                            models.SmallIntegerField(
                                choices=[
                                    (1, "Jaminan Kecelakaan Kerja"),
                                    (2, "Jaminan Kematian"),
                                    (4, "Jaminan Hari Tua"),
                                    (8, "Jaminan Pensiun"),
                                    (16, "Jaminan Kehilangan Pekerjaan"),
                                ]
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("BRANCH", "Kantor cabang"),
                                    ("EMPLOYER", "Pemberi kerja"),
                                    ("ONLINE", "Peserta atau ahli waris"),
                                    ("TAKEN_OVER", "Diambil alih dari sistem lama"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("DRAFT", "Belum dikirim"),
                                    ("RECEIVED", "Diterima, berkas belum lengkap"),
                                    ("COMPLETE", "Berkas lengkap"),
                                    ("PROPOSED", "Menunggu persetujuan"),
                                    ("GRANTED", "Disetujui, menunggu pembayaran"),
                                    ("PAID", "Dibayar"),
                                    ("REFUSED", "Ditolak"),
                                    ("WITHDRAWN", "Dicabut"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("received_on", models.DateField()),
                        ("complete_on", models.DateField(blank=True, null=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("paid_on", models.DateField(blank=True, null=True)),
                        ("version", models.IntegerField(default=0)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="ClaimAccess",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code_hash", models.BinaryField(max_length=32)),
                        ("recipient", models.CharField(max_length=150)),
                        ("issued_at", models.DateTimeField(auto_now_add=True)),
                        ("expires_at", models.DateTimeField()),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="ClaimEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=20)),
                        (
                            "programme",
                            models.SmallIntegerField(
                                choices=[
                                    (1, "Jaminan Kecelakaan Kerja"),
                                    (2, "Jaminan Kematian"),
                                    (4, "Jaminan Hari Tua"),
                                    (8, "Jaminan Pensiun"),
                                    (16, "Jaminan Kehilangan Pekerjaan"),
                                ]
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("BRANCH", "Kantor cabang"),
                                    ("EMPLOYER", "Pemberi kerja"),
                                    ("ONLINE", "Peserta atau ahli waris"),
                                    ("TAKEN_OVER", "Diambil alih dari sistem lama"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("DRAFT", "Belum dikirim"),
                                    ("RECEIVED", "Diterima, berkas belum lengkap"),
                                    ("COMPLETE", "Berkas lengkap"),
                                    ("PROPOSED", "Menunggu persetujuan"),
                                    ("GRANTED", "Disetujui, menunggu pembayaran"),
                                    ("PAID", "Dibayar"),
                                    ("REFUSED", "Ditolak"),
                                    ("WITHDRAWN", "Dicabut"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("received_on", models.DateField()),
                        ("complete_on", models.DateField(blank=True, null=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("paid_on", models.DateField(blank=True, null=True)),
                        ("version", models.IntegerField(default=0)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ClaimStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("kind", models.CharField(max_length=30)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("DRAFT", "Belum dikirim"),
                                    ("RECEIVED", "Diterima, berkas belum lengkap"),
                                    ("COMPLETE", "Berkas lengkap"),
                                    ("PROPOSED", "Menunggu persetujuan"),
                                    ("GRANTED", "Disetujui, menunggu pembayaran"),
                                    ("PAID", "Dibayar"),
                                    ("REFUSED", "Ditolak"),
                                    ("WITHDRAWN", "Dicabut"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("data", models.JSONField(default=dict)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("sequence", models.SmallIntegerField()),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("FIRST", "Keputusan pertama"),
                                    ("OBJECTION", "Sesudah keberatan"),
                                    ("NEW_FACTS", "Karena fakta baru"),
                                ],
                                default="FIRST",
                                max_length=10,
                            ),
                        ),
                        ("is_granted", models.BooleanField()),
                        ("door", models.CharField(max_length=10)),
                        ("facts", models.JSONField()),
                        ("sources", models.JSONField(default=dict)),
                        ("benefit", models.JSONField(default=dict)),
                        ("total", models.BigIntegerField()),
                        ("fund", models.BigIntegerField()),
                        ("employer", models.BigIntegerField()),
                        ("tax", models.BigIntegerField()),
                        ("grounds", models.CharField(blank=True, max_length=1000)),
                        ("decided_on", models.DateField()),
                        ("fingerprint", models.BinaryField(max_length=32)),
                        ("needs_approval", models.BooleanField()),
                        ("decided_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="EmployerShare",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("amount", models.BigIntegerField()),
                        ("booked_on", models.DateField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Finding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("field", models.CharField(max_length=40)),
                        ("value", models.JSONField(null=True)),
                        ("source", models.CharField(max_length=300)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="HandoverClaim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("amount", models.BigIntegerField()),
                    ],
                ),
                migrations.CreateModel(
                    name="HandoverWithdrawn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        ("withdrawn_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Hold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=30)),
                        ("reason", models.CharField(max_length=500)),
                        ("placed_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="HoldLifted",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        ("lifted_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="JobLossRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("month", models.DateField()),
                        ("ready", models.IntegerField()),
                        ("waiting", models.IntegerField()),
                        ("ended", models.IntegerField()),
                        ("total", models.BigIntegerField()),
                        ("run_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="LifeEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("ACCIDENT", "Kecelakaan kerja"),
                                    ("DISEASE", "Penyakit akibat kerja"),
                                    ("DEATH", "Meninggal dunia"),
                                    ("DISABILITY", "Cacat total tetap"),
                                    ("OLD_AGE", "Usia pensiun"),
                                    ("JOB_LOSS", "Kehilangan pekerjaan"),
                                    ("SAVINGS", "Pembayaran JHT"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        ("happened_at", models.TimeField(blank=True, null=True)),
                        ("cause", models.CharField(blank=True, max_length=40)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("reported_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="LifeEventEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("ACCIDENT", "Kecelakaan kerja"),
                                    ("DISEASE", "Penyakit akibat kerja"),
                                    ("DEATH", "Meninggal dunia"),
                                    ("DISABILITY", "Cacat total tetap"),
                                    ("OLD_AGE", "Usia pensiun"),
                                    ("JOB_LOSS", "Kehilangan pekerjaan"),
                                    ("SAVINGS", "Pembayaran JHT"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("happened_on", models.DateField()),
                        ("happened_at", models.TimeField(blank=True, null=True)),
                        ("cause", models.CharField(blank=True, max_length=40)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("reported_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LimitConfirmation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Objection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("grounds", models.CharField(max_length=2000)),
                        ("received_on", models.DateField()),
                        ("review_until", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="ObjectionReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("is_accepted", models.BooleanField()),
                        ("reasons", models.CharField(max_length=2000)),
                        ("reviewed_on", models.DateField()),
                        ("reviewed_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="OfficeLimit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("amount", models.BigIntegerField()),
                        ("valid_from", models.DateField()),
                        ("reason", models.CharField(max_length=300)),
                        ("set_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="OrderCancel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        ("cancelled_on", models.DateField()),
                        ("cancelled_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="OrderFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "format",
                            models.CharField(
                                choices=[("pain001", "ISO 20022 pain.001"), ("csv", "CSV")],
                                max_length=8,
                            ),
                        ),
                        ("sha256", models.BinaryField(max_length=32)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="OrderRelease",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("released_on", models.DateField()),
                        ("released_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Paper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("document", models.CharField(max_length=40)),
                        ("person_name", models.CharField(blank=True, max_length=150)),
                        ("received_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="PaperCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("is_accepted", models.BooleanField()),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("checked_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Party",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("MEMBER", "Peserta"),
                                    ("HEIR", "Ahli waris"),
                                    ("CHILD", "Anak"),
                                    ("GUARDIAN", "Wali"),
                                    ("ORGANISER", "Penyelenggara pemakaman"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("relation", models.CharField(blank=True, max_length=30)),
                        ("name", models.CharField(max_length=150)),
                        ("birth_date", models.DateField(blank=True, null=True)),
                        (
                            "national_id_hash",
                            models.BinaryField(blank=True, max_length=32, null=True),
                        ),
                        ("national_id_cipher", models.BinaryField(blank=True, null=True)),
                        ("phone_hash", models.BinaryField(blank=True, max_length=32, null=True)),
                        ("phone_cipher", models.BinaryField(blank=True, null=True)),
                        ("agreed_weight", models.IntegerField(blank=True, null=True)),
                        ("level", models.CharField(blank=True, max_length=20)),
                        ("year_of_level", models.SmallIntegerField(default=1)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("starts_at", models.CharField(blank=True, max_length=20)),
                        ("is_married", models.BooleanField(default=False)),
                        ("works", models.BooleanField(default=False)),
                        ("position", models.SmallIntegerField(default=0)),
                        ("removed_reason", models.CharField(blank=True, max_length=300)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PartyAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("bank_name", models.CharField(max_length=60)),
                        ("account_name", models.CharField(max_length=150)),
                        ("bank_account_hash", models.BinaryField(max_length=32)),
                        ("bank_account_cipher", models.BinaryField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="PartyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("MEMBER", "Peserta"),
                                    ("HEIR", "Ahli waris"),
                                    ("CHILD", "Anak"),
                                    ("GUARDIAN", "Wali"),
                                    ("ORGANISER", "Penyelenggara pemakaman"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("relation", models.CharField(blank=True, max_length=30)),
                        ("name", models.CharField(max_length=150)),
                        ("birth_date", models.DateField(blank=True, null=True)),
                        (
                            "national_id_hash",
                            models.BinaryField(blank=True, max_length=32, null=True),
                        ),
                        ("phone_hash", models.BinaryField(blank=True, max_length=32, null=True)),
                        ("agreed_weight", models.IntegerField(blank=True, null=True)),
                        ("level", models.CharField(blank=True, max_length=20)),
                        ("year_of_level", models.SmallIntegerField(default=1)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("starts_at", models.CharField(blank=True, max_length=20)),
                        ("is_married", models.BooleanField(default=False)),
                        ("works", models.BooleanField(default=False)),
                        ("position", models.SmallIntegerField(default=0)),
                        ("removed_reason", models.CharField(blank=True, max_length=300)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Payable",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "programme",
                            models.SmallIntegerField(
                                choices=[
                                    (1, "Jaminan Kecelakaan Kerja"),
                                    (2, "Jaminan Kematian"),
                                    (4, "Jaminan Hari Tua"),
                                    (8, "Jaminan Pensiun"),
                                    (16, "Jaminan Kehilangan Pekerjaan"),
                                ]
                            ),
                        ),
                        (
                            "kind",
                            models.SmallIntegerField(
                                choices=[
                                    (1, "Sekaligus"),
                                    (2, "Beasiswa tahunan"),
                                    (3, "Pensiun bulanan"),
                                    (4, "JKP bulanan"),
                                ]
                            ),
                        ),
                        ("code", models.CharField(max_length=30)),
                        ("sequence", models.SmallIntegerField(default=1)),
                        ("period", models.DateField(blank=True, null=True)),
                        ("gross", models.BigIntegerField()),
                        ("tax", models.BigIntegerField(default=0)),
                        ("net", models.BigIntegerField()),
                        ("due_on", models.DateField()),
                        ("needs", models.CharField(blank=True, max_length=20)),
                    ],
                ),
                migrations.CreateModel(
                    name="PayableEnd",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        ("ended_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="PayingAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("holder_name", models.CharField(max_length=70)),
                        ("bank_name", models.CharField(max_length=60)),
                        ("bank_code", models.CharField(blank=True, max_length=11)),
                        ("bank_account_cipher", models.BinaryField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="PaymentLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("sequence", models.IntegerField()),
                        ("attempt", models.SmallIntegerField(default=1)),
                        ("amount", models.BigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("OPEN", "Menunggu jawaban bank"),
                                    ("PAID", "Dibayar"),
                                    ("RETURNED", "Dikembalikan bank"),
                                    ("CANCELLED", "Dibatalkan"),
                                ],
                                default="OPEN",
                                max_length=9,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="PaymentOrder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.CharField(max_length=28, unique=True)),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("PREPARED", "Disiapkan di sini"),
                                    ("TAKEN_OVER", "Diambil alih dari sistem lama"),
                                ],
                                default="PREPARED",
                                max_length=10,
                            ),
                        ),
                        ("pay_on", models.DateField()),
                        ("count", models.IntegerField()),
                        ("total", models.BigIntegerField()),
                        ("seal", models.BinaryField(blank=True, max_length=32, null=True)),
                        ("prepared_on", models.DateField()),
                        ("prepared_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Pension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                choices=[
                                    ("OLD_AGE", "Pensiun hari tua"),
                                    ("DISABILITY", "Pensiun cacat"),
                                    ("SPOUSE", "Pensiun janda/duda"),
                                    ("CHILD", "Pensiun anak"),
                                    ("PARENT", "Pensiun orang tua"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("first_month", models.DateField()),
                        ("opened_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="PensionIndexation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("year", models.SmallIntegerField()),
                        ("valid_from", models.DateField()),
                        ("factor", models.IntegerField()),
                        ("article", models.CharField(max_length=200)),
                        ("pensions", models.IntegerField()),
                        ("before", models.BigIntegerField()),
                        ("after", models.BigIntegerField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="PensionRate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("valid_from", models.DateField()),
                        ("monthly", models.BigIntegerField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="PensionRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("month", models.DateField()),
                        ("pensions", models.IntegerField()),
                        ("late", models.IntegerField()),
                        ("waiting", models.IntegerField()),
                        ("stopped", models.IntegerField()),
                        ("total", models.BigIntegerField()),
                        ("run_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="PensionStop",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("DEATH", "Penerima meninggal dunia"),
                                    ("REMARRIED", "Janda/duda menikah lagi"),
                                    ("MARRIED", "Anak menikah"),
                                    ("WORK", "Anak sudah bekerja"),
                                    ("AGE", "Anak mencapai batas usia"),
                                    ("RECOVERED", "Mampu bekerja lagi"),
                                    ("REMOVED", "Tidak lagi tercatat sebagai penerima"),
                                    ("NEW_DECISION", "Diganti keputusan baru"),
                                    ("OTHER", "Sebab lain"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("last_day", models.DateField()),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("overpaid", models.BigIntegerField(default=0)),
                        ("found_by_run", models.BooleanField(default=False)),
                        ("recorded_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="PensionWait",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("month", models.DateField()),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("NO_PROOF", "Bukti belum ada"),
                                    ("DECIDED_LATE", "Diputuskan sesudah bulan itu dijalankan"),
                                    ("RAISED_LATE", "Dinaikkan sesudah bulan itu dijalankan"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("recorded_on", models.DateField()),
                        ("done_on", models.DateField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Proof",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("SCHOOL_LETTER", "Surat keterangan sekolah"),
                                    ("JOB_SEARCH", "Bukti mencari kerja"),
                                    ("ALIVE", "Bukti masih hidup"),
                                    ("UNMARRIED", "Bukti belum menikah lagi"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("valid_from", models.DateField()),
                        ("valid_until", models.DateField()),
                        ("issuer", models.CharField(blank=True, max_length=150)),
                        ("seen", models.CharField(blank=True, max_length=300)),
                        ("data", models.JSONField(default=dict)),
                        ("checked_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="ProofTakenBack",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        ("taken_back_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("about", models.CharField(blank=True, max_length=60)),
                        ("facts", models.JSONField(default=dict)),
                        ("raised_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="ReceiverSeal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("sequence", models.SmallIntegerField()),
                        ("receivers", models.JSONField()),
                        ("fingerprint", models.BinaryField(max_length=32)),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("sealed_on", models.DateField()),
                        ("sealed_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="ShareSettlement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("amount", models.BigIntegerField()),
                        ("settled_on", models.DateField()),
                        ("proof", models.CharField(max_length=60)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="SymbolicHandover",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("held_on", models.DateField()),
                        ("occasion", models.CharField(max_length=200)),
                        ("amount", models.BigIntegerField()),
                        ("receivers", models.IntegerField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="TakenOverClaim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("old_number", models.CharField(max_length=40)),
                        ("row_number", models.IntegerField()),
                        ("paid", models.BigIntegerField()),
                        ("by_law", models.BigIntegerField()),
                        ("paid_until", models.DateField()),
                        ("reason", models.CharField(blank=True, max_length=300)),
                    ],
                ),
                migrations.CreateModel(
                    name="TakeOver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200)),
                        ("content_hash", models.BinaryField(max_length=32)),
                        ("rows", models.IntegerField()),
                        ("taken", models.IntegerField()),
                        ("refused", models.IntegerField()),
                        ("taken_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Upload",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("token", models.CharField(max_length=32, unique=True)),
                        ("document", models.CharField(max_length=40)),
                        ("person_name", models.CharField(blank=True, max_length=150)),
                        ("file_name", models.CharField(max_length=120)),
                        ("size_bytes", models.IntegerField()),
                        ("sha256", models.BinaryField(blank=True, max_length=32, null=True)),
                        ("started_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="UploadPart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("offset", models.IntegerField()),
                        ("size_bytes", models.IntegerField()),
                        ("content", models.BinaryField()),
                        ("upload_part_key_cipher", models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name="AccessAttempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number_hash", models.BinaryField(max_length=32)),
                        ("address_hash", models.BinaryField(max_length=32)),
                        ("succeeded", models.BooleanField()),
                        ("attempted_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["number_hash", "attempted_at"], name="attempt_by_number"
                            ),
                            models.Index(
                                fields=["address_hash", "attempted_at"], name="attempt_by_address"
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accessattempt",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="dcb0feca52fb58836a4791596d7edc55873ee614",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_b6edf",
                            table="claims_accessattempt",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddField(
                    model_name="accidentreport",
                    name="recorded_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="accountcheck",
                    name="checked_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="answer",
                    name="recorded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="answerfile",
                    name="recorded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="approval",
                    name="approved_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="bankanswer",
                    name="file",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="claims.answerfile",
                    ),
                ),
                migrations.AddField(
                    model_name="claim",
                    name="employer",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="registry.employer",
                    ),
                ),
                migrations.AddField(
                    model_name="claim",
                    name="membership",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="registry.membership",
                    ),
                ),
                migrations.AddField(
                    model_name="claim",
                    name="office",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                migrations.AddField(
                    model_name="claim",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="registry.person",
                    ),
                ),
                migrations.AddField(
                    model_name="accidentreport",
                    name="claim",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="claimaccess",
                    name="claim",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accesses",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="claimaccess",
                    name="issued_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="claimevent",
                    name="employer",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.employer",
                    ),
                ),
                migrations.AddField(
                    model_name="claimevent",
                    name="membership",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.membership",
                    ),
                ),
                migrations.AddField(
                    model_name="claimevent",
                    name="office",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.office",
                    ),
                ),
                migrations.AddField(
                    model_name="claimevent",
                    name="person",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.person",
                    ),
                ),
                migrations.AddField(
                    model_name="claimevent",
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
                    model_name="claimevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="claimstep",
                    name="claim",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="claimstep",
                    name="recorded_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="decision",
                    name="claim",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="decision",
                    name="decided_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="approval",
                    name="decision",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval",
                        to="claims.decision",
                    ),
                ),
                migrations.AddField(
                    model_name="employershare",
                    name="claim",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employer_shares",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="employershare",
                    name="decision",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employer_share",
                        to="claims.decision",
                    ),
                ),
                migrations.AddField(
                    model_name="employershare",
                    name="employer",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="benefit_shares",
                        to="registry.employer",
                    ),
                ),
                migrations.AddField(
                    model_name="finding",
                    name="claim",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="finding",
                    name="recorded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="handoverclaim",
                    name="claim",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="handoverwithdrawn",
                    name="withdrawn_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="hold",
                    name="claim",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="hold",
                    name="placed_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="holdlifted",
                    name="hold",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lifted",
                        to="claims.hold",
                    ),
                ),
                migrations.AddField(
                    model_name="holdlifted",
                    name="lifted_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="joblossrun",
                    name="office",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                migrations.AddField(
                    model_name="joblossrun",
                    name="started_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="lifeevent",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="life_events",
                        to="registry.person",
                    ),
                ),
                migrations.AddField(
                    model_name="lifeevent",
                    name="region",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.region",
                    ),
                ),
                migrations.AddField(
                    model_name="lifeevent",
                    name="reported_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="claimevent",
                    name="event",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.lifeevent",
                    ),
                ),
                migrations.AddField(
                    model_name="claim",
                    name="event",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="claims.lifeevent",
                    ),
                ),
                migrations.AddField(
                    model_name="lifeeventevent",
                    name="person",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.person",
                    ),
                ),
                migrations.AddField(
                    model_name="lifeeventevent",
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
                    model_name="lifeeventevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.lifeevent",
                    ),
                ),
                migrations.AddField(
                    model_name="lifeeventevent",
                    name="region",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.region",
                    ),
                ),
                migrations.AddField(
                    model_name="lifeeventevent",
                    name="reported_by",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="limitconfirmation",
                    name="confirmed_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="objection",
                    name="claim",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="objection",
                    name="decision",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objection",
                        to="claims.decision",
                    ),
                ),
                migrations.AddField(
                    model_name="objection",
                    name="recorded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="objectionreview",
                    name="objection",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="claims.objection",
                    ),
                ),
                migrations.AddField(
                    model_name="objectionreview",
                    name="reviewed_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="officelimit",
                    name="office",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                migrations.AddField(
                    model_name="officelimit",
                    name="set_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="limitconfirmation",
                    name="limit",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmation",
                        to="claims.officelimit",
                    ),
                ),
                migrations.AddField(
                    model_name="ordercancel",
                    name="cancelled_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="orderfile",
                    name="made_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="orderrelease",
                    name="released_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="paper",
                    name="attachment",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
                migrations.AddField(
                    model_name="paper",
                    name="claim",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="paper",
                    name="received_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="papercheck",
                    name="checked_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="papercheck",
                    name="paper",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="claims.paper",
                    ),
                ),
                migrations.AddField(
                    model_name="party",
                    name="claim",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="party",
                    name="guardian",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wards",
                        to="claims.party",
                    ),
                ),
                migrations.AddField(
                    model_name="party",
                    name="person",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                    ),
                ),
                migrations.AddField(
                    model_name="party",
                    name="recorded_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="objection",
                    name="party",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.party",
                    ),
                ),
                migrations.AddField(
                    model_name="hold",
                    name="party",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="claims.party",
                    ),
                ),
                migrations.AddField(
                    model_name="partyaccount",
                    name="party",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="claims.party",
                    ),
                ),
                migrations.AddField(
                    model_name="partyaccount",
                    name="recorded_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="accountcheck",
                    name="account",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checked",
                        to="claims.partyaccount",
                    ),
                ),
                migrations.AddField(
                    model_name="partyevent",
                    name="claim",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="partyevent",
                    name="guardian",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.party",
                    ),
                ),
                migrations.AddField(
                    model_name="partyevent",
                    name="person",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.person",
                    ),
                ),
                migrations.AddField(
                    model_name="partyevent",
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
                    model_name="partyevent",
                    name="pgh_obj",
                    field=models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.party",
                    ),
                ),
                migrations.AddField(
                    model_name="partyevent",
                    name="recorded_by",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="payable",
                    name="claim",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payables",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="payable",
                    name="decision",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payables",
                        to="claims.decision",
                    ),
                ),
                migrations.AddField(
                    model_name="payable",
                    name="party",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payables",
                        to="claims.party",
                    ),
                ),
                migrations.AddField(
                    model_name="payableend",
                    name="decision",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.decision",
                    ),
                ),
                migrations.AddField(
                    model_name="payableend",
                    name="ended_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="payableend",
                    name="payable",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="end",
                        to="claims.payable",
                    ),
                ),
                migrations.AddField(
                    model_name="payingaccount",
                    name="office",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                migrations.AddField(
                    model_name="payingaccount",
                    name="recorded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="paymentline",
                    name="account",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.partyaccount",
                    ),
                ),
                migrations.AddField(
                    model_name="paymentline",
                    name="payable",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="claims.payable",
                    ),
                ),
                migrations.AddField(
                    model_name="bankanswer",
                    name="line",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="claims.paymentline",
                    ),
                ),
                migrations.AddField(
                    model_name="paymentorder",
                    name="account",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="claims.payingaccount",
                    ),
                ),
                migrations.AddField(
                    model_name="paymentorder",
                    name="office",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                migrations.AddField(
                    model_name="paymentorder",
                    name="prepared_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="paymentline",
                    name="order",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="claims.paymentorder",
                    ),
                ),
                migrations.AddField(
                    model_name="orderrelease",
                    name="order",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="release",
                        to="claims.paymentorder",
                    ),
                ),
                migrations.AddField(
                    model_name="orderfile",
                    name="order",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="claims.paymentorder",
                    ),
                ),
                migrations.AddField(
                    model_name="ordercancel",
                    name="order",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cancel",
                        to="claims.paymentorder",
                    ),
                ),
                migrations.AddField(
                    model_name="answerfile",
                    name="order",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer_files",
                        to="claims.paymentorder",
                    ),
                ),
                migrations.AddField(
                    model_name="pension",
                    name="claim",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pensions",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="pension",
                    name="decision",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pensions",
                        to="claims.decision",
                    ),
                ),
                migrations.AddField(
                    model_name="pension",
                    name="office",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                migrations.AddField(
                    model_name="pension",
                    name="party",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pensions",
                        to="claims.party",
                    ),
                ),
                migrations.AddField(
                    model_name="pension",
                    name="person",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pensions",
                        to="registry.person",
                    ),
                ),
                migrations.AddField(
                    model_name="pensionindexation",
                    name="office",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                migrations.AddField(
                    model_name="pensionindexation",
                    name="started_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="pensionrate",
                    name="indexation",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rates",
                        to="claims.pensionindexation",
                    ),
                ),
                migrations.AddField(
                    model_name="pensionrate",
                    name="pension",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rates",
                        to="claims.pension",
                    ),
                ),
                migrations.AddField(
                    model_name="pensionrun",
                    name="office",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                migrations.AddField(
                    model_name="pensionrun",
                    name="started_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="pensionstop",
                    name="pension",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stop",
                        to="claims.pension",
                    ),
                ),
                migrations.AddField(
                    model_name="pensionstop",
                    name="stopped_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="pensionwait",
                    name="pension",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waits",
                        to="claims.pension",
                    ),
                ),
                migrations.AddField(
                    model_name="proof",
                    name="attachment",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
                migrations.AddField(
                    model_name="proof",
                    name="checked_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="proof",
                    name="party",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="claims.party",
                    ),
                ),
                migrations.AddField(
                    model_name="prooftakenback",
                    name="proof",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_back",
                        to="claims.proof",
                    ),
                ),
                migrations.AddField(
                    model_name="prooftakenback",
                    name="taken_back_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="question",
                    name="claim",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="answer",
                    name="question",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="claims.question",
                    ),
                ),
                migrations.AddField(
                    model_name="receiverseal",
                    name="decision",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receiver_seals",
                        to="claims.decision",
                    ),
                ),
                migrations.AddField(
                    model_name="receiverseal",
                    name="sealed_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="sharesettlement",
                    name="attachment",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
                migrations.AddField(
                    model_name="sharesettlement",
                    name="claim",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="share_settlements",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="sharesettlement",
                    name="employer",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.employer",
                    ),
                ),
                migrations.AddField(
                    model_name="sharesettlement",
                    name="recorded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="symbolichandover",
                    name="office",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                migrations.AddField(
                    model_name="symbolichandover",
                    name="recorded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="symbolichandover",
                    name="region",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.region",
                    ),
                ),
                migrations.AddField(
                    model_name="handoverwithdrawn",
                    name="handover",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawn",
                        to="claims.symbolichandover",
                    ),
                ),
                migrations.AddField(
                    model_name="handoverclaim",
                    name="handover",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="claims.symbolichandover",
                    ),
                ),
                migrations.AddField(
                    model_name="takenoverclaim",
                    name="claim",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_over",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="takenoverclaim",
                    name="office",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                migrations.AddField(
                    model_name="takeover",
                    name="office",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.office",
                    ),
                ),
                migrations.AddField(
                    model_name="takeover",
                    name="recorded_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="takenoverclaim",
                    name="take_over",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="claims.takeover",
                    ),
                ),
                migrations.AddField(
                    model_name="upload",
                    name="claim",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="claims.claim",
                    ),
                ),
                migrations.AddField(
                    model_name="upload",
                    name="paper",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.paper",
                    ),
                ),
                migrations.AddField(
                    model_name="upload",
                    name="started_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="uploadpart",
                    name="upload",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="claims.upload",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="accidentreport",
                    constraint=models.UniqueConstraint(
                        fields=("claim", "stage"), name="accident_stage_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="accidentreport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("established_at", None), ("outcome", ""), ("stage", 1)),
                            models.Q(
                                ("established_at__isnull", False),
                                ("stage", 2),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="accident_second_tells_outcome",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="accidentreport",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("established_at__isnull", True),
                            ("reported_at__gte", models.F("established_at")),
                            _connector="OR",
                        ),
                        name="accident_reported_after_it_ended",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accidentreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="8d9ea3da46a4dd0ed3dbe232f155333314eb809d",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_4b75c",
                            table="claims_accidentreport",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="claimaccess",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("used_at__isnull", True)),
                        fields=("claim",),
                        name="claim_code_open_once",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="claimaccess",
                    trigger=pgtrigger.compiler.Trigger(
                        name="code_is_used_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF NEW.claim_id <> OLD.claim_id OR NEW.code_hash <> OLD.code_hash OR (OLD.used_at IS NOT NULL AND NEW.used_at IS DISTINCT FROM OLD.used_at) OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at) OR (OLD.ended_at IS NOT NULL AND OLD.used_at IS NULL AND NEW.used_at IS NOT NULL) THEN RAISE EXCEPTION 'a code is used once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW;",
                            hash="0ec1ef62c867f9edaf9fddf5a824a8e9de302327",
                            operation="UPDATE",
                            pgid="pgtrigger_code_is_used_once_d826d",
                            table="claims_claimaccess",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="claimaccess",
                    trigger=pgtrigger.compiler.Trigger(
                        name="codes_are_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="3bb7facd0a6e35456dd6d7f742bdf4b65dedd8d2",
                            operation="DELETE",
                            pgid="pgtrigger_codes_are_kept_bcf81",
                            table="claims_claimaccess",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="claimstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="b50d353a7f91d96886dfd9fbc0ba9e57f7f6e2e9",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_c8287",
                            table="claims_claimstep",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="decision",
                    constraint=models.UniqueConstraint(
                        fields=("claim", "sequence"), name="decision_in_order"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="decision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("employer__gte", 0),
                            ("fund__gte", 0),
                            ("tax__gte", 0),
                            ("total__gte", 0),
                        ),
                        name="decision_amounts",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="decision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_granted", True),
                            models.Q(("grounds", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="refusal_has_grounds",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="b1a50f62dad264a2d19b835a166ff04eefa0a4c1",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_530a4",
                            table="claims_decision",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="approval",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_approved", True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="sent_back_with_reason",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="approval",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="904c8822a06f1db38de25ed99b2fd888058d702c",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_a64a9",
                            table="claims_approval",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="approval",
                    trigger=pgtrigger.compiler.Trigger(
                        name="by_another",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF NEW.approved_by_id = (SELECT decided_by_id FROM claims_decision WHERE id = NEW.decision_id) THEN RAISE EXCEPTION 'a decision is approved by another person' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                            hash="7a2e3683da1de31ab38bae299c5d31703819f87a",
                            operation="INSERT",
                            pgid="pgtrigger_by_another_338ea",
                            table="claims_approval",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="employershare",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True), name="share_not_zero"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="employershare",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="de3086588fcc541b061f550a49707d382f64194b",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_0026f",
                            table="claims_employershare",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="finding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="finding_has_source"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="4c7ec49176b28ffe7c4d035f648bcb27d28e3edb",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_c1437",
                            table="claims_finding",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="holdlifted",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="lifted_has_reason"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="holdlifted",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="49f8e38d2a55400e8415d5b6b1c8d65703f3d4f8",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_14bc7",
                            table="claims_holdlifted",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="holdlifted",
                    trigger=pgtrigger.compiler.Trigger(
                        name="by_another",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF NEW.lifted_by_id = (SELECT placed_by_id FROM claims_hold WHERE id = NEW.hold_id) THEN RAISE EXCEPTION 'a hold is lifted by another person than who placed it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                            hash="a579eab2e0c1918531dcbad58bdc1cae79eae26e",
                            operation="INSERT",
                            pgid="pgtrigger_by_another_91807",
                            table="claims_holdlifted",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="joblossrun",
                    index=models.Index(fields=["office", "month"], name="job_loss_run_of_office"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="joblossrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="353ed6f67521e09ec5c57f84876ba3a66ba8cdc2",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_50c19",
                            table="claims_joblossrun",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="lifeevent",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("kind", "DEATH")),
                        fields=("person",),
                        name="person_dies_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="lifeevent",
                    constraint=models.UniqueConstraint(
                        fields=("person", "kind", "happened_on"), name="claim_event_once"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lifeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "claims_lifeeventevent" ("cause", "happened_at", "happened_on", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "region_id", "reported_at", "reported_by_id") VALUES (NEW."cause", NEW."happened_at", NEW."happened_on", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."region_id", NEW."reported_at", NEW."reported_by_id"); RETURN NULL;',
                            hash="e98cdbb88ed36f8f3ea77f61faff9a6376826ddc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f2483",
                            table="claims_lifeevent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lifeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "claims_lifeeventevent" ("cause", "happened_at", "happened_on", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "region_id", "reported_at", "reported_by_id") VALUES (OLD."cause", OLD."happened_at", OLD."happened_on", OLD."id", OLD."kind", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."region_id", OLD."reported_at", OLD."reported_by_id"); RETURN NULL;',
                            hash="84b1dfdf8e2a8d97693211715fe8cf81d1590fa2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3549e",
                            table="claims_lifeevent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="claimevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0342f9354d975fc258a2169f5a68f2fcb6b672f7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_aeef3",
                            table="claims_claimevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="claim",
                    index=models.Index(
                        fields=["office", "state", "received_on"], name="claim_worklist"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="claim",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "WITHDRAWN"), _negated=True),
                        fields=("event", "programme", "membership"),
                        name="claim_once",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="claim",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("complete_on__isnull", True),
                            ("complete_on__gte", models.F("received_on")),
                            _connector="OR",
                        ),
                        name="claim_complete_after_received",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="claim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "claims_claimevent" ("channel", "complete_on", "created_at", "decided_on", "employer_id", "event_id", "id", "membership_id", "number", "office_id", "paid_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "received_on", "state", "version") VALUES (NEW."channel", NEW."complete_on", NEW."created_at", NEW."decided_on", NEW."employer_id", NEW."event_id", NEW."id", NEW."membership_id", NEW."number", NEW."office_id", NEW."paid_on", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."programme", NEW."received_on", NEW."state", NEW."version"); RETURN NULL;',
                            hash="82d63f1525f951f97d60436fc851d6026537d9a1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fe4ba",
                            table="claims_claim",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="claim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "claims_claimevent" ("channel", "complete_on", "created_at", "decided_on", "employer_id", "event_id", "id", "membership_id", "number", "office_id", "paid_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "received_on", "state", "version") VALUES (OLD."channel", OLD."complete_on", OLD."created_at", OLD."decided_on", OLD."employer_id", OLD."event_id", OLD."id", OLD."membership_id", OLD."number", OLD."office_id", OLD."paid_on", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."programme", OLD."received_on", OLD."state", OLD."version"); RETURN NULL;',
                            hash="2b0d7551dd86936acbef1a347804e47323d13d82",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dbf31",
                            table="claims_claim",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lifeeventevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="eb23b4df9291c72c807b254456de29b0fb1f80ce",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7807a",
                            table="claims_lifeeventevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="objectionreview",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reasons", ""), _negated=True),
                        name="review_has_reasons",
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
                    index=models.Index(
                        fields=["office", "-valid_from"], name="office_limit_newest"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="officelimit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gte", 0), models.Q(("reason", ""), _negated=True)
                        ),
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
                    model_name="paper",
                    constraint=models.UniqueConstraint(
                        fields=("claim", "document", "attachment"), name="claim_paper_once"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="af3f1172e17222398b7891049a34923c8e3160d6",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_e3266",
                            table="claims_paper",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="papercheck",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_accepted", True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="paper_rejected_with_reason",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="papercheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="7724bbcc4d5923a9205b8aa1f8df2e61634bd2ac",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_9731e",
                            table="claims_papercheck",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="party",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_weight__isnull", True),
                            ("agreed_weight__gt", 0),
                            _connector="OR",
                        ),
                        name="party_weight_positive",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="party",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("guardian__isnull", True),
                            models.Q(("guardian", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="party_guards_not_itself",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="party",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "claims_partyevent" ("agreed_weight", "birth_date", "claim_id", "guardian_id", "id", "is_married", "level", "name", "national_id_hash", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_hash", "position", "recorded_at", "recorded_by_id", "relation", "removed_reason", "role", "starts_at", "starts_on", "works", "year_of_level") VALUES (NEW."agreed_weight", NEW."birth_date", NEW."claim_id", NEW."guardian_id", NEW."id", NEW."is_married", NEW."level", NEW."name", NEW."national_id_hash", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone_hash", NEW."position", NEW."recorded_at", NEW."recorded_by_id", NEW."relation", NEW."removed_reason", NEW."role", NEW."starts_at", NEW."starts_on", NEW."works", NEW."year_of_level"); RETURN NULL;',
                            hash="2298c3f68568af5cd01f3c4ef8c141e4f4555eba",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4731b",
                            table="claims_party",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="party",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "claims_partyevent" ("agreed_weight", "birth_date", "claim_id", "guardian_id", "id", "is_married", "level", "name", "national_id_hash", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_hash", "position", "recorded_at", "recorded_by_id", "relation", "removed_reason", "role", "starts_at", "starts_on", "works", "year_of_level") VALUES (OLD."agreed_weight", OLD."birth_date", OLD."claim_id", OLD."guardian_id", OLD."id", OLD."is_married", OLD."level", OLD."name", OLD."national_id_hash", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone_hash", OLD."position", OLD."recorded_at", OLD."recorded_by_id", OLD."relation", OLD."removed_reason", OLD."role", OLD."starts_at", OLD."starts_on", OLD."works", OLD."year_of_level"); RETURN NULL;',
                            hash="8d632885a3e61fd87e5859974686167a20edc713",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_77aaf",
                            table="claims_party",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="objection",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("grounds", ""), _negated=True),
                        name="objection_has_grounds",
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
                    model_name="hold",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="hold_has_reason"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="37f69857c6b23013d4d47d27db0df1183e7165f3",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_6cfbe",
                            table="claims_hold",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="partyaccount",
                    index=models.Index(fields=["bank_account_hash"], name="party_account_hash"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="partyaccount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."party_id" IS DISTINCT FROM (NEW."party_id") OR OLD."bank_name" IS DISTINCT FROM (NEW."bank_name") OR OLD."account_name" IS DISTINCT FROM (NEW."account_name") OR OLD."bank_account_hash" IS DISTINCT FROM (NEW."bank_account_hash") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="21fdf52327e288140664d49c2be1a2b435bbca74",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_9d254",
                            table="claims_partyaccount",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="partyaccount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="4b5dad41843951cefb41d7c077ca1fcbe2055172",
                            operation="DELETE",
                            pgid="pgtrigger_kept_fccf5",
                            table="claims_partyaccount",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accountcheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="62a3a1f842ac6bd5e278a8a110bc0c9ab2039291",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_2ff61",
                            table="claims_accountcheck",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accountcheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="by_another",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF NEW.checked_by_id = (SELECT recorded_by_id FROM claims_partyaccount WHERE id = NEW.account_id) THEN RAISE EXCEPTION 'an account is confirmed by another person than who entered it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                            hash="df0cf0a272ab5f2c7b135f7362cc23af096786c8",
                            operation="INSERT",
                            pgid="pgtrigger_by_another_e3c60",
                            table="claims_accountcheck",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="partyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="509815eaedf440954f01f41489f4007eba56526b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4f239",
                            table="claims_partyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="payable",
                    index=models.Index(fields=["due_on"], name="payable_due"),
                ),
                migrations.AddConstraint(
                    model_name="payable",
                    constraint=models.UniqueConstraint(
                        fields=("decision", "party", "code", "sequence"), name="payable_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="payable",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("gross__gt", 0),
                            (
                                "net",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("gross"), "-", models.F("tax")
                                ),
                            ),
                            ("net__gte", 0),
                            ("tax__gte", 0),
                        ),
                        name="payable_amounts",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payable",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="0db4827aa68af1cedf65f356d38c5960921f6987",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_7b703",
                            table="claims_payable",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="payableend",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="9a271816f14550765bdf8bec57e61ea3183b9244",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_e76c8",
                            table="claims_payableend",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payableend",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_in_payment",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="PERFORM 1 FROM claims_payable WHERE id = NEW.payable_id FOR UPDATE; IF EXISTS (SELECT 1 FROM claims_paymentline WHERE payable_id = NEW.payable_id AND state IN ('OPEN', 'PAID')) THEN RAISE EXCEPTION 'not_in_payment: a payable that is in an order or paid does not end' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                            hash="daa33c23a221a9aace9db3d3f5c2ad4dbbb073bd",
                            operation="INSERT",
                            pgid="pgtrigger_not_in_payment_81078",
                            table="claims_payableend",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="payingaccount",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("holder_name", ""), _negated=True),
                        name="paying_account_has_holder",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payingaccount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."office_id" IS DISTINCT FROM (NEW."office_id") OR OLD."holder_name" IS DISTINCT FROM (NEW."holder_name") OR OLD."bank_name" IS DISTINCT FROM (NEW."bank_name") OR OLD."bank_code" IS DISTINCT FROM (NEW."bank_code") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="27a9e51aaca3c5d8643b14e3fdcd9bffbf306d25",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_92b3f",
                            table="claims_payingaccount",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payingaccount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="823dd820bad07204ac7ef9bc28adcf0773d63551",
                            operation="DELETE",
                            pgid="pgtrigger_kept_ac59b",
                            table="claims_payingaccount",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bankanswer",
                    constraint=models.UniqueConstraint(
                        fields=("line", "outcome"), name="line_answered_once"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="bankanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="91843d05f3caac89021f93dcd3b9a52b65f70ac1",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_9b267",
                            table="claims_bankanswer",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="bankanswer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="answer_fits",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="PERFORM 1 FROM claims_paymentline WHERE id IN (SELECT line_id FROM new_rows) FOR NO KEY UPDATE; IF EXISTS (SELECT 1 FROM new_rows AS answer\n            JOIN claims_paymentline AS line ON line.id = answer.line_id\n            JOIN claims_paymentorder AS paying ON paying.id = line.order_id\n            LEFT JOIN claims_orderrelease AS released ON released.order_id = paying.id\n            WHERE answer.amount <> line.amount\n                OR (released.id IS NULL AND paying.origin <> 'TAKEN_OVER')\n                OR (answer.file_id IS NULL AND paying.origin <> 'TAKEN_OVER')\n                OR answer.answered_on < coalesce(released.released_on, answer.answered_on)\n                OR (answer.outcome = 'PAID' AND EXISTS (SELECT 1 FROM claims_bankanswer AS back\n                    WHERE back.line_id = line.id AND back.outcome = 'RETURNED'))) THEN RAISE EXCEPTION 'answer_fits: an answer has the amount of a line that was released, and none follows its return' USING ERRCODE = 'check_violation'; END IF; RETURN NULL;",
                            hash="85a46ef3c199f6a3ca9d3937b6c9a837d9496466",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_answer_fits_94412",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="claims_bankanswer",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="paymentorder",
                    index=models.Index(fields=["office", "prepared_on"], name="order_of_office"),
                ),
                migrations.AddConstraint(
                    model_name="paymentorder",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("count__gt", 0), ("total__gt", 0)),
                        name="order_pays_much",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paymentorder",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("origin", "TAKEN_OVER"),
                            models.Q(("account__isnull", False), ("seal__isnull", False)),
                            _connector="OR",
                        ),
                        name="order_has_account",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paymentorder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="bf3c65d8b535ead011f5aea3e2dc83a8bf511378",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_c2ecb",
                            table="claims_paymentorder",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paymentline",
                    constraint=models.UniqueConstraint(
                        fields=("order", "sequence"), name="line_in_order"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paymentline",
                    constraint=models.UniqueConstraint(
                        fields=("payable", "attempt"), name="line_attempt"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paymentline",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state__in", ["OPEN", "PAID"])),
                        fields=("payable",),
                        name="payable_in_line",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paymentline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0), ("attempt__gt", 0), ("sequence__gt", 0)
                        ),
                        name="line_amounts",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paymentline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="line_fits",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="PERFORM 1 FROM claims_payable WHERE id IN (SELECT payable_id FROM new_rows) FOR KEY SHARE;PERFORM 1 FROM claims_paymentorder WHERE id IN (SELECT order_id FROM new_rows) FOR KEY SHARE; IF EXISTS (SELECT 1 FROM new_rows AS line\n        JOIN claims_paymentorder AS paying ON paying.id = line.order_id\n        JOIN claims_payable AS owed ON owed.id = line.payable_id\n        JOIN claims_claim AS claim ON claim.id = owed.claim_id\n        JOIN claims_party AS party ON party.id = owed.party_id\n        LEFT JOIN claims_partyaccount AS account ON account.id = line.account_id\n        WHERE line.amount <> owed.net OR claim.office_id <> paying.office_id\n            OR line.state <> 'OPEN'\n            OR EXISTS (SELECT 1 FROM claims_payableend WHERE payable_id = owed.id)\n            OR EXISTS (SELECT 1 FROM claims_orderrelease WHERE order_id = paying.id)\n            OR EXISTS (SELECT 1 FROM claims_ordercancel WHERE order_id = paying.id)\n            OR CASE paying.origin WHEN 'TAKEN_OVER' THEN claim.channel <> 'TAKEN_OVER'\n                ELSE coalesce(account.party_id NOT IN (party.id, coalesce(party.guardian_id, 0)),\n                        TRUE)\n                    OR NOT EXISTS (SELECT 1 FROM claims_accountcheck\n                        WHERE account_id = line.account_id) END) THEN RAISE EXCEPTION 'line_fits: a line pays a whole payable of its office, not ended, to a checked account' USING ERRCODE = 'check_violation'; END IF; RETURN NULL;",
                            hash="e547bd9d1ed1ec43f24e9ae4fee71f63493e2c65",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_line_fits_b2c86",
                            referencing="REFERENCING NEW TABLE AS new_rows ",
                            table="claims_paymentline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paymentline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="line_moves",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func=" IF EXISTS (SELECT 1 FROM new_rows AS line FULL JOIN old_rows AS was ON was.id = line.id\n        WHERE (line.id, line.order_id, line.sequence, line.payable_id, line.attempt,\n                line.account_id, line.amount) IS DISTINCT FROM (was.id, was.order_id,\n                was.sequence, was.payable_id, was.attempt, was.account_id, was.amount)\n            OR NOT CASE\n                WHEN line.state = was.state THEN TRUE\n                WHEN line.state = 'PAID' AND was.state = 'OPEN'\n                    OR line.state = 'RETURNED' AND was.state IN ('OPEN', 'PAID') THEN EXISTS (\n                    SELECT 1 FROM claims_bankanswer\n                    WHERE line_id = line.id AND outcome = line.state)\n                WHEN line.state = 'CANCELLED' AND was.state = 'OPEN' THEN EXISTS (\n                    SELECT 1 FROM claims_ordercancel WHERE order_id = line.order_id)\n                ELSE FALSE END) THEN RAISE EXCEPTION 'line_moves: of a line only the state changes, with the row that proves it' USING ERRCODE = 'check_violation'; END IF; RETURN NULL;",
                            hash="5bdd7192093d28ab1b3f618e72cd7b0bd61fea02",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_line_moves_58932",
                            referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                            table="claims_paymentline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paymentline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="line_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="c11291db1c210a132fbd56cb06a8daa2608c2af8",
                            operation="DELETE",
                            pgid="pgtrigger_line_kept_02ab2",
                            table="claims_paymentline",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderrelease",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="def599a1c9441a6eeebd0f8cad7d3b881ef50036",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_ca610",
                            table="claims_orderrelease",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderrelease",
                    trigger=pgtrigger.compiler.Trigger(
                        name="by_another",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="PERFORM 1 FROM claims_paymentorder WHERE id = NEW.order_id FOR UPDATE; IF EXISTS (SELECT 1 FROM claims_paymentorder AS paying WHERE paying.id = NEW.order_id\n            AND (paying.prepared_by_id = NEW.released_by_id OR paying.origin = 'TAKEN_OVER'\n                OR EXISTS (SELECT 1 FROM claims_ordercancel WHERE order_id = paying.id)\n                OR ROW(paying.count, paying.total) IS DISTINCT FROM ROW(\n                    (SELECT count(*) FROM claims_paymentline\n                        WHERE order_id = paying.id AND state = 'OPEN'),\n                    (SELECT sum(amount) FROM claims_paymentline\n                        WHERE order_id = paying.id AND state = 'OPEN')))) THEN RAISE EXCEPTION 'by_another: an order is released whole, by another person than who prepared it' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                            hash="c5849179555bc56353bc92be6590ce666424f9af",
                            operation="INSERT",
                            pgid="pgtrigger_by_another_1c292",
                            table="claims_orderrelease",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="orderfile",
                    constraint=models.UniqueConstraint(
                        fields=("order", "format"), name="order_file_once"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="c3ded22d1caa9532b0733c32041d7f574b0701ba",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_3a244",
                            table="claims_orderfile",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="ordercancel",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="cancel_has_reason"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ordercancel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="707850a732045943d34d9e7ca140d4db057b706f",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_03030",
                            table="claims_ordercancel",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ordercancel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="before_release",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="PERFORM 1 FROM claims_paymentorder WHERE id = NEW.order_id FOR UPDATE; IF EXISTS (SELECT 1 FROM claims_orderrelease WHERE order_id = NEW.order_id) THEN RAISE EXCEPTION 'before_release: a released order is no longer cancelled' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                            hash="a92eda14bc653b57e90f81fe74735135ce86171e",
                            operation="INSERT",
                            pgid="pgtrigger_before_release_1433e",
                            table="claims_ordercancel",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answerfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="0b963f55317eee744fbd5898b29186b0c2aec33f",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_7fb99",
                            table="claims_answerfile",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="pension",
                    constraint=models.UniqueConstraint(
                        fields=("decision", "party", "code"), name="pension_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="pension",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("first_month__day", 1)),
                        name="pension_starts_with_a_month",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pension",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="babbb2ec9887e103c598dde311d1ad6f50f55bba",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_6f2ed",
                            table="claims_pension",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="pensionindexation",
                    index=models.Index(fields=["office", "year"], name="indexation_of_office"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pensionindexation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="aff26482e557e0f76d05df493b45e4035f9d6c83",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_0cccf",
                            table="claims_pensionindexation",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="pensionrate",
                    constraint=models.UniqueConstraint(
                        fields=("pension", "valid_from"), name="pension_rate_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="pensionrate",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("monthly__gt", 0), ("valid_from__day", 1)),
                        name="pension_rate_positive",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pensionrate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="a6aa328d9e805f5f503933ea75251f411b869a2c",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_c34db",
                            table="claims_pensionrate",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="pensionrun",
                    index=models.Index(fields=["office", "month"], name="pension_run_of_office"),
                ),
                migrations.AddConstraint(
                    model_name="pensionrun",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="pension_run_of_a_month"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pensionrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="fc622ae5addb05dbfcced435a332b66d6b1298b5",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_2b269",
                            table="claims_pensionrun",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="pensionstop",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", "OTHER"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="other_stop_has_note",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="pensionstop",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("overpaid__gte", 0)), name="overpaid_not_negative"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pensionstop",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="56491847517c85132ca994b95507facdfecd2268",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_df10a",
                            table="claims_pensionstop",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="pensionwait",
                    index=models.Index(
                        condition=models.Q(("done_on__isnull", True)),
                        fields=["pension"],
                        name="pension_waiting",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="pensionwait",
                    constraint=models.UniqueConstraint(
                        fields=("pension", "month", "reason"), name="pension_waits_once"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pensionwait",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."pension_id" IS DISTINCT FROM (NEW."pension_id") OR OLD."month" IS DISTINCT FROM (NEW."month") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."recorded_on" IS DISTINCT FROM (NEW."recorded_on"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="9db0fae0c892bb5220853610d6cdd9a423e36566",
                            operation="UPDATE",
                            pgid="pgtrigger_stays_e4f27",
                            table="claims_pensionwait",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pensionwait",
                    trigger=pgtrigger.compiler.Trigger(
                        name="kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="16bf998562a31ac7b6359d7367bb528cb416790d",
                            operation="DELETE",
                            pgid="pgtrigger_kept_53193",
                            table="claims_pensionwait",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="proof",
                    index=models.Index(
                        fields=["party", "kind", "valid_from"], name="proof_of_party"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="proof",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("valid_until__gte", models.F("valid_from"))),
                        name="proof_covers_days",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="proof",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("attachment__isnull", False),
                            models.Q(("seen", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="proof_shows_something",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="proof",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="48f8fa913d725ce7ea069c0679a376e51fe6ea96",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_0bb1e",
                            table="claims_proof",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="prooftakenback",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="proof_back_with_reason",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="prooftakenback",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="0df0c7107caab901fbd5949a9b704cae4086a2b1",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_8bb1b",
                            table="claims_prooftakenback",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="question",
                    constraint=models.UniqueConstraint(
                        fields=("claim", "code", "about", "facts"), name="claim_question_once"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="question",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="5e5f6a2fa5f46d5640f2afe95d03fc33a5038749",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_6739f",
                            table="claims_question",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="answer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="answer_says_something",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="7956d05ecd7d9c33bc3ed09354a56a7c9073f5b4",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_567f9",
                            table="claims_answer",
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
                            ("sequence", 1),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
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
                migrations.AddConstraint(
                    model_name="sharesettlement",
                    constraint=models.UniqueConstraint(
                        fields=("claim", "proof"), name="share_settled_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sharesettlement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0), models.Q(("proof", ""), _negated=True)
                        ),
                        name="share_settlement_amount",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sharesettlement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="4ceb0804c43bdfd3aa098da63ca98ee25b11c9d1",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_30946",
                            table="claims_sharesettlement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sharesettlement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="within_share",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="PERFORM 1 FROM claims_claim WHERE id = NEW.claim_id FOR UPDATE; IF EXISTS (SELECT 1 WHERE NEW.amount + coalesce((SELECT sum(amount)\n                FROM claims_sharesettlement\n                WHERE claim_id = NEW.claim_id AND employer_id = NEW.employer_id), 0)\n            > coalesce((SELECT sum(amount) FROM claims_employershare\n                WHERE claim_id = NEW.claim_id AND employer_id = NEW.employer_id), 0)) THEN RAISE EXCEPTION 'within_share: more than the employer owes of this claim' USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
                            hash="102e08d35aeb378c1643a0a8837e447a474ec7ad",
                            operation="INSERT",
                            pgid="pgtrigger_within_share_bd1ed",
                            table="claims_sharesettlement",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="symbolichandover",
                    constraint=models.UniqueConstraint(
                        fields=("office", "region", "held_on", "occasion", "amount", "receivers"),
                        name="handover_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="symbolichandover",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0),
                            ("receivers__gt", 0),
                            models.Q(("occasion", ""), _negated=True),
                        ),
                        name="handover_shows_something",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="symbolichandover",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="876407334a3db9259329be0229a14ac3ba0a501c",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_8b021",
                            table="claims_symbolichandover",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="handoverwithdrawn",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="handover_withdrawn_with_reason",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="handoverwithdrawn",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="55c4f2f8e7190a912c699ebad9db2e487a72d923",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_9e9ac",
                            table="claims_handoverwithdrawn",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="handoverclaim",
                    constraint=models.UniqueConstraint(
                        fields=("handover", "claim"), name="handover_claim_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="handoverclaim",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="handover_claim_amount"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="handoverclaim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="190f97c2b600de5797d00f28d20bd25c83b7360e",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_fe140",
                            table="claims_handoverclaim",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="takeover",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "rows__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("taken"), "+", models.F("refused")
                                ),
                            )
                        ),
                        name="take_over_adds_up",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="takeover",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="4ff2998a757a0f7612a5279a4b3d0ff7f5264c5e",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_f3641",
                            table="claims_takeover",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="takenoverclaim",
                    constraint=models.UniqueConstraint(
                        fields=("office", "old_number"), name="taken_over_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="takenoverclaim",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("paid", models.F("by_law")),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="difference_has_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="takenoverclaim",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("by_law__gte", 0), ("paid__gte", 0)),
                        name="taken_over_amounts",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="takenoverclaim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added_to",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';",
                            hash="6292820c75c25abc29a50052735bf56a1fb4fbab",
                            level="STATEMENT",
                            operation="UPDATE OR DELETE OR TRUNCATE",
                            pgid="pgtrigger_only_added_to_baf19",
                            table="claims_takenoverclaim",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="upload",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("size_bytes__gt", 0)), name="upload_not_empty"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="uploadpart",
                    constraint=models.UniqueConstraint(
                        fields=("upload", "offset"), name="upload_part_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="uploadpart",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("offset__gte", 0), ("size_bytes__gt", 0)),
                        name="upload_part_has_bytes",
                    ),
                ),
            ]
        ),
    ]
