"""A case: one employer, one run of compliance, one number for all who work on it.

What happened is told by its steps, which are only ever added (statement triggers of migration
0002). ``stage``, ``version``, ``due_on`` and ``last_step_on`` of a case repeat its last step; the
database writes them itself when a step is added and refuses to anybody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payung.registry.models import Employer, Membership

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Stage(models.TextChoices):
    """Where a case stands: what was done last that counts."""

    OPENED = "OPENED", _("Dibuka")
    REMINDED = "REMINDED", _("Diimbau")
    COLLECTED = "COLLECTED", _("Ditagih")
    INSPECTING = "INSPECTING", _("Pemeriksaan ditugaskan")
    INSPECTION_NOTICED = "INSPECTION_NOTICED", _("Pemeriksaan diberitahukan")
    INSPECTED = "INSPECTED", _("Selesai diperiksa")
    WARNED_FIRST = "WARNED_FIRST", _("Teguran pertama (SP1)")
    WARNED_SECOND = "WARNED_SECOND", _("Teguran kedua (SP2)")
    FINED = "FINED", _("Dikenai denda administratif")
    DENIAL_REQUESTED = "DENIAL_REQUESTED", _("TMP2T diminta")
    DENIED = "DENIED", _("TMP2T dijalankan")
    WITH_PROSECUTORS = "WITH_PROSECUTORS", _("Di kejaksaan")
    WITH_INSPECTORATE = "WITH_INSPECTORATE", _("Di pengawas ketenagakerjaan")
    WITH_RECEIVABLES = "WITH_RECEIVABLES", _("Di panitia urusan piutang negara")
    WITH_CURATOR = "WITH_CURATOR", _("Di kurator")
    RETURNED = "RETURNED", _("Dikembalikan ke cabang")
    COMPLIANT = "COMPLIANT", _("Patuh, belum ditutup")
    CLOSED = "CLOSED", _("Ditutup")


class Case(models.Model):
    """An employer, or a firm that is not registered, on the ladder.

    ``employer`` is empty for an unregistered firm, which ``firm_key`` identifies across lists and
    whose name, address and number (NIB, NPWP, as the list said) stand here; it is filled once,
    when the firm registers. One employer or firm has at most one open case.
    """

    number = models.CharField(max_length=50, unique=True)
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    sequence = models.IntegerField()
    employer = models.ForeignKey(
        Employer, null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    firm_name = models.CharField(max_length=200)
    firm_address = models.CharField(max_length=300, blank=True)
    firm_identifier = models.CharField(max_length=40, blank=True)
    firm_key = models.CharField(max_length=300, blank=True)
    opened_on = models.DateField()
    opened_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    # Repeated from the last step by the database.
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.OPENED)
    version = models.IntegerField(default=0)
    due_on = models.DateField(null=True, blank=True)
    last_step_on = models.DateField(null=True, blank=True)

    if TYPE_CHECKING:
        steps: RelatedManager[CaseStep]
        case_findings: RelatedManager[CaseFinding]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "sequence"], name="case_number_once"),
            models.UniqueConstraint(
                fields=["employer"],
                condition=Q(employer__isnull=False) & ~Q(stage=Stage.CLOSED),
                name="case_open_once_of_employer",
            ),
            models.UniqueConstraint(
                fields=["office", "firm_key"],
                condition=Q(employer__isnull=True) & ~Q(stage=Stage.CLOSED),
                name="case_open_once_of_firm",
            ),
            models.CheckConstraint(
                condition=Q(employer__isnull=False) | ~Q(firm_key=""), name="case_is_about_someone"
            ),
            models.CheckConstraint(condition=~Q(firm_name=""), name="case_names_firm"),
            models.CheckConstraint(condition=Q(sequence__gt=0), name="case_sequence_positive"),
        ]
        indexes = [
            models.Index(fields=["office", "stage"], name="case_office_stage"),
            models.Index(fields=["due_on"], condition=~Q(stage=Stage.CLOSED), name="case_open_due"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether anything can still be done on it (a closed case can only be reopened)."""
        return self.stage != Stage.CLOSED

    @property
    def about(self) -> str:
        """How its letters and attachments name it."""
        return f"case:{self.pk}"


