"""From figures to points: what each criterion found of each government, and why.

A criterion takes the definition in force on the edition's day. A figure of another version is
marked and gets no points by rank or otherwise: two meanings are never ranked together. Neither is
one that is older than the criterion allows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.law.arithmetic import half_up_ratio
from payung.law.benefits.days import months_after
from payung.monitoring.figure import Figure
from payung.monitoring.models import (
    Criterion,
    IndicatorDefinition,
    Measure,
    MissingRule,
    PointRule,
    Status,
    Unit,
)
from payung.monitoring.scorecards import points as rules
from payung.monitoring.scorecards.ranking import Points, Scale, attainable, contribution

_FULL = rules.FULL


class FigureState(models.TextChoices):
    """Whether a criterion could use a government's figure."""

    USED = "USED", _("dipakai")
    MISSING = "MISSING", _("belum ada angka")
    OTHER_DEFINITION = "OTHER_DEFINITION", _("definisi lain, tidak diperingkat")
    TOO_OLD = "TOO_OLD", _("angka terlalu lama")
    NO_TARGET = "NO_TARGET", _("belum ada target")


@dataclass(frozen=True)
class Found:
    """What was found for a criterion: the figures and the value that they give."""

    state: FigureState
    figure: Figure | None = None
    other: Figure | None = None
    value: int | None = None
    target: int | None = None

    @property
    def is_draft(self) -> bool:
        """Whether it rests on a figure that nobody has checked yet."""
        return any(one is not None and one.status == Status.DRAFT for one in self._both)

    @property
    def _both(self) -> tuple[Figure | None, Figure | None]:
        return self.figure, self.other


@dataclass(frozen=True)
class Mark:
    """One criterion of one government: what was found, its points, and what they bring.

    ``points`` are basis points of the full points, None where the criterion is left out. ``place``
    is the place among ``of`` governments with a figure. ``brings`` of ``attainable`` are parts of
    the score. ``goal`` is a value within reach that would bring ``gain`` more.
    """

    criterion: Criterion
    found: Found
    unit: str
    points: int | None
    place: int | None
    of: int
    brings: Fraction
    attainable: Fraction
    goal: int | None
    gain: Fraction

    @property
    def is_used(self) -> bool:
        """Whether a figure counted."""
        return self.found.state == FigureState.USED

    @property
    def lost(self) -> Fraction:
        """What full points would bring more."""
        return self.attainable - self.brings


@dataclass(frozen=True)
class Figures:
    """The figures of an edition's day, and of a year before it; both by code, region and part."""

    now: Mapping[tuple[str, str | None, str], Figure]
    before: Mapping[tuple[str, str | None, str], Figure]
    definitions: Mapping[str, IndicatorDefinition]
    targets: Mapping[tuple[str, str], int]


def found_for(criterion: Criterion, region: str, figures: Figures, as_of: date) -> Found:
    """What a criterion finds of a government."""
    code = criterion.indicator
    figure = figures.now.get((code, region, ""))
    state = _state(figure, criterion, figures, as_of)
    if figure is None or state != FigureState.USED:
        return Found(state, figure)
    other, value = None, figure.value
    if criterion.measure == Measure.SHARE:
        if not figure.denominator or figure.numerator is None:
            return Found(FigureState.MISSING, figure)
        value = half_up_ratio(figure.numerator, _FULL, figure.denominator)
    if criterion.measure == Measure.GROWTH:
        other = figures.before.get((code, region, ""))
        state = _state(other, criterion, figures, months_after(as_of, -12))
        if other is None or state != FigureState.USED:
            return Found(state, figure, other)
        value = figure.value - other.value
    if criterion.measure == Measure.PER:
        other = figures.now.get((criterion.per_indicator, region, ""))
        state = _state(other, criterion, figures, as_of)
        whole = other and (other.denominator or (None if _is_share(other) else other.value))
        if other is None or state != FigureState.USED or not whole:
            return Found(FigureState.MISSING if other is None else state, figure, other)
        value = half_up_ratio(figure.value, 1, whole)
    target = _target(criterion, region, figures)
    if criterion.rule == PointRule.TARGET and target is None:
        return Found(FigureState.NO_TARGET, figure, other, value)
    return Found(FigureState.USED, figure, other, value, target)


def _is_share(figure: Figure) -> bool:
    return figure.unit == Unit.BASIS_POINTS


def _state(figure: Figure | None, criterion: Criterion, figures: Figures, day: date) -> FigureState:
    if figure is None:
        return FigureState.MISSING
    definition = figures.definitions.get(figure.code)
    if definition is None or figure.definition_id != definition.pk:
        return FigureState.OTHER_DEFINITION
    if figure.as_of < months_after(day, -criterion.months):
        return FigureState.TOO_OLD
    return FigureState.USED


