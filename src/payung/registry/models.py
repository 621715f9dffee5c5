"""People, employers, memberships, enrolments and wages by month.

The tables that hold a row per worker and month (``WageReport``) are partitioned by month and are
only ever added to: a correction is a row with the next ``revision``.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Programme(models.IntegerChoices):
    """The five programmes, as bits: a membership's programmes are their sum."""

    JKK = 1, "Jaminan Kecelakaan Kerja"
    JKM = 2, "Jaminan Kematian"
    JHT = 4, "Jaminan Hari Tua"
    JP = 8, "Jaminan Pensiun"
    JKP = 16, "Jaminan Kehilangan Pekerjaan"


class Segment(models.IntegerChoices):
    """The four membership segments of the law (Perpres 109/2013, Permenaker 4/2023)."""

    WAGE_EARNER = 1, "Penerima Upah (PU)"
    NON_WAGE_EARNER = 2, "Bukan Penerima Upah (BPU)"
    CONSTRUCTION = 3, "Jasa Konstruksi (Jakon)"
    MIGRANT_WORKER = 4, "Pekerja Migran Indonesia (PMI)"


class EmployerKind(models.TextChoices):
    """Who pays contributions. A community group (wadah) is the payer of members who pay for
    themselves; a government unit or a village also pays for those whom it sponsors."""

    PRIVATE = "PRIVATE", "Badan usaha swasta"
    STATE_OWNED = "STATE_OWNED", "BUMN"
    REGION_OWNED = "REGION_OWNED", "BUMD"
    GOVERNMENT_UNIT = "GOVERNMENT_UNIT", "Penyelenggara negara"
    COOPERATIVE = "COOPERATIVE", "Koperasi"
    VILLAGE = "VILLAGE", "Pemerintah desa"
    COMMUNITY_GROUP = "COMMUNITY_GROUP", "Wadah peserta mandiri"


class BusinessSize(models.TextChoices):
    MICRO = "MICRO", "Mikro"
    SMALL = "SMALL", "Kecil"
    MEDIUM = "MEDIUM", "Menengah"
    LARGE = "LARGE", "Besar"


class EmployerStatus(models.TextChoices):
    OBLIGED_UNREGISTERED = "OBLIGED_UNREGISTERED", "Wajib belum daftar (PWBD)"
    ACTIVE = "ACTIVE", "Aktif"
    INACTIVE = "INACTIVE", "Nonaktif"
    CLOSED = "CLOSED", "Tutup"


class ImportFile(models.Model):
    """One file that an office brought: what it was, who brought it, and what came of it.

    ``content_hash`` (SHA-256) makes a repeated upload harmless: the same bytes for the same kind
    and office are answered with the first import.
    """

    class Kind(models.TextChoices):
        EMPLOYERS = "EMPLOYERS", "Daftar pemberi kerja"
        NEW_WORKERS = "NEW_WORKERS", "Lembar SIPP tenaga kerja baru"
        WAGES = "WAGES", "Daftar upah bulanan"
        SPONSORED = "SPONSORED", "Daftar peserta bukan penerima upah"
        PROJECTS = "PROJECTS", "Daftar proyek jasa konstruksi"
        LEAVERS = "LEAVERS", "Daftar tenaga kerja keluar"

    class Status(models.TextChoices):
        WAITING = "WAITING", "Menunggu"
        RUNNING = "RUNNING", "Sedang diperiksa"
        ACCEPTED = "ACCEPTED", "Diterima"
        REFUSED = "REFUSED", "Ditolak"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    file_name = models.CharField(max_length=255)
    content_hash = models.BinaryField(max_length=32)
    size_bytes = models.BigIntegerField()
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    month = models.DateField(null=True, blank=True)
    uploaded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    rows_read = models.IntegerField(default=0)
    rows_refused = models.IntegerField(default=0)
    rows_warned = models.IntegerField(default=0)
    progress_done = models.IntegerField(default=0)
    progress_total = models.IntegerField(default=0)
    #: Totals and refusal reasons, by code; never personal data.
    summary = models.JSONField(default=dict)
    #: Path of the stored upload and of the answer workbook, relative to the data folder.
    stored_path = models.CharField(max_length=255, blank=True)
    answer_path = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "office", "content_hash"],
                condition=Q(status="ACCEPTED"),
                name="import_accepted_once",
            ),
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(month__day=1), name="import_month_first_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.file_name}"


