"""What a case is about in money: unpaid months of the ledger, never a typed number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from payung.compliance.models import Case
from payung.contributions.settlement import ARREARS_SEGMENTS, PENALTY, PRINCIPAL


@dataclass(frozen=True)
class ClaimMonth:
    """One contribution month of which something is unpaid; rupiah.

    ``billing_code`` is that of the month's oldest bill that is not settled ("" when only its
    penalty is open), ``workers`` those of the month's bills.
    """

    month: date
    principal: int
    penalty: int
    workers: int
    billing_code: str

    @property
    def total(self) -> int:
        """Contribution and penalty."""
        return self.principal + self.penalty


@dataclass(frozen=True)
class Claim:
    """What an employer owes as of a day, month by month, oldest first; rupiah.

    Bills of wage earners and of construction that were due before that day, less what was settled
    by then, and the late payment charges booked by then and not paid. Whoever pays for non-wage
    earners owes nothing after a lapse.
    """

    as_of: date
    months: tuple[ClaimMonth, ...] = ()

    @property
    def principal(self) -> int:
        """Unpaid contributions."""
        return sum(month.principal for month in self.months)

    @property
    def penalty(self) -> int:
        """Unpaid late payment charges."""
        return sum(month.penalty for month in self.months)

    @property
    def total(self) -> int:
        """Contributions and charges."""
        return self.principal + self.penalty

    @property
    def workers(self) -> int:
        """The most workers of any of the months."""
        return max((month.workers for month in self.months), default=0)

    @property
    def first_month(self) -> date | None:
        """The oldest unpaid month."""
        return self.months[0].month if self.months else None

    @property
    def last_month(self) -> date | None:
        """The newest unpaid month."""
        return self.months[-1].month if self.months else None

    def as_data(self) -> dict[str, object]:
        """What a step keeps of it: the sums and their day."""
        return {
            "as_of": self.as_of.isoformat(),
            "principal": self.principal,
            "penalty": self.penalty,
            "months": len(self.months),
        }


_MONTHS = f"""
WITH due AS (
    SELECT id, employer_id, month, sequence, total, worker_count, billing_code
    FROM contributions_bill
    WHERE employer_id = ANY (%(employers)s) AND due_on < %(as_of)s AND issued_on <= %(as_of)s
        AND segment IN {ARREARS_SEGMENTS}
), paid AS (
    SELECT bill_id, coalesce(sum(amount) FILTER (WHERE component = {PRINCIPAL}), 0) AS principal,
        coalesce(sum(amount) FILTER (WHERE component = {PENALTY}), 0) AS penalty
    FROM contributions_settlement
    WHERE bill_id IN (SELECT id FROM due) AND settled_on <= %(as_of)s GROUP BY bill_id
), charged AS (
    SELECT bill_id, sum(amount) AS amount FROM contributions_penaltycharge
    WHERE bill_id IN (SELECT id FROM due) AND charged_on <= %(as_of)s GROUP BY bill_id
)
SELECT due.employer_id, due.month,
    greatest(sum(due.total - coalesce(paid.principal, 0)), 0)::bigint AS principal,
    greatest(sum(coalesce(charged.amount, 0) - coalesce(paid.penalty, 0)), 0)::bigint AS penalty,
    sum(due.worker_count)::integer,
    coalesce((array_agg(due.billing_code ORDER BY due.sequence, due.id)
        FILTER (WHERE due.total > coalesce(paid.principal, 0)))[1], '')
FROM due
LEFT JOIN paid ON paid.bill_id = due.id
LEFT JOIN charged ON charged.bill_id = due.id
GROUP BY due.employer_id, due.month
HAVING sum(due.total - coalesce(paid.principal, 0)) > 0
    OR sum(coalesce(charged.amount, 0) - coalesce(paid.penalty, 0)) > 0
ORDER BY due.employer_id, due.month"""


def claims_of(employer_ids: Iterable[int], as_of: date) -> dict[int, Claim]:
    """The claim on each of these employers as of a day; one query however many.

    Employers that owe nothing are in the answer with an empty claim. The caller has checked that
    they may be read.
    """
    wanted = list(employer_ids)
    months: dict[int, list[ClaimMonth]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS, {"employers": wanted, "as_of": as_of})
        for employer, *values in cursor.fetchall():
            months[employer].append(ClaimMonth(*values))
    return {employer: Claim(as_of, tuple(months[employer])) for employer in wanted}


def case_claim(case: Case, as_of: date) -> Claim:
    """What the case's employer owes as of a day; empty for a firm that is not registered."""
    if case.employer_id is None:
        return Claim(as_of)
    return claims_of([case.employer_id], as_of)[case.employer_id]
