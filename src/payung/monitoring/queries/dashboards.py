"""Dashboards: all figures of a nation, a regional office, a province or a regency as of a day.

Nothing is computed from the books here: every figure is an observation, or a sum of observations
that it names. Few statements, however many regions, months and indicators are stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from django.db import connection
from django.db.models import Q, QuerySet

from payung import clock
from payung.access.permissions import VIEW_COVERAGE
from payung.access.reader import Reader
from payung.law.arithmetic import half_up_ratio
from payung.monitoring.dashboard_sums import Shown, alone, summed, summed_series
from payung.monitoring.figure import Figure
from payung.monitoring.gap_rows import gap_of, needed_by
from payung.monitoring.gaps import BASIS_POINTS
from payung.monitoring.models import (
    CoverageTarget,
    IndicatorDefinition,
    TargetWithdrawal,
    Unit,
)
from payung.monitoring.queries.observations import latest, series_of
from payung.monitoring.reach import sight_of
from payung.monitoring.targets import Choice, Goal, above, choices, not_withdrawn
from payung.reference.models import Office, OfficeKind, Region
from payung.reference.queries import territory_codes

#: Months of a trend.
MONTHS = 60


class PlaceKind(StrEnum):
    """Whose dashboard it is."""

    NATION = "NATION"
    OFFICE = "OFFICE"
    REGION = "REGION"


@dataclass(frozen=True)
class Place:
    """Whose dashboard it is, and the regions below it.

    ``own`` are the regions whose figures make the place's own: one (None: the nation), or the
    provinces of a regional office. ``below`` is read when it is first asked for.
    """

    kind: PlaceKind
    code: str
    name: str
    own: tuple[str | None, ...]
    below: QuerySet[Region]

    @property
    def is_sum(self) -> bool:
        """Whether its figures are sums over its regions."""
        return self.kind == PlaceKind.OFFICE


@dataclass(frozen=True)
class TrendPart:
    """Figures of one meaning, oldest first: only these may be joined."""

    definition: IndicatorDefinition
    figures: tuple[Shown, ...]


@dataclass(frozen=True)
class LeagueRow:
    """A region below, its figure and what it lacks to its target; ``rank`` 1 is the best."""

    region: Region
    shown: Shown | None
    goal: Goal | None
    needed: int | None
    gap: int | None
    rank: int | None

    @property
    def target(self) -> int | None:
        """The target in the unit of the figure: a share, or persons."""
        return goal_value(self.goal, self.shown)


@dataclass(frozen=True)
class Board:
    """What a dashboard shows: figures by (code, part), the trend, the target, the league."""

    place: Place
    definition: IndicatorDefinition
    as_of: date
    figures: Mapping[tuple[str, str], Shown]
    trend: tuple[TrendPart, ...]
    targets: tuple[tuple[date, int], ...]
    goal: Goal | None
    target: int | None
    needed: int | None
    gap: int | None
    league: tuple[LeagueRow, ...]

    @property
    def shown(self) -> Shown | None:
        """The place's figure of the chosen indicator."""
        return self.figures.get((self.definition.code, ""))


def _drawn(regions: QuerySet[Region]) -> QuerySet[Region]:
    """Regions with what a league and a map show of them."""
    return regions.only("code", "name", "longitude_mdeg", "latitude_mdeg").order_by("code")


def nation() -> Place:
    """The nation with its provinces."""
    below = _drawn(Region.objects.filter(parent=None))
    return Place(PlaceKind.NATION, "", "Indonesia", (None,), below)


def place_of_region(region: Region) -> Place:
    """A province with its regencies, or a regency."""
    below = _drawn(Region.objects.filter(parent=region))
    return Place(PlaceKind.REGION, region.pk, region.name, (region.pk,), below)


def place_of_office(reader: Reader, code: str) -> Place | None:
    """A regional office with its provinces; None when there is none, or a province is out of
    sight."""
    office = Office.objects.filter(pk=code, kind=OfficeKind.REGIONAL).first()
    codes = territory_codes(code) if office else ()
    sight = sight_of(reader, VIEW_COVERAGE)
    if office is None or not codes or not all(sight.holds(one) for one in codes):
        return None
    below = _drawn(Region.objects.filter(pk__in=codes))
    return Place(PlaceKind.OFFICE, code, office.name, tuple(codes), below)


