"""Opening the full identity number of a person: with a reason, and recorded."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access import queries as access
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
