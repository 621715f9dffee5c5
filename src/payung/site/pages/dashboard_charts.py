"""The drawings of dashboards at addresses of their own, and the pieces that a page fetches late.

An address ends in a word for what the drawing shows: a browser keeps it for good, and the server
finds a kept drawing by that word without reading a figure.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.clock import today
from payung.monitoring.gaps import REST
from payung.monitoring.models import BoundaryLevel
from payung.monitoring.queries import dashboards as queries
from payung.monitoring.queries.boundaries import LoadedBoundaries, boundaries_in_force
from payung.monitoring.queries.dashboards import Board, Place, PlaceKind
from payung.monitoring.queries.targets import NEEDED, NOW, GapStep, gap_steps, gap_table
from payung.registry.models import Segment
from payung.site import charts, formatting
from payung.site.pages import dashboard_choices as choices
from payung.site.pages import dashboard_words as words
from payung.site.pages import list_cover_words
from payung.site.pages.gate import page
from payung.site.pages.places import region_or_404
from payung.site.pages.wording import trail
from payung.sponsorship.queries import covers

Makers = dict[str, Callable[[Board], charts.Prepared | None]]

#: A year: the address changes with what is drawn.
_KEEP = "private, max-age=31536000, immutable"
#: Fewer regions than these need no map.
_LEAST_SPOTS = 2


def trend(board: Board) -> charts.Prepared | None:
    """The trend of the chosen indicator with its breaks and targets."""
    return charts.trend(board.trend, targets=board.targets)


def map_of(board: Board) -> charts.Prepared | None:
    """The regions below, coloured by their standing."""
    if sum(1 for row in board.league if row.shown) < _LEAST_SPOTS:
        return None
    loaded = outlines(board)
    boundaries = None
    if loaded is not None:
        codes = {row.region.pk for row in board.league}
        shapes = {code: shape for code, shape in loaded.shapes.items() if code in codes}
        boundaries = charts.Boundaries(str(loaded.file_id), shapes, loaded.source)
    return charts.regions(words.spots_of(board), boundaries)


def attribution(board: Board) -> str:
    """Whose outlines the map is drawn within; empty without any."""
    loaded = outlines(board)
    if loaded is None or not any(row.region.pk in loaded.shapes for row in board.league):
        return ""
    return f"{loaded.source}. {loaded.licence}"


def steps_of_office(board: Board) -> list[charts.Step]:
    """What each province of a regional office lacks, between the members and those needed."""
    if not board.place.is_sum or board.gap is None or board.needed is None:
        return []
    return [
        charts.Step(_("Peserta aktif sekarang"), board.needed - board.gap, is_total=True),
        *(charts.Step(row.region.name, row.gap) for row in board.league if row.gap),
        charts.Step(_("Target %(year)s") % {"year": board.as_of.year}, board.needed, is_total=True),
    ]


def gap_of_office(board: Board) -> charts.Prepared | None:
    """The same as a drawing."""
    steps = steps_of_office(board)
    return charts.falling(steps) if steps else None


MAKERS: Makers = {"tren": trend, "peta": map_of, "kekurangan": gap_of_office}


def address(where: str, board: Board, prepared: charts.Prepared | None) -> str:
    """The address of a drawing; empty when there is nothing to draw."""
    if prepared is None:
        return ""
    return f"{where}?bulan={board.as_of:%Y-%m}&angka={board.definition.code}&v={prepared.digest}"


@page(permissions.VIEW_COVERAGE)
def nation_chart(request: HttpRequest, kind: str) -> HttpResponse:
    """A drawing of the nation's dashboard."""
    if not choices.sees_nation(request.reader):
        raise Http404(kind)
    return _drawing(request, kind, queries.nation)


