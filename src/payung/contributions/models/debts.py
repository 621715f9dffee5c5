"""What else is owed, and how debts end: charges, fines, write-offs, settlement."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from payung.contributions.models.bills import Bill
from payung.contributions.models.payments import Payment
from payung.registry.models import Employer


class PenaltyCharge(models.Model):
    """A late payment charge: one row a bill and begun month of lateness.

    ``charged_on`` is the day on which that month began, ``base`` what was unpaid then. A payment
    that becomes known later is answered by a further row (``sequence``) with the difference.
    """

    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="penalties")
    month_late = models.SmallIntegerField()
    sequence = models.SmallIntegerField(default=0)
    charged_on = models.DateField()
    base = models.BigIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bill", "month_late", "sequence"], name="penalty_once"),
            models.CheckConstraint(condition=~Q(amount=0), name="penalty_not_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.bill_id} bulan {self.month_late}: {self.amount}"


class AdministrativeFine(models.Model):
    """A fine on an employer who ignored two warnings (PP 86/2013 Pasal 7): income of the fund.

    ``base`` are the contributions that it is a share of, ``article`` what it rests on, ``source``
    the act that imposed it (``case_step:12``). It is undone by a further row (``reverses``) with
    the same amount below zero.
    """

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="fines")
    imposed_on = models.DateField()
    due_on = models.DateField()
    base = models.BigIntegerField()
    months = models.SmallIntegerField()
    amount = models.BigIntegerField()
    article = models.CharField(max_length=200)
    source = models.CharField(max_length=60, unique=True)
    reason = models.CharField(max_length=300)
    reverses = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversal"
    )
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, amount__gt=0)
                | Q(reverses__isnull=False, amount__lt=0),
                name="fine_undone_by_counter_row",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.amount}"


class WriteOff(models.Model):
    """A decision to take debts of an employer from the books, the claim itself remaining.

    What it took is told by its settlements. ``source`` is the act that brought it about
    (``mandate:7``): the same act writes off once.
    """

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="write_offs")
    decided_on = models.DateField()
    decision_number = models.CharField(max_length=100)
    reason = models.CharField(max_length=300)
    article = models.CharField(max_length=200)
    source = models.CharField(max_length=60, unique=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision_number="") & ~Q(reason=""), name="write_off_has_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_number} {self.decided_on}"


class Settlement(models.Model):
    """How money paid a bill: oldest month first (Perdir 22/PERDIR.02/072022).

    The money comes from a payment, or from a bill that was corrected downwards (``credit_bill``):
    that bill first gets a negative row on itself, which sets its excess free; positive rows then
    use it. Of a payment is left its amount less its rows, of such a bill minus the sum of those.

    A row of a ``write_off`` is no money: it takes the debt from the books. Below zero it gives it
    back to them, because the write-off was undone or because money came for it after all. Rows of
    a ``fine`` have no bill.
    """

    class Component(models.IntegerChoices):
        PRINCIPAL = 1, "Pokok iuran"
        PENALTY = 2, "Denda keterlambatan"
        FINE = 3, "Denda administratif"

    payment = models.ForeignKey(
        Payment, null=True, blank=True, on_delete=models.PROTECT, related_name="settlements"
    )
    credit_bill = models.ForeignKey(
        Bill,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="credit_uses",
        db_index=False,
    )
    write_off = models.ForeignKey(
        WriteOff,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="settlements",
        db_index=False,
    )
    bill = models.ForeignKey(
        Bill, null=True, blank=True, on_delete=models.PROTECT, related_name="settlements"
    )
    fine = models.ForeignKey(
        AdministrativeFine,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="settlements",
        db_index=False,
    )
    component = models.SmallIntegerField(choices=Component.choices)
    amount = models.BigIntegerField()
    settled_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="settlement_not_zero"),
            models.CheckConstraint(
                condition=Q(payment__isnull=False, credit_bill__isnull=True, write_off__isnull=True)
                | Q(payment__isnull=True, credit_bill__isnull=False, write_off__isnull=True)
                | Q(payment__isnull=True, credit_bill__isnull=True, write_off__isnull=False),
                name="settlement_has_one_source",
            ),
            # Money leaves a debt only when the bill was lowered, the fine undone, or when a
            # write-off gives way to it.
            models.CheckConstraint(
                condition=Q(amount__gt=0)
                | Q(credit_bill__isnull=False, bill__isnull=False, credit_bill=F("bill"))
                | Q(fine__isnull=False)
                | Q(write_off__isnull=False),
                name="settlement_freed_by_itself",
            ),
            models.CheckConstraint(
                condition=Q(bill__isnull=False, fine__isnull=True, component__in=[1, 2])
                | Q(bill__isnull=True, fine__isnull=False, component=3),
                name="settlement_of_bill_or_fine",
            ),
        ]
        indexes = [
            models.Index(
                fields=["credit_bill"],
                condition=Q(credit_bill__isnull=False),
                name="settlement_credit_bill",
            ),
            models.Index(
                fields=["write_off"],
                condition=Q(write_off__isnull=False),
                name="settlement_write_off",
            ),
            models.Index(fields=["fine"], condition=Q(fine__isnull=False), name="settlement_fine"),
        ]

    def __str__(self) -> str:
        return f"{self.bill_id} {self.settled_on} {self.amount}"
