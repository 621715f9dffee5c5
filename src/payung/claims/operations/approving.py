"""The second pair of eyes on a decision, and on what changed of people and accounts after it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from payung.access.permissions import APPROVE_CLAIMS
from payung.access.reader import Reader
from payung.claims.errors import ClaimRefused
from payung.claims.facts import gather
from payung.claims.models import (
    Approval,
    Claim,
    ClaimState,
    Decision,
    ReceiverSeal,
)
from payung.claims.operations.deciding import (
    DECIDED,
    check_version,
    grounds_of,
    put_into_effect,
    step_of,
)
from payung.claims.pension_passing import since_of
from payung.claims.queries.decisions import decision_in_force, waiting_decision
from payung.claims.queries.succession import succession_of, told_of
from payung.claims.reach import held_claim
from payung.claims.sealing import (
    check_fingerprint,
    fingerprint_of,
    newest_seal,
    plain_text,
    receivers_of,
)
from payung.claims.steps import add_step
from payung.clock import today
from payung.law.benefits.doors import decide


@transaction.atomic
def approve_decision(*, actor: Reader, number: str, version: int) -> Decision:
    """Approve a waiting decision as the second pair of eyes, and put it into effect.

    Everything is asked again: facts, law, people, accounts. Raises ``ClaimRefused`` for one's own
    decision, an older version, and where anything differs from what was decided.
    """
    claim, decision = _waiting(actor, number, version)
    check_fingerprint(decision)
    _check_facts(claim, decision)
    Approval.objects.create(
        decision=decision, is_approved=True, approved_on=today(), approved_by=actor.user
    )
    put_into_effect(decision, actor)
    return decision


@transaction.atomic
def send_back(*, actor: Reader, number: str, version: int, reason: str) -> Decision:
    """Send a waiting decision back to be made anew, with a reason; the claim is open again, or as
    it was where the decision would only have passed a pension to others."""
    claim, decision = _waiting(actor, number, version)
    told = grounds_of(" ".join(reason.split()))[:500]
    step = step_of(decision) if since_of(decision) is not None else None
    before = step.data.get("before", "") if step is not None else ""
    Approval.objects.create(
        decision=decision,
        is_approved=False,
        reason=told,
        approved_on=today(),
        approved_by=actor.user,
    )
    add_step(
        claim,
        "SENT_BACK",
        by=actor.user,
        state=before or ClaimState.COMPLETE,
        note=told,
        decision=decision.sequence,
    )
    return decision


@transaction.atomic
def seal_receivers(*, actor: Reader, number: str, version: int, reason: str) -> ReceiverSeal:
    """Confirm people and accounts that changed after a decision, so that it may be paid again.

    By whoever approves, never by who decided. Raises ``ClaimRefused`` where nothing changed or
    without a reason.
    """
    claim = held_claim(actor, number, APPROVE_CLAIMS)
    check_version(claim, version)
    told = grounds_of(" ".join(reason.split()))[:300]
    decision = decision_in_force(claim) if claim.state in DECIDED else None
    last = newest_seal(decision) if decision is not None else None
    receivers = receivers_of(claim)
    if decision is None or last is None or last.receivers == receivers:
        raise ClaimRefused(
            "nothing_changed",
            f"Pada klaim {number} tidak ada perubahan penerima atau rekening yang menunggu.",
            f"On claim {number} no change of people or accounts is waiting.",
        )
    _refuse_own(decision, actor)
    made = ReceiverSeal.objects.create(
        decision=decision,
        sequence=last.sequence + 1,
        receivers=receivers,
        fingerprint=fingerprint_of(decision, receivers),
        reason=told,
        sealed_on=today(),
        sealed_by=actor.user,
    )
    add_step(claim, "RECEIVERS_SEALED", by=actor.user, note=told, decision=decision.sequence)
    return made


def _waiting(actor: Reader, number: str, version: int) -> tuple[Claim, Decision]:
    claim = held_claim(actor, number, APPROVE_CLAIMS)
    check_version(claim, version)
    decision = waiting_decision(claim)
    if decision is None:
        raise ClaimRefused(
            "nothing_waits",
            f"Klaim {number} tidak menunggu persetujuan.",
            f"Claim {number} does not wait for approval.",
            found=claim.state,
        )
    _refuse_own(decision, actor)
    return claim, decision


def _facts_now(claim: Claim, decision: Decision) -> tuple[dict[str, Any], bool]:
    """The facts of a decision as they are known now, and whether none is missing."""
    if since_of(decision) is not None:
        found = succession_of(claim, told_of(decision))
        return (found.facts, True) if found is not None else ({}, False)
    facts = gather(claim)
    return facts.values, not facts.missing


def _refuse_own(decision: Decision, actor: Reader) -> None:
    """Never the same person twice; the database says the same (trigger ``by_another``)."""
    if decision.decided_by_id == actor.user.pk:
        raise ClaimRefused(
            "own_decision",
            "Anda sendiri yang menyusun keputusan ini; orang lain yang harus menyetujuinya.",
            "You made this decision yourself; another person must approve it.",
        )


def _check_facts(claim: Claim, decision: Decision) -> None:
    """Refuse to approve on facts, or on a law, that are no longer those of the decision."""
    if not decision.facts:
        return  # refused by hand: the law was not asked
    values, is_whole = _facts_now(claim, decision)
    same = is_whole and plain_text(values) == plain_text(decision.facts)
    if same and plain_text(decide(decision.door, values).as_dict()) == plain_text(decision.benefit):
        return
    fields = sorted(
        name
        for name in values.keys() | decision.facts.keys()
        if plain_text(values.get(name)) != plain_text(decision.facts.get(name))
    )
    raise ClaimRefused(
        "facts_changed",
        f"Fakta klaim {claim.number} berubah sesudah keputusan disusun. Kembalikan kepada "
        "petugas agar diputus dengan fakta yang baru.",
        f"The facts of claim {claim.number} changed after the decision was made. Send it back to "
        "be decided on the new facts.",
        fields=fields,
    )
