"""What a dashboard shows of a place: its own observation, or the sum of those it is made of.

A regional office has no observations: its figure is the sum of its provinces' numerators over the
sum of their denominators, and only when all of them have one of the same meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from payung.law.arithmetic import half_up_ratio
from payung.monitoring.figure import Figure
from payung.monitoring.gaps import BASIS_POINTS
from payung.monitoring.models import IndicatorDefinition, Status, Unit
from payung.monitoring.queries.observations import Stretch

_PER_100_000 = 100_000
_LEAST_SETTLED = (Status.DRAFT, Status.CHECKED, Status.FINAL)


@dataclass(frozen=True)
class Shown:
    """One figure of a place, with the observations that it is made of.

    ``as_of`` is the oldest of their days. A figure of one observation carries that one's status;
    a sum has the least settled of its parts'.
    """

    code: str
    part: str
    unit: str
    definition_id: int
    as_of: date
    value: int
    numerator: int | None
    denominator: int | None
    status: str
    made_of: tuple[Figure, ...]

    @property
    def pk(self) -> int | None:
        """The observation that says what it means; None for a sum of several."""
        return self.made_of[0].pk if len(self.made_of) == 1 else None

    @property
    def is_draft(self) -> bool:
        """Whether it, or a part of it, has not been checked."""
        return self.status == Status.DRAFT


def alone(figure: Figure) -> Shown:
    """A figure as it is."""
    return Shown(
        code=figure.code,
        part=figure.part,
        unit=figure.unit,
        definition_id=figure.definition_id,
        as_of=figure.as_of,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        status=figure.status,
        made_of=(figure,),
    )


def summed(figures: Sequence[Figure], expected: int) -> Shown | None:
    """The sum of the figures of ``expected`` regions.

    None when one is missing, when their definitions differ, or when a share has no inputs.
    """
    if len(figures) != expected or len({one.definition_id for one in figures}) != 1:
        return None
    first = figures[0]
    numerator = _sum(one.numerator for one in figures)
    denominator = _sum(one.denominator for one in figures)
    value = _value(first.unit, figures, numerator, denominator)
    if value is None:
        return None
    return Shown(
        code=first.code,
        part=first.part,
        unit=first.unit,
        definition_id=first.definition_id,
        as_of=min(one.as_of for one in figures),
        value=value,
        numerator=numerator,
        denominator=denominator,
        status=min((one.status for one in figures), key=_LEAST_SETTLED.index),
        made_of=tuple(figures),
    )


def summed_series(
    by_region: Sequence[Sequence[Stretch]],
) -> tuple[tuple[IndicatorDefinition, tuple[Shown, ...]], ...]:
    """Series of several regions as one: the days on which all of them have a figure.

    A break in any of them is a break in the sum: what is added is then counted otherwise.
    """
    days: dict[date, list[tuple[tuple[int, ...], Figure]]] = {}
    definitions: dict[int, IndicatorDefinition] = {}
    for stretches in by_region:
        for place, stretch in enumerate(stretches):
            definitions[stretch.definition.pk] = stretch.definition
            for figure in stretch.figures:
                days.setdefault(figure.as_of, []).append(((place,), figure))
    found: list[tuple[tuple[int, ...], list[Shown]]] = []
    for day in sorted(days):
        whole = summed([figure for _, figure in days[day]], len(by_region))
        if whole is None:
            continue
        key = tuple(place for (place,), _ in days[day])
        if not found or found[-1][0] != key:
            found.append((key, []))
        found[-1][1].append(whole)
    return tuple((definitions[figures[0].definition_id], tuple(figures)) for _key, figures in found)


def _value(
    unit: str, figures: Sequence[Figure], numerator: int | None, denominator: int | None
) -> int | None:
    if unit not in (Unit.BASIS_POINTS, Unit.PER_100_000):
        return sum(one.value for one in figures)
    if numerator is None or not denominator:
        return None
    whole = BASIS_POINTS if unit == Unit.BASIS_POINTS else _PER_100_000
    return half_up_ratio(numerator, whole, denominator)


def _sum(values: Iterable[int | None]) -> int | None:
    listed = list(values)
    return None if any(one is None for one in listed) else sum(one or 0 for one in listed)
