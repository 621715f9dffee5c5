"""The payments of one claim: to whom, how much, when, and how far the bank is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from payung.access import permissions
from payung.claims.models import PaymentLine
from payung.claims.queries.payments import PayableShown, payments_of
from payung.site.pages.claim_parts import claim_shell, claim_shown
from payung.site.pages.gate import page


@page(permissions.VIEW_CLAIMS)
def claim_payments(request: HttpRequest, number: str) -> HttpResponse:
    """What was paid, what is on its way, what comes later."""
    found = claim_shown(request, number)
    rows = payments_of(found)
    context: dict[str, Any] = claim_shell(request, found) | {
        "rows": rows,
        "paid": _sum(rows, PaymentLine.State.PAID),
        "under_way": _sum(rows, PaymentLine.State.OPEN),
        "to_come": _sum(rows, "", PaymentLine.State.RETURNED, PaymentLine.State.CANCELLED),
    }
    return render(request, "site/claim_payments.html", context)


def _sum(rows: tuple[PayableShown, ...], *states: str) -> int:
    return sum(row.payable.net for row in rows if row.state in states)


routes = [path("klaim/<slug:number>/pembayaran/", claim_payments, name="claim_payments")]
