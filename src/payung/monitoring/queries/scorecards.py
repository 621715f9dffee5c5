"""Scorecards as they are read: editions, the league of one, a government's card, sensitivity.

A league is the same for everybody who may see its edition: it is read with the eyes of the room,
not of the reader. Rules of points hold among the governments that are compared: a narrower choice
is a league of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import floor

from django.db.models import Prefetch, Q, QuerySet

from payung.access.permissions import VIEW_COVERAGE
from payung.access.reader import Reader, operator
from payung.errors import NotFound
from payung.law import parameters
from payung.law.arithmetic import PARTS_PER_MILLION
from payung.law.benefits.days import months_after
from payung.monitoring.models import (
    Criterion,
    EditionAct,
    IndicatorDefinition,
    Measure,
    PointRule,
    ScorecardEdition,
    ScorecardLevel,
)
from payung.monitoring.queries.observations import latest
from payung.monitoring.reach import sight_of
from payung.monitoring.scorecard_marks import Figures, Mark, found_for, marks_of, points_of
from payung.monitoring.scorecards.changes import Change, new_first, passing
from payung.monitoring.scorecards.points import FULL
from payung.monitoring.scorecards.ranges import MOST_PERCENT, RankRange, rank_ranges
from payung.monitoring.scorecards.ranking import Points, Scale, places, score
from payung.monitoring.targets import goals
from payung.reference.models import Region, RegionKind

LEAST_KNOWN = "monitoring/scorecard_least_known"
WEIGHT_SPAN = "monitoring/scorecard_weight_span"
_PERCENT = PARTS_PER_MILLION // 100


@dataclass(frozen=True)
class Scored:
    """A government in a league: its rank and exact score, and the mark of each criterion.

    Without a rank too little of it is known: ``known`` of ``total`` weight.
    """

    region: Region
    rank: int | None
    shared: bool
    score: Fraction | None
    known: int
    total: int
    marks: tuple[Mark, ...]

    @property
    def points(self) -> Points:
        """The points of each criterion, basis points."""
        return tuple(mark.points for mark in self.marks)

    @property
    def hundredths(self) -> int | None:
        """The score in hundredths of a point, half up."""
        return None if self.score is None else hundredths(self.score)

    @property
    def strongest(self) -> Mark | None:
        """The criterion of which the largest share was reached; the heavier of two alike."""
        told = [mark for mark in self.marks if mark.is_used and mark.criterion.weight]
        return max(told, key=lambda m: (m.points or 0, m.criterion.weight), default=None)

    @property
    def weakest(self) -> Mark | None:
        """The criterion on which most of the score is lost."""
        lost = [mark for mark in self.marks if mark.lost > 0]
        return max(lost, key=lambda mark: mark.lost, default=None)

    @property
    def next_steps(self) -> tuple[Mark, ...]:
        """What is within reach, what brings most first."""
        near = [mark for mark in self.marks if mark.gain > 0]
        return tuple(sorted(near, key=lambda mark: -mark.gain))


@dataclass(frozen=True)
class Neighbour:
    """Two governments next to each other, and the smallest change of a weight that turns them."""

    ahead: Scored
    behind: Scored
    change: Change | None


@dataclass(frozen=True)
class Sensitivity:
    """How a ranking hangs on the weights.

    ``first`` holds for each criterion the smallest change (whole points) that brings somebody
    else to the top, ``neighbours`` the same for each two in a row over all criteria, ``ranges``
    the ranks possible while all weights move within ``percent``.
    """

    league: tuple[Scored, ...]
    criteria: tuple[Criterion, ...]
    percent: int
    first: tuple[tuple[Criterion, Change | None], ...]
    neighbours: tuple[Neighbour, ...]
    ranges: dict[str, RankRange]


def hundredths(value: Fraction) -> int:
    """A score in hundredths of a point, half up."""
    return floor(value * 100 + Fraction(1, 2))


def editions(reader: Reader) -> QuerySet[ScorecardEdition]:
    """The editions that a reader may see, newest first, with their acts.

    Locked ones are everybody's; others are seen by those whose posts reach into their region or
    around it. ``AccessRefused`` without VIEW_COVERAGE.
    """
    reader.require(VIEW_COVERAGE)
    found = ScorecardEdition.objects.select_related("region", "recorded_by").prefetch_related(
        Prefetch("acts", EditionAct.objects.select_related("recorded_by"))
    )
    sight = sight_of(reader, VIEW_COVERAGE)
    if sight.is_nation:
        return found
    near = Q(region=None) | Q(acts__kind=EditionAct.Kind.LOCKED)
    for prefix in sight.prefixes:
        near |= Q(region=prefix.partition(".")[0])
    return found.filter(near).distinct()


def edition(reader: Reader, pk: int) -> ScorecardEdition:
    """One edition. ``AccessRefused``, ``NotFound`` also when it is not the reader's to see."""
    found = editions(reader).filter(pk=pk).first()
    if found is None:
        raise edition_unknown(pk)
    return found


