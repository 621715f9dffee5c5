"""Scorecards as files: a workbook that ranks anew when a weight is changed, a card as PDF."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.documents.typesetting import Printable, typeset
from payung.monitoring.queries import scorecards as queries
from payung.site import export
from payung.site.formatting import day, number
from payung.site.pages import scorecard_words as words
from payung.site.pages.gate import page
from payung.site.pages.scorecard_parts import chosen_province, mark_row
from payung.site.pages.scorecard_workbook import workbook

KIND = "scorecard_card"
_SHOWN = 3
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(permissions.VIEW_COVERAGE, permissions.EXPORT)
def scorecard_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The league as a workbook with live formulas."""
    reader: Reader = request.reader
    found = queries.edition(reader, pk)
    _chosen, regions = chosen_province(request, found)
    rows = queries.league(reader, edition=pk, regions=regions)
    body = workbook(
        found, queries.criteria_of(found), rows, mark=export.watermark(reader, len(rows))
    )
    return _file(body, WORKBOOK, f"kartu-nilai-{found.pk}-{today():%Y-%m-%d}.xlsx")


@page(permissions.VIEW_COVERAGE)
def scorecard_pdf(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """One government's card on a sheet of A4."""
    reader: Reader = request.reader
    found = queries.edition(reader, pk)
    card, whole = queries.scorecard(reader, edition=pk, region=code)
    state, _style = words.edition_state(found)
    content = {
        "title": _("Kartu nilai %(region)s") % {"region": card.region.name},
        "region": card.region.name,
        "edition": str(found),
        "state": state,
        "compared": words.compared(found),
        "as_of": _("Angka per %(day)s") % {"day": day(found.as_of)},
        "rank": _rank(card, whole),
        "score": "–" if card.score is None else words.points(card.score),
        "share": words.as_share(card.score),
        "known": _("Angka diketahui untuk %(known)s dari %(total)s poin bobot")
        % {"known": number(card.known), "total": number(card.total)},
        "heads": [_("Kriteria"), _("Angka"), _("Cara menilai"), _("Poin"), _("Nilai")],
        "rows": [_line(mark_row(mark, own=True)) for mark in card.marks],
        "next": _("Yang paling menaikkan nilai"),
        "steps": [
            f"{words.criterion_name(mark.criterion)}: {words.goal_words(mark)} "
            f"(+{words.points(mark.gain)})"
            for mark in card.next_steps[:_SHOWN]
        ],
        "foot": _("Nilai: poin tiap kriteria dikali bobotnya, dibawa ke skala 100, lalu bonus."),
        "stamp": _("dicetak %(day)s") % {"day": day(today())},
    }
    moment = int(datetime.combine(today(), time(), UTC).timestamp())
    body = typeset(Printable(KIND, json.dumps(content), moment))
    return _file(body, "application/pdf", f"kartu-nilai-{found.pk}-{code}.pdf")


def _rank(card: queries.Scored, whole: tuple[queries.Scored, ...]) -> str:
    if card.rank is None:
        return _("Belum diberi peringkat: %(why)s") % {"why": words.unranked_words(card)}
    told = {"rank": number(card.rank), "of": number(sum(row.rank is not None for row in whole))}
    return _("Peringkat %(rank)s dari %(of)s") % told


def _line(row: dict[str, object]) -> dict[str, object]:
    mark = row["mark"]
    assert isinstance(mark, queries.Mark)
    figure = mark.found.figure
    return {
        "name": row["name"],
        "value": row["value"] if mark.is_used else str(mark.found.state.label),
        "source": f"{figure.source}, {day(figure.as_of)}" if figure else "",
        "rule": row["rule"],
        "share": mark.points,
        "points": "–" if mark.points is None else words.hundredths_in_words(mark.points),
        "brings": f"{row['brings']} / {row['attainable']}",
    }


def _file(body: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
