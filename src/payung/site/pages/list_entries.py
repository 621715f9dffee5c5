"""Proposing a list: by file, by a sheet filled without network, or person by person on a phone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.errors import NotFound, PayungError
from payung.site.formatting import language
from payung.site.pages.budget_forms import governments
from payung.site.pages.gate import page
from payung.site.pages.list_forms import (
    VILLAGE,
    NoteForm,
    PersonForm,
    ProposalForm,
    ServantsForm,
    proposers,
)
from payung.site.pages.wording import trail
from payung.site.uploads import on_disk
from payung.sponsorship.listing.asking import may_be_edited
from payung.sponsorship.models import BeneficiaryList, CivilServant, ListRow
from payung.sponsorship.operations.civil_servants import import_civil_servants
from payung.sponsorship.operations.entering import enter_row, strike_row
from payung.sponsorship.operations.proposing import open_list, propose_list
from payung.sponsorship.queries import lists as queries
from payung.sponsorship.queries import sheets
from payung.sponsorship.queries.lists import written

_POSTED = ("GET", "HEAD", "POST")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(permissions.PROPOSE_LISTS, methods=_POSTED)
def list_new(request: HttpRequest) -> HttpResponse:
    """Propose a list: with a file it is taken at once, without one it is entered on the screen."""
    form = ProposalForm(request.reader, data=request.POST or None, files=request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = _propose(request, form)
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            if found.stored_path:
                return redirect("site:list", list_id=found.pk)
            return redirect("site:list_entry", list_id=found.pk)
    context = {
        "form": form,
        "places": proposers(request.reader),
        "village": VILLAGE,
        "trail": trail((_("Daftar penerima"), reverse("site:lists")), (_("Usulkan"), "")),
    }
    return render(request, "site/list_new.html", context, status=400 if form.is_bound else 200)


@page(permissions.PROPOSE_LISTS)
def list_sheet(request: HttpRequest) -> HttpResponse:
    """The workbook to be filled without network, for ``?untuk=`` (default: the first proposer)."""
    kind, code = _place(request)
    if kind == VILLAGE:
        body = sheets.entry_workbook(request.reader, village_code=code)
    else:
        region = code.split("-")[1]
        body = sheets.entry_workbook(request.reader, region_code=region)
    response = HttpResponse(body, content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="daftar-penerima-{code}.xlsx"'
    return response


@page(permissions.PROPOSE_LISTS)
def list_form(request: HttpRequest) -> HttpResponse:
    """The form to be written by hand, for the village of ``?untuk=``."""
    kind, code = _place(request)
    if kind != VILLAGE:
        raise NotFound(
            "form_village",
            "Formulir tulis tangan dicetak untuk satu desa.",
            "The form to be written by hand is printed for one village.",
        )
    response = HttpResponse(sheets.entry_form(request.reader, code), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="formulir-{code}.pdf"'
    return response


@page(permissions.PROPOSE_LISTS, methods=_POSTED)
def list_entry(request: HttpRequest, list_id: int) -> HttpResponse:
    """One person after the other, as on a phone; what is missing is told and may wait."""
    found = queries.list_(request.reader, list_id)
    if not may_be_edited(found):
        messages.info(request, _("Daftar ini sudah diserahkan dan tidak dapat diisi lagi."))
        return redirect("site:list", list_id=list_id)
    row = _row(request, found)
    form = PersonForm(
        _villages(found), data=request.POST or None, initial=written(row) if row else {}
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _entered(request, found, row, form)
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
    rows = queries.told(list(found.rows.order_by("-row_no")[:20]), language())
    context = {
        "found": found,
        "form": form,
        "row": row,
        "strike_form": NoteForm(auto_id="coret_%s"),
        "rows": rows,
        "many": found.rows.count(),
        "trail": trail(
            (_("Daftar penerima"), reverse("site:lists")),
            (found.number, reverse("site:list", kwargs={"list_id": list_id})),
            (_("Isi orang"), ""),
        ),
    }
    return render(request, "site/list_entry.html", context, status=400 if form.is_bound else 200)


@page(permissions.MANAGE_LISTS, methods=_POSTED)
def list_servants(request: HttpRequest) -> HttpResponse:
    """The lists of those who serve the state: upload, and how many are known."""
    regions = governments(request.reader, permissions.MANAGE_LISTS)
    form = ServantsForm(regions, data=request.POST or None, files=request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            with on_disk(told["file"]) as path_:
                taken = import_civil_servants(
                    actor=request.reader,
                    region_code=told["region"],
                    kind=told["kind"],
                    listed_on=told["listed_on"],
                    path=path_,
                    file_name=told["file"].name,
                )
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(
                request,
                _("%(persons)s orang; %(added)s baru, %(left)s keluar, %(bad)s NIK tak terbaca.")
                % {
                    "persons": taken.persons,
                    "added": taken.added,
                    "left": taken.left,
                    "bad": taken.unreadable,
                },
            )
            return redirect("site:list_servants")
    context = {
        "form": form,
        "known": queries.civil_servants(request.reader),
        "kinds": dict(CivilServant.Kind.choices),
        "trail": trail(
            (_("Daftar penerima"), reverse("site:lists")), (_("ASN, TNI dan Polri"), "")
        ),
    }
    return render(request, "site/list_servants.html", context, status=400 if form.is_bound else 200)


def _propose(request: HttpRequest, form: ProposalForm) -> BeneficiaryList:
    upload, asked = form.cleaned_data["file"], form.asked()
    if upload is None:
        return open_list(actor=request.reader, **asked)  # type: ignore[arg-type, attr-defined]
    with on_disk(upload) as found:
        return propose_list(
            actor=request.reader,  # type: ignore[attr-defined]
            path=found,
            file_name=upload.name,
            **asked,  # type: ignore[arg-type]
        )


def _place(request: HttpRequest) -> tuple[str, str]:
    """The kind and code of the proposer of ``?untuk=``, one of the reader's own."""
    known = [code for code, _name in proposers(request.reader)]  # type: ignore[attr-defined]
    asked = request.GET.get("untuk", known[0] if known else "")
    if asked not in known:
        raise NotFound(
            "list_place",
            "Tidak ada desa atau perangkat daerah itu dalam wilayah kerja Anda.",
            "There is no such village or agency within your scope.",
        )
    kind, _sign, code = asked.partition(":")
    return kind, code


