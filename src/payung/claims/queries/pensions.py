"""Pensions for reading: the list of an office, one pension with all its months, the runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce

from payung.access.permissions import PREPARE_PAYMENTS, VIEW_CLAIMS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.claims.models import (
    Payable,
    PaymentLine,
    Pension,
    PensionIndexation,
    PensionRate,
    PensionRun,
    PensionStop,
    PensionWait,
)
from payung.claims.reach import in_sight
from payung.claims.refusals_of_pensions import no_pension
from payung.law.benefits.days import months_after
from payung.reference.models import Office

RUNNING, WAITING, ENDED = "RUNNING", "WAITING", "ENDED"
STATES = (RUNNING, WAITING, ENDED)


@dataclass(frozen=True)
class PensionTotals:
    """The pensions that a reader sees: how many in each state, and what the living cost a month."""

    running: int
    waiting: int
    ended: int
    monthly: int
    overpaid: int


@dataclass(frozen=True)
class PensionMonth:
    """One month of a pension: what was made for it in rupiah, how it stands, and why.

    ``state``: ``PAID``, ``AT_BANK``, ``DUE``, ``ENDED`` (taken back for ``reason``), ``WAITING``.
    """

    month: date
    amount: int
    state: str
    reason: str = ""


def pensions(
    reader: Reader, *, on: date, state: str = "", code: str = "", search: str = ""
) -> QuerySet[Pension]:
    """The pensions within a reader's sight, those that wait first, then by name.

    Each with ``monthly`` (of the day ``on``), ``waiting`` (months without proof) and its stop.
    ``search``: a part of the receiver's name, or the claim's number.
    """
    rate = PensionRate.objects.filter(pension=OuterRef("pk"), valid_from__lte=on)
    first = PensionRate.objects.filter(pension=OuterRef("pk")).order_by("valid_from")
    waits = (
        PensionWait.objects.filter(
            pension=OuterRef("pk"), done_on__isnull=True, reason=PensionWait.Reason.NO_PROOF
        )
        .order_by()
        .values("pension")
        .annotate(all=Count("pk"))
        .values("all")
    )
    found = (
        Pension.objects.filter(in_sight(reader, prefix="claim__"))
        .annotate(
            monthly=Coalesce(
                Subquery(rate.order_by("-valid_from").values("monthly")[:1]),
                Subquery(first.values("monthly")[:1]),
            ),
            waiting=Coalesce(Subquery(waits), Value(0), output_field=IntegerField()),
        )
        .select_related("party", "claim", "claim__person", "office", "stop")
    )
    if search:
        found = found.filter(Q(party__name__icontains=search) | Q(claim__number=search.upper()))
    if code:
        found = found.filter(code=code)
    if state:
        found = found.filter(_of(state))
    return found.order_by("-waiting", "party__name", "pk")


def _of(state: str) -> Q:
    if state == ENDED:
        return Q(stop__isnull=False)
    is_waiting = Q(waiting__gt=0)
    return Q(stop__isnull=True) & (is_waiting if state == WAITING else ~is_waiting)


def pension_totals(reader: Reader, on: date) -> PensionTotals:
    """The sums above the list. One query."""
    found = (
        pensions(reader, on=on)
        .order_by()
        .aggregate(
            running=Count("pk", filter=_of(RUNNING)),
            waits=Count("pk", filter=_of(WAITING)),
            ended=Count("pk", filter=_of(ENDED)),
            a_month=Coalesce(Sum("monthly", filter=Q(stop__isnull=True)), 0),
            back=Coalesce(Sum("stop__overpaid", filter=Q(stop__taken_back__isnull=True)), 0),
        )
    )
    return PensionTotals(
        found["running"], found["waits"], found["ended"], found["a_month"], found["back"]
    )


def pension(reader: Reader, pk: int, on: date) -> Pension:
    """One pension within the reader's sight. Raises ``NotFound``."""
    reader.require(VIEW_CLAIMS)
    found = pensions(reader, on=on).filter(pk=pk).first()
    if found is None:
        raise no_pension(pk)
    return found


def stop_of(found: Pension) -> PensionStop | None:
    """What ended a pension that a reader was given, with who took that back."""
    return (
        PensionStop.objects.filter(pension=found)
        .select_related("stopped_by", "taken_back__taken_back_by")
        .first()
    )


def may_be_taken_back(stop: PensionStop | None) -> bool:
    """Whether an end rests on a fact of the person and nobody has taken it back yet."""
    if stop is None or stop.reason == PensionStop.Reason.NEW_DECISION:
        return False
    return getattr(stop, "taken_back", None) is None


def months_of(found: Pension) -> list[PensionMonth]:
    """The months of a pension, the newest first: what was made, what waits, what ended."""
    living = PaymentLine.objects.filter(payable=OuterRef("pk"))
    made = (
        Payable.objects.filter(claim=found.claim_id, party=found.party_id, code=found.code)
        .filter(period__isnull=False)
        .annotate(
            is_paid=Exists(living.filter(state=PaymentLine.State.PAID)),
            is_sent=Exists(living.filter(state=PaymentLine.State.OPEN)),
        )
        .select_related("end")
    )
    months = []
    for row in made:
        month = row.period or row.due_on
        ended = getattr(row, "end", None)
        if ended is not None:
            months.append(PensionMonth(month, row.net, "ENDED", ended.reason))
        else:
            state = "PAID" if row.is_paid else "AT_BANK" if row.is_sent else "DUE"
            months.append(PensionMonth(month, row.net, state))
    for wait in found.waits.filter(done_on__isnull=True):
        months.append(PensionMonth(wait.month, 0, "WAITING", str(wait.get_reason_display())))
    return sorted(months, key=lambda month: month.month, reverse=True)


def offices_to_run(reader: Reader) -> list[Office]:
    """The offices whose pensions the reader may run, that pay any, by name."""
    mine = scope_q(
        reader, region="region_id", office="code", employer=None, permission=PREPARE_PAYMENTS
    )
    paying = Pension.objects.order_by().values("office")
    return list(Office.objects.filter(mine, code__in=paying).order_by("name"))


def next_month(office: str, on: date) -> date:
    """The month that an office runs next: the one after its last, or that of the day."""
    last = PensionRun.objects.filter(office=office).order_by("-month").first()
    return months_after(last.month, 1) if last else on.replace(day=1)


def sees_runs(reader: Reader) -> str:
    """The permission by which somebody sees the runs: he sees claims, or he prepares payments.

    Raises ``AccessRefused`` for who does neither.
    """
    if reader.can(VIEW_CLAIMS):
        return VIEW_CLAIMS
    reader.require(PREPARE_PAYMENTS)
    return PREPARE_PAYMENTS


def runs_seen(reader: Reader) -> QuerySet[PensionRun]:
    """The runs of the reader's offices, the newest first."""
    return (
        PensionRun.objects.filter(_office(reader))
        .select_related("office", "started_by")
        .order_by("-month", "-pk")
    )


def indexations_seen(reader: Reader) -> QuerySet[PensionIndexation]:
    """The yearly raises of the reader's offices, the newest first."""
    return (
        PensionIndexation.objects.filter(_office(reader))
        .select_related("office", "started_by")
        .order_by("-year", "-pk")
    )


def _office(reader: Reader) -> Q:
    seen = scope_q(
        reader, region="region_id", office="code", employer=None, permission=sees_runs(reader)
    )
    return Q(office__in=Office.objects.filter(seen))