def _target(criterion: Criterion, region: str, figures: Figures) -> int | None:
    if criterion.rule != PointRule.TARGET:
        return None
    if criterion.target is not None:
        return criterion.target
    own = figures.targets.get((criterion.indicator, region))
    return own if own else None


def points_of(criterion: Criterion, found: Mapping[str, Found]) -> dict[str, int | None]:
    """The points of every government in one criterion; None where it is left out."""
    better = criterion.more_is_better
    values = {
        region: one.value
        for region, one in found.items()
        if one.state == FigureState.USED and one.value is not None
    }
    missing = 0 if criterion.missing == MissingRule.ZERO else None
    given: dict[str, int | None] = dict.fromkeys(found, missing)
    if criterion.rule == PointRule.RANK:
        given.update(rules.by_rank(values, more_is_better=better))
        return given
    for region, value in values.items():
        given[region] = _points(criterion, value, found[region].target)
    return given


def _points(criterion: Criterion, value: int, target: int | None) -> int:
    better = criterion.more_is_better
    if criterion.rule == PointRule.THRESHOLDS:
        return rules.by_steps(value, _steps(criterion), more_is_better=better)
    if criterion.rule == PointRule.TARGET and target is not None:
        return rules.by_target(value, target, more_is_better=better)
    return rules.by_presence(value, more_is_better=better)


def _steps(criterion: Criterion) -> list[tuple[int, int]]:
    return [(int(value), int(points)) for value, points in criterion.steps]


def marks_of(
    criteria: Sequence[Criterion],
    scale: Scale,
    found: Mapping[str, Mapping[str, Found]],
    given: Mapping[str, Mapping[str, int | None]],
    figures: Figures,
    regions: Sequence[str],
) -> dict[str, tuple[Mark, ...]]:
    """All marks by government. ``found`` and ``given`` are by criterion's code and region."""
    places = {one.code: _places(one, found[one.code]) for one in criteria}
    answer = {}
    for region in regions:
        points: Points = tuple(given[one.code][region] for one in criteria)
        answer[region] = tuple(
            _mark(one, at, region, points, scale, found[one.code], places[one.code], figures)
            for at, one in enumerate(criteria)
        )
    return answer


def _places(criterion: Criterion, found: Mapping[str, Found]) -> dict[str, int]:
    values = {
        region: one.value
        for region, one in found.items()
        if one.state == FigureState.USED and one.value is not None
    }
    return rules.ranks(values, more_is_better=criterion.more_is_better)


def _mark(
    criterion: Criterion,
    at: int,
    region: str,
    points: Points,
    scale: Scale,
    found: Mapping[str, Found],
    places: Mapping[str, int],
    figures: Figures,
) -> Mark:
    own = found[region]
    brings = contribution(scale, points, at)
    most = brings if points[at] is None else attainable(scale, points, at)
    goal, better = _goal(criterion, own, found, places, places.get(region))
    gain = Fraction(0)
    if better is not None and points[at] is not None and better > (points[at] or 0):
        raised = tuple(better if place == at else one for place, one in enumerate(points))
        gain = contribution(scale, raised, at) - brings
    definition = figures.definitions.get(criterion.indicator)
    return Mark(
        criterion=criterion,
        found=own,
        unit=_unit(criterion, definition),
        points=points[at],
        place=places.get(region),
        of=len(places),
        brings=brings,
        attainable=most,
        goal=goal,
        gain=gain,
    )


def _unit(criterion: Criterion, definition: IndicatorDefinition | None) -> str:
    if criterion.measure == Measure.SHARE:
        return Unit.BASIS_POINTS.value
    return definition.unit if definition else Unit.DOCUMENTS.value


def _goal(
    criterion: Criterion,
    own: Found,
    found: Mapping[str, Found],
    places: Mapping[str, int],
    place: int | None,
) -> tuple[int | None, int | None]:
    """(a value within reach, the points with it), all others staying as they are."""
    better = criterion.more_is_better
    if criterion.rule == PointRule.RANK:
        if place is None or place == 1 or len(places) < 2:
            return None, None
        ahead = max((one for one in places.values() if one < place), default=1)
        value = next(found[region].value for region, one in places.items() if one == ahead)
        return value, half_up_ratio(_FULL, len(places) - ahead, len(places) - 1)
    if criterion.rule == PointRule.THRESHOLDS:
        worst = -(10**15) if better else 10**15
        value = own.value if own.value is not None else worst
        step = rules.next_step(value, _steps(criterion), more_is_better=better)
        return step or (None, None)
    if criterion.rule == PointRule.TARGET:
        return own.target if own.target is not None else criterion.target, _FULL
    return (1 if better else 0), _FULL
