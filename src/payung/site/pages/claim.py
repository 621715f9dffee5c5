"""One claim: what is known of it and whence, what is still asked, and what comes next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from payung.access import permissions
from payung.site.pages.claim_parts import claim_shell, claim_shown
from payung.site.pages.gate import page


@page(permissions.VIEW_CLAIMS)
def claim(request: HttpRequest, number: str) -> HttpResponse:
    """What one sees in five seconds: who, what happened, how far it is, what is next."""
    found = claim_shown(request, number)
    context: dict[str, Any] = claim_shell(request, found) | {
        "steps": found.steps.select_related("recorded_by").order_by("-pk"),
    }
    return render(request, "site/claim.html", context)


routes = [path("klaim/<slug:number>/", claim, name="claim")]
