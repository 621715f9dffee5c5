"""What belongs to the shell: the choice of language, and what every figure means."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.clock import today
from payung.site import definitions
from payung.site.pages.gate import page

A_YEAR = 365 * 24 * 60 * 60


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie, and with the user; go back to the page."""
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest(_("Bahasa itu tidak dikenal."))
    if request.user.is_authenticated and request.user.language != code:
        request.user.language = code
        request.user.save(update_fields=["language"])
    there = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        there, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = redirect(there if safe else "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=A_YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@page()
def meanings(request: HttpRequest) -> HttpResponse:
    """What every figure of the pages means, and from where it is computed."""
    return render(
        request,
        "site/definitions.html",
        {
            "definitions": definitions.all_definitions(today()),
            "trail": [(_("Beranda"), "/"), (_("Arti setiap angka"), "")],
        },
    )
