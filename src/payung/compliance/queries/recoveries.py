"""What came back under mandates: read from the settlements of the ledger, never typed.

For each bill handed over: *recovered* is money settled after the day of the grant and until the
end of the mandate; *corrected* is what turned out not to be owed (bills corrected downwards, and
money of until the grant that became known later); *written off* is what a decision took from the
books since the grant; *remaining* is what is left. Charges that arose after the grant are new debt:
money fills the charges handed over first.

The day of the grant belongs to the time before: the value handed over is what the ledger holds
open at the end of that day. Money of that very day is no fruit of the mandate. Known when the SKK
is given, it is not handed over; known later (the bank's statement comes the next day), it lowers
what is owed as *corrected*, and is never counted as recovered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Sum

from payung.compliance.models import Mandate
from payung.contributions.models import Account, Posting
from payung.contributions.settlement import ARREARS_SEGMENTS, PENALTY, PRINCIPAL


@dataclass(frozen=True)
class Recovery:
    """The account of one mandate on a day; rupiah.

    handed over = recovered + corrected + written off + remaining, for contributions
    (``principal``) and charges (``penalty``) apart. ``until`` is that day, or the day on which the
    mandate ended. ``later_penalty`` was paid on charges of after the grant; it is not recovered.
    """

    mandate_id: int
    until: date
    bills: int
    principal_handed_over: int
    penalty_handed_over: int
    principal_recovered: int
    penalty_recovered: int
    principal_corrected: int
    penalty_corrected: int
    principal_written_off: int
    penalty_written_off: int
    later_penalty: int
    first_payment_on: date | None
    last_payment_on: date | None

    @property
    def handed_over(self) -> int:
        """All that was handed over."""
        return self.principal_handed_over + self.penalty_handed_over

    @property
    def recovered(self) -> int:
        """All money recovered."""
        return self.principal_recovered + self.penalty_recovered

    @property
    def corrected(self) -> int:
        """All that turned out not to be owed."""
        return self.principal_corrected + self.penalty_corrected

    @property
    def written_off(self) -> int:
        """All that a decision took from the books."""
        return self.principal_written_off + self.penalty_written_off

    @property
    def principal_remaining(self) -> int:
        """Contributions handed over and still owed."""
        return (
            self.principal_handed_over
            - self.principal_recovered
            - self.principal_corrected
            - self.principal_written_off
        )

    @property
    def penalty_remaining(self) -> int:
        """Charges handed over and still owed."""
        return (
            self.penalty_handed_over
            - self.penalty_recovered
            - self.penalty_corrected
            - self.penalty_written_off
        )

    @property
    def remaining(self) -> int:
        """What was handed over and is still owed."""
        return self.principal_remaining + self.penalty_remaining


#: ``money``: from payments, less what was set free again; ``credit``: from corrected bills.
_RECOVERIES = f"""
WITH chosen AS (
    SELECT id, granted_on,
        least(coalesce(closed_on, %(as_of)s::date), %(as_of)s::date) AS until
    FROM compliance_mandate
    WHERE id = ANY (%(mandates)s) AND granted_on <= %(as_of)s
), part AS (
    SELECT chosen.id AS mandate_id, chosen.granted_on, chosen.until, handed.bill_id,
        handed.principal, handed.penalty, bill.total
    FROM chosen JOIN compliance_mandatebill AS handed ON handed.mandate_id = chosen.id
    JOIN contributions_bill AS bill ON bill.id = handed.bill_id
), event AS (
    SELECT part.mandate_id, part.bill_id, settled.component, settled.amount, settled.settled_on,
        settled.settled_on > part.granted_on AS is_after,
        settled.payment_id IS NOT NULL
            OR (settled.credit_bill_id = settled.bill_id AND settled.amount < 0) AS is_money,
        settled.write_off_id IS NOT NULL AND settled.settled_on >= part.granted_on AS is_off
    FROM part JOIN contributions_settlement AS settled
        ON settled.bill_id = part.bill_id AND settled.settled_on <= part.until
), paid AS (
    SELECT mandate_id, bill_id,
        coalesce(sum(amount)
            FILTER (WHERE component = {PRINCIPAL} AND NOT is_after AND NOT is_off), 0)
            AS principal_before,
        coalesce(sum(amount) FILTER (WHERE component = {PRINCIPAL} AND is_after AND is_money), 0)
            AS principal_money,
        coalesce(sum(amount)
            FILTER (WHERE component = {PRINCIPAL} AND is_after AND NOT is_money AND NOT is_off), 0)
            AS principal_credit,
        coalesce(sum(amount) FILTER (WHERE component = {PRINCIPAL} AND is_off), 0)
            AS principal_off,
        coalesce(sum(amount)
            FILTER (WHERE component = {PENALTY} AND NOT is_after AND NOT is_off), 0)
            AS penalty_before,
        coalesce(sum(amount) FILTER (WHERE component = {PENALTY} AND is_after AND is_money), 0)
            AS penalty_money,
        coalesce(sum(amount)
            FILTER (WHERE component = {PENALTY} AND is_after AND NOT is_money AND NOT is_off), 0)
            AS penalty_credit,
        coalesce(sum(amount) FILTER (WHERE component = {PENALTY} AND is_off), 0) AS penalty_off,
        min(settled_on) FILTER (WHERE is_after AND is_money AND amount > 0) AS first_payment_on,
        max(settled_on) FILTER (WHERE is_after AND is_money AND amount > 0) AS last_payment_on
    FROM event GROUP BY mandate_id, bill_id
), charged AS (
    SELECT part.mandate_id, part.bill_id, sum(charge.amount) AS amount
    FROM part JOIN contributions_penaltycharge AS charge
        ON charge.bill_id = part.bill_id AND charge.charged_on <= part.granted_on
    GROUP BY part.mandate_id, part.bill_id
), told AS (
    SELECT part.*, coalesce(paid.principal_money, 0) AS principal_money,
        coalesce(paid.principal_off, 0) AS principal_off,
        greatest(0, coalesce(paid.penalty_off, 0)) AS penalty_off,
        coalesce(paid.principal_before, 0) - (part.total - part.principal)
            + coalesce(paid.principal_credit, 0) AS principal_corrected,
        least(part.penalty, greatest(0, part.penalty
            - (coalesce(charged.amount, 0) - coalesce(paid.penalty_before, 0)))) AS not_charged,
        greatest(0, coalesce(paid.penalty_money, 0)) AS penalty_money,
        greatest(0, coalesce(paid.penalty_credit, 0)) AS penalty_credit,
        paid.first_payment_on, paid.last_payment_on
    FROM part
    LEFT JOIN paid ON paid.mandate_id = part.mandate_id AND paid.bill_id = part.bill_id
    LEFT JOIN charged ON charged.mandate_id = part.mandate_id AND charged.bill_id = part.bill_id
), filled AS (
    SELECT *, least(penalty_money, penalty - not_charged) AS penalty_recovered,
        least(penalty_credit,
            penalty - not_charged - least(penalty_money, penalty - not_charged)) AS penalty_credited
    FROM told
)
SELECT chosen.id, chosen.until, count(filled.bill_id)::integer,
    coalesce(sum(filled.principal), 0)::bigint, coalesce(sum(filled.penalty), 0)::bigint,
    coalesce(sum(filled.principal_money), 0)::bigint,
    coalesce(sum(filled.penalty_recovered), 0)::bigint,
    coalesce(sum(filled.principal_corrected), 0)::bigint,
    coalesce(sum(filled.not_charged + filled.penalty_credited), 0)::bigint,
    coalesce(sum(filled.principal_off), 0)::bigint,
    coalesce(sum(least(filled.penalty_off, filled.penalty - filled.not_charged
        - filled.penalty_recovered - filled.penalty_credited)), 0)::bigint,
    coalesce(sum(filled.penalty_money - filled.penalty_recovered), 0)::bigint,
    min(filled.first_payment_on), max(filled.last_payment_on)
