"""What is looked at again before money leaves: people, accounts, holds, rights."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db import connection

from payung.claims.family_checks import of_age_born_by
from payung.claims.models import Decision, PaymentOrder
from payung.claims.queries.due import CHANGED, JOINS, OBSTACLE
from payung.claims.sealing import changed_among
from payung.clock import today

#: Decisions read at once.
_AT_ONCE = 1_000

_BLOCKED = f"""SELECT claim.number, owed.decision_id, CASE
    WHEN EXISTS (SELECT 1 FROM claims_payableend WHERE payable_id = owed.id) THEN 'ENDED'
    WHEN account.id IS DISTINCT FROM paid.account_id THEN 'ACCOUNT_CHANGED'
    ELSE {OBSTACLE} END
FROM claims_paymentline AS paid JOIN claims_payable AS owed ON owed.id = paid.payable_id {JOINS}
WHERE paid.order_id = %(order)s ORDER BY paid.sequence"""


def blocked_lines(order: PaymentOrder) -> list[tuple[str, str]]:
    """The lines of an order that may not be paid now: number of the claim, and the reason."""
    with connection.cursor() as cursor:
        cursor.execute(_BLOCKED, {"order": order.pk, "of_age_born_by": of_age_born_by(today())})
        rows = cursor.fetchall()
    changed = changed_decisions({decision for _, decision, _ in rows})
    told = [
        (number, why or (CHANGED if decision in changed else "")) for number, decision, why in rows
    ]
    return [(number, why) for number, why in told if why]


def changed_decisions(decisions: Collection[int]) -> frozenset[int]:
    """Those decisions whose people or accounts are not as they were sealed, read in parts."""
    changed: set[int] = set()
    for some in _in_parts(sorted(decisions), _AT_ONCE):
        changed |= changed_among(list(Decision.objects.filter(pk__in=some)))
    return frozenset(changed)


def _in_parts(rows: list[int], size: int) -> Iterator[list[int]]:
    """The rows in parts of a size."""
    return (rows[start : start + size] for start in range(0, len(rows), size))
