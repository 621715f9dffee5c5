"""Objections: who does not accept a decision is heard by somebody who had no part in it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from payung.access.permissions import ASSESS_CLAIMS, REVIEW_OBJECTIONS, TAKE_CLAIMS
from payung.access.reader import Reader
from payung.claims.acting_for import Claimant, held_for
from payung.claims.deadlines import answer_until
from payung.claims.decision_letters import draft_objection_answer
from payung.claims.errors import ClaimRefused
from payung.claims.models import (
    Claim,
    ClaimAccess,
    ClaimState,
    Decision,
    Objection,
    ObjectionReview,
    Party,
)
from payung.claims.operations.deciding import (
    DECIDED,
    OBJECTION_ACCEPTED,
    REOPENED,
    check_version,
    grounds_of,
)
from payung.claims.pension_passing import since_of
from payung.claims.queries.decisions import (
    decision_in_force,
    in_force_on,
    objecting_until,
    waiting_decision,
)
from payung.claims.reach import held_claim
from payung.claims.steps import add_step
from payung.clock import today


@transaction.atomic
def object_to_decision(
    *,
    actor: Reader,
    number: str,
    grounds: str,
    party_id: int | None = None,
    received_on: date | None = None,
) -> Objection:
    """Record an objection to the decision in force, by the member or a party of the claim.

    Once a decision; told again it is given as it is. Raises ``ClaimRefused`` where nothing is
    decided, after the last day (parameter claims/objection_working_days), or without grounds.
    """
    claim = held_claim(actor, number, TAKE_CLAIMS)
    decision = _decided(claim)
    found = Objection.objects.filter(decision=decision).first()
    if found is not None:
        return found
    day = received_on or today()
    begins, until = in_force_on(decision), objecting_until(decision)
    if not begins <= day <= min(until, today()):
        raise ClaimRefused(
            "objection_late",
            f"Keberatan atas keputusan tanggal {begins:%d-%m-%Y} dapat diajukan sampai "
            f"{until:%d-%m-%Y}; hari yang disebut {day:%d-%m-%Y}. Fakta baru tetap dapat menjadi "
            "alasan membuka klaim kembali.",
            f"An objection to the decision of {begins:%d-%m-%Y} may be made until "
            f"{until:%d-%m-%Y}; the day told is {day:%d-%m-%Y}. New facts may still reopen the "
            "claim.",
            found=day.isoformat(),
            expected=until.isoformat(),
        )
    party = Party.objects.filter(claim=claim, pk=party_id).first() if party_id else None
    told = {"party": party, "recorded_by": actor.user}
    return _write(Objection(claim=claim, decision=decision, **told), grounds, day)


@transaction.atomic
def object_online(*, actor: Claimant, number: str, grounds: str) -> Objection:
    """Take the objection that who holds the code of a claim writes online, today.

    Once a decision, whoever told it first. Raises ``ClaimRefused`` where nothing is decided, after
    the last day (``objection_late``, with the other way) or without grounds, ``NotFound`` for a
    claim of another event.
    """
    claim = held_for(actor, number)
    decision = _decided(claim)
    found = Objection.objects.filter(decision=decision).first()
    if found is not None:
        return found
    until = objecting_until(decision)
    if today() > until:
        raise _late_online(claim, until)
    access = ClaimAccess.objects.get(pk=actor.access_id)
    party = claim.parties.filter(removed_reason="", name__iexact=access.recipient).first()
    made = Objection(claim=claim, decision=decision, party=party, access=access)
    return _write(made, grounds, today())


def _write(made: Objection, grounds: str, day: date) -> Objection:
    made.grounds, made.received_on = grounds_of(grounds), day
    made.review_until = answer_until(made.claim.office_id, day)
    made.save()
    add_step(
        made.claim,
        "OBJECTED",
        by=made.recorded_by,
        on=day,
        decision=made.decision.sequence,
        online=made.is_online,
    )
    return made


def _decided(claim: Claim) -> Decision:
    """The decision in force to which one may object. Raises ``ClaimRefused``."""
    decision = decision_in_force(claim)
    if decision is None or claim.state not in DECIDED:
        raise _not_decided(claim)
    return decision


def _late_online(claim: Claim, until: date) -> ClaimRefused:
    return ClaimRefused(
        "objection_late",
        f"Keberatan atas keputusan ini dapat diajukan sampai {until:%d-%m-%Y}, dan hari itu sudah "
        f"lewat. Bila Anda mempunyai fakta baru, datanglah ke {claim.office.name}: klaim dapat "
        "dibuka kembali.",
        f"An objection to this decision could be made until {until:%d-%m-%Y}, and that day has "
        f"passed. If you have new facts, come to {claim.office.name}: the claim can be reopened.",
        found=today().isoformat(),
        expected=until.isoformat(),
    )


@transaction.atomic
def review_objection(
    *, actor: Reader, objection_id: int, accepted: bool, reasons: str
) -> ObjectionReview:
    """Answer an objection; an accepted one opens the claim to be decided anew.

    By the regional office, never by who decided or approved (the database says the same). The
    answer is drafted as a letter. Raises ``ClaimRefused``, ``NotFound`` out of reach.
    """
    actor.require(REVIEW_OBJECTIONS)
    number = Objection.objects.filter(pk=objection_id).values_list("claim__number", flat=True)
    claim = held_claim(actor, number.first() or "", REVIEW_OBJECTIONS)
    objection = Objection.objects.select_related("decision", "party", "access").get(pk=objection_id)
    objection.claim = claim
    if ObjectionReview.objects.filter(objection=objection).exists():
        raise ClaimRefused(
            "already_reviewed",
            "Keberatan ini sudah dijawab.",
            "This objection has been answered already.",
        )
    _refuse_whoever_decided(objection.decision, actor)
    if accepted:
        _refuse_while_passing(claim)
    told = grounds_of(reasons)
    made = ObjectionReview.objects.create(
        objection=objection,
        is_accepted=accepted,
        reasons=told,
        reviewed_on=today(),
        reviewed_by=actor.user,
    )
    if accepted and claim.state in DECIDED:
        add_step(claim, OBJECTION_ACCEPTED, by=actor.user, state=ClaimState.COMPLETE, note=told)
    else:
        kind = OBJECTION_ACCEPTED if accepted else "OBJECTION_REJECTED"
        add_step(claim, kind, by=actor.user, note=told)
    draft_objection_answer(objection, told, accepted, actor)
    return made


@transaction.atomic
def reopen_claim(*, actor: Reader, number: str, reason: str, version: int | None = None) -> Claim:
    """Open a decided claim again because of new facts; its next decision stands beside the last.

    What was paid stays paid: the next decision's payables are the difference. Raises
    ``ClaimRefused`` without a reason, or where nothing was decided yet.
    """
    claim = held_claim(actor, number, ASSESS_CLAIMS)
    check_version(claim, version)
    told = grounds_of(reason)
    if decision_in_force(claim) is None or claim.state not in DECIDED:
        raise _not_decided(claim)
    add_step(claim, REOPENED, by=actor.user, state=ClaimState.COMPLETE, note=told)
    return claim


def _not_decided(claim: Claim) -> ClaimRefused:
    return ClaimRefused(
        "not_decided",
        f"Klaim {claim.number} belum mempunyai keputusan yang berlaku.",
        f"Claim {claim.number} has no decision in force.",
        found=claim.state,
    )


def _refuse_while_passing(claim: Claim) -> None:
    """A decision that passes a pension on leaves the claim as it was: it would close again what an
    accepted objection opens."""
    waiting = waiting_decision(claim)
    if waiting is not None and since_of(waiting) is not None:
        raise ClaimRefused(
            "decision_waits",
            f"Pada klaim {claim.number} ada keputusan melanjutkan pensiun yang menunggu "
            "persetujuan. Keputusan itu disetujui atau dikembalikan dahulu; sesudah itu keberatan "
            "ini dapat diterima.",
            f"On claim {claim.number} a decision that continues a pension waits for approval. It "
            "is approved or sent back first; then this objection can be accepted.",
            found=claim.state,
        )


def _refuse_whoever_decided(decision: Decision, actor: Reader) -> None:
    approval = getattr(decision, "approval", None)
    part = {decision.decided_by_id, approval.approved_by_id if approval else None}
    if actor.user.pk in part:
        raise ClaimRefused(
            "own_decision",
            "Anda ikut memutus klaim ini; keberatannya ditinjau orang lain.",
            "You had part in this decision; its objection is reviewed by another person.",
        )
