"""Opening the full identity number of a person: with a reason, and recorded."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.registry import queries as registry
from payung.site.forms import ReasonForm
from payung.site.pages.gate import page
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
