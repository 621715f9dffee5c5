"""What payers owe: runs, bills, the lines of workers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from payung.registry.models import Employer, Segment


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
