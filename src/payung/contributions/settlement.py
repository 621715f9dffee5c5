"""How money fills debts: the rule ``principal_oldest_month_first_then_penalty``.

Money of a payer fills the contributions of his months in order, each month in full before the
next (Perdir 22/PERDIR.02/072022); only then the late payment charges, oldest month first, then his
administrative fines; what is left fills what was written off (the claim remains, so the write-off
gives way to the money), and at last it is his credit and fills the next bills as they are issued.
Within a month: wage earners, non-wage earners, construction, then corrections in their order. A
contribution is settled on the day of the payment, also when its bill came later, so that nobody is
late by a late bill; a charge not before the day on which it arose, and what a write-off had taken
not before the day on which it stood in the books again. See docs/decisions/0006 and 0011.

For all payers at once: their funds and their debts are laid side by side as running sums, and
where a fund's stretch and a debt's stretch overlap, the one pays the other.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from payung.access.models import User
from payung.contributions.ledger import open_journal, post
from payung.contributions.models import Account, Journal
from payung.contributions.models import Settlement as Settled
from payung.registry.models import Segment

PRINCIPAL = Settled.Component.PRINCIPAL.value
PENALTY = Settled.Component.PENALTY.value
FINE = Settled.Component.FINE.value
#: The segments whose unpaid bills are arrears, in SQL. Who pays for himself owes nothing: his
#: cover lapses (``payment/lapse_after_months``).
ARREARS_SEGMENTS = f"({Segment.WAGE_EARNER.value}, {Segment.CONSTRUCTION.value})"

#: The day on which the last part of a debt that was written off came back to the books, if any.
_REOPENED = "max(settled_on) FILTER (WHERE write_off_id IS NOT NULL AND amount < 0)"

#: ``settling_debt``: what each bill still asks for (or has in excess, below zero), each fine, and
#: what was written off and not paid since. ``since``: not settled before that day (NULL: any).
_DEBTS = f"""
CREATE TEMP TABLE settling_debt ON COMMIT DROP AS
SELECT bill.employer_id, bill.id AS bill_id, NULL::bigint AS fine_id, NULL::bigint AS write_off_id,
    {PRINCIPAL}::smallint AS component, bill.month, bill.segment, bill.sequence,
    paid.reopened_on AS since, bill.total - coalesce(paid.amount, 0) AS open
FROM contributions_bill AS bill
LEFT JOIN (SELECT bill_id, sum(amount)::bigint AS amount, {_REOPENED} AS reopened_on
           FROM contributions_settlement
           WHERE component = {PRINCIPAL} AND bill_id IN (
               SELECT id FROM contributions_bill
               WHERE employer_id IN (SELECT employer_id FROM settling_employer))
           GROUP BY bill_id) AS paid ON paid.bill_id = bill.id
WHERE bill.employer_id IN (SELECT employer_id FROM settling_employer)
    AND bill.total <> coalesce(paid.amount, 0)
UNION ALL
SELECT bill.employer_id, bill.id, NULL, NULL, {PENALTY}::smallint, bill.month, bill.segment,
    bill.sequence, greatest(charged.since, paid.reopened_on),
    charged.amount - coalesce(paid.amount, 0)
FROM contributions_bill AS bill
JOIN (SELECT bill_id, max(charged_on) AS since, sum(amount)::bigint AS amount
      FROM contributions_penaltycharge GROUP BY bill_id) AS charged ON charged.bill_id = bill.id
LEFT JOIN (SELECT bill_id, sum(amount)::bigint AS amount, {_REOPENED} AS reopened_on
           FROM contributions_settlement
           WHERE component = {PENALTY} GROUP BY bill_id) AS paid ON paid.bill_id = bill.id
WHERE bill.employer_id IN (SELECT employer_id FROM settling_employer)
    AND charged.amount <> coalesce(paid.amount, 0)
UNION ALL
SELECT fine.employer_id, NULL, fine.id, NULL, {FINE}::smallint,
    date_trunc('month', fine.imposed_on)::date, 0::smallint, 0::smallint,
    greatest(fine.imposed_on, paid.reopened_on), fine.amount - coalesce(paid.amount, 0)
FROM contributions_administrativefine AS fine
LEFT JOIN (SELECT fine_id, sum(amount)::bigint AS amount, {_REOPENED} AS reopened_on
           FROM contributions_settlement
           WHERE fine_id IS NOT NULL GROUP BY fine_id) AS paid ON paid.fine_id = fine.id
