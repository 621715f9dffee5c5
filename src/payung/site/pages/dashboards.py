"""Dashboards: the nation, a regional office, a province, a regency, as of any month.

Figures are observations; the page of a region (``regions``) shows the books of today. Drawings
have addresses of their own, so that no page waits for one.
"""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.monitoring.models import IndicatorDefinition
from payung.monitoring.queries import dashboards as queries
from payung.monitoring.queries.dashboards import Board, Place, PlaceKind
from payung.site import export
from payung.site.kept import kept
from payung.site.pages import dashboard_charts as drawn
from payung.site.pages import dashboard_choices as choices
from payung.site.pages import dashboard_parts as parts
from payung.site.pages import dashboard_tables as tables
from payung.site.pages import dashboard_words as words
from payung.site.pages.gate import page
from payung.site.pages.places import home_region, region_or_404
from payung.site.pages.wording import Trail, trail


@page(permissions.VIEW_COVERAGE)
def dashboard(request: HttpRequest) -> HttpResponse:
    """The nation's; a reader of a part of it begins with his own office or region."""
    if not choices.sees_nation(request.reader):
        return redirect(_own_address(request.reader))
    return _answer(request, queries.nation())


@page(permissions.VIEW_COVERAGE)
def dashboard_region(request: HttpRequest, code: str) -> HttpResponse:
    """A province or a regency."""
    return _answer(request, queries.place_of_region(region_or_404(request.reader, code)))


@page(permissions.VIEW_COVERAGE)
def dashboard_office(request: HttpRequest, code: str) -> HttpResponse:
    """A regional office: the sum of its provinces."""
    return _answer(request, choices.office_or_404(request.reader, code))


@page(permissions.VIEW_COVERAGE, permissions.EXPORT)
def dashboard_export(request: HttpRequest, format: str) -> HttpResponse:
    """The league of the provinces as a file."""
    return _export(request, choices.nation_or_404(request.reader), format)


@page(permissions.VIEW_COVERAGE, permissions.EXPORT)
def dashboard_region_export(request: HttpRequest, code: str, format: str) -> HttpResponse:
    """The league of a province's regencies as a file."""
    place = queries.place_of_region(region_or_404(request.reader, code))
    return _export(request, place, format)


def _export(request: HttpRequest, place: Place, format: str) -> HttpResponse:
    definition, as_of = choices.chosen(request, place)
    league, _goals = queries.league_of(request.reader, place, definition=definition, as_of=as_of)
    return export.answer(
        reader=request.reader,
        format=format,
        name=f"dasbor-{place.code or 'indonesia'}-{definition.code.lower()}-{as_of:%Y-%m}",
        title=f"{parts.name_of(definition)}, {place.name}",
        columns=[
            export.Column(_("Kode")),
            export.Column(_("Daerah")),
            export.Column(_("Angka"), "count"),
            export.Column(_("Pembilang"), "count"),
            export.Column(_("Penyebut"), "count"),
            export.Column(_("Target"), "count"),
            export.Column(_("Kurang"), "count"),
            export.Column(_("Per tanggal")),
            export.Column(_("Status")),
            export.Column(_("Sumber")),
        ],
        rows=[
            (
                row.region.pk,
                row.region.name,
                *(
                    (row.shown.value, row.shown.numerator, row.shown.denominator)
                    if row.shown
                    else (None, None, None)
                ),
                row.target,
                row.gap,
                row.shown.as_of.isoformat() if row.shown else None,
                row.shown.status if row.shown else None,
                row.shown.made_of[0].source if row.shown else None,
            )
            for row in league
        ],
    )


def _answer(request: HttpRequest, place: Place) -> HttpResponse:
    definition, as_of = choices.chosen(request, place)
    content = kept(
        request.reader,
        f"dashboard {place.kind} {place.code} {definition.pk} {as_of}",
        lambda: _content(request.reader, place, definition, as_of),
    )
    context = {"place": place, "content": content, "trail": _trail(request.reader, place)}
    return render(request, "site/dashboard.html", context)


