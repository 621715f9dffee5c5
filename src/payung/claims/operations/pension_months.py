"""The months of a pension that were made already, when a newer decision gives another amount."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from payung import clock
from payung.access.reader import Reader
from payung.claims.booking import end_payables
from payung.claims.models import (
    Claim,
    Decision,
    Payable,
    PayableKind,
    PensionIndexation,
    PensionWait,
)
from payung.claims.pension_passing import Key, began_in, since_of
from payung.claims.pension_rules import raised_amount, shared

#: First months of decisions on the event: the payables of a decision see to them.
FIRST_MONTHS = Q(sequence=1, decision__facts__since__isnull=True)


@dataclass(frozen=True)
class Rate:
    """What a pension is a month from a month on, in rupiah; ``indexation``: by which raise."""

    valid_from: date
    monthly: int
    indexation: PensionIndexation | None = None


def rates_of(
    office: str, decision: Decision, wanted: Mapping[Key, tuple[date, int]]
) -> dict[Key, list[Rate]]:
    """The amounts of pensions that a decision gives (first month and rupiah), with the raises.

    Those decided late are raised as those were that began when they did: those of several children
    as the one that they share. Of a pension that passed from somebody else the amount holds the
    raises up to its first month already.
    """
    found = {key: [Rate(first, monthly)] for key, (first, monthly) in wanted.items()}
    if not found:
        return {}
    (_, code), (first_month, _) = next(iter(wanted.items()))
    done = PensionIndexation.objects.filter(
        office=office,
        year__gt=began_in(decision, first_month).year,
        valid_from__gt=first_month,
    )
    parts = [rates[0].monthly for rates in found.values()]
    for year in dict.fromkeys(done.order_by("year").values_list("year", flat=True)):
        act = done.filter(year=year).order_by("pk")[0]
        parts = shared(raised_amount(act.valid_from, code, sum(parts)), parts)
        for rates, part in zip(found.values(), parts, strict=True):
            rates.append(Rate(act.valid_from, part, act))
    return found


def _in_month(rates: Sequence[Rate], month: date) -> int:
    return next((one.monthly for one in reversed(rates) if one.valid_from <= month), 0)


def settle_months(
    decision: Decision, key: Key, rates: Sequence[Rate], last_day: date | None, actor: Reader
) -> int:
    """Make way for a decision in the months that earlier ones made for a receiver.

    Months of the new amount or less stay: the next run adds what is missing. Of months of more,
    what is not at the bank ends and is made anew; what is at the bank or paid counts. Without
    ``rates`` the decision gives the receiver nothing. Months after ``last_day`` stay as the end of
    the right left them, and the first month as ``make_payables`` did. Returns the rupiah that went
    out beyond the new amount.
    """
    months: dict[date, list[Payable]] = defaultdict(list)
    for row in _made(decision, key, rates, last_day):
        months[row.period or row.due_on].append(row)
    more = {
        month: rows
        for month, rows in months.items()
        if sum(row.gross for row in rows) > _in_month(rates, month)
    }
    ids = [row.pk for rows in more.values() for row in rows]
    if not ids:
        return 0
    end_payables(
        Payable.objects.filter(pk__in=ids),
        reason=f"Diganti keputusan ke-{decision.sequence}",
        on=clock.today(),
        actor=actor,
        source=f"pension_replaced:{decision.pk}",
    )
    kept = set(Payable.objects.filter(pk__in=ids, end__isnull=True).values_list("pk", flat=True))
    return sum(
        max(0, sum(row.gross for row in rows if row.pk in kept) - _in_month(rates, month))
        for month, rows in more.items()
    )


def _made(
    decision: Decision, key: Key, rates: Sequence[Rate], last_day: date | None
) -> QuerySet[Payable]:
    party, code = key
    found = Payable.objects.filter(
        claim=decision.claim_id, kind=PayableKind.PENSION, party=party, code=code, end__isnull=True
    ).exclude(decision=decision)
    since = since_of(decision)
    if since is None:
        found = found.exclude(FIRST_MONTHS)
    elif not rates:
        found = found.filter(period__gte=since)
    if rates:
        found = found.filter(period__gt=rates[0].valid_from)
    return found if last_day is None else found.filter(period__lte=last_day)


def close_waits(claim: Claim, key: Key, since: date | None, last_day: date | None) -> None:
    """Months that wait under earlier decisions wait no more: the new one makes them."""
    party, code = key
    waits = PensionWait.objects.filter(
        pension__claim=claim, pension__party=party, pension__code=code, done_on__isnull=True
    )
    if since is not None:
        waits = waits.filter(month__gte=since)
    if last_day is not None:
        waits = waits.filter(month__lte=last_day)
    waits.update(done_on=clock.today())