WHERE fine.employer_id IN (SELECT employer_id FROM settling_employer)
    AND fine.reverses_id IS NULL AND fine.amount <> coalesce(paid.amount, 0)
    AND NOT EXISTS (SELECT 1 FROM contributions_administrativefine AS undone
                    WHERE undone.reverses_id = fine.id)
UNION ALL
SELECT off.employer_id, taken.bill_id, taken.fine_id, off.id, taken.component,
    coalesce(bill.month, date_trunc('month', fine.imposed_on)::date), coalesce(bill.segment, 0),
    coalesce(bill.sequence, 0), max(taken.settled_on), sum(taken.amount)::bigint
FROM contributions_writeoff AS off
JOIN contributions_settlement AS taken ON taken.write_off_id = off.id
LEFT JOIN contributions_bill AS bill ON bill.id = taken.bill_id
LEFT JOIN contributions_administrativefine AS fine ON fine.id = taken.fine_id
WHERE off.employer_id IN (SELECT employer_id FROM settling_employer)
GROUP BY off.id, taken.bill_id, taken.fine_id, taken.component, bill.id, fine.id
HAVING sum(taken.amount) > 0"""

#: ``settling_fund``: what is left of each payment and of each bill that was corrected downwards.
_FUNDS = """
CREATE TEMP TABLE settling_fund ON COMMIT DROP AS
SELECT payment.employer_id, payment.id AS payment_id, NULL::bigint AS credit_bill_id,
    payment.paid_on AS since, payment.amount - coalesce(used.amount, 0) AS left_over
FROM contributions_payment AS payment
LEFT JOIN (SELECT payment_id, sum(amount)::bigint AS amount FROM contributions_settlement
           WHERE payment_id IN (
               SELECT id FROM contributions_payment
               WHERE employer_id IN (SELECT employer_id FROM settling_employer))
           GROUP BY payment_id) AS used ON used.payment_id = payment.id
WHERE payment.employer_id IN (SELECT employer_id FROM settling_employer)
    AND payment.amount <> coalesce(used.amount, 0)
UNION ALL
SELECT employer_id, NULL, bill_id, max(since), sum(amount)::bigint
FROM (SELECT bill.employer_id, used.credit_bill_id AS bill_id, -used.amount AS amount,
          used.settled_on AS since
      FROM contributions_settlement AS used
      JOIN contributions_bill AS bill ON bill.id = used.credit_bill_id
      WHERE used.credit_bill_id IS NOT NULL
          AND bill.employer_id IN (SELECT employer_id FROM settling_employer)
      UNION ALL
      SELECT employer_id, bill_id, -open, %(on)s::date FROM settling_debt WHERE open < 0
) AS freed
GROUP BY employer_id, bill_id HAVING sum(amount) > 0"""

#: ``settling_row``: the rows to write. First the excess that is set free, then what pays what,
#: then the write-offs that give way to the money.
_ROWS = """
CREATE TEMP TABLE settling_row ON COMMIT DROP AS
WITH fund AS (
    SELECT *, sum(left_over) OVER stretch AS upper, sum(left_over) OVER stretch - left_over AS lower
    FROM settling_fund
    WINDOW stretch AS (PARTITION BY employer_id
                       ORDER BY since, payment_id NULLS LAST, credit_bill_id)
), debt AS (
    SELECT *, sum(open) OVER stretch AS upper, sum(open) OVER stretch - open AS lower
    FROM settling_debt WHERE open > 0
    WINDOW stretch AS (PARTITION BY employer_id
                       ORDER BY write_off_id IS NOT NULL, component, month, segment, sequence,
                           bill_id, fine_id, write_off_id)
), filled AS (
    SELECT fund.employer_id, fund.payment_id, fund.credit_bill_id, debt.write_off_id, debt.bill_id,
        debt.fine_id, debt.component,
        (least(fund.upper, debt.upper) - greatest(fund.lower, debt.lower))::bigint AS amount,
        greatest(fund.since, debt.since) AS settled_on
    FROM fund JOIN debt ON debt.employer_id = fund.employer_id
        AND fund.lower < debt.upper AND debt.lower < fund.upper
)
SELECT employer_id, NULL::bigint AS payment_id, bill_id AS credit_bill_id,
    NULL::bigint AS write_off_id, bill_id, fine_id, component, open AS amount,
    %(on)s::date AS settled_on
FROM settling_debt WHERE open < 0
UNION ALL
SELECT employer_id, payment_id, credit_bill_id, NULL, bill_id, fine_id, component, amount,
    settled_on
