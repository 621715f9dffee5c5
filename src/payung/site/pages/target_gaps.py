"""What must be added by 31 December to reach the target, per region and segment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.monitoring.definitions import ACTIVE_COVERAGE, definition_of
from payung.monitoring.gap_rows import GapRow
from payung.monitoring.gaps import REST
from payung.monitoring.models import CoverageTarget, IndicatorDefinition
from payung.monitoring.queries.targets import GapTable, gap_steps, gap_table
from payung.registry.models import Segment
from payung.site import charts, export
from payung.site.formatting import day, percent
from payung.site.pages import target_words as words
from payung.site.pages.gate import page
from payung.site.pages.places import region_or_404
from payung.site.pages.target_workbook import gap_workbook
from payung.site.pages.wording import Trail, trail

#: The scales that have targets in persons of members, in the order of the choice.
SCALES = ("ACTIVE_COVERAGE", "EMPLOYED_COVERAGE", "REGISTERED_COVERAGE")
SEGMENTS = tuple(segment.name for segment in Segment)
#: The years of the choice: last year to the end of the medium-term plan.
_YEARS_BACK, _YEARS_AHEAD = 1, 5


@dataclass(frozen=True)
class Asked:
    """What the address asks for: a scale, a year, and weights of segments."""

    code: str
    year: int
    shares: dict[str, int]


@page(permissions.VIEW_COVERAGE)
def target_gap(request: HttpRequest, code: str) -> HttpResponse:
    """The gap of one region and of those below it."""
    region_or_404(request.reader, code)
    return _page(request, code)


@page(permissions.VIEW_COVERAGE)
def target_gap_nation(request: HttpRequest) -> HttpResponse:
    """The gap of the nation and of the provinces."""
    return _page(request, None)


@page(permissions.VIEW_COVERAGE, permissions.EXPORT)
def target_gap_export(request: HttpRequest, code: str, format: str) -> HttpResponse:
    """The same table as a file; XLSX computes with live formulas."""
    region_or_404(request.reader, code)
    return _export(request, code, format)


@page(permissions.VIEW_COVERAGE, permissions.EXPORT)
def target_gap_nation_export(request: HttpRequest, format: str) -> HttpResponse:
    """The nation's table as a file."""
    return _export(request, None, format)


def asked_of(request: HttpRequest) -> Asked:
    """The scale, year and weights of the address; what is unknown is the usual."""
    code = request.GET.get("skala", "")
    text = request.GET.get("tahun", "")
    years = [str(year) for year in years_offered()]
    shares = {
        segment: int(weight)
        for segment in SEGMENTS
        if (weight := request.GET.get(f"bagian_{segment}", "")).isascii()
        and weight.isdigit()
        and len(weight) <= 3
    }
    return Asked(
        code=code if code in SCALES else ACTIVE_COVERAGE,
        year=int(text) if text in years else today().year,
        shares=shares if any(shares.values()) else {},
    )


def years_offered() -> list[int]:
    """The years whose gap may be asked for."""
    return list(range(today().year - _YEARS_BACK, today().year + _YEARS_AHEAD + 1))


def place_trail(name: str, last: str) -> Trail:
    """The path from the landing page to a page about a region."""
    return trail((_("Target dan kekurangan"), reverse("site:targets")), (name, ""), (last, ""))


def scale_choices() -> list[tuple[str, str]]:
    """The scales by code, with their names."""
    listed = IndicatorDefinition.objects.filter(code__in=SCALES, valid_to=None)
    names = {one.code: words.scale_of(one) for one in listed}
    return [(code, names[code]) for code in SCALES if code in names]


def _page(request: HttpRequest, code: str | None) -> HttpResponse:
    asked = asked_of(request)
    table = _table(request, code, asked)
    definition = _definition(asked)
    segments = _columns(table)
    context = {
        "table": table,
        "row": table.whole,
        "rows": [_shown(one, segments) for one in sorted(table.rows, key=_most_missing)],
        "whole": _shown(table.whole, segments),
        "segments": segments,
        "has_rest": any(segment == REST for segment, _name in segments),
        "asked": asked,
        "years": years_offered(),
        "scales": scale_choices(),
        "region_code": code,
        "plans": table.targets.plans,
        "weights": [
            (segment, words.SEGMENT_NAMES[segment], asked.shares.get(segment, ""))
            for segment in SEGMENTS
        ],
        "by_segment": _drawing(table, by_region=False),
        "by_region": _drawing(table, by_region=True),
        "scale": words.scale_of(definition),
        "tab": "gap",
        "trail": place_trail(table.whole.name, _("Kekurangan")),
        **_told(table, definition),
    }
    return render(request, "site/target_gap.html", context)


def _told(table: GapTable, definition: IndicatorDefinition) -> dict[str, object]:
    """The sentences of the page."""
    row, goal = table.whole, table.whole.goal
    conflicting = goal.choice.conflicting if goal else ()
    return {
        "speed": words.speed(row),
        "left": words.time_words(row),
        "pace": words.pace_words(row),
        "expected": words.expected_words(row),
        "until": day(row.time.until),
        "target_words": _target_words(goal.target, is_applied=goal.is_applied) if goal else "",
        "conflicts": [words.conflict_words(other, goal.target) for other in conflicting if goal],
        "others": [
            words.other_scale_words(target, definition) for target in table.targets.other_scales
        ],
        "split_words": words.SPLITS[table.split] if table.split else "",
        "split_is_assumed": any(one.split and one.split.is_assumed for one in _all(table)),
    }


