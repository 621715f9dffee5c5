"""The problem as a matrix for the solver: columns, rows, bounds, all made from whole arrays.

Columns: persons covered by cell, fund, year and months (``Ways``); then, where the goals or rules
ask for them, whole villages, list sizes, shortfalls, drops and the least share. Money rows are in
units of ``MONEY_UNIT`` rupiah: the solver works in floating point, and what it finds is rounded
and checked in whole rupiah afterwards (``rounding``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from payung.sponsorship.planning.cells import Cells, Whole, reaches
from payung.sponsorship.planning.problem import Goal, Problem
from payung.sponsorship.planning.rates import cover_cost
from payung.sponsorship.planning.scores import FULL, Scores
from payung.sponsorship.planning.targets import Target

MONEY_UNIT = 100_000
PERMILLE = 1000
Float = NDArray[np.float64]
Numbers = NDArray[np.int64] | NDArray[np.float64]


@dataclass(frozen=True)
class Ways:
    """Every way to cover a person: cell, fund, year, months; what it costs and earns."""

    cell: Whole
    fund: Whole
    year: Whole
    months: Whole
    cost: Whole
    points: Whole

    def __len__(self) -> int:
        return len(self.cell)


@dataclass
class Matrix:
    """Columns and rows as they grow; ``blocks`` remembers where each kind of column begins."""

    cost: list[Float] = field(default_factory=list)
    upper: list[Float] = field(default_factory=list)
    whole: list[NDArray[np.bool_]] = field(default_factory=list)
    row_lower: list[Float] = field(default_factory=list)
    row_upper: list[Float] = field(default_factory=list)
    entries: list[tuple[Whole, Whole, Float]] = field(default_factory=list)
    blocks: dict[str, tuple[int, int]] = field(default_factory=dict)
    row_blocks: dict[str, tuple[int, int]] = field(default_factory=dict)
    columns: int = 0
    rows: int = 0
    #: Points that every plan has beyond those of its columns.
    offset: int = 0

    def add_columns(self, name: str, points: Numbers, upper: Numbers, whole: bool = True) -> Whole:
        """Columns with their points and upper bounds (all are at least 0); their numbers."""
        many = len(points)
        self.blocks[name] = (self.columns, self.columns + many)
        self.cost.append(np.asarray(points, dtype=np.float64))
        self.upper.append(np.asarray(upper, dtype=np.float64))
        self.whole.append(np.full(many, whole))
        self.columns += many
        return np.arange(self.columns - many, self.columns)

    def add_rows(self, name: str, lower: Float, upper: Float) -> Whole:
        """Rows with their bounds; their numbers."""
        many = len(lower)
        self.row_blocks[name] = (self.rows, self.rows + many)
        self.row_lower.append(np.asarray(lower, dtype=np.float64))
        self.row_upper.append(np.asarray(upper, dtype=np.float64))
        self.rows += many
        return np.arange(self.rows - many, self.rows)

    def put(self, rows: Whole, columns: Whole, values: Numbers | float) -> None:
        """Coefficients at these rows and columns (parallel); no place twice."""
        self.entries.append((rows, columns, np.broadcast_to(values, rows.shape).astype(float)))


def ways(problem: Problem, cells: Cells, scores: Scores) -> Ways:
    """All ways that the funds' rules allow, in a fixed order: fund, year, months, cell."""
    blocks: list[tuple[Whole, ...]] = []
    kinds = sorted({segment.basis for segment in problem.segments}, key=repr)
    kind_of = np.array([kinds.index(segment.basis) for segment in problem.segments])
    for number, fund in enumerate(problem.funds):
        own = np.array([i for i, cell in enumerate(cells.cells) if reaches(fund, cell)], dtype=int)
        if not len(own):
            continue
        segment = cells.segment[own]
        for at, year in enumerate(problem.years):
            if not fund.money[at]:
                continue
            for months in sorted(set(fund.months)):
                prices = [cover_cost(basis, year, months, fund.is_public) for basis in kinds]
                price = np.array(prices, dtype=np.int64)
                long = np.array([scores.months[s, at, months] for s in range(len(kind_of))])
                flat = np.ones_like(own)
                points = scores.person[own] + long[segment]
                cost = price[kind_of[segment]]
                blocks.append((own, flat * number, flat * at, flat * months, cost, points))
    if not blocks:
        return Ways(*(np.zeros(0, dtype=np.int64) for _ in range(6)))
    return Ways(*(np.concatenate(part).astype(np.int64) for part in zip(*blocks, strict=True)))


