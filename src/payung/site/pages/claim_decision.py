"""The tab Keputusan of a claim: what is paid to whom and why, and what is to be done about it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from payung.access import permissions
from payung.claims.models import Decision
from payung.site.pages.claim_parts import claim_shell, claim_shown
from payung.site.pages.gate import page


@page(permissions.VIEW_CLAIMS)
def claim_decision(request: HttpRequest, number: str) -> HttpResponse:
    """The decisions of a claim, the newest first."""
    found = claim_shown(request, number)
    decisions = Decision.objects.filter(claim=found).order_by("-sequence")
    return render(
        request,
        "site/claim_decision.html",
        {**claim_shell(request, found), "decisions": decisions},
    )


CLAIM = "klaim/<slug:number>/"

routes = [
    path(f"{CLAIM}keputusan/", claim_decision, name="claim_decision"),
]
