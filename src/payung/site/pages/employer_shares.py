"""The share of benefits that the law puts on employers: who owes what, and his proofs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.claims.errors import no_claim
from payung.claims.operations.shares import settle_employer_share
from payung.claims.queries.orders import share_list
from payung.errors import PayungError
from payung.site import export
from payung.site.formatting import language
from payung.site.pages.gate import page, paged
from payung.site.pages.payment_forms import ShareForm
from payung.site.pages.wording import trail


@page(permissions.PREPARE_PAYMENTS)
def employer_shares(request: HttpRequest) -> HttpResponse:
    """Who owes a share of which claim, the largest open one first."""
    rows = list(share_list(request.reader))  # type: ignore[attr-defined]
    context = {
        "page": paged(request, rows),
        "left": sum(row.left for row in rows),
        "all_shares": sum(row.owed for row in rows),
        "count": sum(1 for row in rows if row.left),
        "trail": trail((_("Bagian pemberi kerja"), "")),
    }
    return render(request, "site/employer_shares.html", context)


@page(permissions.PREPARE_PAYMENTS, permissions.EXPORT)
def employer_shares_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file."""
    reader = request.reader  # type: ignore[attr-defined]
    return export.answer(
        reader=reader,
        format=format,
        name="bagian-pemberi-kerja",
        title=_("Bagian pemberi kerja"),
        columns=[
            export.Column(_("Pemberi kerja")),
            export.Column(_("Klaim")),
            export.Column(_("Sejak"), "date"),
            export.Column(_("Bagiannya"), "money"),
            export.Column(_("Sudah dibuktikan"), "money"),
            export.Column(_("Sisa"), "money"),
        ],
        rows=[
            (row.employer.name, row.number, row.share_since, row.owed, row.settled, row.left)
            for row in share_list(reader)
        ],
    )


@page(permissions.PREPARE_PAYMENTS, methods=["GET", "HEAD", "POST"])
def employer_share(request: HttpRequest, number: str) -> HttpResponse:
    """One share: what was proven, and the form for the next proof."""
    found = share_list(request.reader).filter(number=number).first()  # type: ignore[attr-defined]
    if found is None:
        raise no_claim(number)
    form = ShareForm(request.POST or None, request.FILES or None, initial={"amount": found.left})
    if request.method == "POST" and form.is_valid():
        try:
            _settle(request, number, form.cleaned_data)
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Bukti pembayaran pemberi kerja dicatat."))
            return redirect("site:employer_share", number=number)
    shares = (_("Bagian pemberi kerja"), reverse("site:employer_shares"))
    context = {
        "claim": found,
        "form": form if found.left else None,
        "settlements": found.share_settlements.select_related("recorded_by").order_by("pk"),
        "trail": trail(shares, (found.number, "")),
    }
    status = 400 if form.errors else 200
    return render(request, "site/employer_share.html", context, status=status)


def _settle(request: HttpRequest, number: str, entered: dict[str, Any]) -> None:
    upload = entered.pop("paper")
    settle_employer_share(
        actor=request.reader,  # type: ignore[attr-defined]
        number=number,
        paper=upload.read() if upload else None,
        file_name=str(upload.name) if upload else "",
        **entered,
    )


routes = [
    path("bagian-pemberi-kerja/", employer_shares, name="employer_shares"),
    path(
        "bagian-pemberi-kerja/ekspor.<format:format>",
        employer_shares_export,
        name="employer_shares_export",
    ),
    path("bagian-pemberi-kerja/<slug:number>/", employer_share, name="employer_share"),
]
