"""Tables of lines, lists of codes, and printed amounts beside what the law gives."""

from __future__ import annotations

import io
from typing import BinaryIO

import xlsxwriter
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.errors import PayungError
from payung.site.formatting import language, number
from payung.site.pages import filters
from payung.site.pages.budget_forms import CodeListForm, ImportForm, MappingForm, PrintedForm
from payung.site.pages.budget_words import ANSWERS, RIGHT, told
from payung.site.pages.gate import page
from payung.site.pages.offered_acts import Act, take
from payung.site.pages.wording import trail
from payung.sponsorship.amounts import Comparison, Fit, compare_amount
from payung.sponsorship.codes import printed
from payung.sponsorship.models import CodeKind
from payung.sponsorship.operations.account_codes import import_account_codes, map_account
from payung.sponsorship.operations.budget_files import (
    HEADINGS,
    Answer,
    TableAnswer,
    import_budget_lines,
)
from payung.sponsorship.queries import account_codes
from payung.sponsorship.queries.simulation import Simulation, simulate

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FIT_STYLES = {
    Fit.EXACT: "notice--success",
    Fit.ROUNDED: "notice--success",
    Fit.WITHIN: "notice--success",
    Fit.WRONG_UNIT: "notice--error",
    Fit.DIFFERENT: "notice--warning",
}


@page(permissions.MANAGE_BUDGETS, methods=["GET", "HEAD", "POST"])
def budget_import(request: HttpRequest) -> HttpResponse:
    """Take a table of lines and answer each of its rows."""
    form = ImportForm(request.reader, data=request.POST or None, files=request.FILES or None)
    answer: TableAnswer | None = None
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            entered = form.cleaned_data
            try:
                answer = import_budget_lines(
                    actor=request.reader,
                    region_code=entered["region"],
                    fiscal_year=entered["fiscal_year"],
                    unit=entered["unit"],
                    file=_named(entered["file"]),
                )
                status = 200  # a table with wrong rows was read and is answered
            except PayungError as refusal:
                form.add_error(None, refusal.message(language()))
    context = {
        "form": form,
        "answer": answer,
        "rows": _answers(answer) if answer else [],
        "headings": HEADINGS,
        "part": "import",
        "trail": _trail(_("Unggah tabel")),
    }
    return render(request, "site/budget_import.html", context, status=status)


def _answers(answer: TableAnswer) -> list[tuple[object, ...]]:
    """Each row with its word; in a table that was refused, right rows are not new lines."""
    return [
        (
            row,
            *(ANSWERS[row.answer] if answer.accepted or row.answer == Answer.REFUSED else RIGHT),
            row.reasons(language()),
        )
        for row in answer.rows
    ]