def build(
    problem: Problem, cells: Cells, scores: Scores, own: Ways, asked: Sequence[Target]
) -> Matrix:
    """The whole matrix; ``asked`` are the targets whose shortfalls weigh, in their order."""
    matrix, years = Matrix(), len(problem.years)
    stays = FULL * scores.of(Goal.CONTINUITY) * (own.year < years - 1)  # less the drops below
    x = matrix.add_columns("ways", own.points + stays, cells.need[own.cell])
    many = len(cells)
    need = matrix.add_rows("need", np.full(years * many, -np.inf), np.tile(cells.need, years))
    matrix.put(need[own.year * many + own.cell], x, 1.0)
    funds = len(problem.funds)
    money = np.array([fund.money for fund in problem.funds], dtype=np.float64) / MONEY_UNIT
    paid = matrix.add_rows("money", np.full(funds * years, -np.inf), money.ravel())
    matrix.put(paid[own.fund * years + own.year], x, own.cost / MONEY_UNIT)
    _shares(problem, cells, own, matrix, x)
    _lists(problem, cells, own, matrix, x)
    _villages(problem, cells, scores, own, matrix, x)
    _drops(problem, cells, scores, own, matrix, x)
    _fairness(problem, cells, scores, own, matrix, x)
    _shortfalls(asked, cells, scores, own, matrix, x)
    return matrix


def _shares(problem: Problem, cells: Cells, own: Ways, matrix: Matrix, x: Whole) -> None:
    """Of what a fund spends in a year, at least its share goes to the segments that it names."""
    years = len(problem.years)
    for number, fund in enumerate(problem.funds):
        if not fund.share_ppm:
            continue
        named = np.array([s.code in fund.share_segments for s in problem.segments])
        mine = np.flatnonzero(own.fund == number)
        rows = matrix.add_rows(f"share {fund.code}", np.zeros(years), np.full(years, np.inf))
        favoured = named[cells.segment[own.cell[mine]]]
        part = np.where(favoured, 1_000_000 - fund.share_ppm, -fund.share_ppm) / 1_000_000
        matrix.put(rows[own.year[mine]], x[mine], part * own.cost[mine] / MONEY_UNIT)


def list_keys(problem: Problem, cells: Cells, own: Ways) -> tuple[Whole, Whole, Whole]:
    """The lists (fund, year, place, segment) with a least size: number by way, least, ceiling."""
    least = np.array([fund.least_list for fund in problem.funds], dtype=np.int64)
    mine = np.flatnonzero(least[own.fund] > 1)
    key = np.stack([own.fund, own.year, cells.region[own.cell], cells.segment[own.cell]], axis=1)[
        mine
    ]
    known, inverse = np.unique(key, axis=0, return_inverse=True)
    number = np.full(len(own), -1, dtype=np.int64)
    number[mine] = inverse.ravel()
    people = np.zeros((len(problem.places), len(problem.segments)), dtype=np.int64)
    np.add.at(people, (cells.region, cells.segment), cells.need)
    return number, least[known[:, 0]], people[known[:, 2], known[:, 3]]


def _lists(problem: Problem, cells: Cells, own: Ways, matrix: Matrix, x: Whole) -> None:
    """A list has at least its least number of persons, or nobody."""
    number, least, most = list_keys(problem, cells, own)
    if not len(least):
        return
    begun = matrix.add_columns("lists", np.zeros(len(least)), np.ones(len(least)))
    enough = matrix.add_rows("list least", np.zeros(len(least)), np.full(len(least), np.inf))
    within = matrix.add_rows("list most", np.full(len(least), -np.inf), np.zeros(len(least)))
    mine = np.flatnonzero(number >= 0)
    matrix.put(enough[number[mine]], x[mine], 1.0)
    matrix.put(within[number[mine]], x[mine], 1.0)
    matrix.put(enough, begun, -least.astype(float))
    matrix.put(within, begun, -most.astype(float))


