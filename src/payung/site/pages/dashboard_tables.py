"""The long parts of a dashboard as they stand in its tables and lists.

They are written here and not by a template: a nation's page has sixty months, fifty indicators and
thirty-eight provinces, and a template takes three times as long over them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from payung.monitoring.models import IndicatorDefinition, Topic, Unit
from payung.monitoring.queries.dashboards import Board, LeagueRow
from payung.site import formatting
from payung.site.formatting import number
from payung.site.pages import dashboard_words as words
from payung.site.pages.dashboard_parts import line_of, name_of, text_of

#: The best and the worst that are named above the whole league.
NAMED = 3
#: What is written where there is no value.
NOTHING = "–"

_LEAGUE_ROW = (
    '<tr><th scope="row">{}<a href="{}">{}</a><span class="small">{}</span></th>'
    '<td class="n" data-name="{}"><span>{}{}<span class="small">{}</span></span></td>'
    '<td class="n" data-name="{}">{}</td><td class="n" data-name="{}">{}</td></tr>'
)


def options(pairs: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The entries of a choice."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (value, SafeString(" selected") if value == chosen else "", name)
            for value, name in pairs
        ),
    )


def indicator_options(known: Iterable[IndicatorDefinition], chosen: str) -> SafeString:
    """All indicators by topic."""
    listed = list(known)
    return format_html_join(
        "",
        '<optgroup label="{}">{}</optgroup>',
        (
            (topic.label, options(((one.code, name_of(one)) for one in group), chosen))
            for topic in Topic
            if (group := [one for one in listed if one.topic == topic])
        ),
    )


def month_options(board: Board) -> SafeString:
    """The months that have a figure, and the one asked for; the newest first."""
    asked = board.as_of.replace(day=1)
    months = {figure.as_of.replace(day=1) for part in board.trend for figure in part.figures}
    pairs = (
        (f"{one:%Y-%m}", formatting.month(one)) for one in sorted(months | {asked}, reverse=True)
    )
    return options(pairs, f"{asked:%Y-%m}")


def trend_rows(board: Board) -> SafeString:
    """The trend as rows, newest first; between two meanings stands a row that says so."""
    rows: list[SafeString] = []
    for place, part in enumerate(board.trend):
        if place:
            rows.append(
                format_html(
                    '<tr><td colspan="2" class="small">{}</td></tr>',
                    _("Arti angka berganti: di atas dan di bawah baris ini tidak sebanding."),
                )
            )
        rows += [
            format_html(
                '<tr><th scope="row">{}</th><td class="n">{}</td></tr>',
                formatting.short_day(one.as_of),
                line_of(one, "", one.as_of).link,
            )
            for one in part.figures
        ]
    return SafeString("".join(reversed(rows)))


def league_tables(board: Board) -> dict[str, object]:
    """The best three, the worst three and all regions, as rows; without enough of them only all."""
    known = [row for row in board.league if row.shown is not None]
    if len(known) < 2 * NAMED:
        return {"league": league_rows(board, board.league, gauges=True), "best": "", "worst": ""}
    return {
        "league": league_rows(board, board.league, gauges=False),
        "best": league_rows(board, known[:NAMED], gauges=True),
        "worst": league_rows(board, known[-NAMED:], gauges=True),
    }


def league_rows(board: Board, rows: Sequence[LeagueRow], *, gauges: bool) -> SafeString:
    """Regions with their figure, target and gap."""
    heads = (_("Angka"), _("Target"), _("Kurang"))
    where = reverse("site:dashboard_region", kwargs={"code": "00"})
    unit = board.definition.unit
    return format_html_join(
        "",
        _LEAGUE_ROW,
        (
            (
                f"{row.rank}. " if row.rank else "",
                where.replace("00", row.region.pk),
                row.region.name,
                words.members(row.shown) if row.shown else "",
                heads[0],
                *_figure(row, board.as_of, gauges),
                heads[1],
                NOTHING if row.target is None else text_of(row.target, unit),
                heads[2],
                _gap(row),
            )
            for row in rows
        ),
    )


def _figure(row: LeagueRow, as_of: date, gauges: bool) -> tuple[object, object, str]:
    """The figure with the way to its source, its bar, and what is said beside it."""
    if row.shown is None:
        return _("belum ada angka"), "", ""
    line = line_of(row.shown, row.region.name, as_of)
    gauge = ""
    if gauges and row.shown.unit == Unit.BASIS_POINTS:
        told = {"share": row.shown.value, "target": row.target, "row": True}
        gauge = render_to_string("site/parts/gauge.html", told)
    return line.link, gauge, line.beside


def _gap(row: LeagueRow) -> object:
    if row.gap is None:
        return NOTHING
    if row.gap > 0:
        return number(row.gap)
    return format_html('<span class="state state--good">{}</span>', _("tercapai"))
