"""The page of a province or regency: members against the target, bills, arrears, places."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.clock import today
from payung.monitoring import queries as monitoring
from payung.monitoring.figures import Coverage
from payung.reference.models import Region
from payung.site import charts, definitions, export, formatting
from payung.site.pages import wording
from payung.site.pages.gate import page
from payung.site.pages.places import home_region, region_or_404


@page(permissions.VIEW_COVERAGE)
def regions(request: HttpRequest) -> HttpResponse:
    """The reader's own region, or for the nation a list of the provinces."""
    code = home_region(request.reader)
    if code is not None:
        return redirect("site:region", code=code)
    provinces = Region.objects.filter(parent=None).order_by("code")
    context = {"provinces": provinces, "trail": [(_("Beranda"), "/"), (_("Wilayah"), "")]}
    return render(request, "site/regions.html", context)


@page(permissions.VIEW_COVERAGE)
def region(request: HttpRequest, code: str) -> HttpResponse:
    """One region's figures of the business date, from the fact tables."""
    place = region_or_404(request.reader, code)
    as_of = today()
    figures = monitoring.province_page(request.reader, region=code, as_of=as_of)
    coverage = figures.coverage
    context = {
        "region": place,
        "as_of": as_of,
        "figures": figures,
        "coverage": coverage,
        "target_bp": coverage.target.share if coverage.target else None,
        "headline": _headline(figures),
        "meaning": definitions.by_key(as_of),
        "ranking": _ranking(coverage),
        "map": _map(coverage),
        "segments": _segments(coverage),
        "trail": _trail(place),
        **_money(request, code, figures),
    }
    return render(request, "site/region.html", context)
