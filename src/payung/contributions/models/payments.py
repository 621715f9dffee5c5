"""What came in: bank statements, their credits, the payments among them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from payung.registry.models import Employer


class BankStatement(models.Model):
    """One statement of one collection account, as the bank sent it."""

    class Format(models.TextChoices):
        CAMT053 = "CAMT053", "ISO 20022 camt.053"
        MT940 = "MT940", "SWIFT MT940"
        CSV = "CSV", "CSV"

    format = models.CharField(max_length=10, choices=Format.choices)
    account = models.CharField(max_length=34)
    reference = models.CharField(max_length=60)
    content_hash = models.BinaryField(max_length=32, unique=True)
    file_name = models.CharField(max_length=255)
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    opening_balance = models.BigIntegerField(null=True)
    closing_balance = models.BigIntegerField(null=True)
    imported_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.account} {self.reference}"


class BankEntry(models.Model):
    """One credit of a statement. ``billing_code`` is what the matcher read in it, if anything."""

    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="entries")
    account = models.CharField(max_length=34)
    entry_reference = models.CharField(max_length=60)
    booked_on = models.DateField()
    amount = models.BigIntegerField()
    description = models.CharField(max_length=500)
    billing_code = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "entry_reference"], name="bank_entry_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="bank_entry_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.booked_on} {self.entry_reference}"


class Payment(models.Model):
    """Money of one payer: a bank entry that was matched (by code, or by an officer's decision).

    An entry without a payment is in suspense.
    """

    entry = models.OneToOneField(BankEntry, on_delete=models.PROTECT, related_name="payment")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="payments")
    amount = models.BigIntegerField()
    paid_on = models.DateField()
    matched_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    matched_how = models.CharField(
        max_length=10, choices=[("CODE", "Kode billing"), ("OFFICER", "Keputusan petugas")]
    )
    reason = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_positive"),
            models.CheckConstraint(
                condition=Q(matched_how="CODE") | ~Q(reason=""), name="decision_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.paid_on} {self.amount}"
