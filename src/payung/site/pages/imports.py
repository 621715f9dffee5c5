"""Bringing lists: upload, progress, outcome, and the answer workbook."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.errors import PayungError
from payung.registry import queries as registry
from payung.registry.models import ImportFile
from payung.registry.operations import receive_file
from payung.site.formatting import language
from payung.site.forms import ImportForm
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail
from payung.site.tasks import queue_import
from payung.site.uploads import on_disk

PERMISSION = permissions.IMPORT_REGISTRY
#: Vanished workers shown; an employer that stops reporting can have thousands.
MOST_VANISHED = 200
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(PERMISSION)
def imports(request: HttpRequest) -> HttpResponse:
    """What was brought so far, and the form to bring more."""
    return _list(request, ImportForm(request.reader, PERMISSION))


@page(PERMISSION, methods=["POST"])
def import_upload(request: HttpRequest) -> HttpResponse:
    """Receive a list and have it checked; a refusal comes back with the form."""
    form = ImportForm(request.reader, PERMISSION, data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _list(request, form, status=400)
    try:
        received = _receive(request, form.cleaned_data)
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return _list(request, form, status=400)
    if received.finished_at is None:
        queue_import(received.pk, request.user.pk)
    else:
        messages.info(request, _("Berkas ini sudah pernah diterima; tidak ada yang berubah."))
    return redirect("site:import", pk=received.pk)


@page(PERMISSION)
def import_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One list: its progress or outcome, what was found in it, and who vanished."""
    file = registry.import_file(request.reader, pk)
    context: dict[str, Any] = {
        "file": file,
        "trail": trail((_("Impor data"), reverse("site:imports")), (file.file_name, "")),
    }
    if file.finished_at is not None:
        context["findings"] = registry.findings(request.reader, pk, language())
        context["vanished"] = registry.vanished_workers(request.reader, pk)[:MOST_VANISHED]
    return render(request, "site/import.html", context)


@page(PERMISSION)
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the check has come; the page asks for it each second until it is done."""
    file = registry.import_file(request.reader, pk)
    if not request.htmx:
        return redirect("site:import", pk=pk)
    response = render(request, "site/parts/import_progress.html", {"file": file})
    if file.finished_at is not None:
        response["HX-Refresh"] = "true"  # the page now has findings below
    return response


@page(PERMISSION)
def import_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer workbook: the user's own rows, the wrong cells coloured and explained."""
    file = registry.import_file(request.reader, pk)
    response = HttpResponse(registry.answer_workbook(request.reader, pk), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="jawaban-impor-{file.pk}.xlsx"'
    return response


def _list(request: HttpRequest, form: ImportForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "page": paged(request, registry.imports(request.reader)),
        "trail": trail((_("Impor data"), "")),
    }
    return render(request, "site/imports.html", context, status=status)


def _receive(request: HttpRequest, entered: dict[str, Any]) -> ImportFile:
    with on_disk(entered["file"]) as path:
        return receive_file(
            actor=request.reader,
            kind=entered["kind"],
            office_code=entered["office"],
            month=entered["month"],
            path=path,
            file_name=entered["file"].name,
            payer_npp=entered["payer_npp"],
        )