class Employer(models.Model):
    """A payer of contributions, known by registration number (NPP) and division."""

    registration_number = models.CharField(max_length=12)
    division = models.CharField(max_length=3, default="000")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=EmployerKind.choices)
    business_size = models.CharField(max_length=10, choices=BusinessSize.choices)
    business_class_code = models.CharField(max_length=5, blank=True)
    risk_group = models.SmallIntegerField()
    labour_intensive = models.BooleanField(default=False)
    #: Programmes that its new workers are enrolled in (sum of Programme bits): at least the
    #: minimum by size (Perpres 109/2013 Ps 6), more where the employer chose so.
    programmes = models.SmallIntegerField()
    status = models.CharField(
        max_length=20, choices=EmployerStatus.choices, default=EmployerStatus.ACTIVE
    )
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    tax_number = models.CharField(max_length=16, blank=True)
    business_id_number = models.CharField(max_length=13, blank=True)
    address = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)
    registered_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    source_file = models.ForeignKey(
        ImportFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration_number", "division"], name="employer_once"
            ),
            models.CheckConstraint(
                condition=Q(risk_group__gte=1, risk_group__lte=5), name="employer_risk_group"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("registered_on")),
                name="employer_closed_after_registered",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "status"]),
            models.Index(fields=["office", "status"]),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.registration_number}/{self.division})"


