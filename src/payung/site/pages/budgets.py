"""Contribution budgets: all governments in sight, one government of a year, its exports."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.reference.models import Region, WorkerSegment
from payung.site import export, rka
from payung.site.pages import budget_gaps, budget_line, budget_simulation, budget_tables, filters
from payung.site.pages.budget_words import bars
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail
from payung.sponsorship.models import FundSource
from payung.sponsorship.queries import budgets as sponsorship
from payung.sponsorship.queries.budgets import LineRow
from payung.sponsorship.reach import regions_within

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(permissions.VIEW_BUDGETS)
def budgets(request: HttpRequest) -> HttpResponse:
    """The budgets of a year: sums, one row for each government, and the lines."""
    reader: Reader = request.reader
    year = _year(request)
    rows = _narrowed(request, year)
    context = {
        "sums": sponsorship.sums_of(rows),
        "governments": sponsorship.grouped(rows, "region"),
        "page": paged(request, rows),
        "year": year,
        "years": _years(reader, year),
        "sources": FundSource.choices,
        "chosen_source": filters.choice(request, "sumber", FundSource.values),
        "segments": _segments(rows),
        "chosen_segment": request.GET.get("segmen", "")[:40],
        "search": filters.search(request),
        "region_choices": filters.region_choices(reader),
        "chosen_region": filters.region(request) or "",
        "part": "list",
        "trail": trail((_("Anggaran iuran"), "")),
    }
    return render(request, "site/budgets.html", context)


@page(permissions.VIEW_BUDGETS, permissions.EXPORT)
def budgets_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same lines as a file."""
    year = _year(request)
    return export.answer(
        reader=request.reader,
        format=format,
        name=f"anggaran-iuran-{year}",
        title=_("Anggaran iuran %(year)s") % {"year": year},
        columns=[
            export.Column(_("Nomor")),
            export.Column(_("Pemerintah")),
            export.Column(_("Perangkat daerah atau desa")),
            export.Column(_("Kegiatan")),
            export.Column(_("Segmen")),
            export.Column(_("Sumber dana")),
            export.Column(_("Kode rekening")),
            export.Column(_("Orang"), "count"),
            export.Column(_("Bulan pertama"), "date"),
            export.Column(_("Bulan"), "count"),
            export.Column(_("Direncanakan"), "money"),
            export.Column(_("Berlaku"), "money"),
            export.Column(_("Dicairkan"), "money"),
            export.Column(_("Terealisasi"), "money"),
            export.Column(_("Sisa"), "money"),
        ],
        rows=[_cells(row) for row in _narrowed(request, year)],
    )


@page(permissions.VIEW_BUDGETS)
def budget_government(request: HttpRequest, code: str) -> HttpResponse:
    """One government's budget of a year: bars, sums by segment, source and agency, its lines."""
    reader: Reader = request.reader
    region, year = _region(reader, code), _year(request)
    rows = sponsorship.lines_of_government(reader, code, year)
    sums = sponsorship.sums_of(rows)
    context = {
        "region": region,
        "sums": sums,
        "bars": bars(sums),
        "tables": [
            (_("Menurut segmen"), sponsorship.grouped(rows, "segment")),
            (_("Menurut sumber dana"), sponsorship.grouped(rows, "source")),
            (_("Menurut perangkat daerah dan desa"), sponsorship.grouped(rows, "agency")),
        ],
        "cover_years": sponsorship.by_cover_year(rows),
        "rows": rows,
        "year": year,
        "years": _years(reader, year),
        "part": "list",
        "trail": trail((_("Anggaran iuran"), reverse("site:budgets")), (region.name, "")),
    }
    return render(request, "site/budget_government.html", context)


@page(permissions.VIEW_BUDGETS, permissions.EXPORT)
def budget_rka(request: HttpRequest, code: str) -> HttpResponse:
    """The lines of one government as a work plan and budget (RKA) workbook."""
    reader: Reader = request.reader
    region, year = _region(reader, code), _year(request)
    rows = sponsorship.lines_of_government(reader, code, year)
    content = rka.workbook(rows, region=region, year=year, mark=export.watermark(reader, len(rows)))
    response = HttpResponse(content, content_type=_WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="rka-iuran-{code}-{year}.xlsx"'
    return response


def _region(reader: Reader, code: str) -> Region:
    found = Region.objects.filter(regions_within(reader, permissions.VIEW_BUDGETS), pk=code).first()
    if found is None:
        raise Http404(code)
    return found


def _narrowed(request: HttpRequest, year: int) -> list[LineRow]:
    return sponsorship.budget_lines(
        request.reader,
        year=year,
        region=filters.region(request),
        fund_source=filters.choice(request, "sumber", FundSource.values),
        worker_segment=request.GET.get("segmen", "")[:40],
        search=filters.search(request),
    )


def _segments(rows: Sequence[LineRow]) -> list[WorkerSegment]:
    """The segments that these lines have, by name."""
    found = {row.line.worker_segment_id: row.line.worker_segment for row in rows}
    return sorted(found.values(), key=lambda segment: segment.name)


def _year(request: HttpRequest) -> int:
    text = request.GET.get("tahun", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today().year


def _years(reader: Reader, chosen: int) -> list[int]:
    return sorted({*sponsorship.fiscal_years(reader), chosen, today().year}, reverse=True)


def _cells(row: LineRow) -> tuple[object, ...]:
    line, state, plan = row.line, row.state, row.state.plan
    return (
        line.number,
        line.region.name,
        row.owner,
        line.title,
        line.worker_segment.name,
        str(FundSource(line.fund_source).label),
        rka.printed_account(line),
        plan.persons if plan else 0,
        plan.first_month if plan else None,
        plan.months if plan else 0,
        state.planned,
        state.in_force,
        state.paid_out,
        state.realised,
        state.remaining,
    )


routes: list[URLPattern] = [
    path("anggaran/", budgets, name="budgets"),
    path("anggaran/ekspor.<format:format>", budgets_export, name="budgets_export"),
    path("anggaran/wilayah/<region:code>/", budget_government, name="budget_government"),
    path("anggaran/wilayah/<region:code>/rka.xlsx", budget_rka, name="budget_rka"),
    *budget_line.routes,
    *budget_simulation.routes,
    *budget_gaps.routes,
    *budget_tables.routes,
]