@page(permissions.VIEW_COVERAGE)
def office_chart(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A drawing of a regional office's dashboard."""
    place = choices.office_or_404(request.reader, code)
    return _drawing(request, kind, lambda: place)


@page(permissions.VIEW_COVERAGE)
def region_chart(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A drawing of a province's or regency's dashboard."""
    region = region_or_404(request.reader, code)
    return _drawing(request, kind, lambda: queries.place_of_region(region))


def _drawing(request: HttpRequest, kind: str, place: Callable[[], Place]) -> HttpResponse:
    """The kept drawing of the word in the address, else that of the figures as they are now.

    The word is the digest of all figures shown: whoever knows it has seen them.
    """
    if kind not in MAKERS:
        raise Http404(kind)
    svg = charts.drawing(request.GET.get("v", ""))
    asked_for_what_is_kept = svg is not None
    if svg is None:
        whose = place()
        definition, as_of = choices.chosen(request, whose)
        board = queries.board(request.reader, whose, definition=definition, codes=(), as_of=as_of)
        prepared = MAKERS[kind](board)
        svg = prepared.svg() if prepared else _nothing()
        asked_for_what_is_kept = bool(prepared and prepared.digest == request.GET.get("v"))
    answer = HttpResponse(svg, content_type="image/svg+xml")
    answer["Cache-Control"] = _KEEP if asked_for_what_is_kept else "private, no-cache"
    return answer


def _nothing() -> SafeString:
    """A drawing that says that there is no figure (any more)."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 440 60"><text x="12" y="36" '
        'font-family="sans-serif" font-size="14" fill="{}">{}</text></svg>',
        charts.INK_SOFT,
        _("Belum ada angka untuk digambar."),
    )


@page(permissions.VIEW_COVERAGE)
def nation_gap(request: HttpRequest) -> HttpResponse:
    """What the nation lacks to its target, by segment."""
    return _gap(request, choices.nation_or_404(request.reader))


@page(permissions.VIEW_COVERAGE)
def region_gap(request: HttpRequest, code: str) -> HttpResponse:
    """What a region lacks to its target, by segment."""
    return _gap(request, queries.place_of_region(region_or_404(request.reader, code)))


def _gap(request: HttpRequest, place: Place) -> HttpResponse:
    definition, as_of = choices.chosen(request, place)
    table = gap_table(
        request.reader, region=place.code or None, year=as_of.year, code=definition.code
    )
    steps = [_step(one, as_of.year) for one in gap_steps(table, by_region=False)]
    context = {
        "place": place,
        "steps": steps,
        "chart": charts.waterfall(steps) if steps else "",
        "figure": table.whole.figure,
        "is_assumed": bool(table.split and table.split.is_assumed),
        "sentence": _gap_sentence(steps),
        "targets": _targets_address(place),
        "trail": trail((_("Dasbor"), _place_address(place)), (_("Kekurangan"), "")),
        "year": as_of.year,
    }
    return render(request, _piece(request, "gap"), context)


@page(permissions.VIEW_COVERAGE, permissions.VIEW_LISTS)
def region_funnel(request: HttpRequest, code: str) -> HttpResponse:
    """How far the lists of beneficiaries of a region have come, as of today."""
    region = region_or_404(request.reader, code)
    lists = covers.lists_seen(request.reader).filter(region__pk__startswith=region.pk)
    whole = list_cover_words.total(covers.funnels(request.reader, lists, today()).values())
    context = {
        "place": queries.place_of_region(region),
        "whole": whole,
        "chart": charts.funnel_bars(list_cover_words.stages(whole)) if whole.proposed else "",
        "stages": list_cover_words.stage_rows(whole),
        "trail": trail(
            (_("Dasbor"), reverse("site:dashboard_region", kwargs={"code": code})),
            (_("Corong perlindungan"), ""),
        ),
    }
    return render(request, _piece(request, "funnel"), context)


def _piece(request: HttpRequest, name: str) -> str:
    """The bare piece for a page that fetches it, else a page around it."""
    return f"site/dashboard_{name}.html" if request.htmx else f"site/dashboard_{name}_page.html"  # type: ignore[attr-defined]


def _step(step: GapStep, year: int) -> charts.Step:
    names = {
        NOW: _("Peserta sekarang"),
        NEEDED: _("Target %(year)s") % {"year": year},
        REST: _("Selisih"),
    }
    name = names.get(step.key) or _(str(Segment[step.key].label))
    return charts.Step(name, step.amount, step.is_total)


def _gap_sentence(steps: list[charts.Step]) -> str:
    parts = [step for step in steps if not step.is_total and step.amount > 0]
    if not parts:
        return ""
    most = max(parts, key=lambda step: step.amount)
    return _("Terbanyak kurang: %(name)s, %(count)s orang.") % {
        "name": most.name,
        "count": formatting.number(most.amount),
    }


def _place_address(place: Place) -> str:
    if place.kind == PlaceKind.NATION:
        return reverse("site:dashboard")
    return reverse("site:dashboard_region", kwargs={"code": place.code})


def _targets_address(place: Place) -> str:
    """Where the targets and all ways of splitting a gap are told."""
    if place.kind == PlaceKind.NATION:
        return reverse("site:targets")
    return reverse("site:target_gap", kwargs={"code": place.code})


def outlines(board: Board) -> LoadedBoundaries | None:
    """The operator's outlines of the level below."""
    if not board.league:
        return None
    below_nation = board.place.kind in (PlaceKind.NATION, PlaceKind.OFFICE)
    level = BoundaryLevel.PROVINCE if below_nation else BoundaryLevel.REGENCY
    return boundaries_in_force(level)
