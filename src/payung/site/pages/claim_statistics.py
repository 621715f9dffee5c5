"""Claims in numbers: by province and programme, month and cause; what was published, beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.claims.happenings import causes
from payung.claims.models import EventKind
from payung.claims.queries.statistics import (
    Counted,
    by_cause,
    first_paid_year,
    handovers_by_province,
)
from payung.law.arithmetic import half_up_ratio
from payung.monitoring.queries.claim_figures import (
    GuardedStatistics,
    guarded_statistics,
    published_table,
)
from payung.reference.queries import province_names
from payung.registry.models import Programme
from payung.site import export
from payung.site.formatting import language
from payung.site.pages.claim_periods import Period, choices, period
from payung.site.pages.gate import page
from payung.site.pages.wording import trail

_BASIS_POINTS = 10_000


@dataclass(frozen=True)
class PlaceRow:
    """A province (or all) with its programmes; a cell of None is hidden."""

    name: str
    whole: Counted | None
    cells: tuple[tuple[str, Counted | None], ...]


@dataclass(frozen=True)
class NamedCount:
    """A month or a cause with its cases and value; ``counted`` None: hidden."""

    name: object
    counted: Counted | None
    share: int = 0


@page(permissions.VIEW_COVERAGE)
def claim_statistics(request: HttpRequest) -> HttpResponse:
    """Cases and value, who was paid where and for what; symbolic hand-overs apart."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    oldest = first_paid_year(reader)
    span = period(request, oldest)
    found = guarded_statistics(reader, first=span.first, last=span.last)
    names = province_names()
    context: dict[str, Any] = {
        "whole": found.counted(None, None),
        "mean": _mean(found.counted(None, None)),
        "provinces": len(found.found.provinces),
        "smallest": found.smallest,
        "is_guarded": bool(found.hidden or found.hidden_months),
        "rows": list(_rows(found, names)),
        "programmes": [one.name for one in Programme],
        "months": list(_months(found)),
        "causes": _causes(reader, span) if reader.can(permissions.VIEW_CLAIMS) else [],
        "published": published_table(reader),
        "handovers": handovers_by_province(reader, first=span.first, last=span.last),
        "names": names,
        "span": span,
        "years": choices(oldest),
        "trail": trail((_("Statistik klaim"), "")),
    }
    return render(request, "site/claim_statistics.html", context)


@page(permissions.VIEW_COVERAGE, permissions.EXPORT)
def claim_statistics_export(request: HttpRequest, format: str) -> HttpResponse:
    """Province by programme as a file; what the page hides, the file hides."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    span = period(request, first_paid_year(reader))
    found = guarded_statistics(reader, first=span.first, last=span.last)
    names = province_names()
    return export.answer(
        reader=reader,
        format=format,
        name="statistik-klaim",
        title=_("Klaim dibayar, %(period)s") % {"period": span.name},
        columns=[
            export.Column(_("Provinsi")),
            export.Column(_("Program")),
            export.Column(_("Kasus"), "count"),
            export.Column(_("Nilai (Rp)"), "money"),
        ],
        rows=[
            (row.name, programme, *_numbers(counted))
            for row in _rows(found, names)
            for programme, counted in ((_("Semua"), row.whole), *row.cells)
        ],
    )


def _numbers(counted: Counted | None) -> tuple[int | None, int | None]:
    return (None, None) if counted is None else (counted.cases, counted.amount)


def _mean(whole: Counted | None) -> int | None:
    if whole is None or not whole.cases:
        return None
    mean: int = half_up_ratio(whole.amount, 1, whole.cases)
    return mean


def _rows(found: GuardedStatistics, names: dict[str, str]) -> Iterator[PlaceRow]:
    """The provinces with their programmes, the largest value first, and their sum."""
    places: list[tuple[str | None, str]] = [
        (code, names.get(code, code)) for code in found.found.provinces
    ]
    if len(places) > 1:
        places.append((None, _("Seluruhnya")))
    for code, name in places:
        yield PlaceRow(
            name=name,
            whole=found.counted(code, None),
            cells=tuple((one.name, found.counted(code, one.value)) for one in Programme),
        )


def _months(found: GuardedStatistics) -> Iterator[NamedCount]:
    largest = max((one.amount for _month, one in found.found.months), default=0) or 1
    for month, counted in found.found.months:
        if month in found.hidden_months:
            yield NamedCount(month, None)
        else:
            share = half_up_ratio(counted.amount, _BASIS_POINTS, largest)
            yield NamedCount(month, counted, share)


def _causes(reader: Reader, span: Period) -> list[NamedCount]:
    """By cause in words, the most cases first; codes that mean the same to a reader are one."""
    named: dict[str, Counted] = {}
    for one in by_cause(reader, first=span.first, last=span.last):
        name = cause_name(one.kind, one.cause, span)
        before = named.get(name, Counted())
        named[name] = Counted(before.cases + one.counted.cases, before.amount + one.counted.amount)
    largest = max((one.cases for one in named.values()), default=0) or 1
    return [
        NamedCount(name, one, half_up_ratio(one.cases, _BASIS_POINTS, largest))
        for name, one in sorted(named.items(), key=lambda item: (-item[1].cases, item[0]))
    ]


def cause_name(kind: str, cause: str, span: Period) -> str:
    """An event and its cause in words: "Pembayaran JHT: mengundurkan diri"."""
    event = _(str(EventKind(kind).label))
    known = {one.code: one for one in causes(kind, span.last)}
    if cause not in known or kind in (EventKind.ACCIDENT, EventKind.DISEASE):
        return event
    told = known[cause]
    return f"{event}: {told.label_en if language() == 'en' else told.label_id}"


routes = [
    path("statistik-klaim/", claim_statistics, name="claim_statistics"),
    path(
        "statistik-klaim/ekspor.<format:format>",
        claim_statistics_export,
        name="claim_statistics_export",
    ),
]
