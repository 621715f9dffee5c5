"""Mandates: the list, its export, the room of those who work on them, and all their addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.compliance.mandate_states import State
from payung.compliance.models import Mandate, MandateKind
from payung.compliance.operations.mandate_ledger import follow_ledger
from payung.compliance.queries import mandates as compliance
from payung.compliance.queries.mandate_worklist import worklist
from payung.compliance.queries.recoveries import Recovery, nothing_yet, recoveries_of
from payung.site import export
from payung.site.formatting import language, number
from payung.site.pages import filters, mandate, mandate_request, mandate_words, recap
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail

#: Rows shown of each pile of the room; the list has the rest.
SHOWN = 12


@dataclass(frozen=True)
class Row:
    """One mandate of the list."""

    mandate: Mandate
    account: Recovery
    style: str
    address: str


@page(permissions.VIEW_MANDATES)
def mandates(request: HttpRequest) -> HttpResponse:
    """The mandates of the reader's offices: value, what came back, where each stands."""
    rows = _rows(request)
    context = {
        "page": paged(request, rows),
        "count": len(rows),
        "handed_over": sum(row.account.handed_over for row in rows),
        "recovered": sum(row.account.recovered for row in rows),
        "remaining": sum(row.account.remaining for row in rows),
        "states": [(state.value, state.label) for state in State],
        "kinds": [(kind.value, kind.label) for kind in MandateKind],
        "offices": compliance.offices_of(request.reader),
        "chosen": _chosen(request),
        "search": filters.search(request),
        "trail": trail((_("Kuasa khusus"), "")),
    }
    return render(request, "site/mandates.html", context)


@page(permissions.VIEW_MANDATES)
def mandates_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file."""
    return export.answer(
        reader=request.reader,
        format=format,
        name="kuasa-khusus",
        title=_("Kuasa khusus"),
        columns=[
            export.Column(_("Pemberi kerja")),
            export.Column(_("Nomor")),
            export.Column("NPP"),
            export.Column(_("Kantor cabang")),
            export.Column(_("Kejaksaan")),
            export.Column(_("Jenis")),
            export.Column(_("Keadaan")),
            export.Column(_("Tanggal SKK"), "date"),
            export.Column(_("Berlaku sampai"), "date"),
            export.Column(_("Diserahkan"), "money"),
            export.Column(_("Pokok dipulihkan"), "money"),
            export.Column(_("Denda dipulihkan"), "money"),
            export.Column(_("Dikoreksi"), "money"),
            export.Column(_("Dihapusbukukan"), "money"),
            export.Column(_("Sisa"), "money"),
            export.Column(_("Bayar pertama"), "date"),
        ],
        rows=[_exported(row) for row in _rows(request)],
    )


def _exported(row: Row) -> tuple[object, ...]:
    found, account = row.mandate, row.account
    return (
        found.firm_name,
        found.number,
        found.employer.registration_number if found.employer else "",
        str(found.branch),
        str(found.prosecution_office),
        str(found.get_kind_display()),
        str(found.get_state_display()),
        found.granted_on,
        found.valid_until,
        account.handed_over,
        account.principal_recovered,
        account.penalty_recovered,
        account.corrected,
        account.written_off,
        account.remaining,
        account.first_payment_on,
    )


@page(permissions.VIEW_MANDATES)
def mandate_room(request: HttpRequest) -> HttpResponse:
    """The work of the day: what is due, who has not come, whose instalment is late."""
    found = worklist(request.reader, today())
    piles = [
        (
            matter,
            mandate_words.MATTERS[matter],
            [
                (item, mandate_words.item_words(item), mandate_words.address(item.mandate))
                for item in items[:SHOWN]
            ],
            len(items),
        )
        for matter, items in found.piles
    ]
    context = {
        "found": found,
        "piles": piles,
        "may_follow": _may_follow(request.reader),
        "trail": trail((_("Kuasa khusus"), reverse("site:mandates")), (_("Ruang kerja"), "")),
    }
    return render(request, "site/mandate_room.html", context)


@page(permissions.VIEW_MANDATES, methods=["POST"])
def mandate_follow(request: HttpRequest) -> HttpResponse:
    """Write down what ledger and calendar have decided."""
    done = follow_ledger(actor=request.reader, on=today())
    messages.success(
        request,
        _("%(paid)s lunas, %(paying)s mulai mengangsur, %(reopened)s negosiasi dibuka kembali.")
        % {
            "paid": number(done.paid),
            "paying": number(done.paying),
            "reopened": number(done.reopened),
        },
    )
    for name, refusal in done.refused:
        messages.error(request, f"{name}: {refusal.message(language())}")
    return redirect("site:mandate_room")


def _may_follow(reader: Reader) -> bool:
    return reader.can(permissions.HANDLE_MANDATES) or reader.can(permissions.REQUEST_MANDATES)


def _rows(request: HttpRequest) -> Sequence[Row]:
    chosen = _chosen(request)
    found = list(
        compliance.mandates(
            request.reader,
            state=chosen["keadaan"],
            kind=chosen["jenis"],
            office=chosen["kantor"],
            search=filters.search(request),
            only_mine=chosen["milik"] == "saya",
        )
    )
    on = today()
    accounts = recoveries_of([one.pk for one in found], on)
    return [
        Row(
            one,
            accounts.get(one.pk) or nothing_yet(one, on),
            mandate_words.style(one.state),
            mandate_words.address(one),
        )
        for one in found
    ]


def _chosen(request: HttpRequest) -> dict[str, str]:
    return {
        "keadaan": filters.choice(request, "keadaan", State.values),
        "jenis": filters.choice(request, "jenis", MandateKind.values),
        "kantor": request.GET.get("kantor", "")[:30],
        "milik": filters.choice(request, "milik", ["saya"]),
    }


_ONE = "kuasa/<str:case>/<slug:skk>/"
routes: list[URLPattern] = [
    path("kuasa/", mandates, name="mandates"),
    path("kuasa/ekspor.<format:format>", mandates_export, name="mandates_export"),
    path("kuasa/ruang/", mandate_room, name="mandate_room"),
    path("kuasa/ikuti/", mandate_follow, name="mandate_follow"),
    path("kuasa/mohon/", mandate_request.mandate_request, name="mandate_request"),
    path("kuasa/jadwal/", mandate.plan_sum, name="mandate_plan_sum"),
    path(_ONE, mandate.mandate, name="mandate"),
    path(f"{_ONE}tindakan/<slug:act>/", mandate.mandate_act, name="mandate_act"),
    path(f"{_ONE}hak-pekerja/", mandate.mandate_rights, name="mandate_rights"),
    path(f"{_ONE}lampiran/", mandate.mandate_attach, name="mandate_attach"),
    path(
        f"{_ONE}lampiran/<int:attachment_id>/", mandate.mandate_attachment,
        name="mandate_attachment",
    ),
    path("rekap-pemulihan/", recap.recap, name="recap"),
    path("rekap-pemulihan/ekspor.xlsx", recap.recap_export, name="recap_export"),
]  # fmt: skip
