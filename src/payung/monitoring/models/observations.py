"""Figures with their meaning, source and status: computed from the books, or reported.

Nothing is overwritten: a better figure supersedes an older one, which stays readable.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payung.access.append_only import only_added_to
from payung.clock import today
from payung.monitoring.models.indicators import IndicatorDefinition


class Method(models.TextChoices):
    """Where a figure comes from."""

    COMPUTED = "COMPUTED", _("dihitung dari daftar dan pembukuan")
    REPORTED = "REPORTED", _("dilaporkan")


class Status(models.TextChoices):
    """How far a figure has come: only final ones are published."""

    DRAFT = "DRAFT", _("konsep")
    CHECKED = "CHECKED", _("diperiksa")
    FINAL = "FINAL", _("final")
    REJECTED = "REJECTED", _("ditolak")


class ReportFile(models.Model):
    """A table of figures that an office handed in. Rows are only added.

    All its rows were taken (``accepted``), or none of them (``refused`` counts the wrong ones).
    """

    office = models.ForeignKey(
        "reference.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file_name = models.CharField(max_length=200)
    content_hash = models.BinaryField(max_length=32)
    accepted = models.IntegerField()
    refused = models.IntegerField()
    #: Of a refused file all rows, as they were: number, cells, and what is wrong in which column.
    answers = models.JSONField(default=list)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_hash"], condition=Q(refused=0), name="report_file_taken_once"
            ),
            models.CheckConstraint(
                condition=Q(accepted=0, refused__gt=0) | Q(accepted__gt=0, refused=0),
                name="report_file_all_or_nothing",
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return self.file_name


class Observation(models.Model):
    """A figure of an indicator, for a region and a day (or a span that ends on it).

    Without a region it is the nation's. ``value`` is in the definition's unit (basis points for
    shares). ``part`` is empty for the whole, else a code of the definition's breakdown: a segment
    (WAGE_EARNER), a programme (JKK), a class of collectability. ``printed`` is the figure as the
    source printed it, when that differs from what its inputs give.
    """

    definition = models.ForeignKey(
        IndicatorDefinition, on_delete=models.PROTECT, related_name="observations"
    )
    region = models.ForeignKey(
        "reference.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    part = models.CharField(max_length=30, blank=True)
    period_from = models.DateField(null=True, blank=True)
    as_of = models.DateField()
    value = models.BigIntegerField()
    numerator = models.BigIntegerField(null=True, blank=True)
    denominator = models.BigIntegerField(null=True, blank=True)
    printed = models.CharField(max_length=60, blank=True)
    method = models.CharField(max_length=8, choices=Method.choices)
    born_as = models.CharField(max_length=8, choices=Status.choices, default=Status.DRAFT)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=6)
    office = models.ForeignKey(
        "reference.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file = models.ForeignKey(
        ReportFile, null=True, blank=True, on_delete=models.PROTECT, related_name="observations"
    )
    #: The evidence in the archive of documents (``documents.Attachment``).
    evidence = models.ForeignKey(
        "documents.Attachment", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: What a computed figure rests on: rules of the law, state of the books, universe.
    inputs = models.JSONField(default=dict, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    reason = models.TextField(blank=True)
    #: The business date on which the figure was stated: what was known on a day goes by it.
    stated_on = models.DateField(default=today)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "region", "part", "period_from", "as_of"],
                condition=Q(supersedes=None),
                name="observation_chain_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(period_from=None) | Q(period_from__lte=F("as_of")),
                name="observation_period_forward",
            ),
            models.CheckConstraint(
                condition=Q(denominator=None) | Q(denominator__gt=0),
                name="observation_denominator_positive",
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(reason=""), name="observation_superseded_why"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="observation_source_stated"),
        ]
        indexes = [
            models.Index(
                fields=["region", "definition", "part", "as_of"], name="observation_of_region"
            ),
            models.Index(fields=["definition", "as_of"], name="observation_of_day"),
            models.Index(
                fields=["region", "as_of"],
                condition=Q(born_as="DRAFT"),
                name="observation_to_check",
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.definition_id} {self.region_id or 'ID'} {self.as_of}: {self.value}"


class ObservationStep(models.Model):
    """A reported figure was checked, made final or rejected. Rows are only added."""

    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="steps")
    status = models.CharField(
        max_length=8,
        choices=[(one.value, one.label) for one in Status if one is not Status.DRAFT],
    )
    note = models.TextField(blank=True)
    happened_on = models.DateField(default=today)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["observation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["observation", "status"], name="observation_step_once"),
            models.CheckConstraint(
                condition=~Q(status="REJECTED") | ~Q(note=""), name="observation_rejected_why"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.observation_id} {self.status}"
