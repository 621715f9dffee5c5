"""Plans of governments, their targets, and the dates of their own budget calendar."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payung.access.append_only import only_added_to
from payung.access.audit import audited
from payung.sponsorship.models.regulations import RegionalRegulation


class PlanKind(models.TextChoices):
    """The plans; how many years each may span is ``planning/periods``."""

    RPJPD = "RPJPD", _("RPJPD (jangka panjang)")
    RPJMD = "RPJMD", _("RPJMD (jangka menengah)")
    RPD = "RPD", _("RPD (masa peralihan)")
    RKPD = "RKPD", _("RKPD (tahunan)")
    RENSTRA = "RENSTRA", _("Renstra perangkat daerah")
    RENJA = "RENJA", _("Renja perangkat daerah")


#: Plans of an agency and not of the government as a whole.
OF_AGENCY = (PlanKind.RENSTRA, PlanKind.RENJA)


class IndicatorCode(models.TextChoices):
    """What a target counts; meaning and unit are in ``sponsorship.indicators``."""

    ACTIVE_COVERAGE = "ACTIVE_COVERAGE", _("Cakupan pekerja aktif")
    REGISTERED_COVERAGE = "REGISTERED_COVERAGE", _("Cakupan pekerja terdaftar")
    EMPLOYED_COVERAGE = "EMPLOYED_COVERAGE", _("Cakupan terhadap penduduk bekerja")
    VULNERABLE_COVERAGE = "VULNERABLE_COVERAGE", _("Cakupan pekerja rentan")
    VULNERABLE_MEMBERS = "VULNERABLE_MEMBERS", _("Pekerja rentan yang dibiayai")
    NON_ASN_ENROLLED = "NON_ASN_ENROLLED", _("Pegawai non-ASN terdaftar")
    NON_WAGE_MEMBERS = "NON_WAGE_MEMBERS", _("Peserta aktif bukan penerima upah")
    WAGE_MEMBERS = "WAGE_MEMBERS", _("Peserta aktif penerima upah")
    VILLAGE_OFFICIALS_ENROLLED = "VILLAGE_OFFICIALS_ENROLLED", _("Perangkat desa terdaftar")
    NEW_EMPLOYERS = "NEW_EMPLOYERS", _("Pemberi kerja baru terdaftar")


@audited(inserts=True)
class PlanDocument(models.Model):
    """A plan of a government (or, Renstra and Renja, of its agency) for a span of years."""

    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        "reference.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=8, choices=PlanKind.choices)
    first_year = models.SmallIntegerField()
    last_year = models.SmallIntegerField()
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["region", "kind", "-first_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "agency", "kind", "first_year", "last_year"],
                name="plan_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(
                    last_year__gte=F("first_year"), first_year__gte=2000, last_year__lte=2100
                ),
                name="plan_years_forward",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["RENSTRA", "RENJA"], agency__isnull=False)
                | (Q(kind__in=["RPJPD", "RPJMD", "RPD", "RKPD"]) & Q(agency=None)),
                name="plan_agency_fits_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.agency or self.region}"

    @property
    def name(self) -> str:
        """``RPD 2024-2026``, ``RKPD 2025``."""
        years = (
            str(self.first_year)
            if self.first_year == self.last_year
            else f"{self.first_year}-{self.last_year}"
        )
        return f"{PlanKind(self.kind).value.title() if self.agency_id else self.kind} {years}"


class PlanStage(models.Model):
    """A stage that a plan reached. Rows are only added; the newest is where it stands.

    ``regulation`` is the one that enacts (FINAL) or changes (CHANGED) the plan.
    """

    class Stage(models.TextChoices):
        DRAFT = "DRAFT", _("Rancangan")
        FORUM = "FORUM", _("Forum konsultasi publik")
        MUSRENBANG = "MUSRENBANG", _("Musrenbang")
        FINAL = "FINAL", _("Ditetapkan")
        CHANGED = "CHANGED", _("Diubah")

    plan = models.ForeignKey(PlanDocument, on_delete=models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    held_on = models.DateField()
    regulation = models.ForeignKey(
        RegionalRegulation, null=True, blank=True, on_delete=models.PROTECT, related_name="plans"
    )
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["plan", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "stage", "held_on"], name="plan_stage_once"),
            models.CheckConstraint(
                condition=~Q(stage="CHANGED") | ~Q(note=""), name="plan_change_reasoned"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.plan_id} {self.stage}"


class PlanTarget(models.Model):
    """One target of a plan for one year. Rows are only added; a newer one supersedes.

    ``value`` is in the unit of the indicator: basis points of a share, or a count.
    """

    plan = models.ForeignKey(PlanDocument, on_delete=models.PROTECT, related_name="targets")
    programme = models.CharField(max_length=200)
    indicator_text = models.CharField(max_length=300)
    indicator = models.CharField(max_length=30, choices=IndicatorCode.choices)
    year = models.SmallIntegerField()
    value = models.BigIntegerField()
    page = models.CharField(max_length=20, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["plan", "programme", "indicator", "year", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=0), name="plan_target_not_negative"),
            models.CheckConstraint(
                condition=Q(indicator__in=IndicatorCode.values), name="plan_target_indicator_known"
            ),
            models.UniqueConstraint(
                fields=["plan", "programme", "indicator", "year"],
                condition=Q(supersedes=None),
                name="plan_target_begun_once",
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(reason=""), name="plan_target_reasoned"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.plan_id} {self.indicator} {self.year}"


class BudgetStage(models.TextChoices):
    """The stages of the yearly budget, in order; their latest days are ``budget/...``."""

    MUSRENBANG = "MUSRENBANG", _("Musrenbang")
    RKPD = "RKPD", _("RKPD ditetapkan")
    POLICY_SENT = "POLICY_SENT", _("Rancangan KUA-PPAS ke DPRD")
    POLICY_AGREED = "POLICY_AGREED", _("Nota kesepakatan KUA-PPAS")
    WORK_PLANS = "WORK_PLANS", _("RKA-SKPD tersusun")
    DRAFT_SENT = "DRAFT_SENT", _("Rancangan APBD ke DPRD")
    APPROVED = "APPROVED", _("Persetujuan bersama APBD")
    EVALUATED = "EVALUATED", _("Evaluasi rancangan APBD")
    ENACTED = "ENACTED", _("Perda APBD dan Perkada penjabaran")
    HALF_YEAR = "HALF_YEAR", _("Laporan semester pertama")
    CHANGE_SENT = "CHANGE_SENT", _("Rancangan KUPA dan PPAS perubahan ke DPRD")
    CHANGE_APPROVED = "CHANGE_APPROVED", _("Persetujuan bersama perubahan APBD")
    SHIFT = "SHIFT", _("Pergeseran anggaran")
    ACCOUNTED = "ACCOUNTED", _("Raperda LPJ APBD")


class CalendarDate(models.Model):
    """The day of a stage in a government's own calendar. Rows are only added.

    The newest row of a fiscal year and stage is in force. ``opens_on`` is told for a shift alone:
    its window is ``opens_on`` to ``day``.
    """

    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    fiscal_year = models.SmallIntegerField()
    stage = models.CharField(max_length=16, choices=BudgetStage.choices)
    day = models.DateField()
    opens_on = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=200)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["region", "fiscal_year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage="SHIFT", opens_on__isnull=False, day__gte=F("opens_on"))
                | (~Q(stage="SHIFT") & Q(opens_on=None)),
                name="calendar_shift_has_window",
            ),
            models.CheckConstraint(condition=~Q(document=""), name="calendar_date_proved"),
        ]
        indexes = [models.Index(fields=["region", "fiscal_year"])]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.region_id} {self.fiscal_year} {self.stage}"


class TermOfHead(models.Model):
    """The day on which a head of government was inaugurated. Rows are only added.

    No name is kept: the day alone sets by when the RPJMD is due.
    """

    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    inaugurated_on = models.DateField()
    document = models.CharField(max_length=200)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["region", "inaugurated_on"]
        constraints = [
            models.UniqueConstraint(fields=["region", "inaugurated_on"], name="head_term_once"),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.region_id} {self.inaugurated_on}"
