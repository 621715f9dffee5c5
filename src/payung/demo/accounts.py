"""What the payers see on their accounts: open bills and penalties, read from the books."""

from __future__ import annotations

from datetime import date

from django.db import connection

from payung.contributions.models import Settlement
from payung.demo.payers import Payer
from payung.demo.payments import Due

_OPEN_BILLS = """
WITH settled AS (
    SELECT bill_id,
           sum(amount) FILTER (WHERE component = %(principal)s) AS principal,
           sum(amount) FILTER (WHERE component = %(penalty)s) AS penalty
    FROM contributions_settlement GROUP BY bill_id
), charged AS (
    SELECT bill_id, sum(amount) AS amount FROM contributions_penaltycharge GROUP BY bill_id
), rest AS (
    SELECT bill.*, bill.total - coalesce(settled.principal, 0) AS open_principal,
           coalesce(charged.amount, 0) - coalesce(settled.penalty, 0) AS open_penalty
    FROM contributions_bill AS bill
    LEFT JOIN settled ON settled.bill_id = bill.id
    LEFT JOIN charged ON charged.bill_id = bill.id
)
SELECT employer.registration_number, rest.billing_code, rest.month, rest.issued_on, rest.due_on,
       rest.open_principal::bigint, rest.open_penalty::bigint
FROM rest JOIN registry_employer AS employer ON employer.id = rest.employer_id
WHERE rest.open_principal > 0 OR rest.open_penalty > 0
ORDER BY rest.id
"""


def open_bills(payers: list[Payer]) -> list[Due]:
    """All bills with an open rest, oldest first."""
    by_number = {payer.registration_number: payer for payer in payers}
    parameters = {
        "principal": Settlement.Component.PRINCIPAL.value,
        "penalty": Settlement.Component.PENALTY.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_OPEN_BILLS, parameters)
        rows: list[tuple[str, str, date, date, date, int, int]] = cursor.fetchall()
    return [Due(by_number[number], *rest) for number, *rest in rows]
