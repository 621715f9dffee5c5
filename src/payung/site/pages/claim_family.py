"""The family of a claim: heirs, children, guardians, their accounts, and what holds the money."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from payung.access import permissions
from payung.claims.queries.families import people_of
from payung.site.pages.claim_parts import claim_shell, claim_shown
from payung.site.pages.gate import page


@page(permissions.VIEW_CLAIMS)
def claim_family(request: HttpRequest, number: str) -> HttpResponse:
    """Who has part in a claim, who receives for a child, and into which account."""
    found = claim_shown(request, number)
    context = {**claim_shell(request, found), "people": people_of(found)}
    return render(request, "site/claim_family.html", context)


routes: list[URLPattern] = [
    path("klaim/<slug:number>/keluarga/", claim_family, name="claim_family"),
]
