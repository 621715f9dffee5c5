"""What was published for everybody: releases that stand for ever at their address.

A release is a snapshot. A correction is a newer release; a release that should not have been made
is withdrawn, and its address says so. What was hidden is not in these tables at all.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from payung.access.append_only import only_added_to
from payung.monitoring.models.coverage import CoverageTarget
from payung.monitoring.models.indicators import IndicatorDefinition
from payung.monitoring.models.observations import Observation


class OpenRelease(models.Model):
    """One version of a published data set.

    ``metadata`` is frozen as it was published: title, definitions' versions, rules of hiding,
    licence. ``content_hash`` is that of the rows; the same content is not published twice running.
    """

    dataset = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    published_on = models.DateField()
    first_period = models.DateField(null=True, blank=True)
    last_period = models.DateField(null=True, blank=True)
    rows = models.PositiveIntegerField()
    hidden = models.PositiveIntegerField()
    content_hash = models.BinaryField(max_length=32)
    metadata = models.JSONField()
    #: What changed, in the words of whoever published.
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["dataset", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "version"], name="open_release_once"),
            models.CheckConstraint(
                condition=Q(version__gte=1) & Q(rows__gte=F("hidden")), name="open_release_sound"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.dataset} {self.version}"


class OpenCell(models.Model):
    """One published figure; a hidden one has no number here, and does not say why.

    ``value`` is in the definition's unit. ``text`` is what a row of another kind says: who set a
    target, and in which document.
    """

    release = models.ForeignKey(OpenRelease, on_delete=models.PROTECT, related_name="cells")
    definition = models.ForeignKey(
        IndicatorDefinition, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    region = models.ForeignKey(
        "reference.Region",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    part = models.CharField(max_length=30, blank=True)
    period_from = models.DateField(null=True, blank=True)
    as_of = models.DateField(null=True, blank=True)
    unit = models.CharField(max_length=14)
    value = models.BigIntegerField(null=True, blank=True)
    numerator = models.BigIntegerField(null=True, blank=True)
    denominator = models.BigIntegerField(null=True, blank=True)
    hidden = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=6, blank=True)
    text = models.CharField(max_length=420, blank=True)
    observation = models.ForeignKey(
        Observation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    target = models.ForeignKey(
        CoverageTarget,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "definition", "region", "part", "period_from", "as_of"],
                name="open_cell_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(hidden=False) | Q(value=None), name="open_cell_hidden_is_empty"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.release_id} {self.definition_id} {self.region_id or 'ID'} {self.as_of}"


class OpenWithdrawal(models.Model):
    """A release was taken from its address, with the reason that is shown there."""

    release = models.OneToOneField(OpenRelease, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="open_withdrawal_says_why")
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.release_id}: {self.reason}"
