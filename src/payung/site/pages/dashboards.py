"""Dashboards: the nation, a regional office, a province, a regency, as of any month.

Figures are observations; the page of a region (``regions``) shows the books of today. Drawings
have addresses of their own, so that no page waits for one.
"""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.monitoring.models import (
    IndicatorDefinition,
    Topic,
)
from payung.monitoring.queries import dashboards as queries
from payung.monitoring.queries.dashboards import Board, Place, PlaceKind
from payung.site import export, formatting
from payung.site.kept import kept
from payung.site.pages import dashboard_charts as drawn
from payung.site.pages import dashboard_choices as choices
from payung.site.pages import dashboard_parts as parts
from payung.site.pages import dashboard_words as words
from payung.site.pages.gate import page
from payung.site.pages.places import home_region, region_or_404
from payung.site.pages.wording import Trail, trail

#: The best and the worst that are named above the whole league.
NAMED = 3


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
    definition, as_of = choices.chosen(request)
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
    definition, as_of = choices.chosen(request)
    content = kept(
        request.reader,
        f"dashboard {place.kind} {place.code} {definition.pk} {as_of}",
        lambda: _content(request.reader, place, definition, as_of),
        also=_state_of_figures(),
    )
    context = {"place": place, "content": content, "trail": _trail(request.reader, place)}
    return render(request, "site/dashboard.html", context)


_STATE = """SELECT (SELECT max(id) FROM monitoring_observation),
    (SELECT max(id) FROM monitoring_observationstep), (SELECT max(id) FROM monitoring_boundaryfile),
    (SELECT max(id) FROM monitoring_targetwithdrawal)"""


def _state_of_figures() -> tuple[object, ...]:
    """What changes when a figure has: all these tables are only added to."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        return tuple(cursor.fetchone())


def _content(reader: Reader, place: Place, definition: IndicatorDefinition, as_of: date) -> str:
    known = choices.definitions_on(as_of)
    board = queries.board(reader, place, definition=definition, codes=known, as_of=as_of)
    shown = board.shown
    league = _league(board)
    best, worst = _named(league)
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
        "target_source": words.target_source(board),
        "beside": _beside(board, known),
        "breaks": words.breaks(board.trend),
        "trend_rows": _trend_rows(board),
        "league": league,
        "league_words": words.league_sentence(board),
        "best": best,
        "worst": worst,
        "blocks": parts.blocks_of(board, known),
        **_drawings(board),
        "has_gap_page": place.kind != PlaceKind.OFFICE and definition.is_share,
        **_choices(reader, place, board, known),
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
    wanted = ("ACTIVE_MEMBERS", "COLLECTION_RATE", "ARREARS_PRINCIPAL")
    return [
        parts.line_of(
            figure,
            parts.name_of(known[code]),
            board.as_of,
            gauge=figure.value if known[code].is_share else None,
            owed=code == "ARREARS_PRINCIPAL",
        )
        for code in wanted
        if code in known and (figure := board.figures.get((code, ""))) is not None
    ]


def _trend_rows(board: Board) -> list[dict[str, object]]:
    """The trend as a table, newest first; a row says where the meaning changes."""
    rows: list[dict[str, object]] = []
    for place, part in enumerate(board.trend):
        rows += [
            {"link": parts.line_of(one, "", one.as_of).link, "day": one.as_of}
            for one in part.figures
        ]
        if place + 1 < len(board.trend):
            rows.append({"break": True})
    return rows[::-1]


def _league(board: Board) -> list[dict[str, object]]:
    """The league's rows in words: a nation has thirty-eight, so the template only sets them."""
    where = reverse("site:dashboard_region", kwargs={"code": "00"})
    return [
        {
            "rank": f"{row.rank}. " if row.rank else "",
            "name": row.region.name,
            "address": where.replace("00", row.region.pk),
            "inputs": words.members(row.shown) if row.shown else "",
            "known": row.shown is not None,
            "share": row.shown.value if row.shown and board.definition.is_share else None,
            "target_share": row.target if board.definition.is_share else None,
            **words.cells(row, board.definition.unit, board.as_of),
        }
        for row in board.league
    ]


Rows = list[dict[str, object]]


def _named(league: Rows) -> tuple[Rows, Rows]:
    """The best three and the worst three, the worst of all last."""
    ranked = [row for row in league if row["known"]]
    if len(ranked) < 2 * NAMED:
        return ranked, []
    return ranked[:NAMED], ranked[-NAMED:]


def _choices(
    reader: Reader, place: Place, board: Board, known: parts.Definitions
) -> dict[str, object]:
    """What the form offers: indicators by topic, and the months that have a figure."""
    topics = [
        (
            topic.label,
            [(one.code, parts.name_of(one)) for one in known.values() if one.topic == topic],
        )
        for topic in Topic
    ]
    months = {figure.as_of.replace(day=1) for part in board.trend for figure in part.figures}
    return {
        "topics": [topic for topic in topics if topic[1]],
        "months": [
            (f"{one:%Y-%m}", formatting.month(one))
            for one in sorted(months | {board.as_of.replace(day=1)}, reverse=True)
        ],
        "month": f"{board.as_of:%Y-%m}",
        "offices": queries.offices_in_sight(reader) if place.kind == PlaceKind.NATION else (),
    }


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
