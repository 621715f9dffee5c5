"""Gathers what the rows of a gap table need, in a fixed number of statements, and builds them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property

from payung import clock
from payung.access.permissions import VIEW_REGULATIONS
from payung.access.reader import Reader
from payung.law import parameters
from payung.monitoring.coverage import known_region
from payung.monitoring.figure import Figure
from payung.monitoring.gap_rows import GapPart, GapRow, Split, gap_of, needed_by
from payung.monitoring.gaps import (
    REST,
    Pace,
    members_needed,
    pace_of,
    potential_weights,
    split_gap,
    time_left,
)
from payung.monitoring.models import CoverageTarget
from payung.monitoring.queries.observations import latest
from payung.monitoring.targets import choices, goals, not_withdrawn
from payung.reference.models import Region
from payung.reference.queries import extra_holidays
from payung.registry.models import Segment
from payung.sponsorship.queries.groups import guided_groups

PACE_MONTHS = "monitoring/pace_months"
PACE_LEAST = "monitoring/pace_least_figures"
SEGMENTS = tuple(segment.name for segment in Segment)
#: Who finds the workers that agencies guide: they register for themselves, or are paid for.
_GUIDED = Segment.NON_WAGE_EARNER.name


class GapBuilding:
    """A region (None: the nation) with those below it, their figures, targets and pace."""

    def __init__(
        self,
        reader: Reader,
        region: str | None,
        year: int,
        code: str,
        shares: Mapping[str, int] | None,
    ) -> None:
        self.reader, self.region, self.year, self.code = reader, region, year, code
        self.shares = {key: share for key, share in (shares or {}).items() if share > 0}
        self.today = clock.today()
        self.as_of = min(self.today, date(year, 12, 31))
        listed = Region.objects.filter(parent=region).order_by("code")
        self.below = [place.pk for place in listed]
        self.names: dict[str | None, str] = {place.pk: place.name for place in listed}
        self.names[region] = known_region(region).name if region else "Indonesia"
        self.places: list[str | None] = [region, *self.below]
        self.time = time_left(self.today, year, extra_holidays())
        self.figures = latest(reader, codes=[code], regions=self.places, as_of=self.as_of)
        self.goals = goals(self.places, year=year, on=self.today, code=code)

    def row(self, place: str | None) -> GapRow:
        """A region's row."""
        figure, goal = self.figures.get((self.code, place, "")), self.goals.get(place)
        needed, problem = needed_by(figure, goal)
        gap = gap_of(figure, needed)
        parts, split = self._parts(place, figure, gap)
        return GapRow(
            region=place,
            name=self.names[place],
            figure=figure,
            goal=goal,
            needed=needed,
            gap=gap,
            problem=problem,
            parts=parts,
            split=split,
            pace=self._pace(place, figure),
            time=self.time,
        )

    def _parts(
        self, place: str | None, figure: Figure | None, gap: int | None
    ) -> tuple[tuple[GapPart, ...], Split | None]:
        if gap is None or figure is None:
            return (), None
        members = self._members(place, figure)
        own = self._segment_targets.get(place, {})
        wanted = {
            segment: persons
            for segment, target in own.items()
            if segment in members and (persons := _persons(target, figure)) is not None
        }
        if gap <= 0 and not wanted:
            return (), None
        weights, split = self._weights(place, gap, members, wanted)
        if split is None:
            return (), None
        missing = split_gap(gap, members=members, targets=wanted, weights=weights)
        order = [code for code in (*SEGMENTS, REST) if code in missing]
        return tuple(GapPart(code, missing[code], own.get(code)) for code in order), split

    def _weights(
        self, place: str | None, gap: int, members: Mapping[str, int], wanted: Mapping[str, int]
    ) -> tuple[Mapping[str, int], Split | None]:
        """By what the part of a gap is split that no segment's target says."""
        left = gap - sum(needed - members[code] for code, needed in wanted.items())
        others = {code: count for code, count in members.items() if code not in wanted}
        if left <= 0 or (wanted and not others):
            return {}, Split.TARGETS
        if self.shares:
            return self.shares, Split.CHOSEN
        potential = self._potentials.get(place, 0) if _GUIDED not in wanted else 0
        if potential:
            weights = potential_weights(left, first=_GUIDED, potential=potential, members=others)
            return weights, Split.POTENTIAL
        return others, Split.PROPORTIONAL if others else None

    def _members(self, place: str | None, figure: Figure) -> dict[str, int]:
        """The members by segment, counted with the same figure."""
        found = {}
        for segment in SEGMENTS:
            part = self.figures.get((self.code, place, segment))
            if part is None or part.as_of != figure.as_of:
                continue
            if part.definition_id == figure.definition_id and part.numerator is not None:
                found[segment] = part.numerator
        return found

    @cached_property
    def _segment_targets(self) -> dict[str | None, dict[str, CoverageTarget]]:
        rows = not_withdrawn().filter(year=self.year, definition__code=self.code)
        found: dict[str | None, dict[str, CoverageTarget]] = {}
        for (_definition, place, part, _year), choice in choices(
            rows.exclude(part=""), self.today
        ).items():
            found.setdefault(place, {})[part] = choice.counts
        return found

    @cached_property
    def _potentials(self) -> dict[str | None, int]:
        """The workers of guided groups who are no members yet, by the region of their government.

        Of a whole province the governments in it, each counted once. Asked for one province at a
        time, from readers who may see it.
        """
        if self.region is None or not self.reader.can(VIEW_REGULATIONS):
            return {}
        groups = guided_groups(self.reader, self.today).by_government
        found: dict[str | None, int] = {
            code: groups[code].gap or 0 for code in self.below if code in groups
        }
        own = groups[self.region].gap or 0 if self.region in groups else 0
        found[self.region] = max(own, sum(found.values()))
        return found

    def _pace(self, place: str | None, figure: Figure | None) -> Pace | None:
        if figure is None or figure.numerator is None:
            return None
        counts = [
            (one.as_of, one.numerator)
            for one in self._history.get(place, ())
            if one.definition_id == figure.definition_id and one.numerator is not None
        ]
        return pace_of(counts, parameters.get(PACE_LEAST, self.today).number)

    @cached_property
    def _history(self) -> dict[str | None, list[Figure]]:
        """The figures of the last month ends, by region; each only once, in its own month."""
        found: dict[str | None, list[Figure]] = {}
        day = self.as_of
        for _ in range(parameters.get(PACE_MONTHS, self.today).number + 1):
            then = latest(
                self.reader, codes=[self.code], regions=self.places, as_of=day, parts=[""]
            )
            for (_code, place, _part), figure in then.items():
                if (figure.as_of.year, figure.as_of.month) == (day.year, day.month):
                    found.setdefault(place, []).append(figure)
            day = day.replace(day=1) - timedelta(days=1)
        return found


def _persons(target: CoverageTarget, figure: Figure) -> int | None:
    """A segment's target in persons; a share of a segment is one of the whole's denominator."""
    if target.definition_id != figure.definition_id:
        return None
    if target.persons is not None:
        return target.persons
    return members_needed(target.share or 0, figure.denominator) if figure.denominator else None