FROM filled
UNION ALL
SELECT employer_id, NULL, NULL, write_off_id, bill_id, fine_id, component, -amount, settled_on
FROM filled WHERE write_off_id IS NOT NULL"""

_WRITE = """
INSERT INTO contributions_settlement
    (payment_id, credit_bill_id, write_off_id, bill_id, fine_id, component, amount, settled_on)
SELECT payment_id, credit_bill_id, write_off_id, bill_id, fine_id, component, amount, settled_on
FROM settling_row ORDER BY bill_id"""

_POSTINGS = f"""
SELECT %(suspense)s::smallint AS account, NULL::bigint AS employer_id, NULL::bigint AS bill_id,
    NULL::smallint AS programme, coalesce(sum(received), 0)::bigint AS amount
FROM settling_employer
UNION ALL
SELECT CASE component WHEN {PRINCIPAL} THEN %(receivable)s
        WHEN {PENALTY} THEN %(penalty)s ELSE %(fine)s END,
    employer_id, bill_id, NULL, -sum(amount)::bigint
FROM settling_row GROUP BY employer_id, bill_id, component
UNION ALL
SELECT %(write_off)s, employer_id, bill_id, NULL, sum(amount)::bigint
FROM settling_row WHERE write_off_id IS NOT NULL GROUP BY employer_id, bill_id
UNION ALL
SELECT %(credit)s, employer_id, NULL, NULL, sum(amount)::bigint
FROM (SELECT employer_id, -received AS amount FROM settling_employer
      UNION ALL
      SELECT employer_id, amount FROM settling_row WHERE write_off_id IS NULL) AS moved
GROUP BY employer_id"""

_ACCOUNTS = {
    "suspense": Account.SUSPENSE.value,
    "receivable": Account.CONTRIBUTION_RECEIVABLE.value,
    "penalty": Account.PENALTY_RECEIVABLE.value,
    "fine": Account.FINE_RECEIVABLE.value,
    "write_off": Account.WRITE_OFFS.value,
    "credit": Account.EMPLOYER_CREDIT.value,
}


def choose_employers(query: str, parameters: dict[str, Any]) -> None:
    """Name the payers whose money is to be settled: a query of ``employer_id, received``.

    ``received`` is new money in rupiah that still lies in suspense (0: only old credit is used).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TABLE IF EXISTS settling_employer, settling_debt, settling_fund, settling_row"
        )
        cursor.execute(f"CREATE TEMP TABLE settling_employer ON COMMIT DROP AS {query}", parameters)
        cursor.execute("ANALYZE settling_employer")


def settle(
    kind: Journal.Kind, *, source: str, booked_on: date, actor: User, reason: str = ""
) -> int:
    """Settle the debts of the chosen payers from their funds and book it; the rows written.

    To be called in a transaction that holds the ledger lock of their offices.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DEBTS)
        cursor.execute(_FUNDS, {"on": booked_on})
        cursor.execute(_ROWS, {"on": booked_on})
        cursor.execute(_WRITE)
        written: int = cursor.rowcount
        cursor.execute("SELECT coalesce(sum(received), 0) FROM settling_employer")
        received = cursor.fetchone()[0]
    if written or received:
        journal = open_journal(kind, source=source, booked_on=booked_on, actor=actor, reason=reason)
        post(journal, _POSTINGS, _ACCOUNTS)
    return written


def settle_credit(*, employer: int, source: str, booked_on: date, actor: User) -> int:
    """Use the credit of one payer on what he owes; the rows written."""
    choose_employers(
        "SELECT %(employer)s::bigint AS employer_id, 0::bigint AS received", {"employer": employer}
    )
    return settle(Journal.Kind.CREDIT_MOVED, source=source, booked_on=booked_on, actor=actor)


def settle_office_credit(
    *, office: str, source: str, booked_on: date, actor: User, excess: str = ""
) -> int:
    """Use the credit of an office's payers on what they owe; the rows written.

    ``excess`` may add a query of ``employer_id`` whose bills or charges were just lowered.
    """
    also = f"UNION {excess}" if excess else ""
    choose_employers(
        f"""SELECT employer_id, 0::bigint AS received FROM (
            SELECT posting.employer_id FROM contributions_posting AS posting
            JOIN registry_employer AS employer ON employer.id = posting.employer_id
            WHERE posting.account = {Account.EMPLOYER_CREDIT.value}
                AND employer.office_id = %(office)s
            GROUP BY posting.employer_id HAVING sum(posting.amount) <> 0
            {also}) AS chosen""",
        {"office": office},
    )
    return settle(Journal.Kind.CREDIT_MOVED, source=source, booked_on=booked_on, actor=actor)
