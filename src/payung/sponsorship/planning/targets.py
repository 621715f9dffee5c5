"""Targets as persons: how many more a place must cover at the end of each year."""

from __future__ import annotations

from dataclasses import dataclass

from payung.sponsorship.planning.problem import Problem

BASIS_POINTS = 10_000


@dataclass(frozen=True)
class Target:
    """So many more persons than those active today, of these places, at the end of a year.

    ``place`` is the number of the place, ``None`` for the whole province.
    """

    place: int | None
    year: int
    persons: int


def targets(problem: Problem) -> list[Target]:
    """Every target that asks for more than is covered already; shares are rounded up."""
    found: list[Target] = []
    for at in range(len(problem.years)):
        for number, place in enumerate(problem.places):
            if place.targets:
                _add(found, number, at, place.targets[at], place.universe, place.active)
        if problem.province_targets:
            universe = sum(place.universe for place in problem.places)
            active = sum(place.active for place in problem.places)
            _add(found, None, at, problem.province_targets[at], universe, active)
    return found


def _add(
    found: list[Target], place: int | None, year: int, share: int, universe: int, active: int
) -> None:
    persons = -(-share * universe // BASIS_POINTS) - active
    if persons > 0:
        found.append(Target(place, year, persons))
