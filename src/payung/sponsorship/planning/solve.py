"""Solving with HiGHS: first the problem in fractions, then, where needed, in whole persons.

The fractional optimum is an upper bound of every whole plan. It is rounded exactly; when the plan
comes as near to the bound as asked, it is done. Otherwise the solver searches whole numbers from
there, for the time that is left, and its own bound takes the place of the first.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field

import highspy
import numpy as np
from numpy.typing import NDArray

from payung.law import parameters
from payung.sponsorship.planning.cells import Whole, gather
from payung.sponsorship.planning.exact import Chosen, Frame, breaches, points
from payung.sponsorship.planning.matrix import MONEY_UNIT, Matrix, build, ways
from payung.sponsorship.planning.problem import Goal, Problem, refused
from payung.sponsorship.planning.rates import check_months
from payung.sponsorship.planning.rounding import whole_plan
from payung.sponsorship.planning.scores import score
from payung.sponsorship.planning.targets import targets

OPTIMAL, NEAR, TIME = "OPTIMAL", "NEAR", "TIME"
#: The solver's largest objective coefficient; its tolerances are absolute.
_LARGEST_POINTS = 1e4
#: The bound is a floating-point number; so much of it may be rounding.
_BOUND_NOISE = 1e-11


@dataclass(frozen=True)
class Plan:
    """A plan in whole persons, with the bound that no plan can pass.

    ``gap_ppm`` is how far it may be from the best, in parts per million of the bound. ``status``:
    ``OPTIMAL`` (nothing is better), ``NEAR`` (within the gap asked) or ``TIME`` (stopped by the
    clock). ``price`` are points that one more rupiah would earn, by fund and year (fractional).
    """

    frame: Frame
    persons: Whole
    chosen: Chosen
    points: int
    bound: int
    status: str
    seconds: float
    law: str
    price: NDArray[np.float64] = field(repr=False)

    @property
    def gap_ppm(self) -> int:
        """How far below the bound, parts per million, rounded up."""
        return gap_ppm(self.points, self.bound)


def gap_ppm(own: int, bound: int) -> int:
    """The distance of whole points below a bound, in parts per million of it, rounded up."""
    return -(-(bound - own) * 1_000_000 // bound) if bound > own else 0


def frame_of(problem: Problem) -> Frame:
    """The problem with its cells, scores and ways. Raises ``PlanningRefused``."""
    check_months(problem)
    cells = gather(problem)
    if not len(cells):
        raise refused(
            "plan_nobody",
            "Tidak ada orang yang belum terlindungi dalam kelompok yang disebut.",
            "Nobody in the groups named is without cover.",
        )
    scores = score(problem, cells)
    own = ways(problem, cells, scores)
    if not len(own):
        raise refused(
            "plan_no_money",
            "Tidak ada sumber dana berisi uang yang boleh membayar kelompok yang disebut.",
            "No fund with money may pay for the groups named.",
        )
    asked = tuple(targets(problem)) if scores.of(Goal.TARGET) else ()
    return Frame(problem, cells, scores, own, asked)


def matrix_of(frame: Frame) -> Matrix:
    """The matrix of a framed problem."""
    return build(frame.problem, frame.cells, frame.scores, frame.ways, frame.targets)


def solve(problem: Problem, *, time_limit: int = 60, gap: int = 100) -> Plan:
    """The best plan of a problem, or one within ``gap`` parts per million of the bound.

    ``time_limit`` in seconds bounds the whole. ``gap`` 0 asks for the optimum. The same problem
    gives the same plan, unless the clock stopped it. Raises ``PlanningRefused``.
    """
    began = time.monotonic()
    frame = frame_of(problem)
    matrix = matrix_of(frame)
    solver, scale = loaded(matrix, whole=False, inward=problem.whole_villages)
    solver.setOptionValue("time_limit", float(time_limit))
    solver.run()
    _refuse_unsolved(solver, time_limit)
    found = np.array(solver.getSolution().col_value)
    duals = np.array(solver.getSolution().row_dual)
    bound = _bound(solver.getObjectiveValue() * scale) + matrix.offset
    solved = time.monotonic()
    persons, chosen, own = rounded(frame, matrix, found)
    status = NEAR
    if gap_ppm(own, bound) > gap:
        now = time.monotonic()
        left = time_limit - (now - began) - (now - solved)  # a better plan has to be rounded too
        better = _search(frame, matrix, (persons, chosen), left, gap)
        if better is not None:
            found, new_bound, status = better
            bound = bound if new_bound is None else min(bound, new_bound)
            other = rounded(frame, matrix, found)
            persons, chosen, own = max((persons, chosen, own), other, key=lambda plan: plan[2])
        else:
            status = TIME
    if own >= bound:
        bound, status = own, OPTIMAL
    elif gap_ppm(own, bound) <= gap:
        status = NEAR
    seconds, law = time.monotonic() - began, parameters.in_use().fingerprint
    price = _prices(matrix, duals, scale, len(problem.years))
    return Plan(frame, persons, chosen, own, bound, status, seconds, law, price)


def _refuse_unsolved(solver: highspy.Highs, time_limit: int) -> None:
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise refused(
            "plan_unsolved",
            f"Belum ada jawaban dalam {time_limit} detik. Beri waktu lebih, atau kurangi kelompok, "
            "tahun atau aturan desa utuh.",
            f"No answer within {time_limit} seconds. Give more time, or fewer groups or years, or "
            "leave out the rule of whole villages.",
            status=str(solver.getModelStatus()),
        )


def _prices(
    matrix: Matrix, duals: NDArray[np.float64], scale: float, years: int
) -> NDArray[np.float64]:
    """Points that one more rupiah would earn, by fund and year."""
    begin, end = matrix.row_blocks["money"]
    found: NDArray[np.float64] = np.abs(duals[begin:end]).reshape(-1, years) * scale / MONEY_UNIT
    return found


def _bound(value: float) -> int:
    return math.floor(value + max(1e-3, abs(value) * _BOUND_NOISE))


def rounded(frame: Frame, matrix: Matrix, found: NDArray[np.float64]) -> tuple[Whole, Chosen, int]:
    """A sound plan in whole persons from the solver's columns, and its points."""
    begin, end = matrix.blocks["ways"]
    years, villages = len(frame.problem.years), len(frame.cells.villages)
    chosen = np.zeros((years, villages), dtype=bool)
    if "villages" in matrix.blocks:
        first, last = matrix.blocks["villages"]
        chosen = (found[first:last] > 1 - 1e-6).reshape(years, villages)
    desk = whole_plan(frame, found[begin:end], chosen)
    broken = breaches(frame, desk.persons, desk.chosen)
    if broken:
        raise AssertionError(f"a rounded plan breaks {broken}")
    return desk.persons, desk.chosen, points(frame, desk.persons, desk.chosen)


