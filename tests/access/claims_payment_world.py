"""A payment order and an employer's share of each side of the world."""

from __future__ import annotations

from typing import Any

from payung.access.models import User
from payung.claims.models import Claim, Decision, EmployerShare, PaymentOrder


def payments(claim: Claim, decision: Decision, by: User) -> dict[str, Any]:
    """An order of the claim's office, and a share that the claim's employer owes."""
    day = claim.received_on
    EmployerShare.objects.create(
        claim=claim, decision=decision, employer=claim.employer, amount=1_000, booked_on=day
    )
    order = PaymentOrder.objects.create(
        number=f"PB-24-{claim.pk:07d}",
        office=claim.office,
        origin=PaymentOrder.Origin.TAKEN_OVER,
        pay_on=day,
        count=1,
        total=1_000,
        prepared_on=day,
        prepared_by=by,
    )
    return {"payment_order": order}