def regional_offices() -> list[tuple[str, str]]:
    """All regional offices by name: code and name. For readers of the whole nation."""
    found = Office.objects.filter(kind=OfficeKind.REGIONAL).order_by("name")
    return list(found.values_list("pk", "name"))


def offices_in_sight(reader: Reader) -> tuple[Office, ...]:
    """The regional offices all of whose provinces a reader sees."""
    sight = sight_of(reader, VIEW_COVERAGE)
    territory: dict[str, list[str]] = {}
    offices = Office.objects.filter(kind=OfficeKind.REGIONAL).order_by("name")
    today = clock.today()
    pairs = offices.filter(
        Q(territory__valid_to=None) | Q(territory__valid_to__gte=today),
        territory__valid_from__lte=today,
    ).values_list("pk", "territory__region")
    for office, region in pairs:
        territory.setdefault(office, []).append(region)
    return tuple(
        office
        for office in offices
        if office.pk in territory and all(sight.holds(code) for code in territory[office.pk])
    )


def board(
    reader: Reader,
    place: Place,
    *,
    definition: IndicatorDefinition,
    codes: Iterable[str],
    in_parts: Iterable[str] = (),
    as_of: date,
) -> Board:
    """The figures of ``codes`` of a place at a day, the newest of each in force by then, and the
    parts of those ``in_parts``; the trend and the league of ``definition``.

    ``AccessRefused`` without VIEW_COVERAGE. A figure of a region out of the reader's sight is
    shown only where it is final and public (``queries.observations``).
    """
    figures = _figures(reader, place, {*codes, definition.code}, in_parts, as_of)
    league, goals = league_of(reader, place, definition=definition, as_of=as_of)
    shown = figures.get((definition.code, ""))
    goal, needed, gap, target = _standing(place, shown, league, goals, as_of.year)
    return Board(
        place=place,
        definition=definition,
        as_of=as_of,
        figures=figures,
        trend=trend_of(reader, place, code=definition.code, as_of=as_of),
        targets=targets_over(place, goals, shown, as_of),
        goal=goal,
        target=target,
        needed=needed,
        gap=gap,
        league=league,
    )


