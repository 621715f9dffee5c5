"""The work list of arrears: summary, classes, whom to call first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.clock import today
from payung.contributions import queries as contributions
from payung.contributions.queries.arrears import ArrearsRow
from payung.site import definitions, export
from payung.site.pages import filters, region_words
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import class_rows, class_words, trail

#: How the list may be ordered; the largest debt first is the default.
ORDERS: dict[str, Callable[[ArrearsRow], Any]] = {
    "name": lambda row: row.name.casefold(),
    "class": lambda row: row.months,
    "months": lambda row: row.months,
    "since": lambda row: row.oldest_month,
    "principal": lambda row: row.principal,
    "penalty": lambda row: row.penalty,
    "paid": lambda row: row.last_paid_on or date.min,
}
DEFAULT_ORDER = "-principal"


@page(permissions.VIEW_ARREARS)
def arrears(request: HttpRequest) -> HttpResponse:
    """Arrears of the reader's scope as of the business date."""
    as_of, region = today(), filters.region(request)
    summary = contributions.arrears(request.reader, region=region, as_of=as_of)
    rows, words = _rows(request), class_words(as_of)
    context = {
        "summary": summary,
        "beside": region_words.of_arrears(summary),
        "meanings": definitions.by_key(as_of),
        "classes": class_rows(summary, as_of, region),
        "chosen_class": _class(request),
        "page": paged(request, [(row, words[row.class_code]) for row in rows]),
        "total": sum(row.principal for row in rows),
        "columns": _columns(),
        "default_order": DEFAULT_ORDER,
        "search": filters.search(request),
        "region_choices": filters.region_choices(request.reader),
        "chosen_region": region or "",
        "trail": trail((_("Tunggakan"), "")),
    }
    return render(request, "site/arrears.html", context)


@page(permissions.VIEW_ARREARS, permissions.EXPORT)
def arrears_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same work list as a file."""
    words = class_words(today())
    return export.answer(
        reader=request.reader,
        format=format,
        name="tunggakan",
        title=_("Daftar kerja tunggakan"),
        columns=[
            export.Column(_("Pemberi kerja")),
            export.Column("NPP"),
            export.Column(_("Divisi")),
            export.Column(_("Daerah")),
            export.Column(_("Golongan")),
            export.Column(_("Bulan belum lunas"), "count"),
            export.Column(_("Sejak"), "date"),
            export.Column(_("Pokok"), "money"),
            export.Column(_("Denda"), "money"),
            export.Column(_("Bayar terakhir"), "date"),
        ],
        rows=[
            (
                row.name,
                row.registration_number,
                row.division,
                row.region_name,
                words[row.class_code].name,
                row.months,
                row.oldest_month,
                row.principal,
                row.penalty,
                row.last_paid_on,
            )
            for row in _rows(request)
        ],
    )


def _class(request: HttpRequest) -> str:
    return filters.choice(request, "golongan", class_words(today()))


def _rows(request: HttpRequest) -> Sequence[ArrearsRow]:
    rows = contributions.arrears_worklist(
        request.reader,
        region=filters.region(request),
        as_of=today(),
        collectability=_class(request) or None,
        search=filters.search(request),
    )
    known = [*ORDERS, *(f"-{name}" for name in ORDERS)]
    order = filters.choice(request, "urut", known) or DEFAULT_ORDER
    return sorted(rows, key=ORDERS[order.removeprefix("-")], reverse=order.startswith("-"))


def _columns() -> list[tuple[str, str, bool]]:
    return [
        ("name", _("Pemberi kerja"), False),
        ("class", _("Golongan"), False),
        ("months", _("Bulan"), True),
        ("since", _("Sejak"), False),
        ("principal", _("Pokok"), True),
        ("penalty", _("Denda"), True),
        ("paid", _("Bayar terakhir"), False),
    ]
