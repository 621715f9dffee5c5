"""A plan in whole numbers: what it earns exactly, and whether it keeps every rule exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from payung.sponsorship.planning.cells import Cells, Whole
from payung.sponsorship.planning.matrix import PERMILLE, Ways, fair_step, list_keys
from payung.sponsorship.planning.problem import Goal, Problem
from payung.sponsorship.planning.scores import FULL, Scores
from payung.sponsorship.planning.targets import Target

SHARE = 1_000_000
Chosen = NDArray[np.bool_]


@dataclass(frozen=True)
class Frame:
    """A problem with all that is derived from it once."""

    problem: Problem
    cells: Cells
    scores: Scores
    ways: Ways
    targets: tuple[Target, ...]

    def covered(self, persons: Whole) -> Whole:
        """Persons covered by year and cell."""
        found = np.zeros((len(self.problem.years), len(self.cells)), dtype=np.int64)
        np.add.at(found, (self.ways.year, self.ways.cell), persons)
        return found

    def spent(self, persons: Whole) -> Whole:
        """Rupiah spent by fund and year."""
        found = np.zeros((len(self.problem.funds), len(self.problem.years)), dtype=np.int64)
        np.add.at(found, (self.ways.fund, self.ways.year), persons * self.ways.cost)
        return found

    def by_place(self, covered: Whole) -> Whole:
        """Persons covered by year and place."""
        found = np.zeros((len(covered), len(self.problem.places)), dtype=np.int64)
        for at, line in enumerate(covered):
            np.add.at(found[at], self.cells.region, line)
        return found

    def asked_by(self, chosen: Chosen) -> Whole:
        """Persons by year and cell who live in the villages chosen to be whole."""
        found = np.zeros((len(self.problem.years), len(self.cells)), dtype=np.int64)
        own = self.cells
        for at, line in enumerate(chosen):
            np.add.at(found[at], own.part_cell, own.part_need * line[own.part_village])
        return found


def shortfalls(frame: Frame, covered: Whole) -> list[int]:
    """Persons by which each target is missed, in the order of ``frame.targets``."""
    places = frame.by_place(covered)
    return [
        max(
            0,
            target.persons
            - int(
                places[target.year].sum()
                if target.place is None
                else places[target.year, target.place]
            ),
        )
        for target in frame.targets
    ]


def least_shares(frame: Frame, covered: Whole) -> list[int]:
    """The least covered share (permille, rounded down) among the places with people, by year."""
    people = np.bincount(
        frame.cells.region, frame.cells.need, minlength=len(frame.problem.places)
    ).astype(np.int64)
    peopled = people > 0
    if not peopled.any():
        return [PERMILLE] * len(covered)
    places = frame.by_place(covered)
    return [int((PERMILLE * line[peopled] // people[peopled]).min()) for line in places]


def points(frame: Frame, persons: Whole, chosen: Chosen) -> int:
    """What a plan earns in all goals together, a whole number."""
    scores, covered = frame.scores, frame.covered(persons)
    total = int((frame.ways.points * persons).sum())
    if weight := scores.of(Goal.TARGET):
        asked = sum(target.persons for target in frame.targets)
        total += weight * FULL * (asked - sum(shortfalls(frame, covered)))
    if weight := scores.of(Goal.CONTINUITY):
        total += weight * FULL * int(np.minimum(covered[1:], covered[:-1]).sum())
    if weight := scores.of(Goal.FAIR):
        total += weight * fair_step(frame.cells) * sum(least_shares(frame, covered))
    if weight := scores.of(Goal.VILLAGES):
        total += weight * FULL * int((chosen * frame.cells.village_need).sum())
    return total


def breaches(frame: Frame, persons: Whole, chosen: Chosen) -> list[str]:
    """Every rule that a plan breaks, by name; empty for a sound plan. Whole numbers only."""
    found, covered = [], frame.covered(persons)
    money = np.array([fund.money for fund in frame.problem.funds], dtype=np.int64)
    if (persons < 0).any():
        found.append("persons")
    if (covered > frame.cells.need).any():
        found.append("need")
    if (frame.spent(persons) > money).any():
        found.append("money")
    if (share_slack(frame, persons) < 0).any():
        found.append("share")
    number, least, _ = list_keys(frame.problem, frame.cells, frame.ways)
    sizes = np.zeros(len(least), dtype=np.int64)
    np.add.at(sizes, number[number >= 0], persons[number >= 0])
    if ((sizes > 0) & (sizes < least)).any():
        found.append("list")
    asked = frame.asked_by(chosen)
    if (covered < asked).any():
        found.append("village")
    if frame.problem.whole_villages and (covered > asked + frame.cells.loose).any():
        found.append("village")
    return found


def share_slack(frame: Frame, persons: Whole) -> Whole:
    """By fund and year: parts per million of rupiah beyond what the favoured segments must get."""
    funds = frame.problem.funds
    share = np.array([fund.share_ppm for fund in funds], dtype=np.int64)
    paid = persons * frame.ways.cost
    favoured = np.zeros((len(funds), len(frame.problem.years)), dtype=np.int64)
    mine = is_favoured(frame)
    np.add.at(favoured, (frame.ways.fund[mine], frame.ways.year[mine]), paid[mine])
    return favoured * SHARE - share[:, None] * frame.spent(persons)


def is_favoured(frame: Frame) -> NDArray[np.bool_]:
    """The ways that pay for a segment which the fund's share rule names."""
    problem = frame.problem
    named = np.array(
        [[s.code in fund.share_segments for s in problem.segments] for fund in problem.funds]
    ).reshape(len(problem.funds), len(problem.segments))
    return named[frame.ways.fund, frame.cells.segment[frame.ways.cell]]
