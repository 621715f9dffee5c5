"""Members and coverage of a province and its regencies, from the registry and the bills."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from payung.contributions.queries.activity import active_grace
from payung.monitoring.computing.computed import Computed, Computer, basis_points
from payung.monitoring.computing.reading import once
from payung.monitoring.counting import PlacedCount, count_by_place
from payung.monitoring.coverage import universes_of
from payung.monitoring.models import EligibleUniverse, RegionBasis, UniverseKind
from payung.registry.models import Segment

#: The part of the whole: all segments.
_WHOLE = ""
_PARTS = (_WHOLE, *Segment.names)


@dataclass(frozen=True)
class _Members:
    """Active and registered persons by region and part; none where there is no row."""

    active: Mapping[tuple[str, str], int]
    registered: Mapping[tuple[str, str], int]
    inputs: Mapping[str, object]


@once
def _placed(region: str, day: date, grace: int) -> list[PlacedCount]:
    return count_by_place(region=region, as_of=day, grace=grace)


@once
def members(regions: tuple[str, ...], day: date, basis: RegionBasis) -> _Members:
    """The members of each region (the province first) by segment, "" for all.

    One statement for both bases: the place of registration and the place of work.
    """
    grace = active_grace(day)
    works = basis == RegionBasis.WORK_REGION
    active: dict[tuple[str, str], int] = defaultdict(int)
    registered: dict[tuple[str, str], int] = defaultdict(int)
    for count in _placed(regions[0], day, grace.number):
        place = count.works_at if works else count.registered_at
        for region in regions:
            if place.startswith(region):
                for part in (_WHOLE, Segment(count.segment).name):
                    active[region, part] += count.active
                    registered[region, part] += count.registered
    inputs = {"grace_months": grace.number, "grace_article": grace.article}
    return _Members(active, registered, inputs)


@once
def _universes(
    regions: tuple[str, ...], day: date, kind: UniverseKind
) -> dict[str, EligibleUniverse]:
    return universes_of(regions, day, kind)


def _persons(
    regions: Sequence[str], day: date, *, registered: bool = False, parts: Sequence[str]
) -> Iterator[Computed]:
    found = members(tuple(regions), day, RegionBasis.REGISTRATION)
    counted = found.registered if registered else found.active
    for region in regions:
        for name in parts:
            # A single segment that is an indicator of its own is the whole of that indicator.
            part = _WHOLE if len(parts) == 1 else name
            yield Computed(region, part, counted[region, name], inputs=found.inputs)


def _coverage(
    regions: Sequence[str],
    day: date,
    *,
    kind: UniverseKind = UniverseKind.ELIGIBLE_UNIVERSE,
    basis: RegionBasis = RegionBasis.REGISTRATION,
    registered: bool = False,
    parts: Sequence[str] = (_WHOLE,),
) -> Iterator[Computed]:
    """Members over a universe; where none is recorded there is no share.

    A segment's share is also of the whole universe: the segments add up to the region's.
    """
    universes = _universes(tuple(regions), day, kind)
    if not universes:
        return
    found = members(tuple(regions), day, basis)
    counted = found.registered if registered else found.active
    for region in regions:
        if universe := universes.get(region):
            inputs = {**found.inputs, **_inputs_of(universe)}
            for part in parts:
                number = counted[region, part]
                yield Computed(
                    region,
                    part,
                    basis_points(number, universe.persons),
                    number,
                    universe.persons,
                    inputs,
                    source=f"Daftar peserta dan buku iuran; penyebut: {universe.source}",
                    confidence=universe.confidence,
                )


def _inputs_of(universe: EligibleUniverse) -> dict[str, object]:
    return {
        "universe": universe.pk,
        "denominator_as_of": universe.as_of.isoformat(),
        "denominator_method": universe.method,
    }


def _workforce(regions: Sequence[str], day: date, *, kind: UniverseKind) -> Iterator[Computed]:
    universes = _universes(tuple(regions), day, kind)
    for region in regions:
        if universe := universes.get(region):
            yield Computed(
                region,
                _WHOLE,
                universe.persons,
                inputs=_inputs_of(universe),
                source=universe.source,
                confidence=universe.confidence,
            )


COMPUTERS: dict[str, Computer] = {
    "ACTIVE_COVERAGE": partial(_coverage, parts=_PARTS),
    "ACTIVE_COVERAGE_WORK": partial(_coverage, basis=RegionBasis.WORK_REGION, parts=_PARTS),
    "REGISTERED_COVERAGE": partial(_coverage, registered=True, parts=_PARTS),
    "EMPLOYED_COVERAGE": partial(_coverage, kind=UniverseKind.EMPLOYED_PERSONS, parts=_PARTS),
    "LABOUR_FORCE_COVERAGE": partial(_coverage, kind=UniverseKind.LABOUR_FORCE),
    "SDG_1_3_1": partial(_coverage, kind=UniverseKind.EMPLOYED_PERSONS),
    "ACTIVE_MEMBERS": partial(_persons, parts=_PARTS),
    "REGISTERED_MEMBERS": partial(_persons, registered=True, parts=_PARTS),
    "WAGE_MEMBERS": partial(_persons, parts=(Segment.WAGE_EARNER.name,)),
    "NON_WAGE_MEMBERS": partial(_persons, parts=(Segment.NON_WAGE_EARNER.name,)),
    "ELIGIBLE_UNIVERSE": partial(_workforce, kind=UniverseKind.ELIGIBLE_UNIVERSE),
    "EMPLOYED_PERSONS": partial(_workforce, kind=UniverseKind.EMPLOYED_PERSONS),
    "LABOUR_FORCE": partial(_workforce, kind=UniverseKind.LABOUR_FORCE),
}
