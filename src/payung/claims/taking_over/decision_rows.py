"""Rows of decisions: the law's answer with its facts, and the seal of whom it still pays."""

from __future__ import annotations

import json
from collections.abc import Sequence

from payung.claims.models import Decision, Party, ReceiverSeal
from payung.claims.sealing import Receivers, as_sealed, fingerprint_of
from payung.claims.taking_over.batch import Batch
from payung.claims.taking_over.entries import Entry

_DECISION = (
    *("id", "claim", "sequence", "reason", "is_granted", "door", "facts", "sources", "benefit"),
    *("total", "fund", "employer", "tax", "grounds", "decided_on", "fingerprint"),
    *("needs_approval", "decided_by", "decided_at"),
)
_SEAL = (
    *("decision", "sequence", "receivers", "fingerprint", "reason", "sealed_on", "sealed_by"),
    "sealed_at",
)


def write_decisions(batch: Batch, claims: Sequence[int]) -> list[int]:
    """The decisions; where something is still to be paid, people are sealed with them."""
    ids = batch.ids(Decision, len(claims))
    sealed = _sealed(batch, claims)
    made = [
        _decision(batch.actor, pk, claim, entry, sealed.get(claim, []))
        for pk, claim, entry in zip(ids, claims, batch.entries, strict=True)
    ]
    batch.copy(
        Decision,
        _DECISION,
        (
            (one.pk, one.claim_id, one.sequence, one.reason, one.is_granted, one.door,
             json.dumps(one.facts), "{}", "{}", one.total, one.fund, one.employer, one.tax,
             one.grounds, one.decided_on, one.fingerprint, one.needs_approval,
             one.decided_by_id, batch.now)
            for one in made
        ),
    )  # fmt: skip
    batch.copy(
        ReceiverSeal,
        _SEAL,
        (
            (one.pk, 1, json.dumps(sealed[one.claim_id]), one.fingerprint, "",
             batch.take_over.taken_on, batch.actor, batch.now)
            for one in made if one.claim_id in sealed
        ),
    )  # fmt: skip
    return ids


def _decision(actor: int, pk: int, claim: int, entry: Entry, receivers: Receivers) -> Decision:
    answered = entry.answered
    made = Decision(
        pk=pk, claim_id=claim, sequence=1, reason=Decision.Reason.FIRST, is_granted=True,
        door=entry.claim.door, facts=answered.facts, sources={}, benefit={},
        total=answered.total, fund=answered.fund, employer=answered.employer,
        tax=answered.tax, grounds="", decided_on=entry.claim.decided_on,
        needs_approval=False, decided_by_id=actor,
    )  # fmt: skip
    made.fingerprint = fingerprint_of(made, receivers)
    return made


def _sealed(batch: Batch, claims: Sequence[int]) -> dict[int, Receivers]:
    """The people of those claims of which something is still to be paid, as they are sealed.

    No account is confirmed yet: whoever confirms one later lets the change be sealed again.
    """
    wanted = [claim for claim, entry in zip(claims, batch.entries, strict=True) if entry.goes_on]
    parties: dict[int, list[Party]] = {claim: [] for claim in wanted}
    for one in Party.objects.filter(claim__in=wanted).order_by("position", "pk"):
        parties[one.claim_id].append(one)
    return {claim: as_sealed(people, {}) for claim, people in parties.items()}
