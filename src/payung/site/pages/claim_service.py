"""Service: how many days each office takes from the event to the money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.claims.queries.service import BANDS, Served, Service, first_paid_year, service
from payung.claims.queries.worklist import Choice
from payung.law.arithmetic import half_up_ratio
from payung.reference.queries import office_names
from payung.registry.models import Programme
from payung.site import export
from payung.site.formatting import number, percent
from payung.site.pages import filters
from payung.site.pages.claim_periods import Period, choices, period
from payung.site.pages.gate import page
from payung.site.pages.wording import trail

_BASIS_POINTS = 10_000
#: From which share within the law's days a row is good, and below which it is bad.
_GOOD, _BAD = 9_500, 8_000


@dataclass(frozen=True)
class Bar:
    """A bar with its words: a leg of the way, or a band of days."""

    name: str
    value: str
    share: int


@dataclass(frozen=True)
class Row:
    """One office or programme with its days, and how it keeps the law's."""

    name: str
    served: Served
    kept: str
    style: str


@page(permissions.VIEW_CLAIMS)
def claim_service(request: HttpRequest) -> HttpResponse:
    """Days from the event to the money, where they go, and who stays within the law's days."""
    oldest = first_paid_year(request.reader)  # type: ignore[attr-defined]
    span = period(request, oldest)
    found = _found(request, span)
    context: dict[str, Any] = {
        "whole": found.whole,
        "legs": list(_legs(found.whole)) if found.whole else [],
        "bands": list(_bands(found.whole)) if found.whole else [],
        "offices": _rows(found.offices, _office_names(found)),
        "programmes": _rows(found.programmes, _programme_names()),
        "verdict": _row(found.whole, "") if found.whole else None,
        "span": span,
        "years": choices(oldest),
        "programme_choices": [(one.name, one.label) for one in Programme],
        "chosen_programme": _programme(request),
        "trail": trail((_("Klaim"), reverse("site:claims")), (_("Waktu layanan"), "")),
    }
    return render(request, "site/claim_service.html", context)


@page(permissions.VIEW_CLAIMS, permissions.EXPORT)
def claim_service_export(request: HttpRequest, format: str) -> HttpResponse:
    """The offices and programmes as a file."""
    span = period(request, first_paid_year(request.reader))  # type: ignore[attr-defined]
    found = _found(request, span)
    rows = [
        *_rows(found.offices, _office_names(found)),
        *_rows(found.programmes, _programme_names()),
        *([_row(found.whole, _("Seluruhnya"))] if found.whole else []),
    ]
    return export.answer(
        reader=request.reader,  # type: ignore[attr-defined]
        format=format,
        name="layanan-klaim",
        title=_("Waktu layanan klaim, %(period)s") % {"period": span.name},
        columns=[
            export.Column(_("Kantor atau program")),
            *(
                export.Column(name, "count")
                for name in (
                    _("Klaim dibayar"),
                    _("Median hari sampai uang"),
                    _("Sembilan dari sepuluh, hari"),
                    _("Sampai melapor, median hari"),
                    _("Sampai berkas lengkap, median hari"),
                    _("Sampai diputus, median hari"),
                    _("Sampai dibayar, median hari"),
                    _("Hari kerja kantor, median"),
                    _("Dinilai"),
                    _("Dalam batas waktu"),
                )
            ),
        ],
        rows=[_exported(row) for row in rows],
    )


def _found(request: HttpRequest, span: Period) -> Service:
    chosen = _programme(request)
    choice = Choice(programme=Programme[chosen].value if chosen else None)
    return service(
        request.reader,  # type: ignore[attr-defined]
        first=span.first,
        last=span.last,
        choice=choice,
    )


def _programme(request: HttpRequest) -> str:
    return filters.choice(request, "program", [one.name for one in Programme])


def _legs(whole: Served) -> Iterator[Bar]:
    """Where the days go, each leg against the longest."""
    legs = (
        (_("Peristiwa sampai klaim diterima"), whole.reporting),
        (_("Diterima sampai berkas lengkap"), whole.papers),
        (_("Berkas lengkap sampai diputus"), whole.deciding),
        (_("Diputus sampai uang diterima"), whole.paying),
    )
    longest = max((days or 0 for _name, days in legs), default=0) or 1
    for name, days in legs:
        if days is not None:
            yield Bar(name, days_of(days), half_up_ratio(days, _BASIS_POINTS, longest))


def _bands(whole: Served) -> Iterator[Bar]:
    """How many claims took how long, each with its share of all."""
    edges = [0, *BANDS]
    names = [
        _("%(first)s–%(last)s hari") % {"first": number(first), "last": number(last)}
        for first, last in zip([edges[0], *(one + 1 for one in edges[1:-1])], BANDS, strict=True)
    ]
    names.append(_("lebih dari %(days)s hari") % {"days": number(BANDS[-1])})
    for name, count in zip(names, whole.bands, strict=True):
        share = half_up_ratio(count, _BASIS_POINTS, whole.claims)
        words = _("%(count)s klaim (%(share)s)") % {
            "count": number(count),
            "share": percent(share),
        }
        yield Bar(name, words, share)


def days_of(days: int) -> str:
    """ "12 hari"."""
    return _("%(days)s hari") % {"days": number(days)}


def _rows(served: tuple[Served, ...], names: Mapping[Any, str]) -> list[Row]:
    return [_row(one, names.get(one.key, str(one.key))) for one in served]


def _row(one: Served, name: str) -> Row:
    share = one.kept_bp
    if share is None:
        return Row(name, one, "", "state--quiet")
    style = "good" if share >= _GOOD else "bad" if share < _BAD else "warn"
    return Row(name, one, percent(share), f"state--{style}")


def _office_names(found: Service) -> dict[Any, str]:
    return dict(office_names(str(one.key) for one in found.offices))


def _programme_names() -> dict[Any, str]:
    return {one.value: f"{_(str(one.label))} ({one.name})" for one in Programme}


def _exported(row: Row) -> tuple[object, ...]:
    one = row.served
    return (
        row.name,
        one.claims,
        one.median,
        one.ninth,
        one.reporting,
        one.papers,
        one.deciding,
        one.paying,
        one.office_median,
        one.judged,
        one.kept,
    )


routes = [
    path("layanan-klaim/", claim_service, name="claim_service"),
    path("layanan-klaim/ekspor.<format:format>", claim_service_export, name="claim_service_export"),
]
