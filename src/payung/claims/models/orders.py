"""Payment orders: what goes to the bank, who released it, what the bank answered.

A payable is paid when it has a line in the state ``PAID``. It stands in one living line at a
time: the database refuses a second one until the bank returned the first or its order was
cancelled. Orders, releases and answers are only added; of a line only the state moves, and only
with the row that proves it.
"""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from payung.access.append_only import only_added_to
from payung.claims.models import order_guards
from payung.claims.models.payables import Payable
from payung.claims.models.people import PartyAccount


class PayingAccount(models.Model):
    """The account from which an office pays; rows are only added, the newest one pays."""

    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    holder_name = models.CharField(max_length=70)
    bank_name = models.CharField(max_length=60)
    #: The bank's code (BIC), where the office knows it.
    bank_code = models.CharField(max_length=11, blank=True)
    bank_account_cipher = models.BinaryField()
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(holder_name=""), name="paying_account_has_holder"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="stays", exclude=["bank_account_cipher"]),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.bank_name}"


class PaymentOrder(models.Model):
    """Payments that go to the bank together; rows are only added.

    ``number`` is also the message's id at the bank, so that the same order sent twice is known as
    the same. ``seal`` is the keyed hash of all lines with their accounts as they were prepared.
    ``TAKEN_OVER``: what was paid before the office came here; it has no release and no journal.
    """

    class Origin(models.TextChoices):
        PREPARED = "PREPARED", "Disiapkan di sini"
        TAKEN_OVER = "TAKEN_OVER", "Diambil alih dari sistem lama"

    number = models.CharField(max_length=28, unique=True)
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.PREPARED)
    account = models.ForeignKey(
        PayingAccount, null=True, blank=True, on_delete=models.PROTECT, related_name="orders"
    )
    #: The day on which the bank is to pay.
    pay_on = models.DateField()
    count = models.IntegerField()
    total = models.BigIntegerField()
    seal = models.BinaryField(max_length=32, null=True, blank=True)
    prepared_on = models.DateField()
    prepared_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(count__gt=0, total__gt=0), name="order_pays_much"),
            models.CheckConstraint(
                condition=Q(origin="TAKEN_OVER") | Q(account__isnull=False, seal__isnull=False),
                name="order_has_account",
            ),
        ]
        indexes = [models.Index(fields=["office", "prepared_on"], name="order_of_office")]
        triggers = only_added_to()

    def __str__(self) -> str:
        return self.number

    @property
    def about(self) -> str:
        """What files beside this order are kept under."""
        return f"payment_order:{self.pk}"


class PaymentLine(models.Model):
    """One payable in one order: whole rupiah to one account. ``sequence`` is its place in the
    order, ``attempt`` the how-manieth time that the payable goes to the bank."""

    class State(models.TextChoices):
        OPEN = "OPEN", "Menunggu jawaban bank"
        PAID = "PAID", "Dibayar"
        RETURNED = "RETURNED", "Dikembalikan bank"
        CANCELLED = "CANCELLED", "Dibatalkan"

    order = models.ForeignKey(
        PaymentOrder, on_delete=models.PROTECT, related_name="lines", db_index=False
    )
    sequence = models.IntegerField()
    payable = models.ForeignKey(
        Payable, on_delete=models.PROTECT, related_name="lines", db_index=False
    )
    attempt = models.SmallIntegerField(default=1)
    #: None only of what was paid before the office came here.
    account = models.ForeignKey(
        PartyAccount,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    amount = models.BigIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "sequence"], name="line_in_order"),
            models.UniqueConstraint(fields=["payable", "attempt"], name="line_attempt"),
            models.UniqueConstraint(
                fields=["payable"], condition=Q(state__in=["OPEN", "PAID"]), name="payable_in_line"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, sequence__gt=0, attempt__gt=0), name="line_amounts"
            ),
        ]
        triggers = order_guards.LINE

    def __str__(self) -> str:
        return f"{self.order_id}/{self.sequence}: {self.amount}"


class OrderRelease(models.Model):
    """That an order may go to the bank: by another person than who prepared it."""

    order = models.OneToOneField(PaymentOrder, on_delete=models.PROTECT, related_name="release")
    released_on = models.DateField()
    released_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = order_guards.RELEASE

    def __str__(self) -> str:
        return f"{self.order_id}"


class OrderCancel(models.Model):
    """That an order will not go to the bank; its payables are free for another one."""

    order = models.OneToOneField(PaymentOrder, on_delete=models.PROTECT, related_name="cancel")
    reason = models.CharField(max_length=300)
    cancelled_on = models.DateField()
    cancelled_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="cancel_has_reason")]
        triggers = order_guards.CANCEL

    def __str__(self) -> str:
        return f"{self.order_id}: {self.reason}"


class OrderFile(models.Model):
    """A file that was made of a released order: the same order gives the same bytes."""

    class Format(models.TextChoices):
        PAIN001 = "pain001", "ISO 20022 pain.001"
        CSV = "csv", "CSV"

    order = models.ForeignKey(PaymentOrder, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=8, choices=Format.choices)
    sha256 = models.BinaryField(max_length=32)
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "format"], name="order_file_once"),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.order_id} {self.format}"


class AnswerFile(models.Model):
    """One answer of the bank to an order that brought something new: a file, or one entered row."""

    order = models.ForeignKey(PaymentOrder, on_delete=models.PROTECT, related_name="answer_files")
    file_name = models.CharField(max_length=200, blank=True)
    #: The digest of the bank's file; None of what was entered by hand.
    sha256 = models.BinaryField(max_length=32, null=True, blank=True)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.order_id}: {self.file_name}"


class BankAnswer(models.Model):
    """What the bank says of one line: paid, or returned (also after it was paid), and why."""

    class Outcome(models.TextChoices):
        PAID = "PAID", "Dibayar"
        RETURNED = "RETURNED", "Dikembalikan"

    line = models.ForeignKey(
        PaymentLine, on_delete=models.PROTECT, related_name="answers", db_index=False
    )
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    amount = models.BigIntegerField()
    answered_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    #: None only of what was paid before the office came here.
    file = models.ForeignKey(
        AnswerFile, null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "outcome"], name="line_answered_once"),
        ]
        triggers = order_guards.ANSWER

    def __str__(self) -> str:
        return f"{self.line_id}: {self.outcome}"


class EmployerShare(models.Model):
    """What the law puts on the employer by one decision: his debt, and the receiver's due.

    A later decision adds the difference (negative where less is his).
    """

    claim = models.ForeignKey(
        "claims.Claim", on_delete=models.PROTECT, related_name="employer_shares"
    )
    decision = models.OneToOneField(
        "claims.Decision", on_delete=models.PROTECT, related_name="employer_share"
    )
    employer = models.ForeignKey(
        "registry.Employer", on_delete=models.PROTECT, related_name="benefit_shares"
    )
    amount = models.BigIntegerField()
    booked_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="share_not_zero")]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.amount}"


class ShareSettlement(models.Model):
    """That the employer paid (a part of) his share to the receiver, by a proof that was seen."""

    claim = models.ForeignKey(
        "claims.Claim", on_delete=models.PROTECT, related_name="share_settlements"
    )
    employer = models.ForeignKey("registry.Employer", on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    settled_on = models.DateField()
    #: Number of the receipt or transfer: the same one counts once.
    proof = models.CharField(max_length=60)
    attachment = models.ForeignKey(
        "documents.Attachment", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "proof"], name="share_settled_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(proof=""), name="share_settlement_amount"
            ),
        ]
        triggers = order_guards.SETTLEMENT

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.amount}"
