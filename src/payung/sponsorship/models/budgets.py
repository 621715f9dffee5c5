"""Budget lines for contributions, and what happened to them.

A line says who is to be covered, by which money, for which months. Its amounts are told by
entries, which are only added: planned, changed, paid out, realised. The newest planned or changed
entry is the plan in force; paid out and realised entries add up.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payung.access.append_only import only_added_to
from payung.access.audit import audited
from payung.registry.models import Segment


class FundSource(models.TextChoices):
    """Whose money it is. Public money gets no relief of PP 50/2025 (``law``: paid_by_budget)."""

    PROVINCE_BUDGET = "PROVINCE_BUDGET", _("APBD provinsi")
    REGENCY_BUDGET = "REGENCY_BUDGET", _("APBD kabupaten/kota")
    VILLAGE_BUDGET = "VILLAGE_BUDGET", _("APB desa")
    STATE_BUDGET = "STATE_BUDGET", _("APBN")
    PALM_OIL_SHARE = "PALM_OIL_SHARE", _("Dana bagi hasil sawit")
    TOBACCO_SHARE = "TOBACCO_SHARE", _("Dana bagi hasil cukai hasil tembakau")
    ZAKAT = "ZAKAT", _("Zakat, infak dan sedekah")
    COMPANY_GIVING = "COMPANY_GIVING", _("Tanggung jawab sosial perusahaan")


#: What comes from the state's, a region's or a village's budget, shared revenue included.
PUBLIC_SOURCES = frozenset(FundSource.values) - {FundSource.ZAKAT, FundSource.COMPANY_GIVING}


@audited(inserts=True)
class BudgetLine(models.Model):
    """One line of a government's contribution budget for a fiscal year.

    ``region`` is the government's region; ``agency`` the agency (OPD) whose line it is, or
    ``village`` the village whose budget it is in. ``segment`` is the membership segment in which
    the persons are billed: as non-wage earners on ``monthly_income`` (the tier's base), or as wage
    earners of the state on ``monthly_wage``; ``programmes`` the sum of Programme bits. The months
    run from ``first_month`` on and may cross the fiscal year.
    """

    number = models.CharField(max_length=40, unique=True)  # AI-61-2025-0001
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        "reference.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    village = models.ForeignKey(
        "reference.Village", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    fiscal_year = models.SmallIntegerField()
    title = models.CharField(max_length=300)
    worker_segment = models.ForeignKey(
        "reference.WorkerSegment", on_delete=models.PROTECT, related_name="+"
    )
    segment = models.SmallIntegerField(choices=Segment.choices)
    fund_source = models.CharField(max_length=20, choices=FundSource.choices)
    #: Normalised by segments ("5.1.2.2.2.6"), with the code list in which it stands.
    account_code = models.CharField(max_length=40, blank=True)
    activity_code = models.CharField(max_length=40, blank=True)
    code_list = models.CharField(max_length=60, blank=True)
    programmes = models.SmallIntegerField()
    monthly_wage = models.BigIntegerField(null=True, blank=True)
    monthly_income = models.BigIntegerField(null=True, blank=True)
    #: For wage earners: the risk group of the work (1 to 5).
    risk_group = models.SmallIntegerField(null=True, blank=True)
    #: Codes of the regulation register, or ``daerah:<id>`` of the government's own register.
    legal_basis = models.JSONField(default=list, blank=True)
    #: What makes a repeated form or row of a file the same line of this government.
    key = models.CharField(max_length=120, blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["region", "-fiscal_year", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fund_source__in=FundSource.values), name="budget_line_source_known"
            ),
            models.CheckConstraint(
                condition=Q(programmes__gte=1, programmes__lte=31), name="budget_line_programmes"
            ),
            models.CheckConstraint(
                condition=Q(segment=Segment.WAGE_EARNER, monthly_wage__gt=0, risk_group__gte=1)
                | Q(segment=Segment.NON_WAGE_EARNER, monthly_wage=None, monthly_income__gt=0),
                name="budget_line_has_its_basis",
            ),
            models.UniqueConstraint(
                fields=["region", "key"], condition=~Q(key=""), name="budget_line_once"
            ),
        ]
        indexes = [models.Index(fields=["region", "fiscal_year"])]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class BudgetEntry(models.Model):
    """Something that happened to a budget line. Rows are only added.

    Planned and changed entries carry the whole plan (persons, months from ``first_month`` on) and
    its amount as computed from the law; the rest what was paid out or realised then, rupiah.
    """

    class Kind(models.TextChoices):
        PLANNED = "PLANNED", _("Direncanakan")
        CHANGED = "CHANGED", _("Diubah")
        PAID_OUT = "PAID_OUT", _("Dicairkan")
        REALISED = "REALISED", _("Terealisasi")

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    happened_on = models.DateField()
    persons = models.IntegerField()
    first_month = models.DateField()
    months = models.SmallIntegerField()
    amount = models.BigIntegerField()
    #: SP2D, DPA, decree or receipt that proves it.
    document = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    #: What makes a repeated upload or form the same act.
    key = models.CharField(max_length=120)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["line", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["line", "key"], name="budget_entry_once"),
            models.CheckConstraint(
                condition=Q(persons__gte=0, months__gte=1, months__lte=60, first_month__day=1),
                name="budget_entry_months",
            ),
            models.CheckConstraint(
                condition=~Q(kind="CHANGED") | ~Q(reason=""), name="budget_change_reasoned"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["PLANNED", "CHANGED"], amount__gte=0) | ~Q(document=""),
                name="budget_payment_proved",
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.line_id} {self.kind} {self.amount}"
