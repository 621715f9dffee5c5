"""Findings of non-compliance, their evidence as it grew, and what people decided.

``Detection``, ``FindingState`` and ``FindingDecision`` are append-only. A ``Finding`` shows its
newest state and its last decision; the database keeps it so and refuses every other change
(triggers of migration 0001).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from payung.compliance.models.comparison import ListedFirm


class Kind(models.TextChoices):
    """The kinds of non-compliance (PWBD, PDS-TK, PDS-upah, PDS-program, tunggakan)."""

    ARREARS = "ARREARS", "Menunggak iuran"
    UNREGISTERED = "UNREGISTERED", "Wajib belum daftar"
    WORKERS_MISSING = "WORKERS_MISSING", "Daftar sebagian tenaga kerja"
    WAGES_UNDERREPORTED = "WAGES_UNDERREPORTED", "Daftar sebagian upah"
    PROGRAMMES_MISSING = "PROGRAMMES_MISSING", "Daftar sebagian program"


class Path(models.TextChoices):
    """The ways in which a finding may be followed up."""

    WATCH = "WATCH", "Pantau"
    LETTER = "LETTER", "Surat (massal)"
    VISIT = "VISIT", "Kunjungan"
    INSPECTION = "INSPECTION", "Pemeriksaan"
    MANDATE = "MANDATE", "Kejaksaan (SKK)"
    SMALL_CLAIM = "SMALL_CLAIM", "Gugatan sederhana"
    LAWSUIT = "LAWSUIT", "Gugatan"
    STATE_RECEIVABLES = "STATE_RECEIVABLES", "Piutang negara (PUPN)"


class Status(models.TextChoices):
    """Where a finding stands. ``RESOLVED``: its cause is gone."""

    OPEN = "OPEN", "Menunggu keputusan"
    ACCEPTED = "ACCEPTED", "Diterima"
    DISMISSED = "DISMISSED", "Dikesampingkan"
    RESOLVED = "RESOLVED", "Selesai dengan sendirinya"


class Chance(models.TextChoices):
    """How likely the money is to come."""

    LOW = "LOW", "Kecil"
    MEDIUM = "MEDIUM", "Sedang"
    HIGH = "HIGH", "Besar"


class Detection(models.Model):
    """One search for findings in an office: who, as of when, with which parameters.

    ``parameters`` is name -> [value, valid from, article]; ``counts`` is kind -> how many were
    new, standing, changed, reopened, resolved.
    """

    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField()
    started_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    parameters = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["office", "-id"], name="detection_of_office")]

    def __str__(self) -> str:
        return f"{self.office_id} {self.as_of}"


class Evidence(models.Model):
    """What a detection saw and how it was weighed. Money in whole rupiah.

    ``evidence`` are facts (bills, months, counts, thresholds with their parameter and article),
    never a worker's identity. ``amount`` is the unsettled principal for arrears; for the other
    kinds it is an estimate (``is_estimate``). ``reasons`` are the parts of the score.
    """

    evidence = models.JSONField()
    fingerprint = models.CharField(max_length=32)
    amount = models.BigIntegerField()
    is_estimate = models.BooleanField()
    workers = models.IntegerField()
    score = models.SmallIntegerField()
    chance = models.CharField(max_length=6, choices=Chance.choices)
    reasons = models.JSONField()
    suggested_path = models.CharField(max_length=20, choices=Path.choices)
    expected_recovery = models.BigIntegerField()
    handling_cost = models.BigIntegerField()

    class Meta:
        abstract = True


class Finding(Evidence):
    """One kind of non-compliance of one employer, or of a firm that is not registered.

    While it lives (not resolved) there is one finding for each employer (or firm) and kind;
    ``firm_key`` identifies a firm without registration across lists. The fields of ``Evidence``
    are those of the newest state.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    employer = models.ForeignKey(
        "registry.Employer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    listed_firm = models.ForeignKey(
        ListedFirm, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    firm_key = models.CharField(max_length=300, blank=True)
    firm_name = models.CharField(max_length=200)
    firm_address = models.CharField(max_length=300, blank=True)
    firm_identifier = models.CharField(max_length=40, blank=True)
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    detected_on = models.DateField()
    detection = models.ForeignKey(Detection, on_delete=models.PROTECT, related_name="findings")
    sequence = models.SmallIntegerField(default=0)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    #: What the evidence was worth when it was last dismissed; it must outgrow this to come back.
    dismissed_amount = models.BigIntegerField(null=True, blank=True)
    dismissed_workers = models.IntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(employer__isnull=False, firm_key="") | ~Q(firm_key=""),
                name="finding_is_about_someone",
            ),
            models.UniqueConstraint(
                fields=["kind", "employer"],
                condition=Q(employer__isnull=False) & ~Q(status="RESOLVED"),
                name="finding_of_employer_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "office", "firm_key"],
                condition=Q(employer__isnull=True) & ~Q(status="RESOLVED"),
                name="finding_of_firm_once",
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=1000), name="finding_score_range"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="finding_amount_not_negative"),
        ]
        indexes = [
            models.Index(fields=["office", "status", "-score", "id"], name="finding_worklist"),
            models.Index(fields=["region", "status"], name="finding_region"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.firm_name}"


class FindingState(Evidence):
    """One version of a finding's evidence; ``sequence`` 0 is the first."""

    class Change(models.TextChoices):
        FOUND = "FOUND", "Ditemukan"
        CHANGED = "CHANGED", "Bukti berubah"
        REOPENED = "REOPENED", "Muncul kembali: bukti bertambah"
        RESOLVED = "RESOLVED", "Sebabnya sudah tidak ada"

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="states")
    sequence = models.SmallIntegerField()
    change = models.CharField(max_length=10, choices=Change.choices)
    detection = models.ForeignKey(
        Detection, null=True, blank=True, on_delete=models.PROTECT, related_name="states"
    )
    as_of = models.DateField()
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding", "sequence"], name="finding_state_once"),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} #{self.sequence} {self.change}"


class FindingDecision(models.Model):
    """What a person decided on the evidence of one state, and why.

    ``overrules``: the path differs from the suggested one.
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="decisions")
    state_sequence = models.SmallIntegerField()
    accept = models.BooleanField()
    path = models.CharField(max_length=20, choices=Path.choices, blank=True)
    overrules = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    amount = models.BigIntegerField()
    workers = models.IntegerField()
    decided_on = models.DateField()
    decided_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="finding_decision_reasoned"),
            models.CheckConstraint(
                condition=Q(accept=False, path="") | (Q(accept=True) & ~Q(path="")),
                name="finding_decision_path",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} {'diterima' if self.accept else 'dikesampingkan'}"