class CaseFinding(models.Model):
    """A finding that a case rests on.

    A finding that was closed as mistaken and grew again may come back in a later case.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="case_findings")
    finding = models.ForeignKey(
        "compliance.Finding", on_delete=models.PROTECT, related_name="case_findings"
    )
    added_on = models.DateField()
    added_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "finding"], name="case_finding_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.finding_id}"


class CaseStep(models.Model):
    """One act on a case: which, when, by whom, why, from which stage to which.

    ``kind`` is a row of ``compliance.ladder.STEPS``. ``sequence`` counts from 1 and is the
    version that the case has afterwards. ``due_on`` is the day that the stage ends with (a
    warning's last working day); a step that leaves the stage as it is carries it on.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    sequence = models.IntegerField()
    kind = models.CharField(max_length=30)
    from_stage = models.CharField(max_length=20, blank=True)
    stage = models.CharField(max_length=20, choices=Stage.choices)
    happened_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    letter = models.ForeignKey(
        "documents.Letter", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    data = models.JSONField(default=dict)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["case", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="case_step_once"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True)
                | Q(due_on__gte=F("happened_on"))
                | Q(from_stage=F("stage")),
                name="case_step_due_after",
            ),
        ]
        indexes = [models.Index(fields=["kind", "happened_on"], name="case_step_kind")]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.sequence} {self.kind}"


class Inspection(models.Model):
    """What an inspection found: the deficit by worker and month, summed; whole rupiah.

    ``principal`` is what the law asks on the wages paid less what it asks on those reported.
    ``parameters`` are the values of the law that were used, each with its article.
    """

    step = models.OneToOneField(CaseStep, on_delete=models.PROTECT, related_name="inspection")
    business_size = models.CharField(max_length=10)
    risk_group = models.SmallIntegerField()
    programmes = models.SmallIntegerField()
    labour_intensive = models.BooleanField()
    file_name = models.CharField(max_length=255, blank=True)
    content_hash = models.BinaryField(max_length=32)
    workers = models.IntegerField()
    months = models.IntegerField()
    principal = models.BigIntegerField()
    parameters = models.JSONField(default=dict)

    if TYPE_CHECKING:
        lines: RelatedManager[InspectionLine]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(principal__gte=0), name="deficit_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.principal}"


class InspectionLine(models.Model):
    """One worker and month of an inspection: the wage that was paid beside the reported one.

    ``membership`` is empty for a worker who is not registered; only then his name is kept here,
    and ``reported_wage`` is 0. The amounts are differences in rupiah and never negative: what was
    reported too high is not set against what was reported too low.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="lines")
    row = models.IntegerField()
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=150, blank=True)
    month = models.DateField()
    paid_wage = models.BigIntegerField()
    reported_wage = models.BigIntegerField()
    programmes_due = models.SmallIntegerField()
    programmes_reported = models.SmallIntegerField()
    jkk = models.BigIntegerField()
    jkm = models.BigIntegerField()
    jht_employer = models.BigIntegerField()
    jht_worker = models.BigIntegerField()
    jp_employer = models.BigIntegerField()
    jp_worker = models.BigIntegerField()
    total = models.BigIntegerField()

    class Meta:
        ordering = ["inspection", "row"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "row"], name="inspection_row_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="inspection_month_first_day"),
            models.CheckConstraint(
                condition=Q(membership__isnull=False, name="")
                | (Q(membership__isnull=True) & ~Q(name="")),
                name="inspection_line_names_worker",
            ),
            models.CheckConstraint(
                condition=Q(
                    total=F("jkk")
                    + F("jkm")
                    + F("jht_employer")
                    + F("jht_worker")
                    + F("jp_employer")
                    + F("jp_worker")
                ),
                name="inspection_line_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}/{self.row}"

    @property
    def worker_name(self) -> str:
        """Who it is: the member, or the worker whom the inspector named."""
        return self.membership.person.name if self.membership else self.name
