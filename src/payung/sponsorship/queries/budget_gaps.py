"""Which governments budget for whom in a year, and for whom nobody does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from payung.access.permissions import VIEW_BUDGETS
from payung.access.reader import Reader
from payung.reference.models import Region
from payung.registry.models import Segment
from payung.sponsorship.queries.budgets import LineRow, Sums, budget_lines, sums_of
from payung.sponsorship.reach import regions_within

#: Segments that village governments answer for first.
_VILLAGE = frozenset({"VILLAGE_OFFICIAL", "VILLAGE_COUNCIL", "VILLAGE_COMMUNITY_BODY"})
_NEIGHBOURHOOD = frozenset({"NEIGHBOURHOOD_HEAD"})
_ELECTION = "ELECTION_STAFF"


class Served(StrEnum):
    """Whom a budget serves, as the instructions ask for them."""

    NON_ASN = "NON_ASN"  # staff of the state who are no civil servants
    VILLAGE = "VILLAGE"
    NEIGHBOURHOOD = "NEIGHBOURHOOD"
    ELECTION = "ELECTION"
    VULNERABLE = "VULNERABLE"


class GapState(StrEnum):
    """How far a government is for those whom a budget serves."""

    NONE = "NONE"
    PLANNED = "PLANNED"  # nothing paid out yet
    PAID = "PAID"
    ENDED = "ENDED"  # all months are over


@dataclass(frozen=True)
class Gap:
    """One government and those whom it should serve: the sums and months of its lines."""

    served: Served
    state: GapState
    sums: Sums
    months: int
    first_month: date | None
    last_month: date | None


@dataclass(frozen=True)
class GovernmentRow:
    """One government in a fiscal year: its lines summed, and the gap of each group."""

    region: Region
    sums: Sums
    gaps: tuple[Gap, ...]

    def gap(self, served: str) -> Gap:
        """The gap of one group."""
        return next(gap for gap in self.gaps if gap.served == served)

    @property
    def missing(self) -> int:
        """For how many groups there is nothing."""
        return sum(gap.state == GapState.NONE for gap in self.gaps)


def served_by(row: LineRow) -> Served:
    """Whom a line serves: by its segment of workers, else by how it registers them."""
    worker = row.line.worker_segment
    if worker.pk in _VILLAGE:
        return Served.VILLAGE
    if worker.pk in _NEIGHBOURHOOD:
        return Served.NEIGHBOURHOOD
    if _ELECTION in (worker.pk, worker.parent_id):
        return Served.ELECTION
    return Served.NON_ASN if row.line.segment == Segment.WAGE_EARNER else Served.VULNERABLE


def budget_gaps(
    reader: Reader, year: int, on: date, *, region: str | None = None
) -> list[GovernmentRow]:
    """Each government in sight with what it budgets for whom, those without any line too.

    ``on`` tells which months are over. The province first, then its regencies.
    """
    reader.require(VIEW_BUDGETS)
    seen = Region.objects.filter(regions_within(reader, VIEW_BUDGETS))
    governments = seen.filter(pk__startswith=region) if region else seen
    rows: dict[str, list[LineRow]] = {}
    for row in budget_lines(reader, year=year, region=region):
        rows.setdefault(row.line.region_id, []).append(row)
    return [
        GovernmentRow(
            region=government,
            sums=sums_of(rows.get(government.pk, [])),
            gaps=tuple(_gap(served, rows.get(government.pk, []), on) for served in Served),
        )
        for government in governments.order_by("code")
    ]


def _gap(served: Served, rows: list[LineRow], on: date) -> Gap:
    own = [row for row in rows if served_by(row) == served]
    plans = [row.state.plan for row in own if row.state.plan]
    sums = sums_of(own)
    last = max((plan.last_month for plan in plans), default=None)
    return Gap(
        served=served,
        state=_state(sums, last, on),
        sums=sums,
        months=max((plan.months for plan in plans), default=0),
        first_month=min((plan.first_month for plan in plans), default=None),
        last_month=last,
    )


def _state(sums: Sums, last: date | None, on: date) -> GapState:
    if last is None:
        return GapState.NONE
    if last < on.replace(day=1):
        return GapState.ENDED
    return GapState.PAID if sums.paid_out > 0 else GapState.PLANNED
