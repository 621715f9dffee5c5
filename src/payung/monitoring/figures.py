"""The rows that the queries of monitoring give. Counts are persons, shares hundredths of a %."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from payung.contributions.queries.arrears import ArrearsSummary
from payung.contributions.queries.months import MonthBills


@dataclass(frozen=True)
class UniverseRecord:
    """The denominator: how many workers are eligible, in whose counting, of which day."""

    persons: int
    kind: str
    kind_label: str
    method: str
    as_of: date
    source: str
    confidence: str


@dataclass(frozen=True)
class Target:
    """The share to be reached by the end of a year; ``region`` is the one it was set for."""

    share: int
    year: int
    region: str
    set_by: str
    document: str


@dataclass(frozen=True)
class Definition:
    """What a coverage figure means: to be shown beside it, and compared before comparing figures.

    ``grace_months`` with its article is the rule of the numerator; ``segments`` are those counted.
    """

    numerator_id: str
    numerator_en: str
    grace_months: int
    grace_article: str
    grace_confidence: str
    segments: tuple[str, ...]
    region_basis: str
    region_basis_label: str
    denominator_kind: str | None
    denominator_kind_label: str | None


@dataclass(frozen=True)
class SegmentCount:
    """Members of one segment."""

    segment: int
    name: str
    active: int
    registered: int


@dataclass(frozen=True)
class Coverage:
    """How many of a region's eligible workers are members on a day.

    ``rate_bp`` is active over universe in hundredths of a percent, rounded half up; ``gap`` is
    how many active members are missing to the target (negative when it is passed). Both are
    computed, and None where no universe or no target is known. ``inactive`` members are
    registered, but their payer owes more months than the grace.
    """

    region: str
    region_name: str
    as_of: date
    active: int
    registered: int
    by_segment: tuple[SegmentCount, ...]
    universe: int | None
    universe_record: UniverseRecord | None
    rate_bp: int | None
    target: Target | None
    target_members: int | None
    gap: int | None
    definition: Definition
    children: tuple[Coverage, ...] = ()

    @property
    def inactive(self) -> int:
        """Registered members who do not count as active."""
        return self.registered - self.active


@dataclass(frozen=True)
class ProvinceFigures:
    """All figures of a region's page.

    ``bills`` is the latest billed month, ``trend`` the months up to it, oldest first; None and
    empty for a reader who may see no bills, or when there are none. ``refreshed_at`` is when the
    stored facts were written (None: computed for this reader just now); they are always those
    of the books as they stand.
    """

    coverage: Coverage
    bills: MonthBills | None
    trend: tuple[MonthBills, ...]
    arrears: ArrearsSummary | None
    refreshed_at: datetime | None
