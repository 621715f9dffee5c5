"""Scorecards: editions, the league of one, a government's card, what hangs on the weights."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.errors import PayungError
from payung.monitoring.models import ScorecardEdition
from payung.monitoring.operations.scorecards import lock_edition, open_edition, withdraw_edition
from payung.monitoring.queries import scorecards as queries
from payung.monitoring.queries.scorecards import Scored
from payung.monitoring.reach import sight_of
from payung.site.formatting import language, number
from payung.site.pages import scorecard_words as words
from payung.site.pages.gate import page, paged
from payung.site.pages.scorecard_criteria import scorecard_criteria
from payung.site.pages.scorecard_files import scorecard_export, scorecard_pdf
from payung.site.pages.scorecard_forms import EditionForm
from payung.site.pages.scorecard_parts import (
    chosen_province,
    edition_trail,
    head_of,
    mark_row,
    provinces_of,
)

_SEEN = 3


@page(permissions.VIEW_COVERAGE)
def scorecards(request: HttpRequest) -> HttpResponse:
    """The editions, the newest first."""
    reader: Reader = request.reader
    shown = paged(request, queries.editions(reader))
    shown.object_list = [
        (one, *words.edition_state(one), words.compared(one)) for one in shown.object_list
    ]
    context = {"page": shown, "trail": edition_trail()}
    return render(request, "site/scorecards.html", context)


@page(permissions.MANAGE_SCORECARDS, methods=("GET", "HEAD", "POST"))
def scorecard_new(request: HttpRequest) -> HttpResponse:
    """Open an edition; a refusal comes back with the form."""
    reader: Reader = request.reader
    editions = [
        (str(one.pk), _("seperti %(edition)s") % {"edition": one})
        for one in queries.editions(reader)[:20]
    ]
    form = EditionForm(reader, editions, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_edition(actor=reader, **form.told())
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Edisi dibuka. Periksa kriteria dan bobotnya."))
            return redirect("site:scorecard_criteria", pk=made.pk)
    context = {"form": form, "trail": edition_trail(None, (_("Edisi baru"), ""))}
    return render(request, "site/scorecard_new.html", context, status=400 if form.errors else 200)


@page(permissions.VIEW_COVERAGE)
def scorecard(request: HttpRequest, pk: int) -> HttpResponse:
    """The league: rank, government, points, strongest and weakest, the change of rank."""
    reader: Reader = request.reader
    found = queries.edition(reader, pk)
    chosen, regions = chosen_province(request, found)
    rows = queries.league(reader, edition=pk, regions=regions)
    ranked = [row for row in rows if row.rank is not None]
    earlier, before = _before(reader, found, regions)
    shown = paged(request, rows)
    shown.object_list = [_row(reader, row, before) for row in shown.object_list]
    context = {
        **head_of(reader, found),
        "page": shown,
        "first": [row for row in ranked if row.rank == 1],
        "ranked": len(ranked),
        "all_words": _("dari %(all)s pemerintah") % {"all": number(len(rows))},
        "middle": _middle(ranked),
        "earlier": earlier,
        "provinces": provinces_of(found),
        "chosen": chosen,
        "criteria": queries.criteria_of(found),
        "part": "league",
        "trail": edition_trail(found),
    }
    return render(request, "site/scorecard.html", context)


@page(permissions.VIEW_COVERAGE)
def scorecard_government(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """One government's card: each criterion with its figure, rule and points; what comes next."""
    reader: Reader = request.reader
    found = queries.edition(reader, pk)
    card, whole = queries.scorecard(reader, edition=pk, region=code)
    sight = sight_of(reader, permissions.VIEW_COVERAGE)
    context = {
        **head_of(reader, found),
        "card": card,
        "score": None if card.score is None else words.points(card.score),
        "share": words.as_share(card.score),
        "why_not": words.unranked_words(card),
        "of": sum(row.rank is not None for row in whole),
        "marks": [mark_row(mark, own=sight.holds(code)) for mark in card.marks],
        "steps": [
            (words.criterion_name(mark.criterion), words.goal_words(mark), words.points(mark.gain))
            for mark in card.next_steps[:_SEEN]
        ],
        "part": "card",
        "trail": edition_trail(found, (card.region.name, "")),
    }
    return render(request, "site/scorecard_government.html", context)