def _definition(asked: Asked) -> IndicatorDefinition:
    """The definition that the figures of a year have."""
    return definition_of(asked.code, min(today(), date(asked.year, 12, 31)))


def _table(request: HttpRequest, code: str | None, asked: Asked) -> GapTable:
    return gap_table(
        request.reader,  # type: ignore[attr-defined]
        region=code,
        year=asked.year,
        code=asked.code,
        shares=asked.shares,
    )


def _all(table: GapTable) -> tuple[GapRow, ...]:
    return (table.whole, *table.rows)


def _target_words(target: CoverageTarget, *, is_applied: bool) -> str:
    told = f"{target.set_by}; {target.document}"
    return _("target provinsi, diterapkan; %(told)s") % {"told": told} if is_applied else told


def _columns(table: GapTable) -> list[tuple[str, str]]:
    """The segments that some row has a part in, with their short names; the rest comes last."""
    used = {part.segment for row in _all(table) for part in row.parts}
    named = [(code, words.SHORT_SEGMENTS[code]) for code in SEGMENTS if code in used]
    return [*named, (REST, str(words.SEGMENT_NAMES[REST]))] if REST in used else named


def _most_missing(row: GapRow) -> tuple[bool, int, str]:
    """The largest gap first; what has none comes last."""
    return (row.gap is None, -(row.gap or 0), row.name)


def _shown(row: GapRow, segments: list[tuple[str, str]]) -> dict[str, object]:
    told, style = words.OUTLOOKS[row.outlook]
    return {
        "row": row,
        "cells": [(name, row.part(segment)) for segment, name in segments],
        "name": short_name(row.name),
        "outlook": told,
        "short_outlook": words.SHORT_OUTLOOKS[row.outlook],
        "style": style,
        "problem": words.PROBLEMS[row.problem] if row.problem else "",
        "address": reverse("site:target_gap", kwargs={"code": row.region}) if row.region else "",
    }


def _drawing(table: GapTable, *, by_region: bool) -> object:
    steps = gap_steps(table, by_region=by_region)
    if not steps:
        return None
    names = {row.region or "": short_name(row.name) for row in table.rows} if by_region else {}
    return charts.waterfall(words.drawn_steps(steps, {**words.SHORT_SEGMENTS, **names}))


def short_name(name: str) -> str:
    """A region's name for a narrow column; a city keeps its "Kota"."""
    return name.removeprefix("Kabupaten ").removeprefix("Provinsi ")


def _export(request: HttpRequest, code: str | None, format: str) -> HttpResponse:
    reader: Reader = request.reader  # type: ignore[attr-defined]
    asked = asked_of(request)
    table = _table(request, code, asked)
    told = {"year": asked.year, "region": table.whole.name}
    title = _("Kekurangan menuju target %(year)s, %(region)s") % told
    name = f"kekurangan-{code or 'ID'}-{asked.year}"
    if format == "xlsx":
        return gap_workbook(reader, table, title, words.scale_of(_definition(asked)), name)
    segments = _columns(table)
    return export.answer(
        reader=reader,
        format=format,
        name=name,
        title=title,
        columns=[
            export.Column(_("Daerah")),
            export.Column(_("Kode")),
            export.Column(_("Peserta aktif"), "count"),
            export.Column(_("Potensi"), "count"),
            export.Column(_("Target")),
            export.Column(_("Diperlukan"), "count"),
            export.Column(_("Kurang"), "count"),
            *(export.Column(_("Kurang: %(s)s") % {"s": label}, "count") for _c, label in segments),
            export.Column(_("Per hari kerja"), "count"),
            export.Column(_("Keterangan")),
        ],
        rows=[_cells(row, segments) for row in (*table.rows, table.whole)],
    )


def _cells(row: GapRow, segments: list[tuple[str, str]]) -> tuple[object, ...]:
    return (
        row.name,
        row.region or "ID",
        row.figure.numerator if row.figure else None,
        row.figure.denominator if row.figure else None,
        percent(row.target_share) if row.target_share is not None else "",
        row.needed,
        row.gap,
        *(row.part(segment) for segment, _label in segments),
        row.a_working_day,
        str(words.PROBLEMS[row.problem]) if row.problem else "",
    )


routes: list[URLPattern] = [
    path("target/kekurangan/nasional/", target_gap_nation, name="target_gap_nation"),
    path(
        "target/kekurangan/nasional/ekspor.<format:format>",
        target_gap_nation_export,
        name="target_gap_nation_export",
    ),
    path("target/kekurangan/<region:code>/", target_gap, name="target_gap"),
    path(
        "target/kekurangan/<region:code>/ekspor.<format:format>",
        target_gap_export,
        name="target_gap_export",
    ),
]
