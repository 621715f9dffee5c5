"""Counting members: who is registered and who is active on a day, each person once.

A membership is *open* on a day when it has begun, has not ended, and its project (if any) runs.
It is *active* while the due months that its payer has not settled in full are no more than the
grace of the law. A person with several open memberships is counted at one of them: an active one
before others, then by segment, then the oldest; so regencies add up to their province, and
segments to the total.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from payung.access.permissions import VIEW_COVERAGE
from payung.access.reader import Reader
from payung.contributions.queries.scoping import employers_seen, rows
from payung.contributions.settlement import PRINCIPAL
from payung.monitoring.models import RegionBasis

_REGION_COLUMN = {
    RegionBasis.REGISTRATION: "employer.region_id",
    RegionBasis.WORK_REGION: "membership.work_region_id",
}

#: {region} is the column of the region basis, {employers} the query of the employers in scope.
_COUNT = """
WITH opened AS NOT MATERIALIZED (
    SELECT membership.id, membership.person_id, membership.employer_id, membership.segment,
           membership.project_id, membership.started_on, {region} AS region
    FROM registry_membership AS membership
    JOIN registry_employer AS employer ON employer.id = membership.employer_id
    LEFT JOIN registry_constructionproject AS project ON project.id = membership.project_id
    WHERE membership.started_on <= %(as_of)s
      AND (membership.ended_on IS NULL OR membership.ended_on >= %(as_of)s)
      AND (project.id IS NULL OR %(as_of)s BETWEEN project.starts_on AND project.ends_on)
), inside AS MATERIALIZED (
    SELECT * FROM opened
    WHERE region LIKE %(prefix)s AND employer_id IN ({employers})
), candidate AS MATERIALIZED (
    SELECT opened.*, inside.id IS NOT NULL AS is_inside
    FROM opened LEFT JOIN inside USING (id)
    WHERE opened.person_id IN (SELECT person_id FROM inside)
), unpaid AS MATERIALIZED (
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
), ranked AS (
    SELECT candidate.region, candidate.segment, candidate.is_inside,
           lapsed.membership_id IS NULL AS is_active,
           row_number() OVER (
               PARTITION BY candidate.person_id
               ORDER BY lapsed.membership_id IS NOT NULL, candidate.segment,
                        candidate.started_on, candidate.id
           ) AS place
    FROM candidate LEFT JOIN lapsed ON lapsed.membership_id = candidate.id
)
SELECT region, segment, count(*) FILTER (WHERE is_active), count(*)
FROM ranked WHERE place = 1 AND is_inside
GROUP BY region, segment ORDER BY region, segment
"""


@dataclass(frozen=True)
class Count:
    """Persons of one regency and segment."""

    region: str
    segment: int
    active: int
    registered: int


def count_members(
    reader: Reader, *, region: str, as_of: date, grace: int, basis: RegionBasis
) -> list[Count]:
    """The persons of a region by regency and segment, at the employers in the reader's scope.

    ``grace`` is the number of unpaid due months with which a member still counts as active.
    """
    employers, values = employers_seen(reader, VIEW_COVERAGE)
    statement = _COUNT.format(region=_REGION_COLUMN[basis], employers=employers)
    values |= {"as_of": as_of, "prefix": f"{region}%", "grace": grace, "principal": PRINCIPAL}
    return [Count(*row) for row in rows(statement, values)]


def total(counts: Iterable[Count]) -> tuple[int, int]:
    """(active, registered) over all counts."""
    active = registered = 0
    for count in counts:
        active += count.active
        registered += count.registered
    return active, registered
