"""Whose months end soon, and who has left: to be renewed, or decided."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.clock import today
from payung.errors import PayungError
from payung.site import export
from payung.site.formatting import language
from payung.site.pages.gate import page, paged
from payung.site.pages.list_cover_forms import LeaverForm
from payung.site.pages.wording import trail
from payung.sponsorship.models import DropReason
from payung.sponsorship.operations.drops import drop_person, keep_person
from payung.sponsorship.queries import lapsing as people

#: The days ahead that may be chosen, beside the office's own.
SPANS = (30, 60, 90, 180)


@page(permissions.VIEW_LISTS)
def lapsing(request: HttpRequest) -> HttpResponse:
    """Whose cover ends within so many days: by village and list, then one by one."""
    days = _days(request)
    found = people.lapsing(request.reader, today(), days)
    village = request.GET.get("desa", "")
    shown = [one for one in found if not village or one.village == village]
    context = {
        "days": days,
        "spans": sorted({*SPANS, people.lapsing_days(today())}),
        "village": village,
        "villages": people.lapsing_by_village(request.reader, today(), days),
        "too_old": sum(one.too_old for one in found),
        "first": min((one.ends_on for one in found), default=None),
        "all_count": len(found),
        "page": paged(request, shown),
        "trail": _trail(_("Segera berakhir")),
    }
    return render(request, "site/list_lapsing.html", context)


@page(permissions.VIEW_LISTS, permissions.EXPORT)
def lapsing_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same people as a file; telephone numbers stay masked."""
    return export.answer(
        reader=request.reader,
        format=format,
        name="segera-berakhir",
        title=_("Penerima yang segera berakhir"),
        columns=[
            export.Column(_("Nama")),
            export.Column(_("Desa atau kelurahan")),
            export.Column(_("Kecamatan")),
            export.Column(_("Daftar")),
            export.Column(_("Berakhir"), "date"),
            export.Column(_("Hari lagi"), "count"),
            export.Column(_("Telepon")),
            export.Column(_("Melewati batas umur")),
        ],
        rows=[
            (
                one.name,
                one.village,
                one.district,
                one.list_number,
                one.ends_on,
                one.days_left,
                one.phone,
                _("ya") if one.too_old else "",
            )
            for one in people.lapsing(request.reader, today(), _days(request))
        ],
    )


@page(permissions.VIEW_LISTS, methods=("GET", "HEAD", "POST"))
def leavers(request: HttpRequest) -> HttpResponse:
    """Who seems to have left by the books, to be decided; and who left, by month and reason."""
    if request.method == "POST":
        request.reader.require(permissions.MANAGE_LISTS)
        _decide(request)
        return redirect("site:list_leavers")
    context = {
        "page": paged(request, people.leavers(request.reader, today())),
        "reasons": DropReason.choices,
        "drops": people.drops(request.reader),
        "trail": _trail(_("Keluar")),
    }
    return render(request, "site/list_leavers.html", context)


def _decide(request: HttpRequest) -> None:
    form = LeaverForm(request.POST)
    if not form.is_valid():
        wrong = [text for told in form.errors.values() for text in told]
        messages.error(request, " ".join(wrong))
        return
    told = form.cleaned_data
    try:
        if request.POST.get("act") == "keep":
            keep_person(
                actor=request.reader,
                row_id=told["row"],
                reason=told["reason"],
                note=told["note"],
            )
            messages.success(request, _("Orang ini tetap ditanggung; petunjuknya ditutup."))
        else:
            drop_person(
                actor=request.reader,
                row_id=told["row"],
                reason=told["reason"],
                on=told["happened_on"],
                note=told["note"],
            )
            messages.success(request, _("Dicatat keluar dari daftar."))
    except PayungError as refusal:
        messages.error(request, refusal.message(language()))


def _days(request: HttpRequest) -> int:
    told = request.GET.get("hari", "")
    return int(told) if told.isdecimal() and int(told) in SPANS else people.lapsing_days(today())


def _trail(here: str) -> list[tuple[object, str]]:
    return trail((_("Daftar penerima"), reverse("site:lists")), (here, ""))


routes: list[URLPattern] = [
    path("daftar-penerima/segera-berakhir/", lapsing, name="list_lapsing"),
    path(
        "daftar-penerima/segera-berakhir/ekspor.<format:format>",
        lapsing_export,
        name="list_lapsing_export",
    ),
    path("daftar-penerima/keluar/", leavers, name="list_leavers"),
]