FROM chosen LEFT JOIN filled ON filled.mandate_id = chosen.id
GROUP BY chosen.id, chosen.until
ORDER BY chosen.id"""


def recoveries_of(mandate_ids: Iterable[int], as_of: date) -> dict[int, Recovery]:
    """The account of each mandate that was granted by a day; one query, however many.

    The caller has checked that the mandates may be read.
    """
    values: dict[str, Any] = {"mandates": list(mandate_ids), "as_of": as_of}
    with connection.cursor() as cursor:
        cursor.execute(_RECOVERIES, values)
        return {row[0]: Recovery(*row) for row in cursor.fetchall()}


#: What a mandate that was not granted has none of.
_AMOUNTS = (
    "bills", "principal_handed_over", "penalty_handed_over", "principal_recovered",
    "penalty_recovered", "principal_corrected", "penalty_corrected", "principal_written_off",
    "penalty_written_off", "later_penalty",
)  # fmt: skip


def nothing_yet(mandate: Mandate, as_of: date) -> Recovery:
    """The account of a mandate that was not granted by a day."""
    nothing: dict[str, Any] = dict.fromkeys(_AMOUNTS, 0)
    return Recovery(
        mandate_id=mandate.pk, until=as_of, first_payment_on=None, last_payment_on=None, **nothing
    )


def recoveries(mandate: Mandate, as_of: date) -> Recovery:
    """The account of one mandate on a day (see ``Recovery``)."""
    found = recoveries_of([mandate.pk], as_of)
    return found.get(mandate.pk) or nothing_yet(mandate, as_of)


@dataclass(frozen=True)
class OpenBill:
    """What is open of one bill on a day; rupiah."""

    bill_id: int
    month: date
    billing_code: str
    workers: int
    principal: int
    penalty: int


_OPEN_BILLS = f"""
SELECT bill.id, bill.month, bill.billing_code, bill.worker_count,
    greatest(bill.total - coalesce(paid.principal, 0), 0)::bigint AS principal,
    greatest(coalesce(charged.amount, 0) - coalesce(paid.penalty, 0), 0)::bigint AS penalty
