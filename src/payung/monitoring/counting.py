"""Counting members: who is registered and who is active on a day, each person once.

What is open and what is active, ``contributions.queries.activity`` says. A person with several
open memberships is counted at one of them: an active one before others, then by segment, then the
oldest; so regencies add up to their province, and segments to the total.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from payung.access.permissions import VIEW_COVERAGE
from payung.access.reader import Reader
from payung.contributions.queries.activity import (
    LAPSED,
    OPENED,
    REGISTRATION,
    WORK_REGION,
    parameters_of,
)
from payung.contributions.queries.scoping import employers_seen, rows
from payung.monitoring.models import RegionBasis

_REGION_COLUMN = {
    RegionBasis.REGISTRATION: REGISTRATION,
    RegionBasis.WORK_REGION: WORK_REGION,
}

#: {region} is the column of the region basis, {employers} the query of the employers in scope.
#: ``opened`` is kept: read twice, on early days it was joined row by row and took half an hour.
_COUNT = f"""
WITH opened AS MATERIALIZED ({OPENED}), inside AS MATERIALIZED (
    SELECT * FROM opened
    WHERE region LIKE %(prefix)s AND employer_id IN ({{employers}})
), candidate AS MATERIALIZED (
    SELECT opened.*, inside.id IS NOT NULL AS is_inside
    FROM opened LEFT JOIN inside USING (id)
    WHERE opened.person_id IN (SELECT person_id FROM inside)
), {LAPSED}, ranked AS (
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
    values |= parameters_of(as_of, grace) | {"prefix": f"{region}%"}
    return [Count(*row) for row in rows(statement, values)]


#: Both places of each member in one pass over the books: a figure per month end must be cheap.
_PLACES = f"{REGISTRATION} AS registered_at, {WORK_REGION}"
_COUNT_BOTH = f"""
WITH opened AS MATERIALIZED ({OPENED.format(region=_PLACES)}), candidate AS MATERIALIZED (
    SELECT * FROM opened WHERE person_id IN (
        SELECT person_id FROM opened
        WHERE registered_at LIKE %(prefix)s OR region LIKE %(prefix)s)
), {LAPSED}, counted AS (
    SELECT DISTINCT ON (candidate.person_id)
        candidate.registered_at, candidate.region, candidate.segment,
        lapsed.membership_id IS NULL AS is_active
    FROM candidate LEFT JOIN lapsed ON lapsed.membership_id = candidate.id
    ORDER BY candidate.person_id, lapsed.membership_id IS NOT NULL, candidate.segment,
        candidate.started_on, candidate.id
)
SELECT registered_at, region, segment, count(*) FILTER (WHERE is_active), count(*)
FROM counted GROUP BY registered_at, region, segment"""


@dataclass(frozen=True)
class PlacedCount:
    """Persons by the regency where they are registered, that where they work, and segment."""

    registered_at: str
    works_at: str
    segment: int
    active: int
    registered: int


def count_by_place(*, region: str, as_of: date, grace: int) -> list[PlacedCount]:
    """All persons registered or working in a region, each once, as ``count_members`` counts them.

    One statement for both bases, over all books: for figures of the whole, not for a reader.
    """
    values = parameters_of(as_of, grace) | {"prefix": f"{region}%"}
    return [PlacedCount(*row) for row in rows(_COUNT_BOTH, values)]


def total(counts: Iterable[Count]) -> tuple[int, int]:
    """(active, registered) over all counts."""
    active = registered = 0
    for count in counts:
        active += count.active
        registered += count.registered
    return active, registered
