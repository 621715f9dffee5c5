"""How money fills debts: the rule ``principal_oldest_month_first_then_penalty``.

Money of a payer fills the contributions of his months in order, each month in full before the
next (Perdir 22/PERDIR.02/072022); only then the late payment charges, oldest month first; what is
left is his credit and fills the next bills as they are issued. Within a month: wage earners,
non-wage earners, construction, then corrections in their order. A contribution is settled on the
day of the payment, also when its bill came later, so that nobody is late by a late bill; a charge
not before the day on which it arose. See docs/decisions/0006.

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

PRINCIPAL = Settled.Component.PRINCIPAL.value
PENALTY = Settled.Component.PENALTY.value

#: ``settling_debt``: what each bill still asks for (or has in excess, below zero).
_DEBTS = f"""
CREATE TEMP TABLE settling_debt ON COMMIT DROP AS
SELECT bill.employer_id, bill.id AS bill_id, {PRINCIPAL}::smallint AS component, bill.month,
    bill.segment, bill.sequence, bill.issued_on AS since,
    bill.total - coalesce(paid.amount, 0) AS open
FROM contributions_bill AS bill
LEFT JOIN (SELECT bill_id, sum(amount)::bigint AS amount FROM contributions_settlement
           WHERE component = {PRINCIPAL} AND bill_id IN (
               SELECT id FROM contributions_bill
               WHERE employer_id IN (SELECT employer_id FROM settling_employer))
           GROUP BY bill_id) AS paid ON paid.bill_id = bill.id
WHERE bill.employer_id IN (SELECT employer_id FROM settling_employer)
    AND bill.total <> coalesce(paid.amount, 0)
UNION ALL
SELECT bill.employer_id, bill.id, {PENALTY}::smallint, bill.month, bill.segment, bill.sequence,
    charged.since, charged.amount - coalesce(paid.amount, 0)
FROM contributions_bill AS bill
JOIN (SELECT bill_id, max(charged_on) AS since, sum(amount)::bigint AS amount
      FROM contributions_penaltycharge GROUP BY bill_id) AS charged ON charged.bill_id = bill.id
LEFT JOIN (SELECT bill_id, sum(amount)::bigint AS amount FROM contributions_settlement
           WHERE component = {PENALTY} GROUP BY bill_id) AS paid ON paid.bill_id = bill.id
WHERE bill.employer_id IN (SELECT employer_id FROM settling_employer)
    AND charged.amount <> coalesce(paid.amount, 0)"""

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

#: ``settling_row``: the rows to write. First the excess that is set free, then what pays what.
_ROWS = f"""
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
                       ORDER BY component, month, segment, sequence, bill_id)
)
SELECT employer_id, NULL::bigint AS payment_id, bill_id AS credit_bill_id, bill_id, component,
    open AS amount, %(on)s::date AS settled_on
FROM settling_debt WHERE open < 0
UNION ALL
SELECT fund.employer_id, fund.payment_id, fund.credit_bill_id, debt.bill_id, debt.component,
    (least(fund.upper, debt.upper) - greatest(fund.lower, debt.lower))::bigint,
    CASE debt.component WHEN {PRINCIPAL} THEN fund.since ELSE greatest(fund.since, debt.since) END
FROM fund JOIN debt ON debt.employer_id = fund.employer_id
    AND fund.lower < debt.upper AND debt.lower < fund.upper"""

_WRITE = """
INSERT INTO contributions_settlement
    (payment_id, credit_bill_id, bill_id, component, amount, settled_on)
SELECT payment_id, credit_bill_id, bill_id, component, amount, settled_on
FROM settling_row ORDER BY bill_id"""

_POSTINGS = f"""
SELECT %(suspense)s::smallint AS account, NULL::bigint AS employer_id, NULL::bigint AS bill_id,
    NULL::smallint AS programme, coalesce(sum(received), 0)::bigint AS amount
FROM settling_employer
UNION ALL
SELECT CASE component WHEN {PRINCIPAL} THEN %(receivable)s ELSE %(penalty)s END,
    employer_id, bill_id, NULL, -sum(amount)::bigint
FROM settling_row GROUP BY employer_id, bill_id, component
UNION ALL
SELECT %(credit)s, employer_id, NULL, NULL, sum(amount)::bigint
FROM (SELECT employer_id, -received AS amount FROM settling_employer
      UNION ALL
      SELECT employer_id, amount FROM settling_row) AS moved
GROUP BY employer_id"""

_ACCOUNTS = {
    "suspense": Account.SUSPENSE.value,
    "receivable": Account.CONTRIBUTION_RECEIVABLE.value,
    "penalty": Account.PENALTY_RECEIVABLE.value,
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