def _villages(
    problem: Problem, cells: Cells, scores: Scores, own: Ways, matrix: Matrix, x: Whole
) -> None:
    """A whole village: all its people are covered in that year. As a rule: all of them or none."""
    weight = scores.of(Goal.VILLAGES)
    if not len(cells.villages) or not (weight or problem.whole_villages):
        return
    years, many = len(problem.years), len(cells)
    points = np.tile(weight * FULL * cells.village_need, years)
    chosen = matrix.add_columns("villages", points, np.ones(len(points)))
    parted = np.unique(cells.part_cell)
    line = np.full(many, -1, dtype=np.int64)
    line[parted] = np.arange(len(parted))
    loose = np.tile(cells.loose[parted], years).astype(float)
    top = loose if problem.whole_villages else np.full(len(loose), np.inf)
    rows = matrix.add_rows("villages", np.zeros(len(loose)), top)
    mine = np.flatnonzero(line[own.cell] >= 0)
    matrix.put(rows[own.year[mine] * len(parted) + line[own.cell[mine]]], x[mine], 1.0)
    for at in range(years):
        matrix.put(
            rows[at * len(parted) + line[cells.part_cell]],
            chosen[at * len(cells.villages) + cells.part_village],
            -cells.part_need.astype(float),
        )


def _drops(
    problem: Problem, cells: Cells, scores: Scores, own: Ways, matrix: Matrix, x: Whole
) -> None:
    """Who stays covered from one year to the next earns points; by cell: last year's less drops."""
    weight, years, many = scores.of(Goal.CONTINUITY), len(problem.years), len(cells)
    if not weight or years == 1:
        return
    size = (years - 1) * many
    dropped = matrix.add_columns(
        "drops", np.full(size, -weight * FULL), np.tile(cells.need, years - 1), whole=False
    )
    rows = matrix.add_rows("drops", np.zeros(size), np.full(size, np.inf))
    matrix.put(rows, dropped, 1.0)
    stays = np.flatnonzero(own.year > 0)
    matrix.put(rows[(own.year[stays] - 1) * many + own.cell[stays]], x[stays], 1.0)
    leaves = np.flatnonzero(own.year < years - 1)
    matrix.put(rows[own.year[leaves] * many + own.cell[leaves]], x[leaves], -1.0)


def fair_step(cells: Cells) -> int:
    """Points of one permille of the least share: as if that permille of all people were covered."""
    return FULL * int(cells.need.sum()) // PERMILLE


def _fairness(
    problem: Problem, cells: Cells, scores: Scores, own: Ways, matrix: Matrix, x: Whole
) -> None:
    """The least covered share (permille) among the places, by year."""
    weight, years = scores.of(Goal.FAIR), len(problem.years)
    if not weight:
        return
    step = weight * fair_step(cells)
    least = matrix.add_columns("fair", np.full(years, step), np.full(years, PERMILLE))
    people = np.bincount(cells.region, cells.need, minlength=len(problem.places))
    peopled = np.flatnonzero(people)
    line = np.full(len(problem.places), -1, dtype=np.int64)
    line[peopled] = np.arange(len(peopled))
    size = years * len(peopled)
    rows = matrix.add_rows("fair", np.zeros(size), np.full(size, np.inf))
    matrix.put(rows[own.year * len(peopled) + line[cells.region[own.cell]]], x, float(PERMILLE))
    for at in range(years):
        block = rows[at * len(peopled) : (at + 1) * len(peopled)]
        matrix.put(block, np.full(len(peopled), least[at]), -people[peopled])


def _shortfalls(
    found: Sequence[Target], cells: Cells, scores: Scores, own: Ways, matrix: Matrix, x: Whole
) -> None:
    """Persons by which a target is missed."""
    if not found:
        return
    persons = np.array([target.persons for target in found], dtype=np.float64)
    cost = np.full(len(found), -scores.of(Goal.TARGET) * FULL)
    matrix.offset += scores.of(Goal.TARGET) * FULL * sum(target.persons for target in found)
    short = matrix.add_columns("short", cost, persons, whole=False)
    rows = matrix.add_rows("short", persons, np.full(len(found), np.inf))
    matrix.put(rows, short, 1.0)
    for row, target in zip(rows, found, strict=True):
        counts = own.year == target.year
        if target.place is not None:
            counts &= cells.region[own.cell] == target.place
        mine = np.flatnonzero(counts)
        matrix.put(np.full(len(mine), row), x[mine], 1.0)
