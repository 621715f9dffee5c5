"""The plan that one makes by hand, to measure the solver's against.

Each fund by itself, year by year, as a spreadsheet sorted by decile: the poorest first, for the
longest cover that the fund pays, until its money is gone. Share rules are kept first.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from payung.sponsorship.planning.cells import Whole
from payung.sponsorship.planning.exact import Frame
from payung.sponsorship.planning.rounding import Desk
from payung.sponsorship.planning.scores import decile_points


def by_hand(frame: Frame) -> Whole:
    """Persons by way: the poorest first, fund by fund."""
    own = frame.ways
    nobody = np.zeros((len(frame.problem.years), len(frame.cells.villages)), dtype=bool)
    desk = Desk(frame, np.zeros(len(own), dtype=np.int64), nobody)
    points = decile_points(date(frame.problem.years[0], 12, 31))
    need = np.array([points[cell.decile] for cell in frame.cells.cells], dtype=np.int64)
    for number, fund in enumerate(frame.problem.funds):
        for at in range(len(frame.problem.years)):
            mine = (own.fund == number) & (own.year == at) & (own.months == max(fund.months))
            ways = np.flatnonzero(mine)
            order = np.lexsort((own.cell[ways], -need[own.cell[ways]], ~desk.favoured[ways]))
            if not fund.share_ppm:
                order = np.lexsort((own.cell[ways], -need[own.cell[ways]]))
            for way in ways[order]:
                more = int(desk.room(np.array([way]))[0])
                if more:
                    desk.add(int(way), more)
    return desk.persons
