"""Claims that were settled in an earlier system: which file brought them, under which number."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from payung.access.append_only import only_added_to
from payung.claims.models.claims import Claim


class TakeOver(models.Model):
    """One act of taking settled claims over; rows are only added.

    ``file_name`` and ``content_hash`` name the sheet; its refused rows went back to the office
    and are not kept here: they hold identity numbers.
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
