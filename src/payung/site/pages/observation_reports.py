"""Reporting figures: one by one, or as a table with an answer for every row."""

from __future__ import annotations

from contextlib import ExitStack

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.documents.refusals import AttachmentRefused
from payung.errors import PayungError
from payung.monitoring.evidence import EvidenceFile
from payung.monitoring.figure_check.one import doubts_of
from payung.monitoring.models import Observation
from payung.monitoring.operations.figure_reports import import_report
from payung.monitoring.operations.observing import report_observation
from payung.monitoring.queries.answer_sheet import answer_sheet, empty_sheet
from payung.monitoring.queries.figure_lists import report_file, report_files
from payung.monitoring.reach import sight_of
from payung.site.formatting import language
from payung.site.pages import observation_words as words
from payung.site.pages.gate import page, paged
from payung.site.pages.observation_forms import ReportFileForm, ReportForm
from payung.site.pages.wording import trail
from payung.site.uploads import on_disk

_POSTED = ("GET", "HEAD", "POST")
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(permissions.REPORT_FIGURES, methods=_POSTED)
def observation_report(request: HttpRequest) -> HttpResponse:
    """Report one figure; what is wrong is said beside its field."""
    form = ReportForm(
        request.reader,
        data=request.POST or None,
        files=request.FILES or None,
        initial=_initial(request),
    )
    if request.method == "POST" and form.is_valid():
        try:
            found = _report(request, form)
        except AttachmentRefused as refusal:
            form.add_error("file", refusal.message(language()))
        except PayungError as refusal:
            column = str(refusal.parameters.get("column", ""))
            field = {"value": "printed"}.get(column, column)
            form.add_error(field if field in form.fields else None, refusal.message(language()))
        else:
            messages.success(request, _("Angka tercatat sebagai konsep. Orang lain memeriksanya."))
            for doubt in doubts_of(request.reader, found):
                messages.warning(request, f"{doubt.name(language())}: {doubt.why(language())}")
            return redirect("site:observation", pk=found.pk)
    context = {"form": form, "tab": "report", "trail": _trail(_("Laporkan angka"))}
    status = 400 if form.is_bound else 200
    return render(request, "site/observation_report.html", context, status=status)


@page(permissions.REPORT_FIGURES, methods=_POSTED)
def observation_upload(request: HttpRequest) -> HttpResponse:
    """Hand in a table of figures, and see what became of earlier ones."""
    form = ReportFileForm(request.reader, data=request.POST or None, files=request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            with on_disk(upload) as file:
                found = import_report(
                    actor=request.reader,
                    office=form.cleaned_data["office"] or None,
                    file=file,
                    file_name=upload.name,
                )
        except PayungError as refusal:
            form.add_error("file", refusal.message(language()))
        else:
            return redirect("site:observation_file", pk=found.pk)
    context = {
        "form": form,
        "page": paged(request, report_files(request.reader)),
        "tab": "upload",
        "trail": _trail(_("Unggah tabel")),
    }
    status = 400 if form.is_bound else 200
    return render(request, "site/observation_upload.html", context, status=status)


@page(permissions.REPORT_FIGURES)
def observation_file(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of a table: its figures, or what is wrong in which row."""
    found = report_file(request.reader, pk)
    wrong = [answer for answer in found.answers if answer["problems"]]
    taken = found.observations.select_related("definition", "region").order_by("pk")
    sight = sight_of(request.reader, permissions.VIEW_COVERAGE)
    shown = taken.exclude(evidence=None).values_list("pk", "region")
    context = {
        "found": found,
        "kept": next((one for one, region in shown if sight.holds(region)), None),
        "page": paged(request, wrong if found.refused else taken),
        "english": language() == "en",
        "words": words,
        "figures": [],
        "trail": _trail(found.file_name),
    }
    if not found.refused:
        context["figures"] = [
            {
                "pk": one.pk,
                "name": words.name_of(one.definition),
                "place": words.place_name(one.region),
                "when": words.span(one.period_from, one.as_of),
                "value": words.value_of(one.value, one.definition.unit),
            }
            for one in context["page"].object_list
        ]
    return render(request, "site/observation_file.html", context)


@page(permissions.REPORT_FIGURES)
def observation_file_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The refused table as a workbook, to be mended and handed in again."""
    return _book(answer_sheet(request.reader, pk, language()), f"jawaban-angka-{pk}")


@page(permissions.REPORT_FIGURES)
def observation_sheet(request: HttpRequest) -> HttpResponse:
    """The empty table with two rows as an example."""
    return _book(empty_sheet(request.reader), "tabel-angka")


def _report(request: HttpRequest, form: ReportForm) -> Observation:
    """Report what was entered, with the file that shows it."""
    upload = form.cleaned_data["file"]
    with ExitStack() as kept:
        file = (
            EvidenceFile(kept.enter_context(on_disk(upload)), str(upload.name)) if upload else None
        )
        return report_observation(actor=request.reader, evidence=file, **form.told())


def _book(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=_WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _initial(request: HttpRequest) -> dict[str, str]:
    """What the address says already: the indicator and the place of a figure to be replaced."""
    asked = {"code": "indikator", "region": "wilayah", "as_of": "tanggal"}
    return {name: request.GET[key][:40] for name, key in asked.items() if key in request.GET}


def _trail(last: str):  # type: ignore[no-untyped-def]
    return trail((_("Angka dan arti"), reverse("site:observations")), (last, ""))


routes: list[URLPattern] = [
    path("angka/lapor/", observation_report, name="observation_report"),
    path("angka/unggah/", observation_upload, name="observation_upload"),
    path("angka/unggah/tabel.xlsx", observation_sheet, name="observation_sheet"),
    path("angka/berkas/<int:pk>/", observation_file, name="observation_file"),
    path(
        "angka/berkas/<int:pk>/jawaban.xlsx",
        observation_file_answer,
        name="observation_file_answer",
    ),
]
