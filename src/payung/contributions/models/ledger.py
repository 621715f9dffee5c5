"""The double-entry ledger, and the count of its changes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from payung.contributions.models.bills import Bill
from payung.registry.models import Employer, Programme


class Account(models.IntegerChoices):
    """The ledger's accounts. Debit is positive, credit negative."""

    BANK = 100, "Bank penerimaan iuran"
    CONTRIBUTION_RECEIVABLE = 110, "Piutang iuran"
    PENALTY_RECEIVABLE = 120, "Piutang denda"
    FINE_RECEIVABLE = 130, "Piutang denda administratif"
    EMPLOYER_SHARE_RECEIVABLE = 140, "Piutang manfaat yang ditanggung pemberi kerja"
    BENEFIT_BANK = 150, "Bank pembayaran manfaat"
    SUSPENSE = 200, "Penerimaan belum teridentifikasi"
    EMPLOYER_CREDIT = 210, "Kelebihan bayar pemberi kerja"
    BENEFIT_PAYABLE = 220, "Utang manfaat"
    BENEFIT_IN_TRANSFER = 230, "Manfaat dalam pengiriman bank"
    BENEFIT_TAX_PAYABLE = 240, "Utang pajak atas manfaat"
    EMPLOYER_SHARE_PAYABLE = 250, "Manfaat dari pemberi kerja untuk penerimanya"
    CONTRIBUTION_INCOME = 300, "Iuran program"
    PENALTY_INCOME = 310, "Denda keterlambatan"
    FINE_INCOME = 320, "Denda administratif"
    WRITE_OFFS = 400, "Penghapusbukuan piutang"
    BENEFITS = 500, "Manfaat program"


class Journal(models.Model):
    """One business act in the ledger; its postings sum to zero, held by the database."""

    class Kind(models.TextChoices):
        BILLS_ISSUED = "BILLS_ISSUED", "Penerbitan tagihan"
        MONEY_RECEIVED = "MONEY_RECEIVED", "Penerimaan bank"
        PAYMENT_MATCHED = "PAYMENT_MATCHED", "Pembayaran dikenali"
        PENALTY_CHARGED = "PENALTY_CHARGED", "Denda dibebankan"
        CREDIT_MOVED = "CREDIT_MOVED", "Kelebihan bayar dibentuk dan dipakai"
        FINE_IMPOSED = "FINE_IMPOSED", "Denda administratif dikenakan"
        FINE_REVERSED = "FINE_REVERSED", "Denda administratif dibatalkan"
        WRITTEN_OFF = "WRITTEN_OFF", "Piutang dihapusbukukan"
        WRITE_OFF_REVERSED = "WRITE_OFF_REVERSED", "Penghapusbukuan dibatalkan"
        BENEFIT_OWED = "BENEFIT_OWED", "Manfaat diputuskan"
        BENEFIT_ENDED = "BENEFIT_ENDED", "Manfaat tidak jadi dibayar"
        BENEFIT_ORDERED = "BENEFIT_ORDERED", "Perintah bayar dilepas"
        BENEFIT_PAID = "BENEFIT_PAID", "Manfaat dibayar bank"
        BENEFIT_RETURNED = "BENEFIT_RETURNED", "Pembayaran dikembalikan bank"
        TAX_REMITTED = "TAX_REMITTED", "Pajak atas manfaat disetor"
        EMPLOYER_SHARE = "EMPLOYER_SHARE", "Bagian pemberi kerja ditagih"
        SHARE_SETTLED = "SHARE_SETTLED", "Bagian pemberi kerja selesai"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    booked_on = models.DateField()
    #: What this journal books, e.g. ``bill_run:12``: the same act is never booked twice.
    source = models.CharField(max_length=60, unique=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.source}"


class Posting(models.Model):
    """One line of a journal. All lines of a journal are written by one statement.

    The trigger that checks their balance also checks, at once, what they refer to (0022).
    """

    journal = models.ForeignKey(
        Journal, on_delete=models.PROTECT, related_name="postings", db_constraint=False
    )
    account = models.SmallIntegerField(choices=Account.choices)
    employer = models.ForeignKey(
        Employer,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
    )
    bill = models.ForeignKey(
        Bill,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    programme = models.SmallIntegerField(null=True, blank=True, choices=Programme.choices)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="posting_not_zero")]
        indexes = [
            models.Index(
                fields=["employer"],
                condition=Q(account=Account.EMPLOYER_CREDIT),
                name="posting_employer_credit",
            ),
            models.Index(
                fields=["journal"],
                include=["amount"],
                condition=Q(account=Account.BENEFIT_TAX_PAYABLE),
                name="posting_benefit_tax",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.amount}"


class Change(models.Model):
    """How often figures may have changed: the sum of ``version`` grows with each write.

    Statement triggers count in a few slots, so that two offices do not wait for each other.
    """

    slot = models.SmallIntegerField(primary_key=True)
    version = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.slot}: {self.version}"
