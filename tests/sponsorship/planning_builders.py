"""Small planning problems, and the best plan found by trying every one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np

from payung.sponsorship.planning.exact import Frame, breaches, points
from payung.sponsorship.planning.problem import Basis, Fund, Goal, Group, Place, Problem, Segment

POOR = Basis(False, 1_000_000)  # 16,800 a month: 10,000 and 6,800
MIDDLE = Basis(False, 1_500_000)
STAFF = Basis(True, 1_000_000)  # 5,400 a month, risk group 1
A_YEAR = 201_600  # 12 x 16,800


def problem(**own: object) -> Problem:
    """One regency, fishers and teachers, money for five years of cover; ``own`` overrides."""
    given: dict[str, object] = {
        "years": (2028,),
        "places": (Place("61.01", 100, 10),),
        "segments": (Segment("FISHER", POOR, 5), Segment("QURAN_TEACHER", POOR, 1)),
        "groups": (
            Group("61.01", "FISHER", 1, 3),
            Group("61.01", "FISHER", 3, 4),
            Group("61.01", "QURAN_TEACHER", 1, 5),
        ),
        "funds": (fund(5 * A_YEAR),),
        "goals": (Goal.POOREST, Goal.DANGER),
    }
    return Problem(**(given | own))  # type: ignore[arg-type]


def fund(*money: int, code: str = "APBD", **own: object) -> Fund:
    """A regency's budget with these rupiah by year."""
    given: dict[str, object] = {"source": "REGENCY_BUDGET", "is_public": True}
    return Fund(code=code, money=money, **(given | own))  # type: ignore[arg-type]


def covered(frame: Frame, persons: np.ndarray) -> dict[tuple[int, str, int], int]:
    """Persons covered by year, segment and decile."""
    found: dict[tuple[int, str, int], int] = {}
    for way, many in enumerate(persons):
        if many:
            cell = frame.cells.cells[frame.ways.cell[way]]
            key = (frame.problem.years[frame.ways.year[way]], cell.segment, cell.decile)
            found[key] = found.get(key, 0) + int(many)
    return found


def best_by_trying(frame: Frame) -> int:
    """The most points that any sound plan earns: every allocation and choice of villages tried."""
    return max(
        points(frame, persons, chosen)
        for persons in _allocations(frame)
        for chosen in _choices(frame)
        if not breaches(frame, persons, chosen)
    )


def _allocations(frame: Frame) -> Iterator[np.ndarray]:
    own = frame.ways
    money = [fund.money for fund in frame.problem.funds]
    most = [
        min(
            int(frame.cells.need[own.cell[way]]),
            money[own.fund[way]][own.year[way]] // int(own.cost[way]),
        )
        for way in range(len(own))
    ]
    for persons in product(*(range(many + 1) for many in most)):
        yield np.array(persons, dtype=np.int64)


def _choices(frame: Frame) -> Iterator[np.ndarray]:
    shape = (len(frame.problem.years), len(frame.cells.villages))
    if Goal.VILLAGES not in frame.problem.goals and not frame.problem.whole_villages:
        yield np.zeros(shape, dtype=bool)
        return
    for flags in product((False, True), repeat=shape[0] * shape[1]):
        yield np.array(flags, dtype=bool).reshape(shape)
