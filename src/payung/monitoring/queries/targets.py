"""Targets in force, what is missing to them, and the way to the long-term target.

Targets are public aggregates: they are shown to whoever may see coverage. Plan targets of a
government stand beside those of monitoring when they have the same indicator, and are never mixed
with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from payung import clock
from payung.access.permissions import VIEW_COVERAGE
from payung.access.reader import Reader
from payung.law import parameters
from payung.law.parameters import Value
from payung.monitoring.coverage import known_region
from payung.monitoring.definitions import ACTIVE_COVERAGE
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.figure import Figure
from payung.monitoring.gap_rows import GapPart, GapRow, Split
from payung.monitoring.gaps import REST, PathYear, path
from payung.monitoring.models import CoverageTarget
from payung.monitoring.queries.gap_building import SEGMENTS, GapBuilding
from payung.monitoring.queries.observations import latest
from payung.monitoring.targets import Choice, Goal, above, choices, goals, not_withdrawn
from payung.sponsorship.models import PlanTarget
from payung.sponsorship.queries import plans

LONG_TERM = "monitoring/long_term_target"
GROWTH = "monitoring/universe_growth"
#: The year of the long-term plan's target.
LAST_YEAR = 2045
#: The universe is taken to grow by no more than this in a year (parts per million).
MOST_GROWTH = 100_000
PARTS_PER_BASIS_POINT = 100
#: What the first and the last step of a waterfall are.
NOW, NEEDED = "NOW", "NEEDED"


@dataclass(frozen=True)
class TargetsOfRegion:
    """What a region is to reach by a year's end on one scale, and what is told beside it.

    ``goal`` counts; ``parts`` are targets of segments; ``other_scales`` are targets of the same
    region and year that are never held against this scale's figures; ``plans`` stand in the
    government's own plans.
    """

    goal: Goal | None
    parts: dict[str, Choice]
    other_scales: tuple[CoverageTarget, ...]
    plans: tuple[PlanTarget, ...]


@dataclass(frozen=True)
class GapTable:
    """What must be added by a year's end: of a region as a whole, and of each one below it."""

    year: int
    code: str
    whole: GapRow
    rows: tuple[GapRow, ...]
    targets: TargetsOfRegion

    @property
    def split(self) -> Split | None:
        """By what the gaps were split into segments."""
        return next((row.split for row in self.rows if row.split), self.whole.split)


@dataclass(frozen=True)
class GapStep:
    """One step from the members there are to those needed: NOW, a segment or region, NEEDED."""

    key: str
    amount: int
    is_total: bool = False


@dataclass(frozen=True)
class PathTo:
    """The way of a region to the long-term target, from the figure that it starts with."""

    region: str | None
    name: str
    figure: Figure
    years: tuple[PathYear, ...]
    known: dict[int, CoverageTarget]
    plans: tuple[PlanTarget, ...]
    growth: int
    article: str


def targets_of(region: str | None, *, year: int, code: str = ACTIVE_COVERAGE) -> TargetsOfRegion:
    """The targets in force of one region (None: the nation) and year, on the scale of ``code``."""
    on = clock.today()
    rows = not_withdrawn().filter(region=region, year=year)
    found = choices(rows, on)
    mine = {key: choice for key, choice in found.items() if _code(choice) == code}
    others = [choice for key, choice in found.items() if _code(choice) != code and not key[2]]
    return TargetsOfRegion(
        goal=goals([region], year=year, on=on, code=code).get(region),
        parts={key[2]: choice for key, choice in mine.items() if key[2]},
        other_scales=tuple(
            target
            for choice in others
            for target in (choice.counts, *choice.others)
            if target.definition.is_share
        ),
        plans=_plan_targets(region, code, year, year),
    )


def gap_table(
    reader: Reader,
    *,
    region: str | None,
    year: int,
    code: str = ACTIVE_COVERAGE,
    shares: Mapping[str, int] | None = None,
) -> GapTable:
    """What a region (None: the nation) and those below it must add by 31 December of a year.

    Figures are the latest in force by today, or by the end of a year gone by. ``shares`` are
    weights by segment that a reader chose for the split; without them it rests on targets of
    segments, on the known potential of guided groups, or on the members there are, and says so.
    ``AccessRefused`` without VIEW_COVERAGE, ``MonitoringRefused`` for an unknown region.
    """
    reader.require(VIEW_COVERAGE)
    building = GapBuilding(reader, region, year, code, shares)
    rows = tuple(building.row(place) for place in building.below)
    targets = targets_of(region, year=year, code=code)
    whole = building.row(region)
    if rows and not targets.parts:
        whole = _summed(whole, rows)
    return GapTable(year=year, code=code, whole=whole, rows=rows, targets=targets)


def gap_steps(table: GapTable, *, by_region: bool) -> tuple[GapStep, ...]:
    """From the members there are to those needed, segment by segment or region by region.

    The steps add up exactly; what no step carries (rounding, another universe, regions beyond
    their target) is a step of its own. Empty where there is no gap to draw.
    """
    row = table.whole
    if row.gap is None or row.needed is None:
        return ()
    if by_region:
        steps = [GapStep(one.region or "", one.gap) for one in table.rows if one.gap]
    else:
        steps = [GapStep(one.segment, one.missing) for one in row.parts if one.segment != REST]
    rest = row.gap - sum(step.amount for step in steps)
    if not steps:
        return ()
    if rest:
        steps.append(GapStep(REST, rest))
    return (
        GapStep(NOW, row.needed - row.gap, is_total=True),
        *steps,
        GapStep(NEEDED, row.needed, is_total=True),
    )


