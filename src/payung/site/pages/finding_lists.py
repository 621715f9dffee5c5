"""Lists to compare with: firms that are obliged to register, and payrolls."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.compliance.operations.comparison import (
    ComparisonOutcome,
    import_obliged_list,
    import_payroll,
)
from payung.compliance.queries import findings as compliance
from payung.errors import PayungError
from payung.site.formatting import language
from payung.site.forms import OfficeForm
from payung.site.pages.finding_forms import FirmListForm, PayrollForm
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail
from payung.site.uploads import on_disk

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(permissions.DETECT_FINDINGS)
def finding_lists(request: HttpRequest) -> HttpResponse:
    """What was brought so far, and the forms to bring more."""
    return _show(request)


@page(permissions.DETECT_FINDINGS, methods=["POST"])
def firm_list_upload(request: HttpRequest) -> HttpResponse:
    """Take a list of firms; a refusal comes back with the form or the answer workbook."""
    form = FirmListForm(request.reader, prefix="daftar", data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _show(request, firms=form, status=400)
    entered = form.cleaned_data
    try:
        with on_disk(entered["file"]) as path:
            outcome = import_obliged_list(
                actor=request.reader,
                kind=entered["kind"],
                office_code=entered["office"],
                listed_on=entered["listed_on"],
                path=path,
                file_name=entered["file"].name,
            )
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return _show(request, firms=form, status=400)
    return _told(request, outcome)


@page(permissions.DETECT_FINDINGS, methods=["POST"])
def payroll_upload(request: HttpRequest) -> HttpResponse:
    """Take a payroll; a refusal comes back with the form or the answer workbook."""
    form = PayrollForm(request.reader, prefix="gaji", data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _show(request, payroll=form, status=400)
    entered = form.cleaned_data
    try:
        with on_disk(entered["file"]) as path:
            outcome = import_payroll(
                actor=request.reader,
                office_code=entered["office"],
                npp=entered["npp"],
                month=entered["month"],
                path=path,
                file_name=entered["file"].name,
            )
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return _show(request, payroll=form, status=400)
    return _told(request, outcome)


@page(permissions.DETECT_FINDINGS)
def finding_list_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer workbook: the user's own rows, the wrong cells coloured and explained."""
    content = compliance.comparison_answer(request.reader, pk)
    response = HttpResponse(content, content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="jawaban-pembanding-{pk}.xlsx"'
    return response


def _told(request: HttpRequest, outcome: ComparisonOutcome) -> HttpResponse:
    sentence = outcome.message_en if language() == "en" else outcome.message_id
    level = messages.SUCCESS if outcome.file.accepted else messages.ERROR
    messages.add_message(request, messages.INFO if outcome.repeated else level, sentence)
    return redirect("site:finding_lists")


def _show(
    request: HttpRequest,
    *,
    firms: OfficeForm | None = None,
    payroll: OfficeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "firms": firms or FirmListForm(request.reader, prefix="daftar"),
        "payroll": payroll or PayrollForm(request.reader, prefix="gaji"),
        "page": paged(request, compliance.comparison_files(request.reader)),
        "part": "lists",
        "trail": trail((_("Temuan"), reverse("site:findings")), (_("Daftar pembanding"), "")),
    }
    return render(request, "site/finding_lists.html", context, status=status)
