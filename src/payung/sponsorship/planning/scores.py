"""What the goals are worth: whole points, so that plans compare exactly.

The goals stand in order. A goal weighs ``STEP`` times as much as the next one, and a person earns
0 to 100 points in each; a step of one decile (10 points) therefore outweighs all that the goals
behind can give for the same person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from payung.law import parameters
from payung.sponsorship.planning.cells import Cells, Whole
from payung.sponsorship.planning.problem import MONTHS_OF_YEAR, Goal, Problem
from payung.sponsorship.planning.rates import waiting_months

STEP = 16
FULL = 100


@dataclass(frozen=True)
class Scores:
    """Points by cell, and for the months of a cover by year and segment.

    ``person`` are the points of a covered person of a cell and year whatever the months;
    ``months`` maps (segment number, year number, months) to the points of a long cover.
    """

    weight: dict[Goal, int]
    person: Whole
    months: dict[tuple[int, int, int], int]

    def of(self, goal: Goal) -> int:
        """The weight of a goal; 0 when the scenario does not pursue it."""
        return self.weight.get(goal, 0)


def weights(goals: tuple[Goal, ...]) -> dict[Goal, int]:
    """The weight of each goal: the last weighs 1, each before it ``STEP`` times the next."""
    return {goal: STEP ** (len(goals) - 1 - rank) for rank, goal in enumerate(goals)}


def score(problem: Problem, cells: Cells) -> Scores:
    """The points of a problem, from the parameters in force at the end of its first year."""
    weight = weights(problem.goals)
    on = date(problem.years[0], 12, 31)
    person = np.zeros(len(cells), dtype=np.int64)
    if Goal.POOREST in weight:
        points = decile_points(on)
        own = np.array([points[cell.decile] for cell in cells.cells], dtype=np.int64)
        person += weight[Goal.POOREST] * own
    if Goal.DANGER in weight:
        by_segment = danger_points(problem, on)
        person += weight[Goal.DANGER] * by_segment[cells.segment]
    return Scores(weight, person, _long_cover(problem, weight.get(Goal.LONG, 0)))


def decile_points(on: date) -> dict[int, int]:
    """Points of need by decile, 0 for an unknown one."""
    rows = parameters.get("planning/decile_points", on).rows
    return {int(str(row["decile"])): min(FULL, int(str(row["points"]))) for row in rows}


def danger_points(problem: Problem, on: date) -> Whole:
    """Points of danger by segment: its accidents and deaths beside those of the worst group."""
    accidents = parameters.get("planning/accident_rates", on).rows
    deaths = parameters.get("planning/accident_death_rates", on).rows
    rate: dict[int, int] = {}
    for row in (*accidents, *deaths):
        group = int(str(row["risk_group"]))
        rate[group] = rate.get(group, 0) + int(str(row["central"]))
    worst = max(1, *rate.values())
    return np.array(
        [FULL * rate.get(segment.danger, 0) // worst for segment in problem.segments],
        dtype=np.int64,
    )


def _long_cover(problem: Problem, weight: int) -> dict[tuple[int, int, int], int]:
    menu = {months for fund in problem.funds for months in fund.months}
    found = {}
    for number, segment in enumerate(problem.segments):
        for at, year in enumerate(problem.years):
            waiting = waiting_months(segment.basis, year) if weight else 0
            for months in menu:
                full = max(0, months - waiting)
                found[number, at, months] = weight * (FULL * full // MONTHS_OF_YEAR)
    return found
