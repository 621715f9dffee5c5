"""What the shell around every page needs: who reads, where he may go, the date of the figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.site.definitions import active_rule


@dataclass(frozen=True)
class Place:
    """One entry of the navigation, and the permission that opens it ("" = everybody)."""

    name: object
    route: str
    permission: str
    #: Routes (by their beginning) that belong to this place, for marking where one is.
    belongs: tuple[str, ...]


PLACES = [
    Place(_("Beranda"), "home", "", ("home",)),
    Place(_("Wilayah"), "regions", permissions.VIEW_COVERAGE, ("region",)),
    Place(_("Periksa angka"), "figure_check", permissions.VIEW_COVERAGE, ("figure_check",)),
    Place(_("Pemberi kerja"), "employers", permissions.VIEW_EMPLOYERS, ("employer",)),
    Place(_("Tagihan"), "bills", permissions.VIEW_BILLS, ("bill",)),
    Place(_("Tunggakan"), "arrears", permissions.VIEW_ARREARS, ("arrears",)),
    Place(_("Penerimaan"), "suspense", permissions.VIEW_PAYMENTS, ("suspense", "statement")),
    Place(_("Impor data"), "imports", permissions.IMPORT_REGISTRY, ("import",)),
    Place(_("Jejak NIK"), "identity_views", permissions.VIEW_AUDIT, ("identity",)),
]


def shell(request: HttpRequest) -> dict[str, object]:
    """The context of ``site/base.html``; also on error pages, where there may be no reader."""
    user = getattr(request, "user", None)
    context: dict[str, object] = {
        "business_day": today(),
        "demo": settings.DEMO,
        "languages": settings.LANGUAGES,
        "language_code": getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
    }
    if user is None or not user.is_authenticated:
        return context
    reader: Reader = request.reader  # type: ignore[attr-defined]
    match = request.resolver_match
    here = match.url_name or "" if match else ""
    context["reader"] = reader
    context["active_rule"] = active_rule(today())
    context["can"] = frozenset(reader.permissions)
    context["places"] = [
        {
            "name": place.name,
            "address": reverse(f"site:{place.route}"),
            "current": here.startswith(place.belongs),
        }
        for place in PLACES
        if not place.permission or reader.can(place.permission)
    ]
    return context
