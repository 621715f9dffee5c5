"""Claims that were settled in an earlier system: which file brought them, under which number."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from payung.access.append_only import only_added_to
from payung.claims.models.claims import Claim


class TakeOver(models.Model):
    """One act of taking settled claims over; rows are only added.

    ``file_name`` and ``content_hash`` name the sheet, or whence claims that came as data are; the
    sheet itself is a ``TakeOverFile``.
    """

    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    content_hash = models.BinaryField(max_length=32)
    rows = models.IntegerField()
    taken = models.IntegerField()
    refused = models.IntegerField()
    taken_on = models.DateField()
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rows__gte=F("taken") + F("refused")), name="take_over_adds_up"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.office_id} {self.file_name}"


class TakenOverClaim(models.Model):
    """What the earlier system said of a claim: its number there and what was paid, whole rupiah.

    ``paid_until`` is the last day whose payments are in ``paid``. Where it differs from what the
    law gives for the kept facts (``by_law``), the office gave a reason.
    """

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="taken_over")
    take_over = models.ForeignKey(
        TakeOver, on_delete=models.PROTECT, related_name="claims", db_index=False
    )
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    old_number = models.CharField(max_length=40)
    row_number = models.IntegerField()
    paid = models.BigIntegerField()
    by_law = models.BigIntegerField()
    paid_until = models.DateField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "old_number"], name="taken_over_once"),
            models.CheckConstraint(
                condition=Q(paid=F("by_law")) | ~Q(reason=""), name="difference_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(paid__gte=0, by_law__gte=0), name="taken_over_amounts"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return self.old_number


class TakeOverFile(models.Model):
    """A sheet that an office brought; the same bytes are one file of the office, rows are only
    added. The sheet holds identity numbers: it is kept sealed (``stored_path``)."""

    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    content_hash = models.BinaryField(max_length=32)
    size_bytes = models.BigIntegerField()
    #: Relative to the data folder.
    stored_path = models.CharField(max_length=255)
    received_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "content_hash"], name="take_over_file_once"),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.office_id} {self.file_name}"


class TakeOverStep(models.Model):
    """What was asked of a file and what came of it; the newest row says where it stands.

    ``fresh`` rows are claims that were not on record: they would be taken (``CHECKED``) or were
    (``TAKEN``). ``summary`` holds sums and reasons by code, nothing personal; the rows that came
    back with their sentences are encrypted in ``take_over_rows_cipher``.
    """

    class Kind(models.TextChoices):
        ASKED = "ASKED", "Diminta diperiksa"
        CHECKED = "CHECKED", "Diperiksa"
        CONFIRMED = "CONFIRMED", "Diminta diambil alih"
        TAKEN = "TAKEN", "Diambil alih"

    file = models.ForeignKey(TakeOverFile, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    take_over = models.OneToOneField(
        TakeOver, null=True, blank=True, on_delete=models.PROTECT, related_name="step"
    )
    rows = models.IntegerField(default=0)
    fresh = models.IntegerField(default=0)
    known = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    summary = models.JSONField(default=dict)
    take_over_rows_cipher = models.BinaryField(default=bytes)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rows=F("fresh") + F("known") + F("refused")),
                name="take_over_step_adds_up",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="stays", exclude=["take_over_rows_cipher"]),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.kind}"