@page(permissions.VIEW_COVERAGE)
def scorecard_sensitivity(request: HttpRequest, pk: int) -> HttpResponse:
    """How the ranking hangs on the weights: what turns it, and how far ranks can move."""
    reader: Reader = request.reader
    found = queries.edition(reader, pk)
    chosen, regions = chosen_province(request, found)
    text = request.GET.get("rentang", "")
    asked = int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else None
    told = queries.sensitivity(reader, edition=pk, regions=regions, within_percent=asked)
    names = {row.region.pk: row.region.name for row in told.league}
    ranked = [row for row in told.league if row.rank is not None]
    shown = paged(request, ranked)
    bars = [
        (row, words.range_bar(told.ranges[row.region.pk], len(ranked)), told.ranges[row.region.pk])
        for row in shown.object_list
    ]
    here = {row.region.pk for row in shown.object_list}
    criteria = dict(enumerate(told.criteria))
    context = {
        **head_of(reader, found),
        "percent": told.percent,
        "first": [
            (
                words.criterion_name(one),
                one,
                change and (words.change_words(change.by), one.weight + change.by),
                change and names[change.passing],
            )
            for one, change in told.first
        ],
        "neighbours": [
            (
                one,
                words.points((one.ahead.score or 0) - (one.behind.score or 0)),
                one.change
                and (
                    words.criterion_name(criteria[one.change.place]),
                    words.change_words(one.change.by),
                ),
            )
            for one in told.neighbours
            if one.ahead.region.pk in here
        ],
        "page": shown,
        "bars": bars,
        "exact": all(one.exact for one in told.ranges.values()),
        "provinces": provinces_of(found),
        "chosen": chosen,
        "part": "sensitivity",
        "trail": edition_trail(found, (_("Kepekaan terhadap bobot"), "")),
    }
    return render(request, "site/scorecard_sensitivity.html", context)


@page(permissions.MANAGE_SCORECARDS, methods=("POST",))
def scorecard_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock an edition, or withdraw it with a reason."""
    reader: Reader = request.reader
    queries.edition(reader, pk)  # not found outside of one's sight
    note = request.POST.get("note", "")[:300]
    try:
        if "tarik" in request.POST:
            withdraw_edition(actor=reader, edition=pk, reason=note)
            messages.success(request, _("Edisi ditarik."))
        elif "kunci" in request.POST:
            lock_edition(actor=reader, edition=pk, note=note)
            messages.success(request, _("Edisi dikunci. Kriteria dan peringkatnya tetap."))
    except PayungError as refusal:
        messages.error(request, refusal.message(language()))
    return redirect("site:scorecard", pk=pk)


def _before(
    reader: Reader, found: ScorecardEdition, regions: list[str] | None
) -> tuple[ScorecardEdition | None, dict[str, int]]:
    earlier = queries.previous(reader, found)
    if earlier is None:
        return None, {}
    rows = queries.league(reader, edition=earlier.pk, regions=regions)
    return earlier, {row.region.pk: row.rank for row in rows if row.rank is not None}


def _row(reader: Reader, row: Scored, before: dict[str, int]) -> dict[str, object]:
    best, worst = row.strongest, row.weakest
    moved, style = words.movement(row, before)
    return {
        "row": row,
        "score": None if row.score is None else words.points(row.score),
        "share": words.as_share(row.score),
        "strongest": words.criterion_name(best.criterion) if best else "–",
        "weakest": words.criterion_name(worst.criterion) if worst else "–",
        "lost": words.points(worst.lost) if worst else "",
        "why_not": words.unranked_words(row),
        "moved": moved,
        "moved_style": style,
    }


def _middle(ranked: list[Scored]) -> str | None:
    """The score in the middle of the ranked governments."""
    score = ranked[len(ranked) // 2].score if ranked else None
    return None if score is None else words.points(score)


routes: list[URLPattern] = [
    path("kartu-nilai/", scorecards, name="scorecards"),
    path("kartu-nilai/baru/", scorecard_new, name="scorecard_new"),
    path("kartu-nilai/<int:pk>/", scorecard, name="scorecard"),
    path("kartu-nilai/<int:pk>/kriteria/", scorecard_criteria, name="scorecard_criteria"),
    path("kartu-nilai/<int:pk>/kepekaan/", scorecard_sensitivity, name="scorecard_sensitivity"),
    path("kartu-nilai/<int:pk>/selesai/", scorecard_end, name="scorecard_end"),
    path("kartu-nilai/<int:pk>/tabel.xlsx", scorecard_export, name="scorecard_export"),
    path("kartu-nilai/<int:pk>/<region:code>/", scorecard_government, name="scorecard_government"),
    path("kartu-nilai/<int:pk>/<region:code>/kartu.pdf", scorecard_pdf, name="scorecard_pdf"),
]
