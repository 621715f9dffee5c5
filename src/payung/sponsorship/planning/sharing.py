"""Whom a plan covers in each village: the persons of a cell shared out among its villages.

Villages that are covered whole come first, then all others in one order for all years (the needier
first), so that who is covered stays covered where the numbers allow it.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from payung.sponsorship.planning.cells import Whole
from payung.sponsorship.planning.scores import decile_points
from payung.sponsorship.planning.solve import Plan


def by_village(plan: Plan) -> Whole:
    """Persons covered by year and village, in the order of ``plan.frame.cells.villages``.

    People without a village are the rest of what the cells cover.
    """
    frame, cells = plan.frame, plan.frame.cells
    covered = frame.covered(plan.persons)
    found = np.zeros((len(covered), len(cells.villages)), dtype=np.int64)
    rank = _order(plan)[cells.part_village]
    for at, line in enumerate(covered):
        left = line.copy()
        whole = plan.chosen[at, cells.part_village]
        np.add.at(found[at], cells.part_village[whole], cells.part_need[whole])
        np.subtract.at(left, cells.part_cell[whole], cells.part_need[whole])
        rest = np.flatnonzero(~whole)
        _fill(found[at], left, rest[np.lexsort((rank[rest], cells.part_cell[rest]))], plan)
    return found


def _fill(found: Whole, left: Whole, parts: Whole, plan: Plan) -> None:
    """Give each cell's persons to its parts in the order given, as far as they go."""
    cells = plan.frame.cells
    need, cell = cells.part_need[parts], cells.part_cell[parts]
    if not len(parts):
        return
    before = np.cumsum(need) - need
    starts = np.flatnonzero(np.r_[True, cell[1:] != cell[:-1]])
    lengths = np.diff(np.r_[starts, len(parts)])
    before = before - np.repeat(before[starts], lengths)
    many = np.clip(left[cell] - before, 0, need)
    np.add.at(found, cells.part_village[parts], many)


def _order(plan: Plan) -> Whole:
    """The rank of each village: more points of need per person first, then by code."""
    cells = plan.frame.cells
    points = decile_points(date(plan.frame.problem.years[0], 12, 31))
    own = np.array([points[cell.decile] for cell in cells.cells], dtype=np.int64)
    need = np.zeros(len(cells.villages), dtype=np.int64)
    np.add.at(need, cells.part_village, cells.part_need * own[cells.part_cell])
    rank = np.empty(len(need), dtype=np.int64)
    mean = need * 1000 // np.maximum(cells.village_need, 1)
    rank[np.argsort(-mean, kind="stable")] = np.arange(len(need))
    return rank
