"""What a billion more would buy: the problem solved again for each fund with that much more.

The fractional problem is solved on from where it stood, which takes a moment, and rounded to whole
persons as every plan is.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from payung.sponsorship.planning.exact import Frame, shortfalls
from payung.sponsorship.planning.matrix import MONEY_UNIT
from payung.sponsorship.planning.solve import Plan, loaded, matrix_of, rounded

BILLION = 1_000_000_000


@dataclass(frozen=True)
class More:
    """A fund with a billion more in a year: persons and points beyond the plan's.

    ``persons`` counts all years of the plan (a person twice who is covered in two); ``closed`` are
    persons by which targets are missed less.
    """

    fund: str
    year: int
    persons: int
    closed: int
    points: int
    spent: int


def next_billion(plan: Plan, at: int = 0, seconds: int = 60) -> list[More]:
    """For each fund with money in the year number ``at``; what buys most comes first.

    Funds that are not reached within the seconds are left out.
    """
    began = time.monotonic()
    frame, matrix = plan.frame, matrix_of(plan.frame)
    years = len(frame.problem.years)
    solver, _ = loaded(matrix, whole=False, inward=frame.problem.whole_villages)
    solver.run()
    begin, _ = matrix.row_blocks["money"]
    base, _chosen, worth = rounded(frame, matrix, np.array(solver.getSolution().col_value))
    missed = sum(shortfalls(frame, frame.covered(base)))
    found = []
    for number, fund in enumerate(frame.problem.funds):
        if not fund.money[at] or time.monotonic() - began > seconds:
            continue
        row, money = begin + number * years + at, fund.money[at]
        solver.changeRowBounds(row, -np.inf, (money + BILLION) / MONEY_UNIT)
        solver.run()
        columns = np.array(solver.getSolution().col_value)
        richer = _richer(frame, number, at)
        persons, _own, points = rounded(richer, matrix, columns)
        if points < worth:  # rounding may cost a person; the plan without the billion still stands
            persons, points = base, worth
        found.append(
            More(
                fund=fund.code,
                year=frame.problem.years[at],
                persons=int(persons.sum() - base.sum()),
                # Rounding may move a person from one place to another: that closes nothing.
                closed=max(0, missed - sum(shortfalls(frame, frame.covered(persons)))),
                points=points - worth,
                spent=int(frame.spent(persons).sum() - frame.spent(base).sum()),
            )
        )
        solver.changeRowBounds(row, -np.inf, money / MONEY_UNIT)
    return sorted(found, key=lambda more: (-more.closed, -more.points, more.fund))


def _richer(frame: Frame, number: int, at: int) -> Frame:
    funds = list(frame.problem.funds)
    money = list(funds[number].money)
    money[at] += BILLION
    funds[number] = replace(funds[number], money=tuple(money))
    return replace(frame, problem=replace(frame.problem, funds=tuple(funds)))
