"""Opening the full identity number of a person, with a reason; and the trails of such looks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access import queries as access
from payung.claims.queries import member_searches as claims
from payung.registry import queries as registry
from payung.site.forms import ReasonForm
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail


@page(permissions.VIEW_IDENTITY, methods=["GET", "HEAD", "POST"])
def identity(request: HttpRequest, person_id: int) -> HttpResponse:
    """Ask for the reason, then show the number once; it is in no address and no cache."""
    form = ReasonForm(request.POST or None)
    context = {"form": form, "trail": trail((_("Buka NIK"), ""))}
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        context["national_id"] = registry.identity(request.reader, person_id, reason)
        context["reason"] = reason
    return render(request, "site/identity.html", context)


@page(permissions.VIEW_AUDIT)
def identity_views(request: HttpRequest) -> HttpResponse:
    """Who opened whose number, when and why; the person stays a number here."""
    context = {
        "page": paged(request, access.identity_views(request.reader)),
        "trail": trail((_("Jejak pembukaan NIK"), "")),
    }
    return render(request, "site/identity_views.html", context)


@page(permissions.VIEW_AUDIT)
def member_searches(request: HttpRequest) -> HttpResponse:
    """Who looked for a member at a desk or a firm; persons stay numbers, what was typed is gone."""
    context = {
        "page": paged(request, claims.member_searches(request.reader)),
        "trail": trail(
            (_("Jejak pembukaan NIK"), reverse("site:identity_views")),
            (_("Jejak pencarian peserta"), ""),
        ),
    }
    return render(request, "site/member_searches.html", context)
