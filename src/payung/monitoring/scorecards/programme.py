"""How many of some governments can stand above another at once: a mixed-integer programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import highspy
import numpy as np
from numpy.typing import NDArray

#: What counts as above, of a row whose largest coefficient is 1: well over the solver's noise.
_CLEAR = 1e-6
#: Weights named by the solver are read as fractions of at most this denominator.
_DENOMINATOR = 10_000


@dataclass(frozen=True)
class Passed:
    """The least (or greatest) number above that is possible, and weights that come nearest."""

    count: int
    weights: tuple[Fraction, ...]


def passed_at_once(
    rows: NDArray[np.int64], low: Sequence[Fraction], high: Sequence[Fraction], *, above: bool
) -> Passed:
    """The greatest (``above``) or least number of rows that can be above zero together.

    A row is the difference of two scores as whole coefficients of the weights, which lie between
    ``low`` and ``high``. The count is a bound that holds: a tie counts as above for the greatest,
    as not above for the least number.
    """
    matrix = rows.astype(float)
    matrix /= np.abs(matrix).max(axis=1, keepdims=True)
    box = np.array([low, high], dtype=float)
    count, chosen = _choose(matrix, box, above=above, clear=0.0)
    if above:  # weights where as many as possible are clearly above, not merely level
        clear, better = _choose(matrix, box, above=True, clear=_CLEAR)
        chosen = better if clear else chosen
    weights = _inside(matrix, box, chosen, above=above)
    exact = tuple(
        min(max(Fraction(float(one)).limit_denominator(_DENOMINATOR), lo), hi)
        for one, lo, hi in zip(weights, low, high, strict=True)
    )
    return Passed(count, exact)


def _choose(
    matrix: NDArray[np.float64], box: NDArray[np.float64], *, above: bool, clear: float
) -> tuple[int, NDArray[np.bool_]]:
    """How many rows are above (at most or at least), and which."""
    many, weights = matrix.shape
    least = np.minimum(matrix * box[0], matrix * box[1]).sum(axis=1)
    most = np.maximum(matrix * box[0], matrix * box[1]).sum(axis=1)
    if above:  # row >= clear where chosen, row >= least anyhow
        switch, lower, upper = np.diag(least - clear), least, np.full(many, highspy.kHighsInf)
    else:  # row <= 0 where not chosen, row <= most anyhow
        switch, lower, upper = np.diag(-most), np.full(many, -highspy.kHighsInf), np.zeros(many)
    solver = _solver()
    model = _model(
        np.hstack([matrix, switch]),
        (np.concatenate([box[0], np.zeros(many)]), np.concatenate([box[1], np.ones(many)])),
        (lower, upper),
    )
    model.col_cost_ = np.concatenate([np.zeros(weights), np.full(many, -1.0 if above else 1.0)])
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    model.integrality_ = [kinds[0]] * weights + [kinds[1]] * many
    solver.passModel(model)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ArithmeticError(f"no answer to a rank range: {solver.getModelStatus()}")
    chosen = np.array(solver.getSolution().col_value)[weights:] > 0.5
    return int(chosen.sum()), chosen


def _inside(
    matrix: NDArray[np.float64],
    box: NDArray[np.float64],
    chosen: NDArray[np.bool_],
    *,
    above: bool,
) -> NDArray[np.float64]:
    """Weights as far inside as possible: all that were chosen hold with the same margin."""
    sign = np.where(chosen, 1.0, -1.0)
    kept = chosen if above else ~chosen
    rows = matrix[kept] * sign[kept, None]
    solver = _solver()
    margin = np.full((len(rows), 1), -1.0)
    model = _model(
        np.hstack([rows, margin]),
        (np.append(box[0], 0.0), np.append(box[1], 1.0)),
        (np.full(len(rows), -1e-9), np.full(len(rows), highspy.kHighsInf)),
    )
    model.col_cost_ = np.append(np.zeros(box.shape[1]), -1.0)
    solver.passModel(model)
    solver.run()
    return np.array(solver.getSolution().col_value)[: box.shape[1]]


def _solver() -> highspy.Highs:
    solver = highspy.Highs()
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 1),
        ("mip_feasibility_tolerance", 1e-9),
        ("primal_feasibility_tolerance", 1e-9),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.5),
    ):
        solver.setOptionValue(name, value)
    return solver


def _model(
    matrix: NDArray[np.float64],
    columns: tuple[NDArray[np.float64], NDArray[np.float64]],
    rows: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = matrix.shape
    model.col_lower_, model.col_upper_ = columns
    model.row_lower_, model.row_upper_ = rows
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    many, wide = matrix.shape
    model.a_matrix_.start_ = np.arange(0, many * wide + 1, wide).astype(np.int32)
    model.a_matrix_.index_ = np.tile(np.arange(wide), many).astype(np.int32)
    model.a_matrix_.value_ = matrix.ravel()
    return model
