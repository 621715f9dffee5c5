"""The tab Keputusan of a claim: what is paid to whom and why, and what is to be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.claims.answers import answer_of
from payung.claims.decision_letters import draft_papers_letter
from payung.claims.explained import explained
from payung.claims.models import Claim, ClaimState, Decision
from payung.claims.operations.approving import approve_decision, seal_receivers, send_back
from payung.claims.operations.deciding import (
    DECIDED,
    propose_decision,
    refuse_claim,
)
from payung.claims.operations.objections import object_to_decision, reopen_claim
from payung.claims.queries.decisions import (
    decision_in_force,
    decisions_of,
    objecting_until,
    waiting_decision,
    why_approval,
)
from payung.claims.queries.families import people_of
from payung.claims.readiness import assess
from payung.claims.sealing import changes_since, newest_seal
from payung.clock import today
from payung.documents.queries import letters
from payung.errors import PayungError
from payung.site.formatting import language
from payung.site.pages import claim_decision_words as words
from payung.site.pages.claim_decision_forms import (
    ActForm,
    ApproveForm,
    ObjectForm,
    ProposeForm,
    ReasonForm,
    RefuseForm,
)
from payung.site.pages.claim_parts import claim_shell, claim_shown
from payung.site.pages.gate import page


@page(permissions.VIEW_CLAIMS)
def claim_decision(request: HttpRequest, number: str) -> HttpResponse:
    """The decision of a claim: in force, waiting, or what the law would give now."""
    return _page(request, claim_shown(request, number))


def _page(
    request: HttpRequest,
    found: Claim,
    wrong: tuple[str, ActForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **claim_shell(request, found),
        **_shown(found),
        "decisions": [(one, words.reason_words(one)) for one in decisions_of(found)],
        "letters": letters(request.reader, about=found.about)  # type: ignore[attr-defined]
        if request.reader.can(permissions.VIEW_LETTERS)  # type: ignore[attr-defined]
        else [],
        "wrong": wrong[1] if wrong else None,
        "objections": found.objections.select_related("review", "party", "decision"),
    }
    reader: Reader = request.reader  # type: ignore[attr-defined]
    context["acts"] = _offered(reader, found, wrong, context)
    waiting = context.get("decision")
    context["own"] = waiting is not None and waiting.decided_by_id == request.user.pk
    return render(request, "site/claim_decision.html", context, status=status)


def _shown(found: Claim) -> dict[str, Any]:
    """What is decided, waits, or would be decided, with the law's reasons."""
    if found.state in (ClaimState.RECEIVED, ClaimState.COMPLETE):
        return _preview(found)
    decision = waiting_decision(found) or decision_in_force(found)
    if decision is None:
        return {"kind": "none"}
    waits = found.state == ClaimState.PROPOSED
    changes = changes_since(decision) if newest_seal(decision) else ()
    benefit = answer_of(decision)
    return {
        "kind": "waiting" if waits else "in_force",
        "decision": decision,
        "why": words.why_words(why_approval(decision), found, decision.decided_on),
        "changes": words.change_words(changes),
        "until": None if waits else objecting_until(decision),
        **_told(found, benefit, decision),
    }


def _told(found: Claim, benefit: dict[str, Any], decision: Decision) -> dict[str, Any]:
    if decision.is_granted and found.state == ClaimState.PROPOSED:
        payments = words.planned_payments(decision, people_of(found))
    else:
        payments = words.of_payables(
            found.payables.filter(end__isnull=True).select_related(
                "party__guardian", "party__claim__event"
            )
        )
    return {
        **_lines(found, payments, benefit),
        "total": decision.total,
        "employer": decision.employer,
        "tax": decision.tax,
        "is_granted": decision.is_granted,
    }


