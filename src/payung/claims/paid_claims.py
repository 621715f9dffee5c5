"""When a claim is paid: all its lump sums are with their receivers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import connection

from payung.access.models import User
from payung.claims.models import Claim, ClaimState, PayableKind
from payung.claims.steps import add_step
from payung.clock import today

#: Of each claim: the day of its last payment while it is settled, else NULL. It is settled when
#: something was paid (by the fund, or by the employer alone) and no lump sum is open.
_SETTLED = f"""SELECT claim.id, CASE WHEN NOT EXISTS (SELECT 1 FROM claims_payable AS owed
        WHERE owed.claim_id = claim.id AND owed.kind = {PayableKind.ONCE.value} AND owed.net > 0
        AND NOT EXISTS (SELECT 1 FROM claims_payableend WHERE payable_id = owed.id)
        AND NOT EXISTS (SELECT 1 FROM claims_paymentline
            WHERE payable_id = owed.id AND state = 'PAID'))
    THEN coalesce((SELECT max(answer.answered_on) FROM claims_payable AS owed
            JOIN claims_paymentline AS line ON line.payable_id = owed.id AND line.state = 'PAID'
            JOIN claims_bankanswer AS answer ON answer.line_id = line.id
                AND answer.outcome = 'PAID'
            WHERE owed.claim_id = claim.id),
        (SELECT max(settled_on) FROM claims_sharesettlement
            WHERE claim_id = claim.id
            HAVING sum(amount) = (SELECT sum(amount) FROM claims_employershare
                WHERE claim_id = claim.id)
                AND NOT EXISTS (SELECT 1 FROM claims_payable AS owed
                    WHERE owed.claim_id = claim.id AND owed.net > 0 AND NOT EXISTS (
                    SELECT 1 FROM claims_payableend WHERE payable_id = owed.id)))) END
FROM claims_claim AS claim WHERE claim.id = ANY (%s)"""
PAID, RETURNED = "PAID", "PAYMENT_RETURNED"


def settle_claims(claim_ids: Collection[int], *, actor: User) -> None:
    """Move claims to paid, or back to granted where money came back.

    To be called in the transaction of the act that paid or returned. A claim that is open again
    (being assessed) keeps its state.
    """
    moving = (
        Claim.objects.select_for_update(of=("self",))
        .filter(pk__in=claim_ids, state__in=[ClaimState.GRANTED, ClaimState.PAID])
        .order_by("pk")
    )
    claims = list(moving)
    with connection.cursor() as cursor:
        cursor.execute(_SETTLED, [[claim.pk for claim in claims]])
        settled: dict[int, date | None] = dict(cursor.fetchall())
    for claim in claims:
        _move(claim, settled[claim.pk], actor)


def _move(claim: Claim, paid_on: date | None, actor: User) -> None:
    if paid_on is not None and claim.state == ClaimState.GRANTED:
        claim.paid_on = paid_on
        add_step(claim, PAID, by=actor, state=ClaimState.PAID, on=paid_on)
    elif paid_on is None and claim.state == ClaimState.PAID:
        claim.paid_on = None
        add_step(claim, RETURNED, by=actor, state=ClaimState.GRANTED, on=today())
