"""Bills, bank statements, payments, settlement and the ledger.

Everything here is append-only: the database refuses UPDATE and DELETE on these tables (statement
triggers of the migrations). A correction is a further bill, a further journal.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from payung.registry.models import Employer, Programme, Segment


class BillRun(models.Model):
    """One act of billing a month for an office: who, when, with which parameters of the law."""

    month = models.DateField()
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=12, choices=[("ORIGINAL", "Tagihan"), ("CORRECTION", "Perbaikan")]
    )
    issued_on = models.DateField()
    started_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    #: The parameters used: name -> [value, valid from, article].
    parameters = models.JSONField(default=dict)
    employers = models.IntegerField()
    workers = models.IntegerField()
    total = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="bill_run_month_first_day"),
        ]


class Bill(models.Model):
    """What one payer owes for one month, by programme.

    ``sequence`` 0 is the bill; 1, 2 ... are corrections and hold the *difference* (which may be
    negative), so that a payer's debt for a month is the sum of its bills.
    """

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="bills")
    month = models.DateField()
    segment = models.SmallIntegerField(choices=Segment.choices)
    project = models.ForeignKey(
        "registry.ConstructionProject",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bills",
    )
    sequence = models.SmallIntegerField(default=0)
    run = models.ForeignKey(BillRun, on_delete=models.PROTECT, related_name="bills")
    billing_code = models.CharField(max_length=16, unique=True)
    issued_on = models.DateField()
    due_on = models.DateField()
    worker_count = models.IntegerField()
    jkk = models.BigIntegerField()
    jkm = models.BigIntegerField()
    jht_employer = models.BigIntegerField()
    jht_worker = models.BigIntegerField()
    jp_employer = models.BigIntegerField()
    jp_worker = models.BigIntegerField()
    total = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "month", "segment", "project", "sequence"],
                name="bill_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="bill_month_first_day"),
            models.CheckConstraint(
                condition=Q(
                    total=F("jkk")
                    + F("jkm")
                    + F("jht_employer")
                    + F("jht_worker")
                    + F("jp_employer")
                    + F("jp_worker")
                ),
                name="bill_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(sequence__gt=0) | Q(total__gte=0), name="original_bill_not_negative"
            ),
        ]
        indexes = [models.Index(fields=["month", "segment"])]


class BillLine(models.Model):
    """One worker's part of a bill, with what it was computed from.

    Partitioned by month; found through its bill (rows lie in the order of bills). ``base`` is the
    wage, or the tier base for those who have no wage.
    """

    pk = models.CompositePrimaryKey("month", "bill_id", "membership_id")
    month = models.DateField()
    bill = models.ForeignKey(Bill, on_delete=models.DO_NOTHING, related_name="lines", db_constraint=False)
    membership = models.ForeignKey(
        "registry.Membership", on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    wage = models.BigIntegerField()
    base = models.BigIntegerField()
    programmes = models.SmallIntegerField()
    risk_group = models.SmallIntegerField()
    jkk = models.BigIntegerField()
    jkm = models.BigIntegerField()
    jht_employer = models.BigIntegerField()
    jht_worker = models.BigIntegerField()
    jp_employer = models.BigIntegerField()
    jp_worker = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "contributions_billline"


class BankStatement(models.Model):
    """One statement of one collection account, as the bank sent it."""

    format = models.CharField(max_length=10)  # CAMT053, MT940, CSV
    account = models.CharField(max_length=34)
    reference = models.CharField(max_length=60)
    content_hash = models.BinaryField(max_length=32, unique=True)
    file_name = models.CharField(max_length=255)
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    opening_balance = models.BigIntegerField(null=True)
    closing_balance = models.BigIntegerField(null=True)
    imported_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "reference"], name="statement_once"),
        ]


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
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="payment_positive")]


class Settlement(models.Model):
    """How a payment (or earlier credit) paid a bill: oldest month first (Perdir 22/2022)."""

    class Component(models.IntegerChoices):
        PRINCIPAL = 1, "Pokok iuran"
        PENALTY = 2, "Denda keterlambatan"

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="settlements")
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="settlements")
    component = models.SmallIntegerField(choices=Component.choices)
    amount = models.BigIntegerField()
    settled_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="settlement_not_zero"),
        ]
        indexes = [models.Index(fields=["settled_on"])]


class PenaltyCharge(models.Model):
    """A late payment charge that fell due: one row a bill and begun month of lateness."""

    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="penalties")
    month_late = models.SmallIntegerField()
    charged_on = models.DateField()
    base = models.BigIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bill", "month_late"], name="penalty_once"),
        ]


class Account(models.IntegerChoices):
    """The ledger's accounts. Debit is positive, credit negative."""

    BANK = 100, "Bank penerimaan iuran"
    CONTRIBUTION_RECEIVABLE = 110, "Piutang iuran"
    PENALTY_RECEIVABLE = 120, "Piutang denda"
    SUSPENSE = 200, "Penerimaan belum teridentifikasi"
    EMPLOYER_CREDIT = 210, "Kelebihan bayar pemberi kerja"
    CONTRIBUTION_INCOME = 300, "Iuran program"
    PENALTY_INCOME = 310, "Denda keterlambatan"


class Journal(models.Model):
    """One business act in the ledger; its postings sum to zero, held by the database."""

    class Kind(models.TextChoices):
        BILLS_ISSUED = "BILLS_ISSUED", "Penerbitan tagihan"
        MONEY_RECEIVED = "MONEY_RECEIVED", "Penerimaan bank"
        PAYMENT_MATCHED = "PAYMENT_MATCHED", "Pembayaran dikenali"
        PENALTY_CHARGED = "PENALTY_CHARGED", "Denda dibebankan"
        CREDIT_APPLIED = "CREDIT_APPLIED", "Kelebihan bayar dipakai"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    booked_on = models.DateField()
    #: What this journal books, e.g. ``bill_run:12``: the same act is never booked twice.
    source = models.CharField(max_length=60, unique=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=300, blank=True)


class Posting(models.Model):
    """One line of a journal."""

    journal = models.ForeignKey(Journal, on_delete=models.PROTECT, related_name="postings")
    account = models.SmallIntegerField(choices=Account.choices)
    employer = models.ForeignKey(
        Employer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    bill = models.ForeignKey(
        Bill, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    programme = models.SmallIntegerField(null=True, blank=True, choices=Programme.choices)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="posting_not_zero")]