def may_see_edition(reader: Reader, found: ScorecardEdition) -> bool:
    """Whether an edition is the reader's to see."""
    return editions(reader).filter(pk=found.pk).exists()


def edition_unknown(pk: int) -> NotFound:
    """The answer to an edition that is not there, or not the reader's to see."""
    return NotFound(
        "edition_unknown",
        f"Edisi kartu nilai {pk} tidak ada, atau bukan untuk wilayah kerja Anda.",
        f"There is no scorecard edition {pk}, or it is not within your scope.",
        edition=pk,
    )


def act_of(found: ScorecardEdition) -> EditionAct | None:
    """How an edition ended: locked or withdrawn; None while it is a draft."""
    return next(iter(found.acts.all()), None)


def criteria_of(found: ScorecardEdition) -> list[Criterion]:
    """The criteria in force, in their order."""
    newest = found.sets.order_by("-number").values("pk")[:1]
    return list(Criterion.objects.filter(set__in=newest).order_by("position"))


def governments_of(found: ScorecardEdition) -> list[Region]:
    """The governments that an edition compares, by code."""
    provinces = Q(kind=RegionKind.PROVINCE)
    kind = provinces if found.level == ScorecardLevel.PROVINCE else ~provinces
    within = Q(parent=found.region_id) if found.region_id else Q()
    return list(Region.objects.filter(kind, within).only("code", "name", "kind", "parent"))


def previous(reader: Reader, found: ScorecardEdition) -> ScorecardEdition | None:
    """The last locked edition of the same governments before this one."""
    return (
        editions(reader)
        .filter(
            level=found.level,
            region=found.region_id,
            as_of__lt=found.as_of,
            acts__kind=EditionAct.Kind.LOCKED,
        )
        .order_by("-as_of", "-pk")
        .first()
    )


def league(
    reader: Reader,
    *,
    edition: int,
    regions: Iterable[str] | None = None,
    as_of: date | None = None,
    criteria: Sequence[Criterion] | None = None,
) -> tuple[Scored, ...]:
    """The governments of an edition by rank, those without one at the end, by name.

    ``regions`` narrows to some of them (a league of its own), ``as_of`` looks at another day,
    ``criteria`` (not recorded ones) shows what a change would do. Whoever has the same score
    shares the better rank. ``AccessRefused``, ``NotFound``.
    """
    found = _edition(reader, edition)
    chosen = governments_of(found)
    if regions is not None:
        asked = set(regions)
        chosen = [region for region in chosen if region.pk in asked]
    return _league(found, chosen, as_of or found.as_of, criteria or criteria_of(found))


def scorecard(
    reader: Reader, *, edition: int, region: str, regions: Iterable[str] | None = None
) -> tuple[Scored, tuple[Scored, ...]]:
    """One government's card, and the league in which it stands. ``NotFound`` outside of it."""
    whole = league(reader, edition=edition, regions=regions)
    card = next((one for one in whole if one.region.pk == region), None)
    if card is None:
        raise NotFound(
            "scorecard_unknown",
            f"Pemerintah {region} tidak dibandingkan dalam edisi ini.",
            f"The government {region} is not compared in this edition.",
            region=region,
        )
    return card, whole


def usual_percent(on: date) -> int:
    """The span of the weights that a sensitivity begins with, in percent."""
    return parameters.get(WEIGHT_SPAN, on).number // _PERCENT


def sensitivity(
    reader: Reader,
    *,
    edition: int,
    regions: Iterable[str] | None = None,
    within_percent: int | None = None,
) -> Sensitivity:
    """How the ranking of an edition hangs on its weights; see ``Sensitivity``.

    ``AccessRefused``, ``NotFound``.
    """
    found = _edition(reader, edition)
    whole = league(reader, edition=edition, regions=regions)
    criteria = tuple(criteria_of(found))
    scale = scale_of(criteria)
    ranked = [one for one in whole if one.rank is not None]
    points = {one.region.pk: one.points for one in ranked}
    percent = usual_percent(found.as_of) if within_percent is None else within_percent
    percent = min(max(percent, 1), MOST_PERCENT)
    leaders = [one.region.pk for one in ranked if one.rank == 1]
    first = new_first(scale, leaders, points)
    pairs = list(pairwise(ranked))
    turned = passing(scale, [(b.region.pk, b.points, a.region.pk, a.points) for a, b in pairs])
    return Sensitivity(
        league=whole,
        criteria=criteria,
        percent=percent,
        first=tuple((one, first.get(at)) for at, one in enumerate(criteria)),
        neighbours=tuple(Neighbour(a, b, turned.get((b.region.pk, a.region.pk))) for a, b in pairs),
        ranges=rank_ranges(scale, points, percent),
    )


