"""What is looked at again before money leaves: people, accounts, holds, rights."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from payung.claims.errors import ClaimRefused
from payung.claims.models import Decision, PaymentOrder
from payung.claims.queries.due import CHANGED, JOINS, OBSTACLE
from payung.claims.sealing import check_fingerprint

_BLOCKED = f"""SELECT claim.number, owed.decision_id, CASE
    WHEN EXISTS (SELECT 1 FROM claims_payableend WHERE payable_id = owed.id) THEN 'ENDED'
    WHEN account.id IS DISTINCT FROM paid.account_id THEN 'ACCOUNT_CHANGED'
    ELSE {OBSTACLE} END
FROM claims_paymentline AS paid JOIN claims_payable AS owed ON owed.id = paid.payable_id {JOINS}
WHERE paid.order_id = %s ORDER BY paid.sequence"""


def blocked_lines(order: PaymentOrder) -> list[tuple[str, str]]:
    """The lines of an order that may not be paid now: number of the claim, and the reason."""
    with connection.cursor() as cursor:
        cursor.execute(_BLOCKED, [order.pk])
        rows = cursor.fetchall()
    changed = changed_decisions({decision for _, decision, _ in rows})
    told = [
        (number, why or (CHANGED if decision in changed else "")) for number, decision, why in rows
    ]
    return [(number, why) for number, why in told if why]


def changed_decisions(decisions: Collection[int]) -> frozenset[int]:
    """Those decisions whose people or accounts are not as they were sealed."""
    found = Decision.objects.filter(pk__in=decisions).select_related("claim")
    return frozenset(one.pk for one in found.iterator(chunk_size=500) if _is_changed(one))


def _is_changed(decision: Decision) -> bool:
    try:
        check_fingerprint(decision)
    except ClaimRefused:
        return True
    return False
