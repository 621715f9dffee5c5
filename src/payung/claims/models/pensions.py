"""Monthly pensions: who draws how much since when, until when, and the runs that made the months.

A month is paid by a payable (``Payable.kind`` PENSION, ``period`` its first day); nothing here
holds money of its own. Rows are only added: a new rate stands beside the old one.
"""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from payung.access.append_only import only_added_to
from payung.claims.models.assessment import Decision
from payung.claims.models.claims import Claim
from payung.claims.models.pension_guards import ONE_RANK, TAKEN_BACK
from payung.claims.models.people import Party
from payung.registry.models import Person


class PensionCode(models.TextChoices):
    """What the law calls the pension: the items of its door."""

    OLD_AGE = "OLD_AGE", "Pensiun hari tua"
    DISABILITY = "DISABILITY", "Pensiun cacat"
    SPOUSE = "SPOUSE", "Pensiun janda/duda"
    CHILD = "CHILD", "Pensiun anak"
    PARENT = "PARENT", "Pensiun orang tua"


class Pension(models.Model):
    """One receiver's monthly pension by one decision, from ``first_month`` on.

    ``person`` is the receiver where the registry knows him: his death ends it. ``office`` pays.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="pensions")
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="pensions", db_index=False
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="pensions")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="pensions"
    )
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=30, choices=PensionCode.choices)
    first_month = models.DateField()
    opened_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "party", "code"], name="pension_once"),
            models.CheckConstraint(
                condition=Q(first_month__day=1), name="pension_starts_with_a_month"
            ),
        ]
        triggers = [*only_added_to(), ONE_RANK]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.code} {self.first_month}"


class PensionIndexation(models.Model):
    """The yearly raise of an office's pensions: ``factor`` is last year's inflation in ppm.

    ``before`` and ``after`` are the sums of the monthly pensions, in rupiah.
    """

    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    valid_from = models.DateField()
    factor = models.IntegerField()
    article = models.CharField(max_length=200)
    pensions = models.IntegerField()
    before = models.BigIntegerField()
    after = models.BigIntegerField()
    started_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["office", "year"], name="indexation_of_office")]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.office_id} {self.year}"


class PensionRate(models.Model):
    """What a pension is a month, in rupiah, from a month on: the newest that has begun counts."""

    pension = models.ForeignKey(
        Pension, on_delete=models.PROTECT, related_name="rates", db_index=False
    )
    valid_from = models.DateField()
    monthly = models.BigIntegerField()
    #: None: the amount of the decision.
    indexation = models.ForeignKey(
        PensionIndexation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rates",
        db_index=False,
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pension", "valid_from"], name="pension_rate_once"),
            models.CheckConstraint(
                condition=Q(monthly__gt=0, valid_from__day=1), name="pension_rate_positive"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.pension_id} {self.valid_from}: {self.monthly}"


class PensionStop(models.Model):
    """Why the right to a pension ended: a month that begins on its ``last_day`` or before is paid.

    ``overpaid``: what was already paid (or is on its way) for later months, in rupiah: it is asked
    back. ``stopped_by`` tells who saw it, ``found_by_run`` whether a monthly run did.
    """

    class Reason(models.TextChoices):
        DEATH = "DEATH", "Penerima meninggal dunia"
        REMARRIED = "REMARRIED", "Janda/duda menikah lagi"
        MARRIED = "MARRIED", "Anak menikah"
        WORK = "WORK", "Anak sudah bekerja"
        AGE = "AGE", "Anak mencapai batas usia"
        RECOVERED = "RECOVERED", "Mampu bekerja lagi"
        REMOVED = "REMOVED", "Tidak lagi tercatat sebagai penerima"
        NEW_DECISION = "NEW_DECISION", "Diganti keputusan baru"
        OTHER = "OTHER", "Sebab lain"

    pension = models.OneToOneField(Pension, on_delete=models.PROTECT, related_name="stop")
    reason = models.CharField(max_length=12, choices=Reason.choices)
    last_day = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    overpaid = models.BigIntegerField(default=0)
    found_by_run = models.BooleanField(default=False)
    recorded_on = models.DateField()
    stopped_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="OTHER") | ~Q(note=""), name="other_stop_has_note"
            ),
            models.CheckConstraint(condition=Q(overpaid__gte=0), name="overpaid_not_negative"),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.pension_id}: {self.reason}"


class PensionEndTakenBack(models.Model):
    """That a right was ended wrongly, and why; by another person than who ended it.

    It pays nothing by itself: the next decision of the claim opens the right again.
    """

    stop = models.OneToOneField(PensionStop, on_delete=models.PROTECT, related_name="taken_back")
    reason = models.CharField(max_length=300)
    taken_back_on = models.DateField()
    taken_back_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="pension_end_back_has_reason")
        ]
        triggers = TAKEN_BACK

    def __str__(self) -> str:
        return f"{self.stop_id}: {self.reason}"


class PensionRun(models.Model):
    """One act that made the payables of a month for an office; a repeat makes only what is new.

    ``pensions`` months of the month itself, ``late`` months before it that were made up for,
    ``waiting`` pensions without a proof, ``stopped`` those that ended; ``total`` in rupiah.
    """

    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    pensions = models.IntegerField()
    late = models.IntegerField()
    waiting = models.IntegerField()
    stopped = models.IntegerField()
    total = models.BigIntegerField()
    run_on = models.DateField()
    started_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="pension_run_of_a_month"),
        ]
        indexes = [models.Index(fields=["office", "month"], name="pension_run_of_office")]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.office_id} {self.month:%Y-%m}"


class PensionWait(models.Model):
    """A month that a run did not make (in full), and why; a later run makes it once the reason is
    gone. Of a row only ``done_on`` is ever written, once."""

    class Reason(models.TextChoices):
        NO_PROOF = "NO_PROOF", "Bukti belum ada"
        DECIDED_LATE = "DECIDED_LATE", "Diputuskan sesudah bulan itu dijalankan"
        RAISED_LATE = "RAISED_LATE", "Dinaikkan sesudah bulan itu dijalankan"

    pension = models.ForeignKey(
        Pension, on_delete=models.PROTECT, related_name="waits", db_index=False
    )
    month = models.DateField()
    reason = models.CharField(max_length=12, choices=Reason.choices)
    recorded_on = models.DateField()
    #: When a run made the month, or found nothing left to make.
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pension", "month", "reason"], name="pension_waits_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["pension"], condition=Q(done_on__isnull=True), name="pension_waiting"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="stays", exclude=["done_on"]),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.pension_id} {self.month:%Y-%m}: {self.reason}"


class JobLossRun(models.Model):
    """One look at the job loss cash of a month in an office: which may be paid, wait, have ended.

    ``ready`` and ``waiting`` count payments of the month, ``ended`` those taken back because work
    was found; ``total`` is what may be paid, in rupiah.
    """

    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    ready = models.IntegerField()
    waiting = models.IntegerField()
    ended = models.IntegerField()
    total = models.BigIntegerField()
    run_on = models.DateField()
    started_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["office", "month"], name="job_loss_run_of_office")]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.office_id} {self.month:%Y-%m}"