def _villages(found: BeneficiaryList) -> list[tuple[str, str]]:
    """The villages that a person may live in; none to choose from where a village proposes."""
    if found.village_id:
        return []
    villages = found.region.villages.order_by("name")
    return [(one.pk, f"{one.name} ({one.district})") for one in villages]


def _row(request: HttpRequest, found: BeneficiaryList) -> ListRow | None:
    number = request.GET.get("baris", "")
    if not number.isdecimal():
        return None
    return queries.row(request.reader, found.pk, int(number))  # type: ignore[attr-defined]


def _entered(
    request: HttpRequest, found: BeneficiaryList, row: ListRow | None, form: PersonForm
) -> HttpResponse:
    """Keep the person (or strike him), and show an empty form again."""
    reader = request.reader  # type: ignore[attr-defined]
    if row is not None and request.POST.get("act") == "strike":
        note = request.POST.get("note", "")
        strike_row(actor=reader, list_id=found.pk, row_no=row.row_no, reason=note)
        messages.success(request, _("%(name)s dicoret dari daftar.") % {"name": row.name})
    else:
        kept = enter_row(
            actor=reader,
            list_id=found.pk,
            row_no=row.row_no if row else None,
            entered=form.cleaned_data,
        )
        messages.success(request, _("%(name)s disimpan.") % {"name": kept.name or _("Baris")})
    return redirect("site:list_entry", list_id=found.pk)


routes: list[URLPattern] = [
    path("daftar-penerima/usulkan/", list_new, name="list_new"),
    path("daftar-penerima/lembar.xlsx", list_sheet, name="list_sheet"),
    path("daftar-penerima/formulir.pdf", list_form, name="list_form"),
    path("daftar-penerima/pembanding/", list_servants, name="list_servants"),
    path("daftar-penerima/<int:list_id>/isi/", list_entry, name="list_entry"),
]
