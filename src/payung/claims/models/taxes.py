"""Tax withheld from benefits and paid to the state, month by month; rows are only added."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from payung.access.append_only import only_added_to
from payung.claims.models.tax_guards import WITHIN_EXCESS, WITHIN_WITHHELD

#: The number that the treasury gives to each payment to the state.
NTPN = r"^[0-9A-Z]{16}$"


class TaxRemittance(models.Model):
    """That an office paid the tax withheld in a month (its first day), whole rupiah.

    ``reference`` is the treasury's number of the payment (NTPN). It counts once: it may be entered
    anew (``attempt``) only when the entry before was reversed.
    """

    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    amount = models.BigIntegerField()
    reference = models.CharField(max_length=16)
    attempt = models.SmallIntegerField(default=1)
    remitted_on = models.DateField()
    attachment = models.ForeignKey(
        "documents.Attachment", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reference", "attempt"], name="tax_reference_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0, attempt__gt=0, month__day=1, reference__regex=NTPN),
                name="tax_remittance_told",
            ),
        ]
        indexes = [models.Index(fields=["office", "month"], name="tax_of_office_month")]
        triggers = [*only_added_to(), WITHIN_WITHHELD]

    def __str__(self) -> str:
        return f"{self.office_id} {self.month:%Y-%m}: {self.amount}"

    @property
    def source(self) -> str:
        """What the ledger names it by."""
        return f"tax_remittance:{self.pk}"


class TaxReversal(models.Model):
    """That an entry was wrong: what it paid is open again, and its number may be entered anew."""

    remittance = models.OneToOneField(
        TaxRemittance, on_delete=models.PROTECT, related_name="reversal"
    )
    reason = models.CharField(max_length=300)
    reversed_on = models.DateField()
    reversed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="tax_reversal_has_reason")
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.remittance_id}: {self.reason}"


class TaxCarry(models.Model):
    """That an office counts what it remitted too much for a month toward a later one.

    ``month`` and ``to_month`` are first days, ``amount`` whole rupiah. The ledger does not move:
    the state had the money already, and the account of withheld tax knows no months.
    """

    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    to_month = models.DateField()
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    carried_on = models.DateField()
    carried_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, month__day=1, to_month__day=1, to_month__gt=F("month"))
                & ~Q(reason=""),
                name="tax_carry_told",
            ),
        ]
        indexes = [models.Index(fields=["office", "month"], name="tax_carry_of_office")]
        triggers = [*only_added_to(), WITHIN_EXCESS]

    def __str__(self) -> str:
        return f"{self.office_id} {self.month:%Y-%m} > {self.to_month:%Y-%m}: {self.amount}"


class TaxCarryReversal(models.Model):
    """That a carry was wrong, and why: its amount is an excess of its own month again."""

    carry = models.OneToOneField(TaxCarry, on_delete=models.PROTECT, related_name="reversal")
    reason = models.CharField(max_length=300)
    reversed_on = models.DateField()
    reversed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="tax_carry_reversal_has_reason")
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.carry_id}: {self.reason}"