def trend_of(reader: Reader, place: Place, *, code: str, as_of: date) -> tuple[TrendPart, ...]:
    """The last ``MONTHS`` months of an indicator, cut where its meaning changes."""
    first = date(as_of.year - MONTHS // 12, as_of.month, 1)
    found = series_of(reader, code=code, regions=place.own, first=first, last=as_of)
    told = [found.get(one, ()) for one in place.own]
    if place.is_sum:
        return tuple(TrendPart(*part) for part in summed_series(told))
    return tuple(
        TrendPart(part.definition, tuple(alone(figure) for figure in part.figures))
        for part in told[0]
    )


#: How far targets and withdrawals have grown.
_TARGETS = f"""SELECT (SELECT coalesce(max(id), 0) FROM {CoverageTarget._meta.db_table}),
    (SELECT coalesce(max(id), 0) FROM {TargetWithdrawal._meta.db_table})"""

Goals = dict[tuple[str | None, int], Choice]


def league_of(
    reader: Reader, place: Place, *, definition: IndicatorDefinition, as_of: date
) -> tuple[tuple[LeagueRow, ...], Goals]:
    """The regions below, the best first; those without a figure last. With the targets read."""
    below = [region.pk for region in place.below]
    found = latest(reader, codes=[definition.code], regions=below, as_of=as_of, parts=[""])
    goals = _goals(definition.code, as_of.year)
    rows = [
        _league_row(region, found.get((definition.code, region.pk, "")), goals, as_of.year)
        for region in place.below
    ]
    known = sorted(
        (row for row in rows if row.shown is not None),
        key=lambda row: _order(row, definition.more_is_better),
    )
    unknown = [row for row in rows if row.shown is None]
    ranked = [
        LeagueRow(row.region, row.shown, row.goal, row.needed, row.gap, rank)
        for rank, row in enumerate(known, start=1)
    ]
    return (*ranked, *unknown), goals


def goal_of(goals: Goals, region: str | None, year: int) -> Goal | None:
    """The target of a region and year: its own, or the share of its province."""
    if (region, year) in goals:
        return Goal(goals[region, year], is_applied=False)
    higher = goals.get((above(region), year)) if region and above(region) else None
    if higher is not None and higher.counts.share is not None:
        return Goal(higher, is_applied=True)
    return None


def goal_value(goal: Goal | None, shown: Shown | None) -> int | None:
    """A target in the unit of a figure of the same definition."""
    if goal is None or shown is None or goal.target.definition_id != shown.definition_id:
        return None
    return goal.target.share if shown.unit == Unit.BASIS_POINTS else goal.target.persons


def targets_over(
    place: Place, goals: Goals, shown: Shown | None, as_of: date
) -> tuple[tuple[date, int], ...]:
    """The place's targets over the years of the trend, each from its year's first day."""
    if place.is_sum or shown is None:
        return ()
    found = []
    for year in range(as_of.year - MONTHS // 12, as_of.year + 1):
        value = goal_value(goal_of(goals, place.own[0], year), shown)
        if value is not None:
            found.append((date(year, 1, 1), value))
    return tuple(found)


def _figures(
    reader: Reader, place: Place, codes: Iterable[str], in_parts: Iterable[str], as_of: date
) -> dict[tuple[str, str], Shown]:
    found = latest(reader, codes=codes, regions=place.own, as_of=as_of, parts=[""])
    if broken_down := list(in_parts):
        found |= latest(reader, codes=broken_down, regions=place.own, as_of=as_of)
    by_key: dict[tuple[str, str], list[Figure]] = {}
    for (code, _region, part), figure in found.items():
        by_key.setdefault((code, part), []).append(figure)
    made = {
        key: summed(figures, len(place.own)) if place.is_sum else alone(figures[0])
        for key, figures in by_key.items()
    }
    return {key: shown for key, shown in made.items() if shown is not None}


def _goals(code: str, year: int) -> Goals:
    """The targets that count on the scale of ``code`` over the years of a trend, of all regions.

    Targets and withdrawals are only added: while neither has grown, a process reads them once.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TARGETS)
        targets, withdrawals = cursor.fetchone()
    database = str(connection.settings_dict["NAME"])
    return _goals_in_force(database, code, year, clock.today(), targets, withdrawals)


@lru_cache(maxsize=64)
def _goals_in_force(
    database: str, code: str, year: int, on: date, targets: int, withdrawals: int
) -> Goals:
    rows = not_withdrawn().filter(
        definition__code=code,
        part="",
        year__range=(year - MONTHS // 12, year),
        pk__lte=targets,
    )
    found = choices(rows, on)
    newest = sorted(found.items(), key=lambda pair: pair[1].counts.definition.version)
    return {(key[1], key[3]): choice for key, choice in newest}


def _league_row(region: Region, figure: Figure | None, goals: Goals, year: int) -> LeagueRow:
    goal = goal_of(goals, region.pk, year)
    needed, _problem = needed_by(figure, goal)
    return LeagueRow(
        region=region,
        shown=alone(figure) if figure else None,
        goal=goal,
        needed=needed,
        gap=gap_of(figure, needed),
        rank=None,
    )


def _order(row: LeagueRow, more_is_better: bool) -> tuple[int, str]:
    value = row.shown.value if row.shown else 0
    return (-value if more_is_better else value, row.region.name)


def _standing(
    place: Place,
    shown: Shown | None,
    league: Sequence[LeagueRow],
    goals: Goals,
    year: int,
) -> tuple[Goal | None, int | None, int | None, int | None]:
    """The goal, the members it asks for, what is missing, and the target in the figure's unit.

    A regional office's target is what its provinces' targets ask for together, when all have one.
    """
    if shown is None:
        return None, None, None, None
    if not place.is_sum:
        goal = goal_of(goals, place.own[0], year)
        figure = shown.made_of[0]
        needed, _problem = needed_by(figure, goal)
        return goal, needed, gap_of(figure, needed), goal_value(goal, shown)
    wanted = [row.needed for row in league]
    if not wanted or any(one is None for one in wanted):
        return None, None, None, None
    needed = sum(one or 0 for one in wanted)
    if shown.unit != Unit.BASIS_POINTS:
        return None, needed, needed - shown.value, needed
    if shown.numerator is None or not shown.denominator:
        return None, None, None, None
    share = half_up_ratio(needed, BASIS_POINTS, shown.denominator)
    return None, needed, needed - shown.numerator, share
