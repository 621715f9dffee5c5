"""Account and activity codes of regional budgets, and which code a government books where.

The lists are versions of the ministry's nomenclature (Kepmendagri). The package carries the few
codes of this domain; an office brings its own list. Codes are kept by their segments, without
padding (``5.1.2.2.2.6``), so that each way of writing one is the same code.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payung.access.append_only import only_added_to
from payung.reference.models import Sourced
from payung.sponsorship.models.budgets import FundSource


class CodeKind(models.TextChoices):
    """What a code names."""

    ACCOUNT = "ACCOUNT", _("Rekening belanja")
    ACTIVITY = "ACTIVITY", _("Subkegiatan")


class AccountCodeList(Sourced):
    """One version of the nomenclature, by its decree; ``is_complete`` when it holds all codes.

    A code that a complete list lacks is refused, one that another list lacks is only warned of.
    """

    code = models.CharField(max_length=60, primary_key=True)  # 900.1.15.5-3406/2024
    name = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    is_complete = models.BooleanField(default=False)

    class Meta(Sourced.Meta):
        ordering = ["-valid_from", "code"]
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="code_list_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class AccountCode(Sourced):
    """One code of a list: normalised by its segments, and as the decree prints it."""

    list = models.ForeignKey(AccountCodeList, on_delete=models.PROTECT, related_name="codes")
    kind = models.CharField(max_length=8, choices=CodeKind.choices)
    code = models.CharField(max_length=40)
    printed = models.CharField(max_length=40)
    name = models.CharField(max_length=300)

    class Meta(Sourced.Meta):
        ordering = ["list", "kind", "printed"]
        constraints = [
            *Sourced.Meta.constraints,
            models.UniqueConstraint(fields=["list", "kind", "code"], name="account_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.printed} {self.name}"


class AccountMapping(models.Model):
    """Where a government books a segment from a source of money. Rows are only added.

    An empty segment or source means any. The closest rule counts, of equally close ones the
    newest; ``from_year`` is the first fiscal year to which it applies.
    """

    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=CodeKind.choices)
    worker_segment = models.ForeignKey(
        "reference.WorkerSegment", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    fund_source = models.CharField(max_length=20, choices=FundSource.choices, blank=True)
    from_year = models.SmallIntegerField()
    code = models.CharField(max_length=40)
    reason = models.CharField(max_length=300)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["region", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="account_mapping_reasoned"),
            models.CheckConstraint(
                condition=Q(kind__in=CodeKind.values), name="account_mapping_kind"
            ),
            models.CheckConstraint(
                condition=Q(fund_source="") | Q(fund_source__in=FundSource.values),
                name="account_mapping_source",
            ),
        ]
        indexes = [models.Index(fields=["region", "kind"])]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.region_id} {self.kind} {self.code}"
