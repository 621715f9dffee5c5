"""What was paid for a person, month by month, from the bills that were settled in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from payung.contributions.settlement import PRINCIPAL

#: A bill counts once its principal is settled; what was written off is not paid. A correction
#: counts for itself, and its line holds the difference.
_LINES = f"""
WITH card AS (
    SELECT id, employer_id, segment, project_id FROM registry_membership
    WHERE person_id = %(person)s
), owed AS (
    SELECT bill.id, bill.month, bill.sequence, bill.total, bill.issued_on,
        card.id AS membership_id
    FROM contributions_bill AS bill
    JOIN card ON card.employer_id = bill.employer_id AND card.segment = bill.segment
        AND card.project_id IS NOT DISTINCT FROM bill.project_id
    WHERE bill.issued_on <= %(until)s
), paid AS (
    SELECT bill_id, sum(amount) AS amount, max(settled_on) AS settled_on
    FROM contributions_settlement
    WHERE component = {PRINCIPAL} AND write_off_id IS NULL AND settled_on <= %(until)s
        AND bill_id IN (SELECT id FROM owed)
    GROUP BY bill_id
)
SELECT line.month, line.membership_id, line.wage,
    line.jht_employer + line.jht_worker, line.jp_employer + line.jp_worker,
    coalesce(paid.settled_on, owed.issued_on)
FROM owed
JOIN contributions_billline AS line ON line.bill_id = owed.id AND line.month = owed.month
    AND line.membership_id = owed.membership_id
LEFT JOIN paid ON paid.bill_id = owed.id
WHERE owed.total <= coalesce(paid.amount, 0)
ORDER BY line.month, line.membership_id, owed.sequence"""


@dataclass(frozen=True)
class PaidLine:
    """One worker's part of one settled bill; ``jht`` and ``jp`` of both payers, in rupiah.

    ``wage`` is the whole wage of the month, also on a correction; the amounts of a correction are
    the difference. ``paid_on`` is the day on which the last part of the bill was paid.
    """

    month: date
    membership: int
    wage: int
    jht: int
    jp: int
    paid_on: date


def paid_lines(person_id: int, until: date) -> list[PaidLine]:
    """The lines of all settled bills of a person, as the books stood on the day ``until``.

    In the order of months, memberships and corrections. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LINES, {"person": person_id, "until": until})
        return [PaidLine(*row) for row in cursor.fetchall()]
