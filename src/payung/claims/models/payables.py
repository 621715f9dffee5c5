"""What the fund owes to whom, from when: made of decisions in force; rows are only added."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from payung.access.append_only import only_added_to
from payung.claims.models.assessment import Decision
from payung.claims.models.claims import Claim
from payung.claims.models.decision_guards import PAYABLE_IN_FORCE
from payung.claims.models.family_guards import HOLD_LIFTED
from payung.claims.models.order_guards import PAYABLE_END
from payung.claims.models.people import Party
from payung.registry.models import Programme


class PayableKind(models.IntegerChoices):
    """In which rhythm something is paid."""

    ONCE = 1, "Sekaligus"
    SCHOLARSHIP = 2, "Beasiswa tahunan"
    PENSION = 3, "Pensiun bulanan"
    JOB_LOSS = 4, "JKP bulanan"


class Payable(models.Model):
    """One sum for one receiver, in whole rupiah: ``gross`` less ``tax`` is ``net``.

    ``code`` is the item of the benefit (``LUMP_SUM``, ``FUNERAL``), ``sequence`` the how-manieth
    payment of it, ``period`` the month (first day) of a monthly one. It is paid from ``due_on``
    on. A payment that is due only with a yearly or monthly proof names it in ``needs``.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="payables")
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="payables", db_index=False
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="payables", db_index=False
    )
    programme = models.SmallIntegerField(choices=Programme.choices)
    kind = models.SmallIntegerField(choices=PayableKind.choices)
    code = models.CharField(max_length=30)
    sequence = models.SmallIntegerField(default=1)
    period = models.DateField(null=True, blank=True)
    gross = models.BigIntegerField()
    tax = models.BigIntegerField(default=0)
    net = models.BigIntegerField()
    due_on = models.DateField()
    needs = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "party", "code", "sequence"], name="payable_once"
            ),
            models.CheckConstraint(
                condition=Q(gross__gt=0, tax__gte=0, net__gte=0, net=F("gross") - F("tax")),
                name="payable_amounts",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], name="payable_due"),
            models.Index(fields=["claim"], condition=Q(tax__gt=0), name="payable_taxed"),
        ]
        triggers = [*only_added_to(), PAYABLE_IN_FORCE]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.code} {self.sequence}: {self.net}"


class PayableEnd(models.Model):
    """That a payable will not be paid: a new decision replaced it, or the right ended."""

    payable = models.OneToOneField(Payable, on_delete=models.PROTECT, related_name="end")
    reason = models.CharField(max_length=300)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField()
    ended_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = [*only_added_to(), PAYABLE_END]

    def __str__(self) -> str:
        return f"{self.payable_id}: {self.reason}"


class Hold(models.Model):
    """A reason not to pay a claim (or one party of it) for now: a dispute, a question.

    It is lifted by a row of ``HoldLifted``; as long as one stands, nothing goes into an order.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="holds")
    party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="holds"
    )
    code = models.CharField(max_length=30)
    reason = models.CharField(max_length=500)
    placed_on = models.DateField()
    placed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="hold_has_reason")]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.code}"


class HoldLifted(models.Model):
    """The end of a hold, with its reason."""

    hold = models.OneToOneField(Hold, on_delete=models.PROTECT, related_name="lifted")
    reason = models.CharField(max_length=500)
    lifted_on = models.DateField()
    lifted_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="lifted_has_reason")]
        triggers = HOLD_LIFTED

    def __str__(self) -> str:
        return f"{self.hold_id}"