def _lines(found: Claim, payments: list[words.Payment], benefit: dict[str, Any]) -> dict[str, Any]:
    """Who receives what, the sums of now and later, and the law's reasons."""
    lines = words.payouts(found, payments, benefit, today())
    now = [one for one in lines if not one.is_later]
    receivers = list(dict.fromkeys(one.receiver for one in now))
    return {
        "payouts": lines,
        "now": sum(one.net for one in now),
        "now_to": ", ".join(receivers),
        "later": sum(one.net for one in lines if one.is_later),
        "explained": explained(benefit, language(), spaced=True),
    }


def _preview(found: Claim) -> dict[str, Any]:
    assessed = assess(found)
    context: dict[str, Any] = {
        "kind": "preview",
        "obstacles": [
            (one.message(language()), reverse(f"site:{one.route}", args=[found.number]))
            for one in assessed.obstacles
        ],
        "is_ready": assessed.is_ready and found.state == ClaimState.COMPLETE,
    }
    if assessed.benefit is None:
        return context
    benefit = assessed.benefit.as_dict()
    payments = words.of_plan(assessed.payments, people_of(found))
    return {
        **context,
        **_lines(found, payments, benefit),
        "total": assessed.benefit.total,
        "employer": assessed.benefit.total - assessed.benefit.paid_by("FUND"),
        "tax": assessed.benefit.tax,
        "is_granted": assessed.benefit.is_payable,
    }


@dataclass(frozen=True)
class Act:
    """One act on a claim: its form, who may do it, at which stage, and how it is done."""

    name: object
    form: type[ActForm]
    permission: str
    states: tuple[str, ...]
    do: Callable[[Reader, Claim, dict[str, Any]], object]
    done: object
    help: object = ""


def _versioned(claim: Claim, told: dict[str, Any]) -> dict[str, Any]:
    return {"number": claim.number, "version": told["version"]}


def _propose(actor: Reader, claim: Claim, told: dict[str, Any]) -> object:
    return propose_decision(
        actor=actor,
        grounds=told["grounds"],
        has_interest=told["has_interest"],
        **_versioned(claim, told),
    )


def _refuse(actor: Reader, claim: Claim, told: dict[str, Any]) -> object:
    return refuse_claim(
        actor=actor, cause=told["cause"], grounds=told["grounds"], **_versioned(claim, told)
    )


def _approve(actor: Reader, claim: Claim, told: dict[str, Any]) -> object:
    return approve_decision(actor=actor, **_versioned(claim, told))


def _send_back(actor: Reader, claim: Claim, told: dict[str, Any]) -> object:
    return send_back(actor=actor, reason=told["reason"], **_versioned(claim, told))


def _seal(actor: Reader, claim: Claim, told: dict[str, Any]) -> object:
    return seal_receivers(actor=actor, reason=told["reason"], **_versioned(claim, told))


def _reopen(actor: Reader, claim: Claim, told: dict[str, Any]) -> object:
    return reopen_claim(actor=actor, reason=told["reason"], **_versioned(claim, told))


def _object(actor: Reader, claim: Claim, told: dict[str, Any]) -> object:
    return object_to_decision(
        actor=actor,
        number=claim.number,
        grounds=told["grounds"],
        party_id=told["party"],
        received_on=told["received_on"],
    )


def _ask_papers(actor: Reader, claim: Claim, told: dict[str, Any]) -> object:
    return draft_papers_letter(claim, actor)


