"""The half-yearly report: shown as a page, as PDF and as XLSX."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from payung.access import permissions
from payung.monitoring.reports.instruction_report import Report, printed, report
from payung.monitoring.reports.instruction_workbook import workbook
from payung.site.pages import filters
from payung.site.pages import instruction_words as words
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(permissions.VIEW_COVERAGE)
def instruction_report(request: HttpRequest) -> HttpResponse:
    """What the report says, before it is printed."""
    half = words.half_of(request)
    found = _report(request)
    lacking = paged(request, found.lacking, 25)
    context = {
        "found": found,
        "half": half,
        "half_name": words.half_name(half),
        "half_choices": words.half_choices(),
        "clock": words.clock_sentence(half),
        "figures": words.tally_figures(found.told, half),
        "items": [(item, words.text_of(item), told) for item, told in found.by_item],
        "lacking": lacking,
        "region_choices": filters.region_choices(request.reader),
        "chosen_region": filters.region(request) or "",
        "trail": trail(
            (_("Butir Inpres"), f"{reverse('site:instructions')}?semester={half.code}"),
            (_("Laporan semester"), ""),
        ),
    }
    return render(request, "site/instruction_report.html", context)


@page(permissions.VIEW_COVERAGE, permissions.EXPORT)
def instruction_report_pdf(request: HttpRequest) -> HttpResponse:
    """The report as PDF, in Indonesian."""
    with override("id"):
        found = _report(request)
        return _file(printed(found), "application/pdf", found, "pdf")


@page(permissions.VIEW_COVERAGE, permissions.EXPORT)
def instruction_report_xlsx(request: HttpRequest) -> HttpResponse:
    """The report as a workbook, in Indonesian."""
    with override("id"):
        found = _report(request)
        return _file(workbook(found), _XLSX, found, "xlsx")


def _report(request: HttpRequest) -> Report:
    return report(request.reader, half=words.half_of(request), region=filters.region(request))


def _file(content: bytes, content_type: str, found: Report, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    place = found.place.pk if found.place else "nasional"
    name = f"laporan-inpres-{found.half.code}-{place}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


routes: list[URLPattern] = [
    path("butir-inpres/laporan/", instruction_report, name="instruction_report"),
    path("butir-inpres/laporan.pdf", instruction_report_pdf, name="instruction_report_pdf"),
    path("butir-inpres/laporan.xlsx", instruction_report_xlsx, name="instruction_report_xlsx"),
]
