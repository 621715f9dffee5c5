"""Which governments budget for whom, and who is paid for by several."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.site import export
from payung.site.pages import filters
from payung.site.pages.budget_words import GAPS, PAYERS, SERVED
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail
from payung.sponsorship.queries import payers
from payung.sponsorship.queries.budget_gaps import GovernmentRow, Served, budget_gaps
from payung.sponsorship.queries.budgets import fiscal_years


@page(permissions.VIEW_BUDGETS)
def budget_gap_list(request: HttpRequest) -> HttpResponse:
    """Each government of a year with what it budgets for five groups, those without too."""
    reader: Reader = request.reader
    year = _year(request)
    rows = _rows(request, year)
    if "tanpa" in request.GET:
        rows = [row for row in rows if row.missing]
    context = {
        "page": paged(request, [_shown(row) for row in rows]),
        "heads": [str(SERVED[served]) for served in Served],
        "with_non_asn": sum(bool(row.gap(Served.NON_ASN).sums.lines) for row in rows),
        "governments": len(rows),
        "without_any": sum(not row.sums.lines for row in rows),
        "paid": sum(row.sums.paid_out for row in rows),
        "in_force": sum(row.sums.in_force for row in rows),
        "year": year,
        "years": sorted({*fiscal_years(reader), year, today().year}, reverse=True),
        "only_gaps": "tanpa" in request.GET,
        "region_choices": filters.region_choices(reader),
        "chosen_region": filters.region(request) or "",
        "part": "gaps",
        "trail": trail((_("Anggaran iuran"), reverse("site:budgets")), (_("Celah anggaran"), "")),
    }
    return render(request, "site/budget_gaps.html", context)


@page(permissions.VIEW_BUDGETS, permissions.EXPORT)
def budget_gaps_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file: state, persons, months, in force and paid out of each group."""
    year = _year(request)
    columns = [export.Column(_("Pemerintah"))]
    for served in Served:
        name = str(SERVED[served])
        columns += [
            export.Column(f"{name}: {_('keadaan')}"),
            export.Column(f"{name}: {_('orang')}", "count"),
            export.Column(f"{name}: {_('bulan')}", "count"),
            export.Column(f"{name}: {_('anggaran')}", "money"),
            export.Column(f"{name}: {_('dicairkan')}", "money"),
        ]
    return export.answer(
        reader=request.reader,
        format=format,
        name=f"celah-anggaran-{year}",
        title=_("Celah anggaran iuran %(year)s") % {"year": year},
        columns=columns,
        rows=[_cells(row) for row in _rows(request, year)],
    )


@page(permissions.VIEW_BUDGETS)
def budget_payers(request: HttpRequest) -> HttpResponse:
    """Persons paid for twice (who may see lists), and lines that overlap: questions, not errors."""
    reader: Reader = request.reader
    region, year = filters.region(request), _year(request)
    people = (
        payers.paid_twice(reader, region=region) if reader.can(permissions.VIEW_LISTS) else None
    )
    shown = None if people is None else [(one, *PAYERS[one.payer]) for one in people]
    context = {
        "people": shown,
        "page": None if shown is None else paged(request, shown),
        "lines": payers.lines_that_overlap(reader, year, region=region),
        "year": year,
        "years": sorted({*fiscal_years(reader), year, today().year}, reverse=True),
        "region_choices": filters.region_choices(reader),
        "chosen_region": region or "",
        "part": "payers",
        "trail": trail((_("Anggaran iuran"), reverse("site:budgets")), (_("Pembayar ganda"), "")),
    }
    return render(request, "site/budget_payers.html", context)


def _rows(request: HttpRequest, year: int) -> list[GovernmentRow]:
    return budget_gaps(request.reader, year, today(), region=filters.region(request))


def _shown(row: GovernmentRow) -> dict[str, object]:
    gaps = [(str(SERVED[gap.served]), gap, *GAPS[gap.state]) for gap in row.gaps]
    return {"region": row.region, "sums": row.sums, "gaps": gaps}


def _cells(row: GovernmentRow) -> list[object]:
    cells: list[object] = [row.region.name]
    for gap in row.gaps:
        cells += [
            str(GAPS[gap.state][0]),
            gap.sums.persons,
            gap.months,
            gap.sums.in_force,
            gap.sums.paid_out,
        ]
    return cells


def _year(request: HttpRequest) -> int:
    text = request.GET.get("tahun", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today().year


routes: list[URLPattern] = [
    path("anggaran/celah/", budget_gap_list, name="budget_gaps"),
    path("anggaran/celah/ekspor.<format:format>", budget_gaps_export, name="budget_gaps_export"),
    path("anggaran/ganda/", budget_payers, name="budget_payers"),
]
