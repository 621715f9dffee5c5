"""Cases on the ladder: the list, opening from findings, letters to many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.access import permissions
from payung.clock import today
from payung.compliance.models import Stage
from payung.compliance.operations.opening import Opened, open_cases
from payung.compliance.queries import cases as compliance
from payung.compliance.queries.cases import CaseRow
from payung.errors import PayungError
from payung.site import export
from payung.site.formatting import language, number
from payung.site.pages import case, case_batch, case_words, filters
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail

#: Refusals told one by one; the rest is counted.
MOST_TOLD = 5
STATES = (compliance.OPEN, compliance.OVERDUE, compliance.CLOSED)
ORDERS: dict[str, Callable[[CaseRow], Any]] = {
    "name": lambda row: row.case.firm_name.casefold(),
    "number": lambda row: (row.case.office_id, row.case.year, row.case.sequence),
    "stage": lambda row: list(Stage).index(Stage(row.case.stage)),
    "due": lambda row: row.case.due_on or date.max,
    "owed": lambda row: row.owed,
}
DEFAULT_ORDER = "-owed"


@page(permissions.VIEW_CASES)
def cases(request: HttpRequest) -> HttpResponse:
    """The cases of the reader's scope: what each owes, where it stands, until when."""
    rows = _rows(request)
    context = {
        "page": paged(
            request,
            [
                (row, case_words.style(row.case.stage), case_words.kinds(row.grounds))
                for row in rows
            ],
        ),
        "total": sum(row.owed for row in rows),
        "overdue": sum(1 for row in rows if row.overdue),
        "states": [
            (compliance.OPEN, _("Terbuka")),
            (compliance.OVERDUE, _("Lewat batas waktu")),
            (compliance.CLOSED, _("Ditutup")),
        ],
        "chosen_state": _state(request),
        "stages": [(stage.value, stage.label) for stage in Stage],
        "chosen_stage": _stage(request),
        "columns": _columns(),
        "default_order": DEFAULT_ORDER,
        "search": filters.search(request),
        "region_choices": filters.region_choices(request.reader),
        "chosen_region": filters.region(request) or "",
        "trail": trail((_("Perkara"), "")),
    }
    return render(request, "site/cases.html", context)


@page(permissions.VIEW_CASES, permissions.EXPORT)
def cases_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file."""
    return export.answer(
        reader=request.reader,
        format=format,
        name="perkara-kepatuhan",
        title=_("Perkara kepatuhan"),
        columns=[
            export.Column(_("Pemberi kerja")),
            export.Column(_("Nomor perkara")),
            export.Column("NPP"),
            export.Column(_("Daerah")),
            export.Column(_("Temuan")),
            export.Column(_("Tahap")),
            export.Column(_("Langkah terakhir"), "date"),
            export.Column(_("Batas waktu"), "date"),
            export.Column(_("Bulan belum lunas"), "count"),
            export.Column(_("Pokok"), "money"),
            export.Column(_("Denda"), "money"),
            export.Column(_("Kekurangan hasil pemeriksaan"), "money"),
        ],
        rows=[_exported(row) for row in _rows(request)],
    )


@page(permissions.HANDLE_CASES, methods=["POST"])
def case_open(request: HttpRequest) -> HttpResponse:
    """Open cases from the findings that were chosen; one goes to its page, many to the list."""
    chosen = [int(pk) for pk in request.POST.getlist("temuan") if pk.isdecimal()]
    if not chosen:
        messages.error(request, _("Pilih sedikitnya satu temuan yang sudah diterima."))
        return redirect("site:cases")
    try:
        answer = open_cases(actor=request.reader, finding_ids=chosen, opened_on=today())
    except PayungError as refusal:
        messages.error(request, refusal.message(language()))
        return redirect("site:cases")
    _tell(request, answer)
    if len(answer.cases) == 1:
        return redirect("site:case", number=answer.cases[0].number)
    return redirect("site:cases")


def _tell(request: HttpRequest, answer: Opened) -> None:
    if answer.opened:
        messages.success(
            request,
            ngettext("%(count)s perkara dibuka.", "%(count)s perkara dibuka.", len(answer.opened))
            % {"count": number(len(answer.opened))},
        )
    if answer.joined:
        messages.info(
            request,
            ngettext(
                "%(count)s perkara yang sudah terbuka menerima temuan itu.",
                "%(count)s perkara yang sudah terbuka menerima temuan itu.",
                len(answer.joined),
            )
            % {"count": number(len(answer.joined))},
        )
    for finding, verdict in answer.refused[:MOST_TOLD]:
        messages.error(request, f"{finding.firm_name}: {verdict.message(language())}")
    if len(answer.refused) > MOST_TOLD:
        more = len(answer.refused) - MOST_TOLD
        messages.error(request, _("%(count)s temuan lain juga ditolak.") % {"count": number(more)})


def _state(request: HttpRequest) -> str:
    return filters.choice(request, "keadaan", STATES) or compliance.OPEN


def _stage(request: HttpRequest) -> str:
    return filters.choice(request, "tahap", Stage.values)


def _rows(request: HttpRequest) -> Sequence[CaseRow]:
    found = compliance.cases(
        request.reader,
        stage=_stage(request) or None,
        region=filters.region(request),
        state=_state(request),
        search=filters.search(request),
        on=today(),
    )
    known = [*ORDERS, *(f"-{name}" for name in ORDERS)]
    order = filters.choice(request, "urut", known) or DEFAULT_ORDER
    rows = compliance.with_claims(found, today())
    return sorted(rows, key=ORDERS[order.removeprefix("-")], reverse=order.startswith("-"))


def _columns() -> list[tuple[str, str, bool]]:
    return [
        ("name", _("Pemberi kerja"), False),
        ("number", _("Nomor perkara"), False),
        ("stage", _("Tahap"), False),
        ("due", _("Batas waktu"), False),
        ("owed", _("Terutang"), True),
    ]


def _exported(row: CaseRow) -> tuple[object, ...]:
    found = row.case
    employer = found.employer
    return (
        found.firm_name,
        found.number,
        f"{employer.registration_number}/{employer.division}" if employer else "",
        found.region.name,
        case_words.kinds(row.grounds),
        str(Stage(found.stage).label),
        found.last_step_on,
        found.due_on,
        len(row.claim.months),
        row.claim.principal,
        row.claim.penalty,
        row.deficit,
    )


CASE = "perkara/<slug:number>/"

routes = [
    path("perkara/", cases, name="cases"),
    path("perkara/ekspor.<format:format>", cases_export, name="cases_export"),
    path("perkara/buka/", case_open, name="case_open"),
    path("perkara/terbitkan-surat/", case_batch.batch, name="case_batch"),
    path("perkara/daftar-pemeriksaan.xlsx", case.inspection_sheet, name="case_inspection_sheet"),
    path(CASE, case.case, name="case"),
    path(f"{CASE}langkah/<slug:kind>/", case.case_step, name="case_step"),
    path(f"{CASE}pemeriksaan/<int:inspection_id>/", case.case_inspection, name="case_inspection"),
    path(
        f"{CASE}pemeriksaan/<int:inspection_id>/baris/<int:row>/",
        case.case_inspection_line,
        name="case_inspection_line",
    ),
]