_OPEN = (ClaimState.COMPLETE,)
ACTS: dict[str, Act] = {
    "putuskan": Act(
        _("Putuskan"), ProposeForm, permissions.ASSESS_CLAIMS, _OPEN, _propose,
        _("Keputusan disusun."),
        _("Jumlahnya jawaban hukum atas fakta di halaman Ringkasan. Di atas batas kantor, "
          "kepala kantor menyetujuinya."),
    ),
    "tolak": Act(
        _("Usulkan penolakan"), RefuseForm, permissions.ASSESS_CLAIMS, _OPEN, _refuse,
        _("Penolakan diusulkan; orang lain yang menyetujuinya."),
        _("Hanya bila kejadiannya tidak terbukti, pemohon tidak berhak, atau berkasnya palsu. "
          "Selebihnya hukum yang menjawab."),
    ),
    "setujui": Act(
        _("Setujui"), ApproveForm, permissions.APPROVE_CLAIMS, (ClaimState.PROPOSED,), _approve,
        _("Keputusan disetujui dan berlaku. Surat kepada penerima disusun sebagai konsep."),
        _("Periksa siapa yang menerima, rekeningnya, dan pasalnya. Fakta dan hukumnya ditanyakan "
          "sekali lagi saat Anda menyetujui."),
    ),
    "kembalikan": Act(
        _("Kembalikan"), ReasonForm, permissions.APPROVE_CLAIMS, (ClaimState.PROPOSED,),
        _send_back, _("Keputusan dikembalikan kepada petugas."),
    ),
    "benarkan": Act(
        _("Benarkan perubahan"), ReasonForm, permissions.APPROVE_CLAIMS, DECIDED, _seal,
        _("Perubahan dibenarkan; pembayaran dapat dilanjutkan."),
        _("Bandingkan dengan berkasnya, dan hubungi penerima dengan nomor yang lama, sebelum "
          "membenarkan."),
    ),
    "buka": Act(
        _("Buka kembali"), ReasonForm, permissions.ASSESS_CLAIMS, DECIDED, _reopen,
        _("Klaim dibuka kembali; keputusan berikutnya membayar selisihnya."),
        _("Karena fakta baru. Yang sudah dibayar tetap dibayar; keputusan berikutnya membayar "
          "selisihnya dan disetujui orang lain."),
    ),
    "keberatan": Act(
        _("Catat keberatan"), ObjectForm, permissions.TAKE_CLAIMS, DECIDED, _object,
        _("Keberatan dicatat; kantor wilayah meninjaunya."),
    ),
    "minta-berkas": Act(
        _("Susun surat permintaan berkas"), ApproveForm, permissions.TAKE_CLAIMS,
        (ClaimState.RECEIVED,), _ask_papers, _("Surat permintaan berkas disusun sebagai konsep."),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Offered:
    """An act that the reader may do now, as the page shows it; the first one stands open."""

    slug: str
    name: object
    help: object
    form: ActForm
    is_first: bool


def _offered(
    reader: Reader, found: Claim, wrong: tuple[str, ActForm] | None, context: dict[str, Any]
) -> list[Offered]:
    shown: list[Offered] = []
    for slug, act in ACTS.items():
        if not reader.can(act.permission) or found.state not in act.states:
            continue
        if slug in _ONLY_IF and not context.get(_ONLY_IF[slug]):
            continue
        form = wrong[1] if wrong and wrong[0] == slug else act.form(found, prefix=slug)
        shown.append(Offered(slug, act.name, act.help, form, not shown))
    return shown


#: Acts that the page offers only where it found something.
_ONLY_IF = {"putuskan": "is_ready", "benarkan": "changes"}


@page(permissions.VIEW_CLAIMS, methods=["POST"])
def claim_decision_act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Do an act; what it refuses is told on the page, with what was written still there."""
    chosen = ACTS.get(act)
    if chosen is None:
        raise Http404(act)
    reader: Reader = request.reader  # type: ignore[attr-defined]
    reader.require(chosen.permission)
    found = claim_shown(request, number)
    form = chosen.form(found, data=request.POST, prefix=act)
    if form.is_valid():
        try:
            chosen.do(reader, found, form.cleaned_data)
        except PayungError as refusal:
            form.add_error(None, forms.ValidationError(refusal.message(language())))
        else:
            messages.success(request, str(chosen.done))
            return redirect("site:claim_decision", number=number)
    return _page(request, claim_shown(request, number), (act, form), status=400)


CLAIM = "klaim/<slug:number>/"

routes = [
    path(f"{CLAIM}keputusan/", claim_decision, name="claim_decision"),
    path(f"{CLAIM}keputusan/<slug:act>/", claim_decision_act, name="claim_decision_act"),
]
