"""Lists of other bodies that an office compares its registry with: licences, tax, WLKP, payrolls.

Rows are only added (triggers of migration 0001). A payroll keeps no name and no NIK: only the
membership that a row was recognised as.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ComparisonFile(models.Model):
    """One list that an office brought, taken whole or refused with an answer workbook.

    ``content_hash`` (SHA-256) makes a repeated upload harmless. ``listed_on`` is the day on which
    the list was true; ``summary`` holds counts by rule, never personal data.
    """

    class Kind(models.TextChoices):
        LICENCE = "LICENCE", "Perizinan (NIB/OSS)"
        TAX = "TAX", "Wajib pajak (NPWP)"
        WLKP = "WLKP", "Wajib lapor ketenagakerjaan (WLKP)"
        PAYROLL = "PAYROLL", "Daftar gaji pemberi kerja"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey(
        "registry.Employer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file_name = models.CharField(max_length=255)
    content_hash = models.BinaryField(max_length=32)
    listed_on = models.DateField()
    accepted = models.BooleanField()
    rows_read = models.IntegerField()
    rows_refused = models.IntegerField()
    rows_warned = models.IntegerField()
    summary = models.JSONField(default=dict)
    answer_path = models.CharField(max_length=255, blank=True)
    uploaded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "office", "employer", "content_hash"],
                condition=Q(accepted=True),
                name="comparison_accepted_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.file_name}"


class ListedFirm(models.Model):
    """A firm as a list names it.

    ``firm_key`` is the firm across lists: its NIB, else its tax number, else name and region.
    ``tax_number`` holds the fifteen digits of an organisation; a natural person's NPWP is his NIK
    (PMK 112/2022) and is kept as its keyed hash only.
    """

    file = models.ForeignKey(ComparisonFile, on_delete=models.PROTECT, related_name="firms")
    row_no = models.IntegerField()
    firm_key = models.CharField(max_length=300, db_index=True)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    business_id_number = models.CharField(max_length=13, blank=True)
    tax_number = models.CharField(max_length=15, blank=True)
    person_tax_hash = models.BinaryField(max_length=32, null=True, blank=True)
    business_class_code = models.CharField(max_length=5, blank=True)
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    workers = models.IntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "row_no"], name="listed_firm_once"),
        ]

    def __str__(self) -> str:
        return self.name


class FirmMatch(models.Model):
    """A person's word on whether a listed firm is a registered employer (None: it is not).

    The newest row of an office and firm holds, for later lists too.
    """

    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    firm_key = models.CharField(max_length=300)
    employer = models.ForeignKey(
        "registry.Employer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300)
    decided_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["office", "firm_key", "-id"], name="firm_match_newest")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="firm_match_reasoned"),
        ]

    def __str__(self) -> str:
        return f"{self.firm_key} = {self.employer_id}"


class PayrollLine(models.Model):
    """What an employer paid one worker for a month, by its own payroll."""

    file = models.ForeignKey(ComparisonFile, on_delete=models.PROTECT, related_name="lines")
    month = models.DateField()
    membership = models.ForeignKey(
        "registry.Membership", on_delete=models.PROTECT, related_name="+"
    )
    wage = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "month", "membership"], name="payroll_line_once"
            ),
            models.CheckConstraint(condition=Q(wage__gt=0), name="payroll_wage_positive"),
            models.CheckConstraint(condition=Q(month__day=1), name="payroll_month_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.month:%Y-%m}"
