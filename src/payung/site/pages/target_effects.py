"""Which governments have a Perda or Perkada, since when, and what coverage did afterwards."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.monitoring.queries.regulation_effects import Change, Effect, regulation_effects
from payung.site import export
from payung.site.formatting import MINUS, NBSP, number, percent
from payung.site.pages import filters
from payung.site.pages.gate import page, paged
from payung.site.pages.places import home_region
from payung.site.pages.wording import trail

STATES = ("ada", "belum")


@page(permissions.VIEW_COVERAGE, permissions.VIEW_REGULATIONS)
def target_effects(request: HttpRequest) -> HttpResponse:
    """Each government's Perda and Perkada with coverage before and after."""
    rows = _rows(request)
    with_rule = {row.region.pk for row in rows if row.regulation}
    chosen = filters.choice(request, "keadaan", STATES)
    shown = [row for row in rows if not chosen or (row.regulation is not None) == (chosen == "ada")]
    last = [row for row in rows if row.changes and row.changes[-1].points is not None]
    context = {
        "page": paged(request, [_shown(row) for row in shown]),
        "with_rule": len(with_rule),
        "without": len({row.region.pk for row in rows} - with_rule),
        "governments": len({row.region.pk for row in rows}),
        "compared": len(last),
        "ahead": sum(_is_ahead(row) for row in last),
        "months": [change.months for change in next((r.changes for r in rows if r.changes), ())],
        "chosen_state": chosen,
        "region_choices": _choices(request),
        "chosen_region": filters.region(request) or "",
        "is_nation": home_region(request.reader) is None,
        "tab": "effects",
        "trail": trail(
            (_("Target dan kekurangan"), reverse("site:targets")),
            (_("Sebelum dan sesudah peraturan"), ""),
        ),
    }
    return render(request, "site/target_effects.html", context)


@page(permissions.VIEW_COVERAGE, permissions.VIEW_REGULATIONS, permissions.EXPORT)
def target_effects_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same comparison as a file."""
    rows = _rows(request)
    months = [change.months for change in next((row.changes for row in rows if row.changes), ())]
    columns = [
        export.Column(_("Pemerintah daerah")),
        export.Column(_("Peraturan")),
        export.Column(_("Berlaku sejak"), "date"),
    ]
    for many in months:
        span = {"months": many}
        columns += [
            export.Column(
                _("Cakupan %(months)s bulan sebelum (perseratus persen)") % span, "count"
            ),
            export.Column(
                _("Cakupan %(months)s bulan sesudah (perseratus persen)") % span, "count"
            ),
            export.Column(_("Perubahan %(months)s bulan") % span, "count"),
            export.Column(_("Perubahan provinsi, %(months)s bulan") % span, "count"),
            export.Column(_("Perubahan nasional, %(months)s bulan") % span, "count"),
        ]
    return export.answer(
        reader=request.reader,
        format=format,
        name="sebelum-sesudah-peraturan",
        title=_("Cakupan sebelum dan sesudah Perda atau Perkada; bukan bukti sebab akibat"),
        columns=columns,
        rows=[_cells(row, len(months)) for row in rows],
    )


def points(value: int | None) -> str:
    """A difference of two shares: ``+12,00 poin``."""
    if value is None:
        return ""
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    text = percent(abs(value)).removesuffix(f"{NBSP}%")
    return _("%(sign)s%(points)s poin") % {"sign": sign, "points": text}


def _cells(row: Effect, spans: int) -> tuple[object, ...]:
    cells: list[object] = [
        row.region.name,
        row.regulation.citation if row.regulation else _("belum ada Perda atau Perkada"),
        row.since,
    ]
    for place in range(spans):
        own = row.changes[place] if row.changes else None
        cells += [
            own.before.value if own and own.before else None,
            own.after.value if own and own.after else None,
            own.points if own else None,
            row.province[place].points if row.province else None,
            row.nation[place].points if row.nation else None,
        ]
    return tuple(cells)


def _rows(request: HttpRequest) -> tuple[Effect, ...]:
    return regulation_effects(request.reader, region=_region(request))  # type: ignore[attr-defined]


def _region(request: HttpRequest) -> str | None:
    """The region asked for; without one the reader's own, for the nation the provinces."""
    return filters.region(request) or home_region(request.reader)  # type: ignore[attr-defined]


def _choices(request: HttpRequest):  # type: ignore[no-untyped-def]
    return filters.region_choices(request.reader)  # type: ignore[attr-defined]


def _is_ahead(row: Effect) -> bool:
    """Whether coverage rose by more than elsewhere over the same months."""
    own = row.changes[-1].points
    beside = row.province or row.nation
    other = beside[-1].points if beside else None
    return own is not None and other is not None and own > other


def _shown(row: Effect) -> dict[str, object]:
    return {
        "row": row,
        "changes": [_change(row, place) for place in range(len(row.changes))],
        "kind": row.regulation.get_instrument_display() if row.regulation else "",
    }


def _change(row: Effect, place: int) -> dict[str, object]:
    own: Change = row.changes[place]
    return {
        "months": own.months,
        "before": own.before,
        "after": own.after,
        "points": points(own.points),
        "rises": own.points is not None and own.points > 0,
        "province": points(row.province[place].points) if row.province else "",
        "nation": points(row.nation[place].points) if row.nation else "",
        "why": _why(own),
    }


def _why(change: Change) -> str:
    """Why there is no difference."""
    if change.points is not None:
        return ""
    if change.before is None:
        return _("tidak ada angka %(months)s bulan sebelumnya") % {"months": number(change.months)}
    return _("belum ada angka dari arti yang sama %(months)s bulan sesudahnya") % {
        "months": number(change.months)
    }


routes: list[URLPattern] = [
    path("target/sebelum-sesudah/", target_effects, name="target_effects"),
    path(
        "target/sebelum-sesudah/ekspor.<format:format>",
        target_effects_export,
        name="target_effects_export",
    ),
]
