"""The worklist of claims: what waits for whom, the late ones first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.claims.models import Claim, ClaimState
from payung.claims.queries import worklist as work
from payung.claims.queries.clocks import CLOSED as CLOSED_STATES
from payung.claims.queries.worklist import Choice, Pile, Waiting, Worklist
from payung.claims.service_days import Stage
from payung.clock import today
from payung.registry.models import Programme
from payung.site import export
from payung.site.pages import filters
from payung.site.pages.claim_clock_words import PILES, STAGES, ClockWords, clock_words
from payung.site.pages.claim_parts import STYLES
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail

#: Beside the piles of open claims: what is over.
CLOSED = "SELESAI"
#: Most rows that a search shows: whoever looks for one claim writes more of it.
FOUND = 50


@dataclass(frozen=True)
class Row:
    """One claim of the list; an open one with its clock in words."""

    claim: Claim
    words: ClockWords | None
    style: str


@page(permissions.VIEW_CLAIMS, methods=["GET", "HEAD", "POST"])
def claims(request: HttpRequest) -> HttpResponse:
    """The claims of the reader's offices: the late ones on top, then by the days left.

    The search is posted: a name or a NIK does not belong into an address.
    """
    search = request.POST.get("cari", "")[: filters.LONGEST_SEARCH].strip()
    found = work.worklist(request.reader, on=today(), choice=_choice(request))
    is_closed = request.GET.get("keadaan") == CLOSED
    context: dict[str, Any] = {
        "search": search,
        "is_closed": is_closed,
        "figures": found,
        "late": found.piles.get(Pile.LATE, 0),
        "due_today": found.piles.get(Pile.TODAY, 0),
        "claimant": found.piles.get(Pile.CLAIMANT, 0),
        "to_remind": found.to_remind,
        "to_pay": work.amount_to_pay(found.ready),
        "granted": len(found.ready),
        "piles": _tabs(found, _choice(request)),
        "open": sum(found.piles.values()),
        "closed": CLOSED,
        "trail": trail((_("Klaim"), "")),
    }
    context |= _choices(request) | _listed(request, found, search, is_closed)
    return render(request, "site/claims.html", context)


def _tabs(found: Worklist, choice: Choice) -> list[tuple[Pile, object, int]]:
    """The piles that hold something, and the chosen one."""
    counts = [(pile, name, found.piles.get(pile, 0)) for pile, name in PILES.items()]
    return [one for one in counts if one[-1] or one[0] == choice.pile]


def _listed(request: HttpRequest, found: Worklist, search: str, is_closed: bool) -> dict[str, Any]:
    if search or is_closed:
        rows: QuerySet[Claim] = (
            work.search_claims(request.reader, search)
            if search
            else work.closed_claims(request.reader, _choice(request), state=_state(request))
        )
        shown = paged(request, rows, FOUND)
        return {"page": shown, "rows": [_closed_row(one) for one in shown]}
    shown = paged(request, found.rows)
    return {"page": shown, "rows": list(_rows(list(shown)))}


def _rows(waiting: list[Waiting]) -> Iterator[Row]:
    for one, claim in zip(waiting, work.claims_shown(waiting), strict=True):
        yield Row(claim, clock_words(one), STYLES[ClaimState(claim.state)])


def _closed_row(claim: Claim) -> Row:
    return Row(claim, None, STYLES[ClaimState(claim.state)])


@page(permissions.VIEW_CLAIMS, permissions.EXPORT)
def claims_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file."""
    if request.GET.get("keadaan") == CLOSED:
        closed = work.closed_claims(request.reader, _choice(request), state=_state(request))
        rows = [_exported(_closed_row(one)) for one in closed]
    else:
        found = work.worklist(request.reader, on=today(), choice=_choice(request))
        rows = [_exported(one) for one in _rows(list(found.rows))]
    return export.answer(
        reader=request.reader,
        format=format,
        name="klaim",
        title=_("Daftar klaim"),
        columns=[
            export.Column(_("Peserta")),
            export.Column(_("Nomor klaim")),
            export.Column(_("Program")),
            export.Column(_("Peristiwa")),
            export.Column(_("Tanggal peristiwa"), "date"),
            export.Column(_("Kantor")),
            export.Column(_("Keadaan klaim")),
            export.Column(_("Giliran")),
            export.Column(_("Waktu")),
            export.Column(_("Sisa waktu tahap")),
            export.Column(_("Sisa waktu sampai dibayar")),
            export.Column(_("Diterima"), "date"),
            export.Column(_("Dibayar"), "date"),
            export.Column(_("Manfaat"), "money"),
        ],
        rows=rows,
    )


def _exported(row: Row) -> tuple[object, ...]:
    claim, words = row.claim, row.words
    return (
        claim.person.name,
        claim.number,
        Programme(claim.programme).name,
        _(str(claim.event.get_kind_display())),
        claim.event.happened_on,
        claim.office.name,
        _(str(ClaimState(claim.state).label)),
        str(words.stage) if words else "",
        str(words.pile) if words else "",
        words.stage_days if words else "",
        words.promise if words else "",
        claim.received_on,
        claim.paid_on,
        claim.amount,  # type: ignore[attr-defined]
    )


def _choice(request: HttpRequest) -> Choice:
    programme = filters.choice(request, "program", [one.name for one in Programme])
    stage = filters.choice(request, "tahap", [*Stage])
    pile = filters.choice(request, "keadaan", [*Pile])
    offices = [code for code, _name in work.offices_of(request.reader)]  # type: ignore[attr-defined]
    return Choice(
        programme=Programme[programme].value if programme else None,
        stage=Stage(stage) if stage else None,
        pile=Pile(pile) if pile else None,
        office=filters.choice(request, "kantor", offices),
    )


def _state(request: HttpRequest) -> str:
    return filters.choice(request, "tahap", [str(state) for state in ClaimState])


def _choices(request: HttpRequest) -> dict[str, Any]:
    chosen = _choice(request)
    return {
        "programmes": [(one.name, one.label) for one in Programme],
        "chosen_programme": filters.choice(request, "program", [one.name for one in Programme]),
        "stages": list(STAGES.items()),
        "ends": [(state.value, state.label) for state in ClaimState if state in CLOSED_STATES],
        "chosen_stage": chosen.stage or _state(request),
        "chosen_pile": chosen.pile or "",
        "offices": work.offices_of(request.reader),  # type: ignore[attr-defined]
        "chosen_office": chosen.office,
    }


routes = [
    path("klaim/", claims, name="claims"),
    path("klaim/ekspor.<format:format>", claims_export, name="claims_export"),
]
