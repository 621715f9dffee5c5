"""Payment orders as they are read."""

from __future__ import annotations

from django.db.models import F, Sum

from payung.claims.models import PaymentOrder


def totals_by_programme(order: PaymentOrder) -> list[tuple[int, int]]:
    """What an order pays of each programme: (programme, rupiah)."""
    return list(
        order.lines.order_by()
        .annotate(programme=F("payable__programme"))
        .values("programme")
        .annotate(sum=Sum("amount"))
        .order_by("programme")
        .values_list("programme", "sum")
    )
