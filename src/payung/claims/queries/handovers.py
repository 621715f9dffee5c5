"""Symbolic hand-overs, each with what was really paid of the claims that it showed."""

from __future__ import annotations

from datetime import date

from django.db.models import BigIntegerField, Count, Min, OuterRef, QuerySet, Subquery, Sum

from payung.access.permissions import VIEW_CLAIMS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.claims.errors import no_handover
from payung.claims.models import HandoverClaim, PaymentLine, SymbolicHandover


def handovers(reader: Reader, *, first: date, last: date) -> QuerySet[SymbolicHandover]:
    """The hand-overs of the reader's offices between two days, the newest first.

    Each has ``shown_claims`` (how many claims its boards named), ``boards`` (rupiah on them) and
    ``paid`` (rupiah before tax that was really paid to them so far); withdrawn ones are included.
    ``AccessRefused`` without VIEW_CLAIMS.
    """
    reader.require(VIEW_CLAIMS)
    boards = (
        HandoverClaim.objects.filter(handover=OuterRef("pk"))
        .order_by()
        .values("handover")
        .annotate(sum=Sum("amount"), count=Count("pk"))
    )
    paid = (
        PaymentLine.objects.filter(
            state=PaymentLine.State.PAID,
            payable__claim__handovers__handover=OuterRef("pk"),
        )
        .order_by()
        .values("payable__claim__handovers__handover")
        .annotate(sum=Sum("payable__gross"))
    )
    return (
        _seen(reader)
        .filter(held_on__gte=first, held_on__lte=last)
        .select_related("office", "region", "withdrawn", "recorded_by")
        .annotate(
            shown_claims=Subquery(boards.values("count")),
            boards=Subquery(boards.values("sum"), output_field=BigIntegerField()),
            paid=Subquery(paid.values("sum"), output_field=BigIntegerField()),
        )
        .order_by("-held_on", "-pk")
    )


def handover_seen(reader: Reader, pk: int) -> SymbolicHandover:
    """One hand-over. ``NotFound`` out of sight, ``AccessRefused`` without VIEW_CLAIMS."""
    reader.require(VIEW_CLAIMS)
    found = _seen(reader).select_related("office", "region", "withdrawn").filter(pk=pk).first()
    if found is None:
        raise no_handover(pk)
    return found


def oldest_handover_year(reader: Reader) -> int | None:
    """The year of the first hand-over that a reader sees; None without any."""
    first = _seen(reader).aggregate(first=Min("held_on"))["first"]
    return first.year if first else None


def _seen(reader: Reader) -> QuerySet[SymbolicHandover]:
    return SymbolicHandover.objects.filter(
        scope_q(reader, region=None, employer=None, permission=VIEW_CLAIMS)
    )
