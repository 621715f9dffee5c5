"""Which hexagon each region gets, where circles at the true places would cover one another.

Each region has one cell of a grid; the sum of the squared ways from the true places is the least
possible (an assignment problem, solved by HiGHS), so that neighbours stay neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import isqrt

import highspy
import numpy as np

#: Cells for each region: room for the sea between the islands.
ROOM_PERCENT = 185
#: Rows of hexagons stand nearer than their height: sqrt(3)/2.
ROW_STEP_PERMILLE = 866
MOST_COLUMNS = 11


@dataclass(frozen=True)
class Grid:
    """Columns and rows, and the cell (column, row) of each region in the order given."""

    columns: int
    rows: int
    cells: tuple[tuple[int, int], ...]


@lru_cache(maxsize=256)
def grid_of(points: tuple[tuple[int, int], ...]) -> Grid:
    """The cells of regions at these points (longitude and latitude, thousandths of a degree)."""
    west = min(x for x, _ in points)
    north = max(y for _, y in points)
    across = max(max(x for x, _ in points) - west, 1)
    down = max(north - min(y for _, y in points), 1)
    wanted = max(len(points) * ROOM_PERCENT // 100, 4)
    columns = min(MOST_COLUMNS, max(2, isqrt(wanted * across * 1000 // down // 1000) or 2))
    rows = max(2, -(-wanted // columns))
    cells = [(column, row) for row in range(rows) for column in range(columns)]
    ways = [
        [
            _way(
                (x - west) * (columns - 1) * 1000 // across,
                (north - y) * (rows - 1) * 1000 // down,
                cell,
            )
            for cell in cells
        ]
        for x, y in points
    ]
    return Grid(columns, rows, tuple(cells[place] for place in _assigned(ways)))


def _way(x: int, y: int, cell: tuple[int, int]) -> int:
    """The squared way from a place to a cell; odd rows stand half a cell to the right."""
    column, row = cell
    return (x - column * 1000 - 500 * (row % 2)) ** 2 + (y - row * 1000) ** 2


def _assigned(ways: list[list[int]]) -> list[int]:
    """For each region its cell, each cell at most once, the sum of the ways the least."""
    regions, cells = len(ways), len(ways[0])
    model = highspy.HighsLp()
    model.num_col_ = regions * cells
    model.num_row_ = regions + cells
    model.col_cost_ = np.array(ways, dtype=np.float64).ravel() / 1e6
    model.col_lower_ = np.zeros(regions * cells)
    model.col_upper_ = np.ones(regions * cells)
    model.row_lower_ = np.concatenate([np.ones(regions), np.zeros(cells)])
    model.row_upper_ = np.ones(regions + cells)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.arange(0, 2 * regions * cells + 1, 2, dtype=np.int32)
    places = np.arange(regions * cells)
    model.a_matrix_.index_ = (
        np.stack([places // cells, regions + places % cells], axis=1).ravel().astype(np.int32)
    )
    model.a_matrix_.value_ = np.ones(2 * regions * cells)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("solver", "simplex")  # its corners are whole: each region in one cell
    solver.passModel(model)
    solver.run()
    chosen = np.array(solver.getSolution().col_value).reshape(regions, cells)
    return [int(place) for place in chosen.argmax(axis=1)]
