"""Bills, their lines, and why a line is what it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from payung import clock
from payung.access.permissions import VIEW_BILLS, VIEW_WAGES, VIEW_WORKERS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.contributions.law_sql import AMOUNTS
from payung.contributions.models import Bill, BillLine, Condition, Settlement
from payung.contributions.queries.scoping import BILL_PATHS
from payung.errors import NotFound
from payung.law import construction, non_wage_earner, wage_earner
from payung.law.explanation import Explanation, Quantity
from payung.registry.models import Employer, Programme, Segment


def bills(reader: Reader, employer: Employer, *, as_of: date | None = None) -> QuerySet[Bill]:
    """The bills of an employer, newest month first; one query when evaluated.

    Each has ``paid``, ``written_off`` and ``outstanding`` (rupiah, principal, as of the day;
    default today) and ``is_late`` (due before that day and something outstanding).
    """
    return _seen(reader, as_of).filter(employer=employer).order_by("-month", "segment", "sequence")


#: How a bill stands on a day: due and not paid in full, not yet due and not paid in full, paid (or
#: written off).
BILL_STATES = ("late", "open", "paid")


def bills_of_month(
    reader: Reader,
    month: date,
    *,
    region: str | None = None,
    search: str = "",
    state: str = "",
    as_of: date | None = None,
) -> QuerySet[Bill]:
    """All bills of a contribution month in scope, the largest unpaid first, with their employers.

    ``region`` narrows to its subtree, ``search`` to a part of the employer's name or registration
    number or to a billing code, ``state`` to one of ``BILL_STATES`` ("": all). Annotated as by
    ``bills``.
    """
    found = _seen(reader, as_of).filter(month=month).select_related("employer", "employer__region")
    if region:
        found = found.filter(employer__region__pk__startswith=region)
    if search:
        found = found.filter(
            Q(employer__name__icontains=search)
            | Q(employer__registration_number__icontains=search)
            | Q(billing_code=search)
        )
    conditions = {
        "late": Q(is_late=True),
        "open": Q(is_late=False, outstanding__gt=0),
        "paid": Q(outstanding__lte=0),
    }
    if state:
        found = found.filter(conditions[state])
    return found.order_by("-outstanding", "employer__name", "pk")


def bill(reader: Reader, billing_code: str, *, as_of: date | None = None) -> Bill:
    """The bill of that code with ``paid``, ``outstanding``, ``is_late``; one query.

    ``NotFound`` also when it lies outside the scope.
    """
    found = (
        _seen(reader, as_of)
        .select_related("employer", "project", "run")
        .filter(billing_code=billing_code)
        .first()
    )
    if found is None:
        raise NotFound(
            "bill_not_found",
            f"Tagihan {billing_code} tidak ditemukan.",
            f"There is no bill {billing_code}.",
            billing_code=billing_code,
        )
    return found


def bill_lines(reader: Reader, bill: Bill) -> QuerySet[BillLine]:
    """The workers of a bill by name, each with ``card_number``, ``name`` and ``total``.

    The caller got the bill by ``bill`` or ``bills`` and with it its scope. A project's bill has
    no lines. ``AccessRefused`` without the permissions for workers and wages.
    """
    for permission in (VIEW_BILLS, VIEW_WORKERS, VIEW_WAGES):
        reader.require(permission)
    _check_scope(reader, bill)
    return (
        BillLine.objects.filter(month=bill.month, bill_id=bill.pk)
        .annotate(
            card_number=F("membership__card_number"),
            name=F("membership__person__name"),
            total=_total(),
        )
        .order_by("name", "membership_id")
    )


def bill_line(reader: Reader, bill: Bill, membership_id: int) -> BillLine:
    """One line of a bill; ``NotFound`` when that worker is not in it."""
    found = bill_lines(reader, bill).filter(membership_id=membership_id).first()
    if found is None:
        raise NotFound(
            "line_not_found",
            "Pekerja ini tidak ada dalam tagihan.",
            "This worker is not in the bill.",
            membership_id=membership_id,
        )
    return found


def explain_line(reader: Reader, bill: Bill, membership_id: int) -> Explanation:
    """Compute a stored line again from what is stored with it, step by step with articles.

    The root's amount is the line's total in rupiah. On a correction it is the law on the new
    report (none when the report was withdrawn) less what earlier lines of the month asked for.
    """
    line = bill_line(reader, bill, membership_id)
    law = _law_of(bill, line) if line.wage else None
    if bill.sequence == 0 and law is not None:
        return law
    earlier = BillLine.objects.filter(
        month=bill.month,
        membership_id=membership_id,
        bill__employer_id=bill.employer_id,
        bill__segment=bill.segment,
        bill_id__lt=bill.pk,
    )
    before = earlier.aggregate(total=Coalesce(Sum(_total()), 0))["total"]
    return Explanation(
        label_id=f"Perbaikan iuran bulan {bill.month:%Y-%m}",
        label_en=f"Correction of the contribution for {bill.month:%Y-%m}",
        amount=(law.amount if law else 0) - before,
        inputs=(
            Quantity("owed", "Seharusnya", "Owed", law.amount if law else 0, "rupiah"),
            Quantity("before", "Sudah ditagih", "Billed before", before, "rupiah"),
        ),
        formula="{owed} − {before}",
        steps=(law,) if law else (),
    )


def explain_project(reader: Reader, bill: Bill) -> Explanation:
    """Why a construction project's bill is what it is."""
    reader.require(VIEW_BILLS)
    _check_scope(reader, bill)
    if bill.project is None:
        raise NotFound(
            "bill_without_project",
            "Tagihan ini bukan tagihan proyek.",
            "This bill is not one of a project.",
        )
    return construction.explain_contribution(
        bill.month, value=bill.project.contract_value, includes_vat=bill.project.includes_vat
    )


