"""A pension of each side of the world, on the side's claim."""

from __future__ import annotations

from datetime import date

from payung.access.models import User
from payung.claims.models import Claim, Decision, Party, PartyRole, Pension, PensionRate


def pension(claim: Claim, by: User) -> Pension:
    """A widow's pension by a decision on the claim."""
    decision = Decision.objects.create(
        claim=claim,
        sequence=90,
        is_granted=True,
        door="jp",
        facts={},
        total=500_000,
        fund=500_000,
        employer=0,
        tax=0,
        decided_on=date(2024, 12, 3),
        fingerprint=b"-",
        needs_approval=False,
        decided_by=by,
    )
    party = claim.parties.first() or Party.objects.create(
        claim=claim, role=PartyRole.HEIR, relation="SPOUSE", name="Siti"
    )
    found = Pension.objects.create(
        claim=claim,
        decision=decision,
        party=party,
        office_id=claim.office_id,
        code="SPOUSE",
        first_month=date(2025, 1, 1),
        opened_on=date(2024, 12, 3),
    )
    PensionRate.objects.create(pension=found, valid_from=found.first_month, monthly=500_000)
    return found
