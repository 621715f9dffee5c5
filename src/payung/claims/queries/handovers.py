"""Symbolic hand-overs, each with what was really paid of the claims that it showed."""

from __future__ import annotations

from datetime import date

from django.db.models import BigIntegerField, Count, OuterRef, QuerySet, Subquery, Sum

from payung.access.permissions import VIEW_CLAIMS
from payung.access.reader import Reader
from payung.access.scope import scope_q
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
        SymbolicHandover.objects.filter(
            scope_q(reader, region=None, employer=None, permission=VIEW_CLAIMS),
            held_on__gte=first,
            held_on__lte=last,
        )
        .select_related("office", "region", "withdrawn", "recorded_by")
        .annotate(
            shown_claims=Subquery(boards.values("count")),
            boards=Subquery(boards.values("sum"), output_field=BigIntegerField()),
            paid=Subquery(paid.values("sum"), output_field=BigIntegerField()),
        )
        .order_by("-held_on", "-pk")
    )
