"""The payments of one claim: to whom, how much, when, and how far the bank is."""

from __future__ import annotations

from typing import Any

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from payung.access import permissions
from payung.claims.models import PaymentLine
from payung.claims.operations.shares import open_share
from payung.claims.queries.payments import PayableShown, payments_of
from payung.clock import today
from payung.site.pages.claim_parts import claim_shell, claim_shown
from payung.site.pages.gate import page

#: How far a payment is: its words and its look.
_WORDS = {
    "": (_("Menunggu perintah bayar"), "warn"),
    PaymentLine.State.OPEN.value: (_("Sedang di bank"), "warn"),
    PaymentLine.State.PAID.value: (_("Sudah dibayar"), "good"),
    PaymentLine.State.RETURNED.value: (_("Dikembalikan bank"), "bad"),
    PaymentLine.State.CANCELLED.value: (_("Menunggu perintah bayar"), "warn"),
    "ENDED": (_("Tidak jadi dibayar"), "quiet"),
}


@page(permissions.VIEW_CLAIMS)
def claim_payments(request: HttpRequest, number: str) -> HttpResponse:
    """What was paid, what is on its way, what comes later."""
    found = claim_shown(request, number)
    rows = payments_of(found)
    context: dict[str, Any] = claim_shell(request, found) | {
        "rows": [_row(one) for one in rows],
        "paid": _sum(rows, PaymentLine.State.PAID),
        "under_way": _sum(rows, PaymentLine.State.OPEN),
        "to_come": _sum(rows, "", PaymentLine.State.RETURNED, PaymentLine.State.CANCELLED),
    }
    shares = found.employer_shares.aggregate(all=Sum("amount"))["all"] or 0
    context |= {"share": shares, "share_left": open_share(found) if shares else 0}
    return render(request, "site/claim_payments.html", context)


def _row(one: PayableShown) -> dict[str, Any]:
    words, style = _WORDS[one.state]
    if not one.state and one.payable.due_on > today():
        words, style = _("Belum jatuh tempo"), "quiet"
    return {"shown": one, "words": words, "style": style}


def _sum(rows: tuple[PayableShown, ...], *states: str) -> int:
    return sum(row.payable.net for row in rows if row.state in states)


routes = [path("klaim/<slug:number>/pembayaran/", claim_payments, name="claim_payments")]
