"""Service: from the event to the money, in days, as a distribution of each office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from django.db import connection
from django.db.models import Min, Q

from payung.access.permissions import VIEW_CLAIMS
from payung.access.reader import Reader
from payung.claims.models import ClaimState
from payung.claims.queries.clock_rows import clocks_sql
from payung.claims.queries.worklist import EVERYTHING, Choice, narrowed
from payung.claims.reach import claims_of
from payung.claims.service_days import bounds
from payung.law.arithmetic import half_up_ratio

#: Days from the event to the money: the last of each band, then all that took longer.
BANDS: tuple[int, ...] = (7, 14, 30, 60, 90)
_BASIS_POINTS = 10_000

_SERVICE = """
SELECT office_id, programme, count(*),
    percentile_disc(0.5) WITHIN GROUP (ORDER BY event_days),
    percentile_disc(0.9) WITHIN GROUP (ORDER BY event_days),
    percentile_disc(0.5) WITHIN GROUP (ORDER BY report_days),
    percentile_disc(0.5) WITHIN GROUP (ORDER BY papers_days),
    percentile_disc(0.5) WITHIN GROUP (ORDER BY decision_days),
    percentile_disc(0.5) WITHIN GROUP (ORDER BY money_days),
    percentile_disc(0.5) WITHIN GROUP (ORDER BY promised),
    count(promised), count(*) FILTER (WHERE promised <= bound), {bands}
FROM (
    SELECT claim.office_id, claim.programme, clock.promised, law.bound,
        claim.paid_on - event.happened_on AS event_days,
        greatest(0, claim.received_on - event.happened_on) AS report_days,
        greatest(0, claim.complete_on - claim.received_on) AS papers_days,
        greatest(0, claim.decided_on - claim.complete_on) AS decision_days,
        greatest(0, claim.paid_on - claim.decided_on) AS money_days
    FROM ({clocks}) AS clock (id, programme, now, since, used, promised, is_held, is_unchecked)
    JOIN claims_claim AS claim ON claim.id = clock.id
    JOIN claims_lifeevent AS event ON event.id = claim.event_id
    JOIN unnest(%(programmes)s::int[], %(bounds)s::int[]) AS law (programme, bound)
        ON law.programme = claim.programme
) AS paid
GROUP BY GROUPING SETS ((office_id), (programme), ())"""


@dataclass(frozen=True)
class Served:
    """How long the paid claims of one office (or one programme) took; days are calendar days.

    ``median`` and ``ninth`` (nine of ten took no longer) run from the event to the money; the four
    medians after them are its legs: to the report, to complete papers, to the decision, to the
    money. ``office_median`` are the working days of the office that the law's promise counts;
    ``kept`` of ``judged`` claims stayed within it. ``bands`` counts claims by ``BANDS``.
    """

    key: str | int | None
    claims: int
    median: int
    ninth: int
    reporting: int | None
    papers: int | None
    deciding: int | None
    paying: int | None
    office_median: int | None
    judged: int
    kept: int
    bands: tuple[int, ...]

    @property
    def kept_bp(self) -> int | None:
        """The share that stayed within the law's days, in basis points."""
        if not self.judged:
            return None
        share: int = half_up_ratio(self.kept, _BASIS_POINTS, self.judged)
        return share


@dataclass(frozen=True)
class Service:
    """All of a period together, by office and by programme; ``whole`` None: nothing was paid."""

    whole: Served | None
    offices: tuple[Served, ...]
    programmes: tuple[Served, ...]


def service(reader: Reader, *, first: date, last: date, choice: Choice = EVERYTHING) -> Service:
    """How long the claims took that were paid between two days, the slowest offices first.

    One statement for the days, inside PostgreSQL. ``AccessRefused`` without VIEW_CLAIMS.
    """
    reader.require(VIEW_CLAIMS)
    within = Q(state=ClaimState.PAID, paid_on__gte=first, paid_on__lte=last)
    asked = clocks_sql(narrowed(claims_of(reader), choice).filter(within), last)
    if asked is None:
        return Service(None, (), ())
    clocks, values = asked
    promised = bounds(last).promised
    values |= {
        "programmes": [int(one) for one in promised],
        "bounds": list(promised.values()),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SERVICE.format(bands=_bands(), clocks=clocks), values)
        found = [(row[0], row[1], _served(row[2:])) for row in cursor.fetchall()]
    return Service(
        whole=next(one for office, programme, one in found if office is None is programme),
        offices=_slowest_first(replace(one, key=key) for key, _, one in found if key is not None),
        programmes=_slowest_first(
            replace(one, key=key) for _, key, one in found if key is not None
        ),
    )


def _slowest_first(rows: Iterable[Served]) -> tuple[Served, ...]:
    return tuple(sorted(rows, key=lambda one: (-one.median, -one.ninth, str(one.key))))


def _bands() -> str:
    """How many claims took up to so many days, for each of ``BANDS`` and for the rest."""
    edges: Sequence[int | None] = (None, *BANDS, None)
    conditions = []
    for after, until in pairwise(edges):
        parts = [
            *([f"event_days > {after}"] if after is not None else []),
            *([f"event_days <= {until}"] if until is not None else []),
        ]
        conditions.append(f"count(*) FILTER (WHERE {' AND '.join(parts)})")
    return ", ".join(conditions)


def _served(row: tuple[Any, ...]) -> Served:
    return Served(None, *row[:10], bands=tuple(row[10:]))


def first_paid_year(reader: Reader) -> int | None:
    """The year of the oldest paid claim that a reader sees; None without any."""
    first = claims_of(reader).aggregate(first=Min("paid_on"))["first"]
    return first.year if first else None
