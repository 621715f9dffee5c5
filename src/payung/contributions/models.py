"""Bills, bank statements, payments, settlement and the ledger.

Everything here is append-only: the database refuses UPDATE, DELETE and TRUNCATE on these tables
(statement triggers of migration 0002). A correction is a further bill, a further journal.
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
            models.UniqueConstraint(
                fields=["office", "month"],
                condition=Q(kind="ORIGINAL"),
                name="bill_run_original_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.month:%Y-%m} · {self.office_id}"


class Bill(models.Model):
    """What one payer owes for one month, by programme.

    ``sequence`` 0 is the bill; 1, 2 ... are corrections and hold the *difference* (which may be
    negative), so that a payer's debt for a month is the sum of its bills. ``worker_count`` of a
    correction is the change in the number of workers.
    """

    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, related_name="bills", db_index=False
    )
    month = models.DateField()
    segment = models.SmallIntegerField(choices=Segment.choices)
    project = models.ForeignKey(
        "registry.ConstructionProject",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bills",
        db_index=False,
    )
    sequence = models.SmallIntegerField(default=0)
    run = models.ForeignKey(
        BillRun, on_delete=models.PROTECT, related_name="bills", db_index=False, db_constraint=False
    )
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

    def __str__(self) -> str:
        return self.billing_code


class Condition(models.IntegerChoices):
    """What else the law asked when a line was computed, as bits."""

    LABOUR_INTENSIVE = 1, "Padat karya (PP 7/2025)"
    PAID_BY_BUDGET = 2, "Dibayar APBN/APBD"
    TRANSPORT = 4, "Sektor angkutan"
    EMPLOYING = 8, "BPU pemberi kerja"
    SELF_EMPLOYED = 16, "BPU mandiri"


class BillLine(models.Model):
    """One worker's part of a bill, with all that it was computed from.

    Partitioned by month; rows lie in the order of bills, where a BRIN index finds them. ``base``
    is the wage, or the tier base of a non-wage earner; ``conditions`` a sum of ``Condition`` bits.
    On a correction the amounts are the law on these inputs less the earlier lines of the month.
    """

    pk = models.CompositePrimaryKey("month", "bill_id", "membership_id")
    month = models.DateField()
    bill = models.ForeignKey(
        Bill, on_delete=models.DO_NOTHING, related_name="lines", db_constraint=False
    )
    membership = models.ForeignKey(
        "registry.Membership", on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    wage = models.BigIntegerField()
    base = models.BigIntegerField()
    programmes = models.SmallIntegerField()
    risk_group = models.SmallIntegerField()
    conditions = models.SmallIntegerField(default=0)
    jkk = models.BigIntegerField()
    jkm = models.BigIntegerField()
    jht_employer = models.BigIntegerField()
    jht_worker = models.BigIntegerField()
    jp_employer = models.BigIntegerField()
    jp_worker = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "contributions_billline"

    def __str__(self) -> str:
        return f"{self.bill_id} · {self.membership_id}"


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


class Settlement(models.Model):
    """How money paid a bill: oldest month first (Perdir 22/PERDIR.02/072022).

    The money comes from a payment, or from a bill that was corrected downwards (``credit_bill``):
    that bill first gets a negative row on itself, which sets its excess free; positive rows then
    use it. Of a payment is left its amount less its rows, of such a bill minus the sum of those.
    """

    class Component(models.IntegerChoices):
        PRINCIPAL = 1, "Pokok iuran"
        PENALTY = 2, "Denda keterlambatan"

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
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="settlements")
    component = models.SmallIntegerField(choices=Component.choices)
    amount = models.BigIntegerField()
    settled_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="settlement_not_zero"),
            models.CheckConstraint(
                condition=Q(payment__isnull=False, credit_bill__isnull=True, amount__gt=0)
                | Q(payment__isnull=True, credit_bill__isnull=False),
                name="settlement_has_one_source",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0) | Q(credit_bill=F("bill")),
                name="settlement_freed_by_itself",
            ),
        ]
        indexes = [
            models.Index(
                fields=["credit_bill"],
                condition=Q(credit_bill__isnull=False),
                name="settlement_credit_bill",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bill_id} {self.settled_on} {self.amount}"


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
        CREDIT_MOVED = "CREDIT_MOVED", "Kelebihan bayar dibentuk dan dipakai"

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
