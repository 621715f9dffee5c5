"""The worklist of claims: what waits for whom, the late ones first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.claims.models import Claim, ClaimState
from payung.claims.reach import claims_of
from payung.site.pages import filters
from payung.site.pages.claim_parts import STYLES
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail


@page(permissions.VIEW_CLAIMS)
def claims(request: HttpRequest) -> HttpResponse:
    """The claims of the reader's offices, the longest waiting first."""
    state = filters.choice(request, "tahap", ClaimState.values)
    found = claims_of(request.reader).select_related("event", "person", "office")
    if state:
        found = found.filter(state=state)
    shown = paged(request, found.order_by("received_on", "pk"))
    context = {
        "page": shown,
        "rows": [(one, STYLES[ClaimState(one.state)]) for one in _listed(shown)],
        "trail": trail((_("Klaim"), "")),
    }
    return render(request, "site/claims.html", context)


def _listed(shown: object) -> list[Claim]:
    return list(shown)  # type: ignore[call-overload]


routes = [path("klaim/", claims, name="claims")]
