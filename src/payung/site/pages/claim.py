"""One claim: what is known of it and whence, what is still asked, and what comes next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.claims.facts import Gathered
from payung.claims.models import Claim, ClaimState
from payung.claims.operations.findings import OPEN_STATES
from payung.claims.papers import missing
from payung.claims.queries.clock_rows import clock_rows
from payung.claims.queries.clocks import Clock
from payung.claims.queries.decisions import decisions_of
from payung.claims.signs.asking import looked_at
from payung.clock import today
from payung.law.benefits.benefit import Benefit
from payung.law.benefits.doors import decide
from payung.law.errors import LawError
from payung.site.formatting import language, number
from payung.site.pages import claim_words
from payung.site.pages.claim_fact_forms import GROUPS
from payung.site.pages.claim_fact_words import fact_name
from payung.site.pages.claim_parts import claim_shell, claim_shown
from payung.site.pages.gate import page
from payung.site.pages.pension_succession import notice_of

#: So many missing papers are named; all of them stand on their own tab.
_PAPERS_NAMED = 5
#: While a claim stands there, its facts are looked at anew; afterwards the decision holds them.
_OPEN = (*OPEN_STATES, ClaimState.DRAFT, ClaimState.PROPOSED)


@page(permissions.VIEW_CLAIMS)
def claim(request: HttpRequest, number: str) -> HttpResponse:
    """What one sees in five seconds: how much, what is next, until when, what stands in the way."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    found = claim_shown(request, number)
    known, signs = looked_at(found)
    questions = claim_words.asked(found, signs) if found.state in _OPEN else []
    gathered = known.gathered
    papers = missing(found) if found.state in _OPEN else ()
    may_assess = reader.can(permissions.ASSESS_CLAIMS)
    clock = _clock(found)
    context: dict[str, Any] = claim_shell(request, found) | {
        "questions": questions,
        "open_count": sum(one.is_open for one in questions),
        "facts": claim_words.facts(reader, gathered, known.sheet.event_on),
        "lacking": [fact_name(name) for name in gathered.missing],
        "papers": papers,
        "papers_more": max(0, len(papers) - _PAPERS_NAMED),
        "groups": GROUPS[gathered.door],
        "may_assess": may_assess,
        "may_find": may_assess and found.state in OPEN_STATES,
        "steps": _steps(found),
        "until": _until(clock),
        "notice": notice_of(found),
        "next": claim_words.following(
            found,
            of_employer=clock is not None and clock.of_employer,
            questions=sum(one.is_open for one in questions),
            missing=gathered.missing,
            papers=len(papers),
        ),
    }
    return render(request, "site/claim.html", context | _amount(found, gathered))


def _amount(found: Claim, gathered: Gathered) -> dict[str, Any]:
    """What was decided, else what the law gives for the facts as they are known now."""
    decision = decisions_of(found).first()
    if decision is not None and found.state not in OPEN_STATES:
        return {"decision": decision}
    benefit, why_not = _answer(gathered)
    return {
        "benefit": benefit,
        "why_not": why_not,
        "refusals": _refusals(benefit) if benefit else [],
    }


def _answer(gathered: Gathered) -> tuple[Benefit | None, str]:
    if gathered.missing:
        return None, ""
    try:
        return decide(gathered.door, gathered.values), ""
    except LawError as refusal:
        return None, refusal.message(language())


def _refusals(benefit: Benefit) -> list[str]:
    return [one.message_en if language() == "en" else one.message_id for one in benefit.refusals]


def _clock(found: Claim) -> Clock | None:
    rows = clock_rows(Claim.objects.filter(pk=found.pk), today())
    return rows[0].clock if rows else None


def _until(clock: Clock | None) -> tuple[str, str, bool]:
    """How many working days are left, of what, and whether it is late."""
    if clock is None or clock.stage is None:
        return _("Selesai"), "", False
    if clock.is_held:
        return _("Ditahan"), _("pembayaran menunggu"), False
    if clock.of_employer:
        return _("Tidak berjalan"), _("tinggal bagian pemberi kerja"), False
    if clock.waits_for_claimant:
        return _("Menunggu pemohon"), _("untuk berkasnya"), False
    if clock.left is None:
        return "–", "", False
    if clock.left < 0:
        return _("Lewat %(n)s hari kerja") % {"n": number(-clock.left)}, _("dari janji"), True
    return _("%(n)s hari kerja lagi") % {"n": number(clock.left)}, _("menurut janji"), False


def _steps(found: Claim) -> list[tuple[object, Any]]:
    rows = found.steps.select_related("recorded_by").order_by("-pk")
    return [(claim_words.STEP_NAMES.get(row.kind, row.get_state_display()), row) for row in rows]


routes = [path("klaim/<claim:number>/", claim, name="claim")]
