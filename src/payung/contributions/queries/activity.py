"""Who is a member and who is active on a day: the one rule by which all counts go, as SQL.

A membership is *open* on a day when it has begun, has not ended, and its project (if any) runs.
It is *active* while the due months that its payer has not settled in full are no more than the
grace of the law (``membership/active_grace_months``).

A statement is put together from ``OPENED`` (the memberships open on ``%(as_of)s``; ``{region}`` is
the column of the region basis), a materialised part ``candidate`` of the caller's own that chooses
among them, and ``LAPSED``, which then holds the candidates beyond the grace. Parameters:
``as_of``, ``grace`` and ``principal`` (see ``parameters_of``).
"""

from __future__ import annotations

from datetime import date

from payung.contributions.settlement import PRINCIPAL
from payung.law import parameters
from payung.law.parameters import Value

#: The columns from which the region of a membership may be taken.
REGISTRATION = "employer.region_id"
WORK_REGION = "membership.work_region_id"

OPENED = """
    SELECT membership.id, membership.person_id, membership.employer_id, membership.segment,
           membership.worker_segment, membership.project_id, membership.started_on,
           {region} AS region
    FROM registry_membership AS membership
    JOIN registry_employer AS employer ON employer.id = membership.employer_id
    LEFT JOIN registry_constructionproject AS project ON project.id = membership.project_id
    WHERE membership.started_on <= %(as_of)s
      AND (membership.ended_on IS NULL OR membership.ended_on >= %(as_of)s)
      AND (project.id IS NULL OR %(as_of)s BETWEEN project.starts_on AND project.ends_on)
"""

LAPSED = """
unpaid AS MATERIALIZED (
    SELECT bill.employer_id, bill.segment, bill.project_id, bill.month,
           array_agg(bill.id) AS bills
    FROM contributions_bill AS bill
    LEFT JOIN LATERAL (
        SELECT sum(settlement.amount) AS settled FROM contributions_settlement AS settlement
        WHERE settlement.bill_id = bill.id AND settlement.component = %(principal)s
          AND settlement.write_off_id IS NULL
          AND settlement.settled_on <= %(as_of)s
    ) AS paid ON true
    WHERE bill.due_on < %(as_of)s AND bill.issued_on <= %(as_of)s
      AND bill.employer_id IN (SELECT employer_id FROM candidate)
    GROUP BY bill.employer_id, bill.segment, bill.project_id, bill.month
    HAVING sum(bill.total) > sum(coalesce(paid.settled, 0))
), beyond_grace AS MATERIALIZED (
    SELECT unpaid.month, unnest(unpaid.bills) AS bill_id FROM unpaid
    JOIN (
        SELECT employer_id, segment, project_id FROM unpaid
        GROUP BY employer_id, segment, project_id HAVING count(*) > %(grace)s
    ) AS late
      ON late.employer_id = unpaid.employer_id AND late.segment = unpaid.segment
     AND late.project_id IS NOT DISTINCT FROM unpaid.project_id
), lapsed AS MATERIALIZED (
    SELECT line.membership_id FROM contributions_billline AS line
    JOIN beyond_grace ON beyond_grace.bill_id = line.bill_id AND beyond_grace.month = line.month
    GROUP BY line.membership_id HAVING count(DISTINCT line.month) > %(grace)s
)
"""


def active_grace(on: date) -> Value:
    """The unpaid due months with which a member still counts as active, from the law."""
    return parameters.get("membership/active_grace_months", on)


def parameters_of(as_of: date, grace: int) -> dict[str, object]:
    """The values that ``OPENED`` and ``LAPSED`` ask for."""
    return {"as_of": as_of, "grace": grace, "principal": PRINCIPAL}
