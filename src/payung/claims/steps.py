"""Writing a claim's history: every act ends with a step, and the claim's state with it."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.access.masking import mask_number_runs
from payung.access.models import User
from payung.claims.errors import ClaimRefused
from payung.claims.models import Claim, ClaimState, ClaimStep
from payung.clock import today

#: What may follow what. A decision in force may be followed by another one (objection, new facts);
#: one that passes a pension to others reopens nothing: sent back, the claim stands as before.
FOLLOWS: dict[str, frozenset[str]] = {
    ClaimState.DRAFT: frozenset({ClaimState.RECEIVED, ClaimState.WITHDRAWN}),
    ClaimState.RECEIVED: frozenset({ClaimState.COMPLETE, ClaimState.WITHDRAWN}),
    ClaimState.COMPLETE: frozenset(
        {ClaimState.RECEIVED, ClaimState.PROPOSED, ClaimState.GRANTED, ClaimState.REFUSED}
        | {ClaimState.WITHDRAWN}
    ),
    ClaimState.PROPOSED: frozenset(
        {ClaimState.COMPLETE, ClaimState.GRANTED, ClaimState.REFUSED, ClaimState.PAID}
    ),
    ClaimState.GRANTED: frozenset({ClaimState.PAID, ClaimState.COMPLETE, ClaimState.PROPOSED}),
    ClaimState.PAID: frozenset({ClaimState.GRANTED, ClaimState.COMPLETE, ClaimState.PROPOSED}),
    ClaimState.REFUSED: frozenset({ClaimState.COMPLETE}),
    ClaimState.WITHDRAWN: frozenset(),
}


def add_step(
    claim: Claim,
    kind: str,
    *,
    by: User | None,
    state: str | None = None,
    on: date | None = None,
    note: str = "",
    **data: Any,
) -> ClaimStep:
    """Write what happened to a locked claim, and its new state if it changes.

    ``by`` None: the member or heir himself. Identity numbers in the note are masked. Raises
    ``ClaimRefused`` for a state that cannot follow.
    """
    before = claim.state
    if state is not None and state != before and state not in FOLLOWS[before]:
        raise ClaimRefused(
            "wrong_state",
            f"Klaim {claim.number} berada pada tahap "
            f"“{ClaimState(before).label}”; langkah ini tidak dapat dilakukan dari sana.",
            f"Claim {claim.number} is at the stage {before}; this act is not possible from there.",
            found=before,
            expected=sorted(FOLLOWS[before]),
        )
    claim.state = state or before
    claim.version += 1
    claim.save()
    return ClaimStep.objects.create(
        claim=claim,
        kind=kind,
        state=claim.state,
        happened_on=on or today(),
        note=mask_number_runs(note.strip())[:500],
        data=data,
        recorded_by=by,
    )