def _content(reader: Reader, place: Place, definition: IndicatorDefinition, as_of: date) -> str:
    known = choices.definitions_on(as_of)
    board = queries.board(
        reader,
        place,
        definition=definition,
        codes=parts.CODES,
        in_parts=parts.IN_PARTS,
        as_of=as_of,
    )
    shown = board.shown
    context = {
        "can": reader.permissions,
        "place": place,
        "board": board,
        "definition": definition,
        "name": parts.name_of(definition),
        "meaning": definition.meaning_en if parts.language() == "en" else definition.meaning_id,
        "shown": parts.line_of(shown, parts.name_of(definition), as_of) if shown else None,
        "share": shown.value if shown and definition.is_share else None,
        "inputs": words.members(shown) if shown else "",
        "headline": words.headline(board),
        "change": words.change(board.trend),
        "target_source": words.target_source(board),
        "beside": _beside(board, known),
        "breaks": words.breaks(board.trend),
        "trend_rows": tables.trend_rows(board),
        "league_words": words.league_sentence(board),
        "map_key": words.map_key(board),
        "league_size": len(board.league),
        **tables.league_tables(board),
        "blocks": parts.blocks_of(board, known),
        **_drawings(board),
        "has_gap_page": place.kind != PlaceKind.OFFICE and definition.is_share,
        "indicators": tables.indicator_options(known.values(), definition.code),
        "months": tables.month_options(board),
        "month": f"{as_of:%Y-%m}",
        "offices": queries.regional_offices() if place.kind == PlaceKind.NATION else (),
    }
    return render_to_string("site/dashboard_content.html", context)


def _drawings(board: Board) -> dict[str, object]:
    """The addresses of the drawings that there is something to draw in."""
    found = {
        f"{kind}_address": drawn.address(choices.chart_address(board.place, kind), board, chart)
        for kind, make in drawn.MAKERS.items()
        for chart in [make(board)]
    }
    return {**found, "attribution": drawn.attribution(board), "steps": drawn.steps_of_office(board)}


def _beside(board: Board, known: parts.Definitions) -> list[parts.Line]:
    """The headline figures beside the chosen one."""
    return [
        parts.line_of(
            figure,
            parts.name_of(known[code]),
            board.as_of,
            gauge=figure.value if known[code].is_share else None,
            owed=code == "ARREARS_PRINCIPAL",
        )
        for code in parts.HEADLINES
        if code in known and (figure := board.figures.get((code, ""))) is not None
    ]


def _own_address(reader: Reader) -> str:
    """The dashboard that a reader of a part begins with."""
    offices = queries.offices_in_sight(reader)
    if offices:
        return reverse("site:dashboard_office", kwargs={"code": offices[0].pk})
    code = home_region(reader)
    if code is None:
        raise Http404("no region")
    return reverse("site:dashboard_region", kwargs={"code": code})


def _trail(reader: Reader, place: Place) -> Trail:
    steps: Trail = []
    if place.kind != PlaceKind.NATION and choices.sees_nation(reader):
        steps.append(("Indonesia", reverse("site:dashboard")))
    if place.kind == PlaceKind.REGION and "." in place.code:
        province = region_or_404(reader, place.code[:2])
        above = reverse("site:dashboard_region", kwargs={"code": province.pk})
        steps.append((province.name, above))
    return trail((_("Dasbor"), reverse("site:dashboard")), *steps, (place.name, ""))


routes: list[URLPattern] = [
    path("dasbor/", dashboard, name="dashboard"),
    path("dasbor/gambar/<slug:kind>.svg", drawn.nation_chart, name="dashboard_chart"),
    path("dasbor/kekurangan/", drawn.nation_gap, name="dashboard_gap"),
    path("dasbor/kanwil/<slug:code>/", dashboard_office, name="dashboard_office"),
    path(
        "dasbor/kanwil/<slug:code>/gambar/<slug:kind>.svg",
        drawn.office_chart,
        name="dashboard_office_chart",
    ),
    path("dasbor/<region:code>/", dashboard_region, name="dashboard_region"),
    path(
        "dasbor/<region:code>/gambar/<slug:kind>.svg",
        drawn.region_chart,
        name="dashboard_region_chart",
    ),
    path("dasbor/<region:code>/kekurangan/", drawn.region_gap, name="dashboard_region_gap"),
    path("dasbor/<region:code>/corong/", drawn.region_funnel, name="dashboard_funnel"),
    path("dasbor/ekspor.<format:format>", dashboard_export, name="dashboard_export"),
    path(
        "dasbor/<region:code>/ekspor.<format:format>",
        dashboard_region_export,
        name="dashboard_region_export",
    ),
]
