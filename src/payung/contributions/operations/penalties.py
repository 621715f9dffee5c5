"""Charging late payment: 2 % of what was unpaid for each begun month (PP 44/2015 and others)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from payung import clock
from payung.access.permissions import ISSUE_BILLS
from payung.access.reader import Reader
from payung.contributions import law_sql
from payung.contributions.errors import BillingRefused
from payung.contributions.ledger import open_journal, post
from payung.contributions.locks import lock_ledger
from payung.contributions.models import Account, Journal
from payung.contributions.offices import visible_office
from payung.contributions.settlement import PRINCIPAL, settle_office_credit
from payung.law import parameters
from payung.registry.models import Segment


@dataclass(frozen=True)
class PenaltiesCharged:
    """How many charges were written, of which reductions, and their sum in rupiah."""

    charges: int
    reductions: int
    amount: int


#: Every begun month of lateness of the bills that were not paid in time, with what was unpaid
#: when it began. ``started``: a begun month counts (else only a full one).
_LATE = f"""
CREATE TEMP TABLE penalty_late ON COMMIT DROP AS
SELECT bill.id AS bill_id, bill.month, late.month_late, late.charged_on, unpaid.base,
    (sum(unpaid.base) OVER (PARTITION BY bill.id ORDER BY late.month_late))::bigint
        AS unpaid_so_far
FROM contributions_bill AS bill
JOIN registry_employer AS employer ON employer.id = bill.employer_id
CROSS JOIN LATERAL (
    SELECT month_late, CASE WHEN %(started)s
        THEN (bill.due_on + make_interval(months => month_late - 1))::date + 1
        ELSE (bill.due_on + make_interval(months => month_late))::date END AS charged_on
    FROM generate_series(1, 1 + (date_part('year', age(%(as_of)s::date, bill.due_on)) * 12
        + date_part('month', age(%(as_of)s::date, bill.due_on)))::integer) AS month_late
) AS late
CROSS JOIN LATERAL (
    SELECT bill.total - coalesce(sum(paid.amount), 0)::bigint AS base
    FROM contributions_settlement AS paid
    WHERE paid.bill_id = bill.id AND paid.component = {PRINCIPAL}
        AND paid.settled_on < late.charged_on
) AS unpaid
WHERE employer.office_id = %(office)s AND bill.segment = {Segment.WAGE_EARNER.value}
    AND bill.total > 0 AND bill.due_on < %(as_of)s AND late.charged_on <= %(as_of)s
    AND (bill.total > (SELECT coalesce(sum(paid.amount), 0) FROM contributions_settlement AS paid
                       WHERE paid.bill_id = bill.id AND paid.component = {PRINCIPAL}
                           AND paid.settled_on <= bill.due_on)
        OR EXISTS (SELECT 1 FROM contributions_penaltycharge AS charge
                   WHERE charge.bill_id = bill.id))"""

#: What differs from the charges written before: new months, or a payment that was told late.
_DIFFERENCES = """
CREATE TEMP TABLE penalty_new ON COMMIT DROP AS
SELECT nextval('contributions_penaltycharge_id_seq') AS id, due.bill_id, due.month_late,
    coalesce(charged.sequence + 1, 0)::smallint AS sequence, due.charged_on, due.base,
    due.amount - coalesce(charged.amount, 0) AS amount
FROM (SELECT bill_id, month_late, charged_on, base,
          owed - lag(owed, 1, 0::bigint) OVER (PARTITION BY bill_id ORDER BY month_late) AS amount
      FROM ({owed}) AS owed) AS due
LEFT JOIN (SELECT bill_id, month_late, max(sequence) AS sequence, sum(amount)::bigint AS amount
           FROM contributions_penaltycharge GROUP BY bill_id, month_late) AS charged
    ON charged.bill_id = due.bill_id AND charged.month_late = due.month_late
WHERE due.amount <> coalesce(charged.amount, 0)
ORDER BY due.bill_id, due.month_late"""

_WRITE = """
INSERT INTO contributions_penaltycharge
    (id, bill_id, month_late, sequence, charged_on, base, amount)