def loaded(matrix: Matrix, *, whole: bool, inward: bool = False) -> tuple[highspy.Highs, float]:
    """A solver with the matrix in it, and the scale of its objective.

    ``inward`` solves by interior points: a province with the rule of whole villages takes 18 s so,
    and more than a minute by the simplex method, which is quicker at all else.
    """
    solver = highspy.Highs()
    for name, value in (
        ("output_flag", False),
        ("solver", "ipm" if inward else "simplex"),
        ("random_seed", 1),
        ("threads", 1),
    ):
        solver.setOptionValue(name, value)
    cost = np.concatenate(matrix.cost)
    scale = max(1.0, float(np.abs(cost).max(initial=0))) / _LARGEST_POINTS
    rows = np.concatenate([rows for rows, _, _ in matrix.entries]).astype(np.int32)
    columns = np.concatenate([columns for _, columns, _ in matrix.entries])
    values = np.concatenate([values for _, _, values in matrix.entries])
    order = np.lexsort((rows, columns))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = matrix.columns, matrix.rows
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = cost / scale
    model.col_lower_ = np.zeros(matrix.columns)
    model.col_upper_ = np.concatenate(matrix.upper)
    model.row_lower_ = np.concatenate(matrix.row_lower)
    model.row_upper_ = np.concatenate(matrix.row_upper)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    counts = np.bincount(columns, minlength=matrix.columns)
    model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    model.a_matrix_.index_, model.a_matrix_.value_ = rows[order], values[order]
    if whole:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[int(one)] for one in np.concatenate(matrix.whole)]
    solver.passModel(model)
    return solver, scale


def _search(
    frame: Frame,
    matrix: Matrix,
    start: tuple[Whole, Chosen],
    seconds: float,
    gap: int,
) -> tuple[NDArray[np.float64], int | None, str] | None:
    """The solver's whole-number search from a plan; ``None`` when there is no time for it."""
    if seconds <= 0:
        return None
    solver, scale = loaded(matrix, whole=True)
    solver.setOptionValue("time_limit", float(seconds))
    solver.setOptionValue("mip_rel_gap", gap / 1_000_000)
    solver.setOptionValue("mip_abs_gap", 0.0)
    columns = [np.arange(*matrix.blocks["ways"])]
    values = [start[0].astype(float)]
    if "villages" in matrix.blocks:
        columns.append(np.arange(*matrix.blocks["villages"]))
        values.append(start[1].ravel().astype(float))
    index = np.concatenate(columns).astype(np.int32)
    solver.setSolution(len(index), index, np.concatenate(values))
    solver.run()
    info = solver.getInfo()
    if info.primal_solution_status == 0:
        return None
    status = TIME if solver.getModelStatus() == highspy.HighsModelStatus.kTimeLimit else NEAR
    found = np.array(solver.getSolution().col_value)
    bound = info.mip_dual_bound * scale
    return found, _bound(bound) + matrix.offset if np.isfinite(bound) else None, status
