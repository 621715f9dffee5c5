"""What an indicator counts: a figure means something only beside its definition."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payung.access.append_only import only_added_to


class Topic(models.TextChoices):
    """What an indicator is about; the order is that of the dashboards."""

    COVERAGE = "COVERAGE", _("Cakupan")
    MEMBERS = "MEMBERS", _("Kepesertaan")
    WORKFORCE = "WORKFORCE", _("Tenaga kerja")
    CONTRIBUTIONS = "CONTRIBUTIONS", _("Iuran")
    COMPLIANCE = "COMPLIANCE", _("Kepatuhan")
    GOVERNMENT = "GOVERNMENT", _("Pemerintah daerah")
    CLAIMS = "CLAIMS", _("Klaim")
    FOLLOW_UP = "FOLLOW_UP", _("Tindak lanjut")
    SAFETY = "SAFETY", _("Keselamatan kerja")


class Unit(models.TextChoices):
    """In what an indicator's value is written: always an integer."""

    BASIS_POINTS = "BASIS_POINTS", _("persen")  # 39.25 % is 3925
    PERSONS = "PERSONS", _("orang")
    EMPLOYERS = "EMPLOYERS", _("pemberi kerja")
    RUPIAH = "RUPIAH", _("rupiah")
    CASES = "CASES", _("kasus")
    DOCUMENTS = "DOCUMENTS", _("dokumen")
    PER_100_000 = "PER_100_000", _("per 100.000 pekerja")


class Numerator(models.TextChoices):
    """Which members the numerator counts."""

    ACTIVE = "ACTIVE", _("peserta aktif")
    REGISTERED = "REGISTERED", _("peserta terdaftar, aktif atau tidak")
    NONE = "NONE", _("bukan peserta")


class RegionBasis(models.TextChoices):
    """Which place a member is counted at. Figures of different bases are never compared."""

    REGISTRATION = "registration", "Tempat pendaftaran pemberi kerja"
    WORK_REGION = "work_region", "Tempat bekerja"
    RESIDENCE = "residence", "Tempat tinggal"
    NIK_PREFIX = "nik_prefix", "Awalan NIK"
    NONE = "none", "Wilayah pelapor"


class Denominator(models.TextChoices):
    """What a share is a share of. Figures with different denominators are never compared."""

    NONE = "NONE", _("tanpa penyebut")
    ELIGIBLE_UNIVERSE = "ELIGIBLE_UNIVERSE", _("potensi pekerja menurut BPJS Ketenagakerjaan")
    EMPLOYED_PERSONS = "EMPLOYED_PERSONS", _("penduduk bekerja (Sakernas)")
    LABOUR_FORCE = "LABOUR_FORCE", _("angkatan kerja (Sakernas)")
    FORMAL_WORKERS = "FORMAL_WORKERS", _("pekerja formal")
    INFORMAL_WORKERS = "INFORMAL_WORKERS", _("pekerja informal")
    VULNERABLE_WORKERS = "VULNERABLE_WORKERS", _("pekerja rentan yang terdata")
    NON_ASN_STAFF = "NON_ASN_STAFF", _("pegawai pemerintah bukan ASN")
    BILLED = "BILLED", _("iuran yang ditagih")
    ACTIVE_EMPLOYERS = "ACTIVE_EMPLOYERS", _("pemberi kerja aktif")
    OTHER = "OTHER", _("lihat arti angka")


class Breakdown(models.TextChoices):
    """Into which parts an indicator's whole falls; ``Observation.part`` names one of them."""

    NONE = "NONE", _("tidak dirinci")
    SEGMENT = "SEGMENT", _("segmen")
    PROGRAMME = "PROGRAMME", _("program")
    COLLECTABILITY = "COLLECTABILITY", _("kolektibilitas")


class IndicatorDefinition(models.Model):
    """One version of the meaning of a figure. Rows are only added: a new meaning, a new version.

    ``scale`` names whose target scale this is (KEMENDAGRI, RPJMN): targets of one scale are never
    held against figures of another. ``computed_by`` names the computer in
    ``monitoring.computing``; without one the figure is reported by an office.
    """

    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    topic = models.CharField(max_length=14, choices=Topic.choices)
    name_id = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    meaning_id = models.TextField()
    meaning_en = models.TextField()
    unit = models.CharField(max_length=14, choices=Unit.choices)
    numerator = models.CharField(max_length=10, choices=Numerator.choices, default=Numerator.NONE)
    #: Codes of ``registry.Segment`` that the numerator counts, as names; empty means all.
    segments = models.JSONField(default=list, blank=True)
    includes_construction = models.BooleanField(default=True)
    includes_migrants = models.BooleanField(default=True)
    denominator = models.CharField(
        max_length=20, choices=Denominator.choices, default=Denominator.NONE
    )
    denominator_source = models.CharField(max_length=200, blank=True)
    denominator_year = models.PositiveSmallIntegerField(null=True, blank=True)
    region_basis = models.CharField(
        max_length=12, choices=RegionBasis.choices, default=RegionBasis.NONE
    )
    breakdown = models.CharField(max_length=14, choices=Breakdown.choices, default=Breakdown.NONE)
    #: Over a span (claims paid in a year) and not on a day (members).
    is_flow = models.BooleanField(default=False)
    more_is_better = models.BooleanField(default=True)
    scale = models.CharField(max_length=20, blank=True)
    frequency = models.CharField(max_length=40)
    producer = models.CharField(max_length=200)
    article = models.CharField(max_length=200, blank=True)
    #: Codes of Satu Data Indonesia and of the SDG indicators, where there are any.
    satu_data_code = models.CharField(max_length=60, blank=True)
    sdg_code = models.CharField(max_length=20, blank=True)
    computed_by = models.CharField(max_length=40, blank=True)
    is_public = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=6)
    #: Nobody: the row is shipped with Payung.
    recorded_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["topic", "code", "version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="indicator_version_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="indicator_valid_forward",
            ),
            models.CheckConstraint(
                condition=~Q(unit="BASIS_POINTS") | ~Q(denominator="NONE"),
                name="indicator_share_has_denominator",
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(meaning_id="") & ~Q(meaning_en=""),
                name="indicator_meaning_stated",
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    def is_in_force(self, on: date) -> bool:
        """Whether figures of that day may have this meaning."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @property
    def is_share(self) -> bool:
        """Whether its values are basis points."""
        return self.unit == Unit.BASIS_POINTS