SELECT id, bill_id, month_late, sequence, charged_on, base, amount FROM penalty_new ORDER BY id"""

_POSTINGS = """
SELECT %(receivable)s::smallint AS account, bill.employer_id, bill.id AS bill_id,
    NULL::smallint AS programme, sum(penalty.amount)::bigint AS amount
FROM penalty_new AS penalty JOIN contributions_bill AS bill ON bill.id = penalty.bill_id
GROUP BY bill.id
UNION ALL
SELECT %(income)s, NULL, NULL, NULL, -sum(amount)::bigint FROM penalty_new"""


def charge_penalties(
    *, actor: Reader, office_code: str, as_of: date | None = None
) -> PenaltiesCharged:
    """Charge every month of lateness that has begun by ``as_of`` (default: today), once.

    The charge of a month is the law's rate on what was unpaid when the month began; only wage
    earners' bills bear it. A payment that is told after its month was charged lowers the charge
    by a further row. Credit of the payers is used at once. A second call writes nothing.

    Raises ``AccessRefused``, or ``BillingRefused`` for a day in the future.
    """
    actor.require(ISSUE_BILLS)
    office = visible_office(actor, office_code)
    as_of = as_of or clock.today()
    if as_of > clock.today():
        raise BillingRefused(
            "day_in_future",
            f"Denda tidak dapat dihitung untuk {as_of}: hari ini {clock.today()}.",
            f"Penalties cannot be charged as of {as_of}: today is {clock.today()}.",
            as_of=as_of.isoformat(),
        )
    with transaction.atomic():
        lock_ledger([office.pk])
        charged = _find(office.pk, as_of)
        if charged.charges:
            _record(office.pk, as_of, actor)
    return charged


def _find(office: str, as_of: date) -> PenaltiesCharged:
    started = parameters.get("payment/started_month_counts", as_of).is_true
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS penalty_late, penalty_new")
        cursor.execute(_LATE, {"office": office, "as_of": as_of, "started": started})
        cursor.execute("SELECT DISTINCT month FROM penalty_late")
        months = [month for (month,) in cursor.fetchall()]
        if not months:
            return PenaltiesCharged(0, 0, 0)
        query, values = _owed(months)
        cursor.execute(_DIFFERENCES.format(owed=query), values)
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE amount < 0), coalesce(sum(amount), 0)::bigint "
            "FROM penalty_new"
        )
        return PenaltiesCharged(*cursor.fetchone())


def _owed(months: list[date]) -> tuple[str, dict[str, Any]]:
    """The law on the late months: one formula for each rate among the contribution months."""
    by_rate: dict[int, list[date]] = defaultdict(list)
    for month in months:
        rate = parameters.get("payment/penalty_rate_wage_earner", month).number
        by_rate[rate].append(month)
    queries, values = [], {}
    for rate, alike in by_rate.items():
        values[f"months_{rate}"] = alike
        queries.append(
            f"(WITH late AS (SELECT * FROM penalty_late WHERE month = ANY (%(months_{rate})s)) "
            f"{law_sql.penalty_owed(alike[0])})"
        )
    return " UNION ALL ".join(queries), values


def _record(office: str, as_of: date, actor: Reader) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_WRITE)
        cursor.execute("SELECT min(id) FROM penalty_new")
        first = cursor.fetchone()[0]
    journal = open_journal(
        Journal.Kind.PENALTY_CHARGED,
        source=f"penalty_charge:{first}",
        booked_on=as_of,
        actor=actor.user,
    )
    post(
        journal,
        _POSTINGS,
        {
            "receivable": Account.PENALTY_RECEIVABLE.value,
            "income": Account.PENALTY_INCOME.value,
        },
    )
    settle_office_credit(
        office=office,
        source=f"penalty_charge:{first}:credit",
        booked_on=as_of,
        actor=actor.user,
        excess="SELECT bill.employer_id FROM penalty_new JOIN contributions_bill AS bill "
        "ON bill.id = penalty_new.bill_id WHERE penalty_new.amount < 0",
    )