class Person(models.Model):
    """A person, known by the national id number (NIK) or a passport.

    The number itself is kept encrypted (``national_id_cipher``); it is found again by its keyed
    hash (``national_id_hash``). Neither ever leaves in a list, an address or a log.
    """

    class IdKind(models.TextChoices):
        KTP = "KTP", "KTP (NIK)"
        PASSPORT = "PASSPORT", "Paspor"

    class Sex(models.TextChoices):
        MALE = "L", "Laki-laki"
        FEMALE = "P", "Perempuan"

    id_kind = models.CharField(max_length=8, choices=IdKind.choices, default=IdKind.KTP)
    national_id_hash = models.BinaryField(max_length=32)
    national_id_cipher = models.BinaryField()
    name = models.CharField(max_length=150)
    birth_date = models.DateField()
    birth_place = models.CharField(max_length=60, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices)
    mother_name_cipher = models.BinaryField(null=True, blank=True)
    phone_hash = models.BinaryField(max_length=32, null=True, blank=True)
    phone_cipher = models.BinaryField(null=True, blank=True)
    family_card_hash = models.BinaryField(max_length=32, null=True, blank=True)
    family_card_cipher = models.BinaryField(null=True, blank=True)
    bank_account_hash = models.BinaryField(max_length=32, null=True, blank=True)
    bank_account_cipher = models.BinaryField(null=True, blank=True)
    bank_name = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=300, blank=True)
    residence_region = models.ForeignKey(
        "reference.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nationality = models.CharField(max_length=2, default="ID")
    source_file = models.ForeignKey(
        ImportFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["national_id_hash"], name="person_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ConstructionProject(models.Model):
    """A construction contract whose workers are covered for its duration (JKK and JKM)."""

    number = models.CharField(max_length=40, unique=True)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="projects")
    name = models.CharField(max_length=200)
    contract_value = models.BigIntegerField()
    includes_vat = models.BooleanField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    source_file = models.ForeignKey(
        ImportFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(contract_value__gt=0), name="project_value_positive"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="project_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


class Membership(models.Model):
    """One person's participation through one payer in one segment (one KPJ card)."""

    class OccupationSector(models.TextChoices):
        TRANSPORT = "TRANSPORT", "Angkutan"
        OTHER = "OTHER", "Lainnya"

    class NonWageKind(models.TextChoices):
        EMPLOYER = "EMPLOYER", "Pemberi kerja"
        SELF_EMPLOYED = "SELF_EMPLOYED", "Pekerja di luar hubungan kerja / mandiri"
        OTHER = "OTHER", "Bukan penerima upah lainnya"

    card_number = models.CharField(max_length=11)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="memberships")
    segment = models.SmallIntegerField(choices=Segment.choices)
    worker_segment = models.CharField(max_length=40, blank=True)  # reference.WorkerSegment code
    project = models.ForeignKey(
        ConstructionProject, null=True, blank=True, on_delete=models.PROTECT, related_name="members"
    )
    work_region = models.ForeignKey(
        "reference.Region", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    employee_number = models.CharField(max_length=30, blank=True)
    occupation_sector = models.CharField(
        max_length=10, choices=OccupationSector.choices, default=OccupationSector.OTHER
    )
    non_wage_kind = models.CharField(max_length=15, choices=NonWageKind.choices, blank=True)
    #: Paid from the state's or a region's budget (APBN/APBD, village): no relief of PP 50/2025.
    paid_by_budget = models.BooleanField(default=False)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=40, blank=True)
    contract_ends_on = models.DateField(null=True, blank=True)
    source_file = models.ForeignKey(
        ImportFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card_number"], name="card_number_once"),
            models.UniqueConstraint(
                fields=["person", "employer", "segment"],
                condition=Q(ended_on__isnull=True),
                name="membership_open_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="membership_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(segment=2) | ~Q(non_wage_kind=""), name="non_wage_kind_named"
            ),
        ]

    def __str__(self) -> str:
        return self.card_number


class Enrolment(models.Model):
    """The programmes of a membership during a period of contribution months (inclusive).

    A change of programmes closes the period and opens the next one; periods never overlap.
    """

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="enrolments")
    programmes = models.SmallIntegerField()  # sum of Programme bits
    valid_from = models.DateField()  # first day of the first month
    valid_to = models.DateField(null=True, blank=True)  # first day of the last month
    source_file = models.ForeignKey(
        ImportFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "valid_from"], name="enrolment_once"),
            models.UniqueConstraint(
                fields=["membership"], condition=Q(valid_to__isnull=True), name="enrolment_open_once"
            ),
            models.CheckConstraint(
                condition=Q(programmes__gte=1, programmes__lte=31), name="enrolment_programmes"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="enrolment_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.programmes} {self.valid_from}"


class WageReport(models.Model):
    """The wage (or stated income) of one membership for one month, as reported.

    It carries what a bill needs (payer, segment, programmes), so that a month is billed by one
    pass over its partition. Rows are only added: the highest ``revision`` is in force, and a
    revision with wage 0 withdraws the report (the worker had left). ``source`` tells whether the
    employer reported it or the rule "no change reported: as last month" carried it on.

    The table is partitioned by ``month``; the migration makes it with SQL, and
    ``operations.ensure_month`` makes a month's partition.
    """

    class Source(models.IntegerChoices):
        REPORTED = 1, "Dilaporkan"
        CARRIED = 2, "Sama dengan bulan lalu"
        CORRECTED = 3, "Perbaikan"

    pk = models.CompositePrimaryKey("month", "membership_id", "revision")
    month = models.DateField()
    membership = models.ForeignKey(
        Membership, on_delete=models.DO_NOTHING, related_name="wages", db_constraint=False
    )
    revision = models.SmallIntegerField(default=0)
    employer = models.ForeignKey(
        Employer, on_delete=models.DO_NOTHING, related_name="wages", db_constraint=False
    )
    segment = models.SmallIntegerField(choices=Segment.choices)
    programmes = models.SmallIntegerField()
    wage = models.BigIntegerField()
    source = models.SmallIntegerField(choices=Source.choices)
    source_file = models.ForeignKey(
        ImportFile,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
    )

    class Meta:
        managed = False
        db_table = "registry_wagereport"

    def __str__(self) -> str:
        return f"{self.membership_id} {self.month:%Y-%m} r{self.revision}"
