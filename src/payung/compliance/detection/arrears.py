"""ARREARS: bills past due that are not settled, by the arrears of the ledger itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from payung.compliance.detection.ground import Search
from payung.contributions.queries.arrears import EMPLOYERS_IN_ARREARS
from payung.contributions.settlement import ARREARS_SEGMENTS
from payung.law.payment import collectability

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

_OFFICE = "SELECT id FROM registry_employer WHERE office_id = %(office)s"

_FIND = (
    """
INSERT INTO candidate (kind, employer_id, firm_name, firm_address, firm_identifier, region_id,
    evidence, amount, is_estimate, workers, months, paid_recently, business_size)"""
    + EMPLOYERS_IN_ARREARS
    + f""", unpaid_bill AS (
    SELECT bill.employer_id, jsonb_agg(jsonb_build_array(bill.billing_code, bill.month,
        bill.total - coalesce(paid.amount, 0)) ORDER BY bill.month, bill.id) AS bills
    FROM contributions_bill AS bill LEFT JOIN paid ON paid.bill_id = bill.id
    WHERE bill.due_on < %(as_of)s AND bill.issued_on <= %(as_of)s
        AND bill.segment IN {ARREARS_SEGMENTS}
        AND bill.total <> coalesce(paid.amount, 0)
        AND bill.employer_id IN (SELECT employer_id FROM arrears)
    GROUP BY bill.employer_id
)
SELECT 'ARREARS', employer.id, employer.name, employer.address,
    employer.registration_number || '/' || employer.division, employer.region_id,
    jsonb_build_object('months', arrears.months, 'oldest_month', arrears.oldest_month,
        'principal', arrears.principal, 'penalty', arrears.penalty,
        'class', {{classes}}, 'bills', unpaid_bill.bills, 'rules', %(rules)s),
    arrears.principal, false, employer.workers, arrears.months, employer.paid_recently,
    employer.business_size
FROM arrears
JOIN detect_employer AS employer ON employer.id = arrears.employer_id
JOIN unpaid_bill ON unpaid_bill.employer_id = arrears.employer_id"""
)

RULES = ("payment/collectability_classes", "payment/due_day_wage_earner")


def find(cursor: CursorWrapper, search: Search) -> None:
    """The debtors of the office; the same as ``contributions.queries.arrears`` names."""
    statement = _FIND.format(employers=_OFFICE, classes=_class_of("arrears.months", search.as_of))
    cursor.execute(statement, search.values(rules=search.rules(*RULES)))


def _class_of(months: str, on: date) -> str:
    """The collectability class of a number of months as SQL (the law's table, best first)."""
    cases = [
        f"WHEN {months} >= {int(str(row['months_from']))} THEN '{row['collectability_class']}'"
        for row in reversed(collectability.classes(on))
    ]
    return f"CASE {' '.join(cases)} END"
