"""A symbolic hand-over of each side of the world, whose board shows the side's claim."""

from __future__ import annotations

from payung.access.models import User
from payung.claims.models import Claim, HandoverClaim, SymbolicHandover


def handed_over(claim: Claim, by: User) -> None:
    """A board of the claim's benefit at an event of its office; nothing is paid by it."""
    handover = SymbolicHandover.objects.create(
        office=claim.office,
        region=claim.event.region,
        held_on=claim.received_on,
        occasion="Rapat koordinasi",
        amount=42_000_000,
        receivers=1,
        recorded_by=by,
    )
    HandoverClaim.objects.create(handover=handover, claim=claim, amount=handover.amount)