def path_to(
    reader: Reader,
    *,
    region: str | None,
    year: int = LAST_YEAR,
    code: str = ACTIVE_COVERAGE,
    growth: int | None = None,
) -> PathTo:
    """The way of a region (None: the nation) from its last figure to the long-term target.

    Between known targets the share rises evenly; the universe grows by ``growth`` (parts per
    million a year; else ``monitoring/universe_growth``). The year that runs counts only where it
    has a target. Raises ``AccessRefused`` without VIEW_COVERAGE; ``MonitoringRefused`` without a
    figure with its inputs, without a long-term target of that year, for a growth out of range.
    """
    reader.require(VIEW_COVERAGE)
    name = known_region(region).name if region else "Indonesia"
    figure, members, universe = _start(reader, region, name, code)
    end = parameters.get(LONG_TERM, clock.today())
    growth = _growth(growth)
    known = _known_shares(region, figure, year)
    running = clock.today().year
    years = path(
        year=running - (running in known),
        share=figure.value,
        members=members,
        universe=universe,
        known=_shares_of(known) | {year: _long_term_share(end, year)},
        growth=growth,
    )
    return PathTo(
        region=region,
        name=name,
        figure=figure,
        years=years,
        known=known,
        plans=_plan_targets(region, code, running, year),
        growth=growth,
        article=end.article,
    )


def _start(reader: Reader, region: str | None, name: str, code: str) -> tuple[Figure, int, int]:
    """The figure that a path starts with, its members and its universe."""
    found = latest(reader, codes=[code], regions=[region], as_of=clock.today(), parts=[""])
    figure = found.get((code, region, ""))
    if figure is None or figure.numerator is None or not figure.denominator:
        raise MonitoringRefused(
            "path_without_figure",
            f"{name} belum punya angka cakupan dengan pembilang dan penyebutnya; catat angkanya "
            "dahulu.",
            f"{name} has no coverage figure with its numerator and denominator yet; record one.",
            region=region or "ID",
        )
    return figure, figure.numerator, figure.denominator


def _summed(whole: GapRow, rows: tuple[GapRow, ...]) -> GapRow:
    """A region whose gap falls to segments as those of the regions below it together do."""
    if whole.gap is None or whole.gap <= 0 or any(row.gap is None for row in rows):
        return whole
    sums: dict[str, int] = {}
    for row in rows:
        for part in row.parts:
            sums[part.segment] = sums.get(part.segment, 0) + part.missing
    parts = [GapPart(code, sums[code], None) for code in SEGMENTS if sums.get(code)]
    rest = whole.gap - sum(part.missing for part in parts)
    if rest:
        parts.append(GapPart(REST, rest, None))
    return replace(whole, parts=tuple(parts), split=Split.SUMS)


def _known_shares(region: str | None, figure: Figure, year: int) -> dict[int, CoverageTarget]:
    """The shares set for a region from the year that runs to before ``year``."""
    rows = not_withdrawn().filter(
        region=region,
        part="",
        share__isnull=False,
        definition=figure.definition_id,
        year__gte=clock.today().year,
        year__lt=year,
    )
    own = {key[3]: choice.counts for key, choice in choices(rows, clock.today()).items()}
    if region and not own and (province := above(region)):
        return _known_shares(province, figure, year)
    return own


def _shares_of(known: dict[int, CoverageTarget]) -> dict[int, int]:
    return {at: target.share for at, target in known.items() if target.share is not None}


def _long_term_share(value: Value, year: int) -> int:
    for row in value.rows:
        if row["year"] == year:
            return int(str(row["share"])) // PARTS_PER_BASIS_POINT
    years = ", ".join(str(row["year"]) for row in value.rows)
    raise MonitoringRefused(
        "path_year_unknown",
        f"Tidak ada target jangka panjang untuk {year}; yang ada: {years}.",
        f"There is no long-term target for {year}; there is one for {years}.",
        year=year,
    )


def _growth(asked: int | None) -> int:
    """The yearly growth asked for, or the usual one; ``MonitoringRefused`` out of range."""
    growth = parameters.get(GROWTH, clock.today()).number if asked is None else asked
    if not 0 <= growth <= MOST_GROWTH:
        raise MonitoringRefused(
            "path_growth_out_of_range",
            "Pertumbuhan potensi harus 0 sampai 10 persen setahun.",
            "The growth of the universe must be 0 to 10 percent a year.",
            growth=growth,
        )
    return growth


def _plan_targets(region: str | None, code: str, first: int, last: int) -> tuple[PlanTarget, ...]:
    """The targets of a government's own plans for the same indicator."""
    if region is None:
        return ()
    return tuple(one for one in plans.targets_of(region, code) if first <= one.year <= last)


def _code(choice: Choice) -> str:
    return choice.counts.definition.code