def line_inputs(bill: Bill, line: BillLine) -> dict[str, object]:
    """What the law was asked for a line, by the names of its arguments."""
    if bill.segment == Segment.WAGE_EARNER:
        return {
            "wage": line.wage,
            "risk_group": line.risk_group,
            "takes_jht": bool(line.programmes & Programme.JHT),
            "takes_jp": bool(line.programmes & Programme.JP),
            "labour_intensive": bool(line.conditions & Condition.LABOUR_INTENSIVE),
        }
    kind = "OTHER"
    if line.conditions & Condition.EMPLOYING:
        kind = "EMPLOYER"
    elif line.conditions & Condition.SELF_EMPLOYED:
        kind = "SELF_EMPLOYED"
    return {
        "income": line.wage,
        "takes_jht": bool(line.programmes & Programme.JHT),
        "sector": "TRANSPORT" if line.conditions & Condition.TRANSPORT else "OTHER",
        "kind": kind,
        "paid_by_budget": bool(line.conditions & Condition.PAID_BY_BUDGET),
    }


def _law_of(bill: Bill, line: BillLine) -> Explanation:
    inputs: dict[str, Any] = line_inputs(bill, line)
    if bill.segment == Segment.WAGE_EARNER:
        return wage_earner.explain_contribution(bill.month, **inputs)
    return non_wage_earner.explain_contribution(bill.month, **inputs)


def _seen(reader: Reader, as_of: date | None) -> QuerySet[Bill]:
    reader.require(VIEW_BILLS)
    as_of = as_of or clock.today()
    late = Q(due_on__lt=as_of, outstanding__gt=0)
    return (
        Bill.objects.filter(
            scope_q(reader, permission=VIEW_BILLS, **BILL_PATHS), issued_on__lte=as_of
        )
        .annotate(
            paid=_settled(as_of, write_off__isnull=True),
            written_off=_settled(as_of, write_off__isnull=False),
        )
        .annotate(outstanding=F("total") - F("paid") - F("written_off"))
        .annotate(
            is_late=Case(
                When(late, then=Value(True)), default=Value(False), output_field=BooleanField()
            )
        )
    )


def _settled(as_of: date, **which: bool) -> Coalesce:
    """The settlements of a bill's contributions by a day, of money or of write-offs."""
    settled = (
        Settlement.objects.filter(
            bill=OuterRef("pk"),
            component=Settlement.Component.PRINCIPAL,
            settled_on__lte=as_of,
            **which,
        )
        .order_by()
        .values("bill")
        .annotate(amount=Sum("amount"))
        .values("amount")
    )
    return Coalesce(Subquery(settled, output_field=BigIntegerField()), 0)


def _check_scope(reader: Reader, bill: Bill) -> None:
    within = scope_q(reader, permission=VIEW_BILLS, **BILL_PATHS)
    if not Bill.objects.filter(within, pk=bill.pk).exists():
        raise NotFound("bill_not_found", "Tagihan tidak ditemukan.", "There is no such bill.")


def _total() -> Combinable:
    total: Combinable = F(AMOUNTS[0])
    for name in AMOUNTS[1:]:
        total = total + F(name)
    return total
