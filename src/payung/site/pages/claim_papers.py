"""The papers of one claim: what the law asks for, what came, what is missing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.site.pages.claim_parts import claim_shell, claim_shown
from payung.site.pages.gate import page


@page(permissions.VIEW_CLAIMS)
def claim_papers(request: HttpRequest, number: str) -> HttpResponse:
    """What came for a claim."""
    found = claim_shown(request, number)
    context = claim_shell(request, found, (_("Berkas"), ""))
    context["papers"] = found.papers.select_related("attachment").order_by("pk")
    return render(request, "site/claim_papers.html", context)


routes: list[URLPattern] = [
    path("klaim/<slug:number>/berkas/", claim_papers, name="claim_papers"),
]