def scale_of(criteria: Iterable[Criterion]) -> Scale:
    """The weights of criteria, in order."""
    listed = list(criteria)
    return Scale(tuple(one.weight for one in listed), tuple(one.is_bonus for one in listed))


def draft_figures(found: ScorecardEdition) -> list[str]:
    """What an edition rests on that nobody has checked: "government: criterion"."""
    whole = _league(found, governments_of(found), found.as_of, criteria_of(found))
    return [
        f"{one.region.name}: {mark.criterion.name}"
        for one in whole
        for mark in one.marks
        if mark.is_used and mark.found.is_draft
    ]


def _edition(reader: Reader, pk: int) -> ScorecardEdition:
    return edition(reader, pk)


def _league(
    found: ScorecardEdition, chosen: Sequence[Region], as_of: date, criteria: Sequence[Criterion]
) -> tuple[Scored, ...]:
    codes = [region.pk for region in chosen]
    figures = _figures(found, criteria, codes, as_of)
    by_code = {
        one.code: {code: found_for(one, code, figures, as_of) for code in codes} for one in criteria
    }
    given = {one.code: points_of(one, by_code[one.code]) for one in criteria}
    scale = scale_of(criteria)
    marks = marks_of(criteria, scale, by_code, given, figures, codes)
    points = {code: tuple(mark.points for mark in marks[code]) for code in codes}
    least = scale.total * parameters.get(LEAST_KNOWN, as_of).number
    known = {code: _known(scale, marks[code]) for code in codes}
    scores = {
        code: one
        for code in codes
        if known[code] * PARTS_PER_MILLION >= least
        and known[code]
        and (one := score(scale, points[code])) is not None
    }
    ranks = places(scores)
    held = list(ranks.values())
    rows = [
        Scored(
            region=region,
            rank=ranks.get(region.pk),
            shared=held.count(ranks.get(region.pk, 0)) > 1,
            score=scores.get(region.pk),
            known=known[region.pk],
            total=scale.total,
            marks=marks[region.pk],
        )
        for region in chosen
    ]
    return tuple(sorted(rows, key=lambda one: (one.rank or len(rows) + 1, one.region.name)))


def _known(scale: Scale, marks: Sequence[Mark]) -> int:
    """The weight of criteria with a figure that counts, bonus apart."""
    return scale.known(tuple(FULL if mark.is_used else None for mark in marks))


def _figures(
    found: ScorecardEdition, criteria: Sequence[Criterion], codes: Sequence[str], as_of: date
) -> Figures:
    act = act_of(found)
    known_at = act.happened_on if act and act.kind == EditionAct.Kind.LOCKED else None
    asked = {code for one in criteria for code in (one.indicator, one.per_indicator) if code}
    grown = {one.indicator for one in criteria if one.measure == Measure.GROWTH}
    aimed = {
        one.indicator for one in criteria if one.rule == PointRule.TARGET and one.target is None
    }
    reader = operator()
    now = latest(reader, codes=asked, regions=codes, as_of=as_of, known_at=known_at, parts=("",))
    before = (
        latest(
            reader,
            codes=grown,
            regions=codes,
            as_of=months_after(as_of, -12),
            known_at=known_at,
            parts=("",),
        )
        if grown
        else {}
    )
    return Figures(
        now=now,
        before=before,
        definitions=_definitions(asked, as_of),
        targets={
            (code, region): goal.target.share
            for code in aimed
            for region, goal in goals(codes, year=found.year, on=as_of, code=code).items()
            if region is not None and goal.target.share
        },
    )


def _definitions(codes: Iterable[str], on: date) -> dict[str, IndicatorDefinition]:
    """The version of each indicator in force on a day."""
    rows = IndicatorDefinition.objects.filter(code__in=list(codes), valid_from__lte=on)
    return {row.code: row for row in rows.exclude(valid_to__lt=on).order_by("version")}
