"""From what the solver found to whole persons who fit the money, and the rest well spent.

What the solver returns is rounded down; whatever a rule then lacks or exceeds is mended, and money
that is left buys further persons as long as that loses no points. All in whole numbers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from payung.sponsorship.planning.cells import Whole
from payung.sponsorship.planning.exact import SHARE, Chosen, Frame, is_favoured, share_slack
from payung.sponsorship.planning.matrix import list_keys
from payung.sponsorship.planning.problem import Goal
from payung.sponsorship.planning.scores import FULL

NEARLY = 1e-6
_PLENTY = np.int64(2**62)


class Desk:
    """A plan in the making: persons by way, and all sums that the rules look at."""

    def __init__(self, frame: Frame, persons: Whole, chosen: Chosen) -> None:
        self.frame, self.persons, self.chosen = frame, persons, chosen
        own, problem = frame.ways, frame.problem
        money = np.array([fund.money for fund in problem.funds], dtype=np.int64)
        self.left = money - frame.spent(persons)
        self.covered = frame.covered(persons)
        self.list_of, self.least, _ = list_keys(problem, frame.cells, own)
        self.list_size = np.zeros(len(self.least) + 1, dtype=np.int64)  # the last: no list
        np.add.at(self.list_size, self.list_of, persons)
        self.share = np.array([fund.share_ppm for fund in problem.funds], dtype=np.int64)
        self.favoured = is_favoured(frame)
        self.slack = share_slack(frame, persons)
        self.asked = frame.asked_by(chosen)
        key = own.year * len(frame.cells) + own.cell
        self._by_key = np.argsort(key, kind="stable")
        ends = np.arange(len(problem.years) * len(frame.cells) + 1)
        self._begins = np.searchsorted(key[self._by_key], ends)

    def ways_of(self, year: int, cell: int) -> Whole:
        """The ways that cover a cell in a year."""
        at = year * len(self.frame.cells) + cell
        return self._by_key[self._begins[at] : self._begins[at + 1]]

    def choose(self, year: int, village: int, whole: bool) -> None:
        """Promise that a village is covered whole in a year, or give that up."""
        cells = self.frame.cells
        if self.chosen[year, village] == whole:
            return
        self.chosen[year, village] = whole
        parts = cells.part_village == village
        many = cells.part_need[parts] if whole else -cells.part_need[parts]
        np.add.at(self.asked[year], cells.part_cell[parts], many)

    def add(self, way: int, many: int) -> None:
        """Cover so many more persons this way (fewer, when negative)."""
        own = self.frame.ways
        fund, year, cost = own.fund[way], own.year[way], own.cost[way]
        self.persons[way] += many
        self.left[fund, year] -= many * cost
        self.covered[year, own.cell[way]] += many
        self.list_size[self.list_of[way]] += many
        worth = SHARE - self.share[fund] if self.favoured[way] else -self.share[fund]
        self.slack[fund, year] += many * cost * worth

    def room(self, ways: Whole) -> Whole:
        """How many more persons each of these ways may take: people, money, share and lists."""
        own = self.frame.ways
        fund, year, cost = own.fund[ways], own.year[ways], own.cost[ways]
        room = self.frame.cells.need[own.cell[ways]] - self.covered[year, own.cell[ways]]
        if self.frame.problem.whole_villages:
            asked = self.asked[year, own.cell[ways]] + self.frame.cells.loose[own.cell[ways]]
            room = np.minimum(room, asked - self.covered[year, own.cell[ways]])
        room = np.minimum(room, self.left[fund, year] // np.maximum(cost, 1))
        lean = ~self.favoured[ways] & (self.share[fund] > 0)
        price = np.maximum(cost * self.share[fund], 1)
        room = np.where(lean, np.minimum(room, self.slack[fund, year] // price), room)
        listed = self.list_of[ways]
        missing = np.append(self.least, 0)[listed] - self.list_size[listed]
        return np.where(room < missing, 0, np.maximum(room, 0))


def whole_plan(frame: Frame, found: NDArray[np.float64], chosen: Chosen) -> Desk:
    """A sound plan near what the solver found, with its money spent."""
    persons = np.floor(found + NEARLY).astype(np.int64)
    desk = Desk(frame, np.maximum(persons, 0), chosen.copy())
    _within_people(desk)
    _within_money(desk)
    _keep_villages(desk)
    _within_rules(desk)
    if frame.problem.whole_villages:
        _more_villages(desk)
    spend(desk)
    return desk


def _take(desk: Desk, ways: Whole, many: int) -> None:
    """Take persons away from these ways, those that earn least first."""
    for way in ways[np.argsort(desk.frame.ways.points[ways], kind="stable")]:
        gone = min(many, int(desk.persons[way]))
        desk.add(way, -gone)
        many -= gone
        if many <= 0:
            return


def _within_people(desk: Desk) -> None:
    cells = desk.frame.cells
    most = np.tile(cells.need, (len(desk.covered), 1))
    if desk.frame.problem.whole_villages:
        most = np.minimum(most, desk.asked + cells.loose)
    for year, cell in np.argwhere(desk.covered > most):
        ways = desk.ways_of(year, cell)
        _take(desk, ways, int(desk.covered[year, cell] - most[year, cell]))


def _within_money(desk: Desk) -> None:
    own = desk.frame.ways
    for fund, year in np.argwhere(desk.left < 0):
        ways = np.flatnonzero((own.fund == fund) & (own.year == year) & (desk.persons > 0))
        for way in ways[np.argsort(own.points[ways], kind="stable")]:
            lacking = -(desk.left[fund, year] // own.cost[way])
            if lacking <= 0:
                break
            desk.add(way, -min(int(lacking), int(desk.persons[way])))


def _within_rules(desk: Desk) -> None:
    """Give up what breaks a rule, until nothing does; each turn only takes persons away."""
    while True:
        before = int(desk.persons.sum())
        _give_up_short_lists(desk)
        _give_up_for_shares(desk)
        _give_up_villages(desk)
        if int(desk.persons.sum()) == before:
            return


def _give_up_short_lists(desk: Desk) -> None:
    size = desk.list_size[:-1]
    for number in np.flatnonzero((size > 0) & (size < desk.least)):
        _take(desk, np.flatnonzero(desk.list_of == number), int(desk.list_size[number]))


def _give_up_for_shares(desk: Desk) -> None:
    """Less for the segments that a share rule does not favour."""
    own = desk.frame.ways
    for fund, year in np.argwhere(desk.slack < 0):
        ways = np.flatnonzero((own.fund == fund) & (own.year == year) & ~desk.favoured)
        for way in ways[np.argsort(own.points[ways], kind="stable")]:
            if desk.slack[fund, year] >= 0:
                break
            lacking = -(desk.slack[fund, year] // (own.cost[way] * desk.share[fund]))
            desk.add(way, -min(int(lacking), int(desk.persons[way])))


def _keep_villages(desk: Desk) -> None:
    """Complete the villages that are chosen, or give them up, the smallest first."""
    if not desk.chosen.any():
        return
    own = desk.frame.ways
    asked = desk.asked
    for year, cell in np.argwhere(desk.covered < asked):
        ways = desk.ways_of(year, cell)
        for way in ways[np.argsort(-own.points[ways], kind="stable")]:
            lacking = int(asked[year, cell] - desk.covered[year, cell])
            more = min(lacking, int(desk.room(np.array([way]))[0]))
            if more > 0:
                desk.add(way, more)


def _give_up_villages(desk: Desk) -> None:
    """No longer promise villages of which somebody is not covered, the smallest first."""
    cells = desk.frame.cells
    while len(lacking := np.argwhere(desk.covered < desk.asked)):
        year, cell = lacking[0]
        parts = np.flatnonzero((cells.part_cell == cell) & desk.chosen[year, cells.part_village])
        villages = cells.part_village[parts]
        smallest = villages[np.argmin(cells.village_need[villages])]
        desk.choose(int(year), int(smallest), False)
    _within_people(desk)


def _more_villages(desk: Desk) -> None:
    """Cover further villages whole while the money lasts, those that earn most per person first."""
    cells = desk.frame.cells
    worth = np.zeros(len(cells.villages))
    np.add.at(
        worth, cells.part_village, cells.part_need * desk.frame.scores.person[cells.part_cell]
    )
    order = np.argsort(-worth / np.maximum(cells.village_need, 1), kind="stable")
    cheapest = int(desk.frame.ways.cost.min(initial=1))
    for year in range(len(desk.frame.problem.years)):
        for village in order:
            most = int(desk.left[:, year].max(initial=0)) * len(desk.left)
            if not desk.chosen[year, village] and cells.village_need[village] * cheapest <= most:
                _try_village(desk, year, int(village))


def _try_village(desk: Desk, year: int, village: int) -> None:
    own, cells, done = desk.frame.ways, desk.frame.cells, []
    desk.choose(year, village, True)
    for part in np.flatnonzero(cells.part_village == village):
        lacking = int(cells.part_need[part])
        ways = desk.ways_of(year, cells.part_cell[part])
        for way in ways[np.argsort(-own.points[ways] / own.cost[ways], kind="stable")]:
            more = min(lacking, int(desk.room(np.array([way]))[0]))
            if more > 0:
                desk.add(way, more)
                done.append((way, more))
                lacking -= more
        if lacking:
            break
    else:
        return
    desk.choose(year, village, False)
    for way, more in done:
        desk.add(way, -more)


def spend(desk: Desk) -> None:
    """Buy further persons with money that is left, best points for the money first."""
    own = desk.frame.ways
    while True:
        affordable = np.flatnonzero(desk.left[own.fund, own.year] >= own.cost)
        if not len(affordable):
            return
        room = desk.room(affordable)
        affordable, room = affordable[room > 0], room[room > 0]
        if not len(affordable):
            return
        gain, steady = _gain(desk, affordable)
        worth = gain / own.cost[affordable]
        best = int(np.argmax(worth))
        if gain[best] <= 0:
            return
        way, many = int(affordable[best]), int(min(room[best], steady[best]))
        listed = desk.list_of[way]
        missing = int(np.append(desk.least, 0)[listed] - desk.list_size[listed])
        desk.add(way, max(many, min(missing, int(room[best]))))


def _gain(desk: Desk, ways: Whole) -> tuple[Whole, Whole]:
    """Points of one more person by each way, and for how many persons the gain holds."""
    frame, own = desk.frame, desk.frame.ways
    cell, year = own.cell[ways], own.year[ways]
    gain, steady = own.points[ways].copy(), np.full(len(ways), _PLENTY)
    if weight := frame.scores.of(Goal.CONTINUITY):
        for beside in (year - 1, year + 1):
            within = (beside >= 0) & (beside < len(frame.problem.years))
            other = desk.covered[np.where(within, beside, 0), cell]
            ahead = np.where(within, other - desk.covered[year, cell], 0)
            gain += np.where(ahead > 0, weight * FULL, 0)
            steady = np.where(ahead > 0, np.minimum(steady, ahead), steady)
    if weight := frame.scores.of(Goal.TARGET):
        places = frame.by_place(desk.covered)
        for target in frame.targets:
            line = places[target.year]
            got = int(line.sum() if target.place is None else line[target.place])
            if got >= target.persons:
                continue
            mine = year == target.year
            if target.place is not None:
                mine &= frame.cells.region[cell] == target.place
            gain += np.where(mine, weight * FULL, 0)
            steady = np.where(mine, np.minimum(steady, target.persons - got), steady)
    return gain, steady