FROM contributions_bill AS bill
LEFT JOIN LATERAL (
    SELECT sum(amount) FILTER (WHERE component = {PRINCIPAL}) AS principal,
        sum(amount) FILTER (WHERE component = {PENALTY}) AS penalty
    FROM contributions_settlement WHERE bill_id = bill.id AND settled_on <= %(as_of)s
) AS paid ON true
LEFT JOIN LATERAL (
    SELECT sum(amount) AS amount FROM contributions_penaltycharge
    WHERE bill_id = bill.id AND charged_on <= %(as_of)s
) AS charged ON true
WHERE bill.employer_id = %(employer)s AND bill.due_on < %(as_of)s AND bill.issued_on <= %(as_of)s
    AND bill.segment IN {ARREARS_SEGMENTS}
    AND (bill.total > coalesce(paid.principal, 0)
        OR coalesce(charged.amount, 0) > coalesce(paid.penalty, 0))
ORDER BY bill.month, bill.sequence, bill.id"""


def open_bills(employer_id: int, as_of: date) -> list[OpenBill]:
    """The overdue bills of an employer with what is open of each: what a grant hands over.

    Bills of wage earners and construction that were due before that day, as for arrears. The
    caller has checked that they may be read.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OPEN_BILLS, {"employer": employer_id, "as_of": as_of})
        return [OpenBill(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Money:
    """Money that came in on what a mandate handed over, on one day; rupiah."""

    on: date
    is_penalty: bool
    amount: int


_MONEY = f"""
SELECT mandate.id, settled.settled_on, settled.component = {PENALTY}, sum(settled.amount)::bigint
FROM compliance_mandate AS mandate
JOIN compliance_mandatebill AS handed ON handed.mandate_id = mandate.id
JOIN contributions_settlement AS settled ON settled.bill_id = handed.bill_id
WHERE mandate.id = ANY (%(mandates)s) AND settled.payment_id IS NOT NULL
    AND settled.settled_on > mandate.granted_on
    AND settled.settled_on <= least(coalesce(mandate.closed_on, %(as_of)s::date), %(as_of)s::date)
GROUP BY mandate.id, settled.settled_on, settled.component
ORDER BY mandate.id, settled.settled_on, settled.component"""


def money_of(mandate_ids: Iterable[int], as_of: date) -> dict[int, list[Money]]:
    """The money that came in on what each mandate handed over, by day, oldest first.

    One query, however many mandates; those without any money are left out.
    """
    found: dict[int, list[Money]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_MONEY, {"mandates": list(mandate_ids), "as_of": as_of})
        for number, *row in cursor.fetchall():
            found.setdefault(number, []).append(Money(*row))
    return found


def employer_credit(mandate: Mandate) -> int:
    """What the employer paid beyond all that was asked of him (the ledger's account 210)."""
    if mandate.employer_id is None:
        return 0
    found = Posting.objects.filter(
        account=Account.EMPLOYER_CREDIT, employer=mandate.employer_id
    ).aggregate(amount=Sum("amount"))
    return -(found["amount"] or 0)


def new_debt(mandate: Mandate, as_of: date) -> int:
    """Contributions of months that fell due after the grant (or were not handed over), unpaid."""
    if mandate.employer_id is None or mandate.granted_on is None:
        return 0
    handed = set(mandate.bills.values_list("bill_id", flat=True))
    return sum(
        one.principal for one in open_bills(mandate.employer_id, as_of) if one.bill_id not in handed
    )
