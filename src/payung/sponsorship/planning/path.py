"""The way to the target, year by year: the least money that would reach it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from payung.sponsorship.planning.problem import LARGEST_MONEY, Fund, Problem
from payung.sponsorship.planning.solve import frame_of
from payung.sponsorship.planning.targets import Target, targets


@dataclass(frozen=True)
class Step:
    """A year of the way to a target: what it would cost at least, and who cannot be reached.

    ``missing`` persons are beyond the groups that the scenario names: no money of its funds would
    find them. ``money`` is what the funds that may pay there hold.
    """

    target: Target
    cost: int
    money: int
    missing: int


def path(problem: Problem) -> list[Step]:
    """The least money for each target by itself, at the price of the funds that may pay there.

    Within one target every person counts the same, so the cheapest cover comes first: no plan
    reaches the target with less. Least lists, shares and whole villages may make it dearer.
    """
    frame = frame_of(replace(problem, funds=tuple(map(_boundless, problem.funds))))
    own, found = frame.ways, []
    for target in targets(problem):
        counts = own.year == target.year
        if target.place is not None:
            counts &= frame.cells.region[own.cell] == target.place
        cheapest = np.full(len(frame.cells), LARGEST_MONEY)
        np.minimum.at(cheapest, own.cell[counts], own.cost[counts])
        reached = cheapest < LARGEST_MONEY
        cost, missing = 0, target.persons
        for cell in np.flatnonzero(reached)[np.argsort(cheapest[reached], kind="stable")]:
            many = min(missing, int(frame.cells.need[cell]))
            cost, missing = cost + many * int(cheapest[cell]), missing - many
            if not missing:
                break
        found.append(Step(target, cost, _money(problem, target), missing))
    return found


def _boundless(fund: Fund) -> Fund:
    return replace(fund, money=tuple(LARGEST_MONEY for _ in fund.money))


def _money(problem: Problem, target: Target) -> int:
    place = None if target.place is None else problem.places[target.place].code
    return sum(
        fund.money[target.year]
        for fund in problem.funds
        if place is None or not fund.regions or place in fund.regions
    )
