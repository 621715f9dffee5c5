"""A claim of each side of the world, with what its pages show."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image

from payung.access.models import User
from payung.access.reader import operator
from payung.claims.models import (
    Channel,
    Claim,
    ClaimState,
    Decision,
    EventKind,
    LifeEvent,
    Objection,
    OfficeLimit,
    Paper,
)
from payung.documents.operations.attaching import keep
from payung.registry.models import Membership, Programme
from tests.access.claims_family_world import family
from tests.access.claims_handover_world import handed_over
from tests.access.claims_payment_world import payments


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
    handed_over(claim, by)
    paper = Paper.objects.create(
        claim=claim,
        document="F4",
        attachment=keep(
            actor=operator(),
            about=claim.about,
            office=claim.office,
            kind="F4",
            content=_scan(),
            file_name="formulir.png",
        ),
        received_on=day,
        received_by=by,
    )
    decided = _decided(claim, by)
    family(claim, by)
    paid = payments(claim, claim.decisions.get(), by)
    return {**decided, **paid, "claim": claim, "claim_paper": paper}


def _scan() -> bytes:
    out = BytesIO()
    Image.new("L", (4, 4)).save(out, "PNG")
    return out.getvalue()


def _decided(claim: Claim, by: User) -> dict[str, Any]:
    """A decision of the claim, an objection to it, and a limit that its office asks for."""
    day = claim.received_on
    decision = Decision.objects.create(
        claim=claim,
        sequence=1,
        is_granted=True,
        door="jkm",
        facts={},
        total=0,
        fund=0,
        employer=0,
        tax=0,
        decided_on=day,
        fingerprint=bytes(32),
        needs_approval=False,
        decided_by=by,
    )
    return {
        "objection": Objection.objects.create(
            claim=claim,
            decision=decision,
            grounds="Tidak setuju",
            received_on=day,
            review_until=day,
            recorded_by=by,
        ),
        "limit": OfficeLimit.objects.create(
            office_id=claim.office_id, amount=1, valid_from=day, reason="Uji", set_by=by
        ),
    }
