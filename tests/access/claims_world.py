"""A claim of each side of the world, with what its pages show."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.access.models import User
from payung.claims.models import Channel, Claim, ClaimState, EventKind, LifeEvent
from payung.registry.models import Membership, Programme


def claims(number: int, membership: Membership, by: User) -> dict[str, Any]:
    """The death of the side's member, and the claim of its death benefit."""
    day = date(2024, 12, 2)
    event = LifeEvent.objects.create(
        person=membership.person,
        kind=EventKind.DEATH,
        happened_on=day,
        region_id=membership.work_region_id,
        reported_by=by,
    )
    claim = Claim.objects.create(
        number=f"KL-2024-{number:06d}",
        event=event,
        programme=Programme.JKM,
        person=membership.person,
        membership=membership,
        employer=membership.employer,
        office_id=membership.employer.office_id,
        channel=Channel.BRANCH,
        state=ClaimState.COMPLETE,
        received_on=day,
        complete_on=day,
    )
    return {"claim": claim}
