"""Symbolic hand-overs: a board with an amount at an event. Never a payment."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from payung.access.append_only import only_added_to
from payung.claims.models.claims import Claim


class SymbolicHandover(models.Model):
    """An event at which benefits were handed over symbolically; rows are only added.

    ``amount`` is what the boards showed, in whole rupiah, to so many ``receivers``; the money
    itself is paid by orders and counted only there. ``occasion`` names the event and no person.
    """

    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    occasion = models.CharField(max_length=200)
    amount = models.BigIntegerField()
    receivers = models.IntegerField()
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "region", "held_on", "occasion", "amount", "receivers"],
                name="handover_once",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, receivers__gt=0) & ~Q(occasion=""),
                name="handover_shows_something",
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.occasion} {self.held_on}"


class HandoverClaim(models.Model):
    """A claim whose benefit was shown at a hand-over, with the amount on its board."""

    handover = models.ForeignKey(
        SymbolicHandover, on_delete=models.PROTECT, related_name="claims", db_index=False
    )
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="handovers")
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handover", "claim"], name="handover_claim_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="handover_claim_amount"),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.handover_id}: {self.claim_id}"


class HandoverWithdrawn(models.Model):
    """That a hand-over was recorded wrongly, and why; it no longer counts."""

    handover = models.OneToOneField(
        SymbolicHandover, on_delete=models.PROTECT, related_name="withdrawn"
    )
    reason = models.CharField(max_length=300)
    withdrawn_on = models.DateField()
    withdrawn_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="handover_withdrawn_with_reason")
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.handover_id}: {self.reason}"
