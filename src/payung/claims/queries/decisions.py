"""Decisions of claims in a reader's sight: in force, waiting, and those waiting for a reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from payung.access.permissions import APPROVE_CLAIMS, VIEW_CLAIMS
from payung.access.reader import Reader
from payung.claims.deadlines import objection_until
from payung.claims.models import Claim, ClaimState, ClaimStep, Decision
from payung.claims.reach import in_sight

#: States of a claim whose decision is in force.
DECIDED = (ClaimState.GRANTED, ClaimState.PAID, ClaimState.REFUSED)
#: A decision that counts: it needs nobody else, or somebody else approved.
IN_FORCE = Q(needs_approval=False) | Q(approval__is_approved=True)


def decision_in_force(claim: Claim) -> Decision | None:
    """The newest decision of a claim that counts."""
    return (
        Decision.objects.filter(IN_FORCE, claim=claim)
        .select_related("claim", "decided_by", "approval__approved_by")
        .order_by("-sequence")
        .first()
    )


def waiting_decision(claim: Claim) -> Decision | None:
    """The decision of a claim that waits for approval."""
    if claim.state != ClaimState.PROPOSED:
        return None
    return (
        Decision.objects.filter(claim=claim, needs_approval=True, approval__isnull=True)
        .select_related("claim", "decided_by")
        .order_by("-sequence")
        .first()
    )


def decisions_of(claim: Claim) -> QuerySet[Decision]:
    """All decisions of a claim, the newest first."""
    return (
        Decision.objects.filter(claim=claim)
        .select_related("decided_by", "approval__approved_by", "objection__review")
        .order_by("-sequence")
    )


def why_approval(decision: Decision) -> tuple[str, ...]:
    """Why a waiting decision needs another person (codes of ``claims.limits``)."""
    step = (
        ClaimStep.objects.filter(
            claim=decision.claim_id, kind="PROPOSED", data__decision=decision.sequence
        )
        .order_by("-pk")
        .first()
    )
    return tuple(step.data.get("why", ())) if step is not None else ()


@dataclass(frozen=True)
class Waiting:
    """A decision that waits for approval, since when, why, and whether the reader made it."""

    decision: Decision
    since: date
    why: tuple[str, ...]
    is_own: bool


def waiting_decisions(reader: Reader) -> QuerySet[Decision]:
    """Decisions that wait for approval in a reader's sight, the oldest first."""
    reader.require(VIEW_CLAIMS)
    return (
        Decision.objects.filter(
            in_sight(reader, VIEW_CLAIMS, "claim__"),
            claim__state=ClaimState.PROPOSED,
            needs_approval=True,
            approval__isnull=True,
        )
        .select_related("claim__person", "claim__event", "claim__office", "decided_by")
        .order_by("decided_on", "pk")
    )


def told_waiting(reader: Reader, decisions: list[Decision]) -> list[Waiting]:
    """What a list tells of waiting decisions; one query, however many."""
    claims = [one.claim_id for one in decisions]
    steps = ClaimStep.objects.filter(claim__in=claims, kind="PROPOSED").order_by("pk")
    why = {(one.claim_id, one.data.get("decision")): one.data.get("why", ()) for one in steps}
    return [
        Waiting(
            one,
            one.decided_on,
            tuple(why.get((one.claim_id, one.sequence), ())),
            one.decided_by_id == reader.user.pk,
        )
        for one in decisions
    ]


def waiting_for(reader: Reader) -> int:
    """How many decisions wait for this reader's approval; his own do not count."""
    if not reader.can(APPROVE_CLAIMS):
        return 0
    found = waiting_decisions(reader).filter(in_sight(reader, APPROVE_CLAIMS, "claim__"))
    return found.exclude(decided_by=reader.user).count()


def in_force_on(decision: Decision) -> date:
    """The day on which a decision in force took effect: its own, or that of its approval."""
    approval = getattr(decision, "approval", None)
    return max(decision.decided_on, approval.approved_on) if approval else decision.decided_on


def objecting_until(decision: Decision) -> date:
    """The last day on which a decision in force may be objected to."""
    return objection_until(decision.claim.office_id, in_force_on(decision))