@page(permissions.MANAGE_BUDGETS)
def budget_import_sample(request: HttpRequest) -> HttpResponse:
    """An empty table to fill, its code columns as text, with one row that shows how."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_("Anggaran"))
        text = book.add_format({"num_format": "@"})
        sheet.set_column(0, len(HEADINGS) - 1, 20, text)
        sheet.write_row(0, 0, HEADINGS, book.add_format({"bold": True, "bottom": 1}))
        example = [_("Iuran nelayan rentan"), "FISHER", "APBD kabupaten/kota", "100"]
        sheet.write_row(1, 0, [*example, f"{today().year}-01", "12"], text)
        sheet.freeze_panes(1, 0)
    response = HttpResponse(memory.getvalue(), content_type=_WORKBOOK)
    response["Content-Disposition"] = 'attachment; filename="tabel-anggaran-iuran.xlsx"'
    return response


@page(permissions.VIEW_BUDGETS, methods=["GET", "HEAD", "POST"])
def budget_codes(request: HttpRequest) -> HttpResponse:
    """The lists of codes, a code looked up, and where each government books what."""
    reader: Reader = request.reader
    possible = _code_acts(request)
    status = 200
    if request.method == "POST":
        if take(request, possible, lambda act: _do_code(reader, act)):
            return redirect("site:budget_codes")
        status = 400
    lists = account_codes.code_lists(reader)
    chosen = request.GET.get("daftar", "") or next((found.code for found in lists), "")
    check, wrong = _looked_up(request)
    context = {
        "lists": lists,
        "chosen": chosen,
        "codes": account_codes.codes_of(reader, chosen, filters.search(request))[:200],
        "search": filters.search(request),
        "asked": request.GET.get("kode", "")[:60],
        "kind": filters.choice(request, "jenis", CodeKind.values) or CodeKind.ACCOUNT,
        "kinds": CodeKind.choices,
        "check": check,
        "wrong": wrong,
        "mappings": [
            (item, printed(item.code, item.kind)) for item in account_codes.mappings(reader)[:200]
        ],
        "possible": possible,
        "open_act": request.POST.get("act", ""),
        "part": "codes",
        "trail": _trail(_("Kode rekening")),
    }
    return render(request, "site/budget_codes.html", context, status=status)


@page(permissions.VIEW_BUDGETS)
def budget_check(request: HttpRequest) -> HttpResponse:
    """A printed amount beside the cost by law: does it fit, and is its unit right?"""
    form = PrintedForm(data=request.GET if "printed" in request.GET else None)
    compared: Comparison | None = None
    found: Simulation | None = None
    if form.is_bound and form.is_valid():
        try:
            found = simulate(form.drafts())
            costs = [row.cost.total for row in found.rows]
            compared = compare_amount(form.cleaned_data["printed"], min(costs), max(costs))
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
    context = {
        "form": form,
        "compared": compared,
        "sentence": compared.message(language()) if compared else "",
        "style": _FIT_STYLES[compared.fit] if compared else "",
        "explanation": found.rows[0].cost.explanation() if found and compared else None,
        "notices": told(found.rows[0].notices) if found and compared else [],
        "part": "check",
        "trail": _trail(_("Cocokkan angka")),
    }
    return render(request, "site/budget_check.html", context)


def _looked_up(request: HttpRequest) -> tuple[account_codes.CodeCheck | None, str]:
    """The code of ``?kode=`` in this year's list, or what is wrong with it."""
    text = request.GET.get("kode", "")[:60].strip()
    if not text:
        return None, ""
    kind = filters.choice(request, "jenis", CodeKind.values) or CodeKind.ACCOUNT
    try:
        return account_codes.check_code(text, kind, today().year), ""
    except PayungError as refusal:
        return None, refusal.message(language())


def _code_acts(request: HttpRequest) -> list[Act]:
    if not request.reader.can(permissions.MANAGE_BUDGETS):
        return []
    chosen = request.POST.get("act") if request.method == "POST" else None
    posted = {"data": request.POST, "files": request.FILES}
    mapping = MappingForm(
        request.reader, prefix="map", **({"data": request.POST} if chosen == "map" else {})
    )
    listed = CodeListForm(prefix="list", **(posted if chosen == "list" else {}))
    return [
        Act("map", _("Petakan kode"), mapping, _("Simpan pemetaan")),
        Act("list", _("Unggah daftar kode kantor"), listed, _("Unggah daftar")),
    ]


def _do_code(reader: Reader, act: Act) -> str:
    entered = act.form.cleaned_data
    if act.key == "map":
        made = map_account(
            actor=reader,
            region_code=entered["region"],
            kind=entered["kind"],
            code=entered["code"],
            from_year=entered["from_year"],
            reason=entered["reason"],
            worker_segment=entered["worker_segment"],
            fund_source=entered["fund_source"],
        )
        return _("Kode %(code)s dipetakan.") % {"code": printed(made.code, made.kind)}
    taken = import_account_codes(
        actor=reader,
        file=_named(entered["file"]),
        list_code=entered["list_code"],
        valid_from=entered["valid_from"],
        valid_to=entered["valid_to"],
        is_complete=entered["is_complete"],
    )
    return _("Daftar kode diterima: %(new)s baru, %(same)s sudah ada.") % {
        "new": number(taken.created),
        "same": number(taken.unchanged + taken.changed),
    }


def _named(upload: UploadedFile) -> BinaryIO:
    """The upload as an open file whose name is its own, for the answer's sentences."""
    content = io.BytesIO(upload.read())
    content.name = upload.name or "CSV"
    return content


def _trail(name: str) -> list[tuple[object, str]]:
    return trail((_("Anggaran iuran"), reverse("site:budgets")), (name, ""))


routes: list[URLPattern] = [
    path("anggaran/unggah/", budget_import, name="budget_import"),
    path("anggaran/unggah/contoh.xlsx", budget_import_sample, name="budget_import_sample"),
    path("anggaran/kode/", budget_codes, name="budget_codes"),
    path("anggaran/cocokkan/", budget_check, name="budget_check"),
]
