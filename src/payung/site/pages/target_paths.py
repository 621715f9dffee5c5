"""The way to the long-term target: how many must be added each year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.monitoring.coverage import known_region
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.printed_shares import basis_points
from payung.monitoring.queries.targets import LAST_YEAR, PathTo, path_to
from payung.site import charts, export
from payung.site.formatting import language, percent
from payung.site.pages import target_words as words
from payung.site.pages.filters import region_choices
from payung.site.pages.gate import page
from payung.site.pages.places import home_region, region_or_404
from payung.site.pages.target_gaps import asked_of, place_trail, scale_choices

#: Parts per million in a hundredth of a percent.
_PPM = 100


@page(permissions.VIEW_COVERAGE)
def target_path(request: HttpRequest, code: str) -> HttpResponse:
    """The path of one region."""
    region_or_404(request.reader, code)
    return _page(request, code)


@page(permissions.VIEW_COVERAGE)
def target_path_nation(request: HttpRequest) -> HttpResponse:
    """The path of the nation."""
    return _page(request, None)


@page(permissions.VIEW_COVERAGE, permissions.EXPORT)
def target_path_export(request: HttpRequest, code: str, format: str) -> HttpResponse:
    """The years of a region's path as a file."""
    region_or_404(request.reader, code)
    return _export(request, code, format)


@page(permissions.VIEW_COVERAGE, permissions.EXPORT)
def target_path_nation_export(request: HttpRequest, format: str) -> HttpResponse:
    """The years of the nation's path as a file."""
    return _export(request, None, format)


def _page(request: HttpRequest, code: str | None) -> HttpResponse:
    asked = asked_of(request)
    written = request.GET.get("tumbuh", "").strip()
    found, refusal = _found(request.reader, code, asked.code, written)  # type: ignore[attr-defined]
    name = known_region(code).name if code else "Indonesia"
    context = {
        "found": found,
        "refusal": refusal,
        "name": name,
        "growth": percent(found.growth // _PPM).removesuffix("\u00a0%") if found else written,
        "added": sum(one.added for one in found.years) if found else None,
        "years": [(one, _source(found, one.year)) for one in found.years] if found else [],
        "chart": charts.target_bars(_bars(found)) if found else None,
        "last_year": LAST_YEAR,
        "asked": asked,
        "scales": scale_choices(),
        "region_code": code,
        "region_choices": region_choices(request.reader),  # type: ignore[attr-defined]
        "home": home_region(request.reader),  # type: ignore[attr-defined]
        "tab": "path",
        "trail": place_trail(name, _("Jalan ke %(year)s") % {"year": LAST_YEAR}),
    }
    return render(
        request, "site/target_path.html", context, status=400 if written and refusal else 200
    )


def _found(reader: Reader, code: str | None, scale: str, written: str) -> tuple[PathTo | None, str]:
    growth = basis_points(written) if written else None
    if written and growth is None:
        return None, _("Tulis pertumbuhan seperti 1,8, bukan %(found)s.") % {"found": written}
    try:
        ppm = None if growth is None else growth * _PPM
        return path_to(reader, region=code, code=scale, growth=ppm), ""
    except MonitoringRefused as refusal:
        return None, refusal.message(language())


def _source(found: PathTo, year: int) -> str:
    """Where the share of a year comes from; empty for a step between two targets."""
    if year == LAST_YEAR:
        return found.article
    target = found.known.get(year)
    if target is None:
        return ""
    told = f"{target.set_by}; {target.document}"
    if target.region_id != found.region:
        told = _("%(told)s (%(region)s)") % {"told": told, "region": words.region_of(target)}
    return told


def _bars(found: PathTo) -> list[charts.TargetRow]:
    return [
        charts.TargetRow(
            name=str(one.year),
            value=one.share,
            target=None,
            text=percent(one.share),
        )
        for one in found.years
    ]


def _export(request: HttpRequest, code: str | None, format: str) -> HttpResponse:
    asked = asked_of(request)
    growth = basis_points(request.GET.get("tumbuh", "")) if request.GET.get("tumbuh") else None
    found = path_to(
        request.reader,  # type: ignore[attr-defined]
        region=code,
        code=asked.code,
        growth=None if growth is None else growth * _PPM,
    )
    return export.answer(
        reader=request.reader,  # type: ignore[attr-defined]
        format=format,
        name=f"jalan-{code or 'ID'}-{LAST_YEAR}",
        title=_("Jalan %(region)s ke %(year)s") % {"region": found.name, "year": LAST_YEAR},
        columns=[
            export.Column(_("Tahun")),
            export.Column(_("Cakupan (perseratus persen)"), "count"),
            export.Column(_("Potensi"), "count"),
            export.Column(_("Peserta diperlukan"), "count"),
            export.Column(_("Ditambah"), "count"),
            export.Column(_("Sumber")),
        ],
        rows=[
            (
                str(one.year),
                one.share,
                one.universe,
                one.members,
                one.added,
                _source(found, one.year),
            )
            for one in found.years
        ],
    )


routes: list[URLPattern] = [
    path("target/jalan/nasional/", target_path_nation, name="target_path_nation"),
    path(
        "target/jalan/nasional/ekspor.<format:format>",
        target_path_nation_export,
        name="target_path_nation_export",
    ),
    path("target/jalan/<region:code>/", target_path, name="target_path"),
    path(
        "target/jalan/<region:code>/ekspor.<format:format>",
        target_path_export,
        name="target_path_export",
    ),
]
