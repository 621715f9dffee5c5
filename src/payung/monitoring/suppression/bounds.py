"""What can be worked out about hidden cells: the least and the most that each may be.

Everything is asked as a change from the true table: the changes of each equation add up to 0, no
cell falls below 0, a published cell does not change. So amounts of trillions are no harder for
the solver than small counts, and a bound is exact wherever the table is a tree crossed with one
breakdown (its sums are those of a network, whose extremes are whole numbers).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from payung.monitoring.suppression.table import Table

#: What the solver leaves undecided, in units of the width.
NOISE = 1e-6
#: How many widths above and below the true value are looked at.
REACH = 3


@dataclass(frozen=True)
class Interval:
    """What a reader of the published cells can tell: at least ``low``, at most ``high``.

    Beyond ``REACH`` widths from the true value nobody looked: there the true interval may be wider.
    """

    low: int
    high: int

    @property
    def width(self) -> int:
        """0 when the cell can be worked out exactly."""
        return self.high - self.low


def audit(table: Table, hidden: frozenset[int], only: Iterable[int] = ()) -> dict[int, Interval]:
    """The interval of each hidden cell (or of ``only`` some) given all cells that are not."""
    wanted = set(only) or hidden
    found: dict[int, Interval] = {}
    for group in table.components(hidden, wanted):
        found.update(_spans(table, group, [place for place in group if place in wanted]))
    return found


def protected(table: Table, hidden: set[int], needed: Mapping[int, int]) -> bool:
    """Whether each cell keeps an interval of the width it needs; asked in the mapping's order."""
    left = list(needed)
    while left:
        group = table.group_of(left[0], hidden)
        asked = [place for place in left if place in group]
        left = [place for place in left if place not in group]
        for place, span in _spans(table, sorted(group), asked):
            if span.width < needed[place]:
                return False
    return True


def _spans(
    table: Table, group: Sequence[int], asked: Sequence[int]
) -> Iterator[tuple[int, Interval]]:
    """The intervals of some cells of a group, one after the other."""
    unit = max(table.cells[place].width for place in asked)
    solver = changes(table, group, unit)
    at = {place: column for column, place in enumerate(group)}
    for place in asked:
        cell, column = table.cells[place], at[place]
        reach = REACH * cell.width / unit
        below = -min(reach, cell.value / unit)
        solver.changeColBounds(column, below, reach)
        low, high = (_extreme(solver, column, sense) * unit for sense in _SENSES)
        solver.changeColBounds(column, -cell.value / unit, highspy.kHighsInf)
        yield (
            place,
            Interval(
                cell.value + math.ceil(low - NOISE * unit),
                cell.value + math.floor(high + NOISE * unit),
            ),
        )


_SENSES = (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize)


def _extreme(solver: highspy.Highs, column: int, sense: highspy.ObjSense) -> float:
    solver.changeColCost(column, 1.0)
    solver.changeObjectiveSense(sense)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise AssertionError(f"an audit of sums ended with {solver.getModelStatus()}")
    value = float(solver.getInfo().objective_function_value)
    solver.changeColCost(column, 0.0)
    return value


def changes(
    table: Table, places: Sequence[int], unit: int, costs: Sequence[float] | None = None
) -> highspy.Highs:
    """A solver over the changes of some cells, in units; all other cells stand still.

    With costs each cell has two columns, for its rise and its fall (all rises first), which cost
    the same; without, one column that is free both ways.
    """
    at = {place: column for column, place in enumerate(places)}
    numbers = table.touching(places)
    rows, columns, signs = [], [], []
    for row, number in enumerate(numbers):
        for place, sign in table.equations[number].terms:
            if place in at:
                rows.append(row)
                columns.append(at[place])
                signs.append(float(sign))
    falls = np.array([table.cells[place].value / unit for place in places])
    count = len(places)
    if costs is None:
        lower, upper, cost = -falls, np.full(count, highspy.kHighsInf), np.zeros(count)
    else:
        rows, signs = rows + rows, signs + [-sign for sign in signs]
        columns = columns + [column + count for column in columns]
        lower = np.zeros(2 * count)
        upper = np.concatenate([np.full(count, highspy.kHighsInf), falls])
        cost = np.concatenate([costs, costs])
    return _loaded(len(numbers), lower, upper, cost, (rows, columns, signs))


def _loaded(
    rows: int,
    lower: np.ndarray,
    upper: np.ndarray,
    cost: np.ndarray,
    entries: tuple[list[int], list[int], list[float]],
) -> highspy.Highs:
    solver = highspy.Highs()
    for name, value in (("output_flag", False), ("random_seed", 1), ("threads", 1)):
        solver.setOptionValue(name, value)
    row_of, column_of, signs = (np.array(part) for part in entries)
    order = np.lexsort((row_of, column_of))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(lower), rows
    model.col_cost_, model.col_lower_, model.col_upper_ = cost, lower, upper
    model.row_lower_ = model.row_upper_ = np.zeros(rows)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    counts = np.bincount(column_of.astype(np.int32), minlength=len(lower))
    model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    model.a_matrix_.index_ = row_of[order].astype(np.int32)
    model.a_matrix_.value_ = signs[order].astype(float)
    solver.passModel(model)
    return solver
