"""The ranks that each government can have while all weights move within bounds.

Each weight that is no bonus may lie anywhere from (1 - x) to (1 + x) times itself. For two
governments with the same criteria the difference of their scores is linear in the weights, so its
least and greatest value lie at a corner: some pairs never turn, and bound the rank. How many of
the others can be passed at once is a small mixed-integer programme (HiGHS). Whatever the solver
finds is checked in whole numbers at the weights it names: both ends come with such weights.
``exact`` says that both bounds were reached; without it the range is the widest possible one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm

import numpy as np
from numpy.typing import NDArray

from payung.monitoring.scorecards.points import FULL
from payung.monitoring.scorecards.programme import passed_at_once
from payung.monitoring.scorecards.ranking import WHOLE, Points, Scale, score

Weights = tuple[Fraction, ...]
_Numbers = NDArray[np.int64]
#: Up to so many governments the programmes are solved; a nation's regencies get the bounds.
MOST_SOLVED = 60
MOST_PERCENT = 90
#: Bounds of a score are compared as whole multiples of 1/this.
_FINE = 10**8
#: Above this sum of whole weights products could leave 64 bits.
_LARGEST_SUM = 2_000_000


@dataclass(frozen=True)
class RankRange:
    """The best and worst rank of one government within the bounds.

    ``best_weights`` and ``worst_weights`` are weights (in points) at which the rank came nearest
    to it: the rank itself where ``exact``.
    """

    name: str
    rank: int
    best: int
    worst: int
    best_weights: Weights
    worst_weights: Weights
    exact: bool


@dataclass(frozen=True)
class _Reached:
    """A rank that was reached at some weights, and the bound that is proved."""

    rank: int
    weights: Weights
    bound: int


class _Table:
    """All governments' points as whole numbers, and the bounds of the weights."""

    def __init__(self, scale: Scale, points: Mapping[str, Points], percent: int) -> None:
        self.scale = scale
        self.points = list(points.values())
        normal = np.array([not one for one in scale.bonus])
        told = [[0 if one is None else one for one in own] for own in self.points]
        self.values: _Numbers = np.array(told, dtype=np.int64).reshape(len(told), len(normal))
        there = np.array([[one is not None for one in own] for own in self.points])
        self.counts = there.reshape(self.values.shape) & normal
        weights: _Numbers = np.array(scale.weights, dtype=np.int64)
        self.bonus: _Numbers = self.values @ np.where(normal, 0, weights)
        self.values = self.values * self.counts
        self.low = self._moved(-percent)
        self.high = self._moved(percent)
        self._whole_low: _Numbers = np.where(normal, weights * (100 - percent), 0)
        self._whole_high: _Numbers = np.where(normal, weights * (100 + percent), 0)

    def _moved(self, by: int) -> Weights:
        return tuple(
            Fraction(weight) if extra else Fraction(weight * (100 + by), 100)
            for weight, extra in zip(self.scale.weights, self.scale.bonus, strict=True)
        )

    def differences(self, at: int) -> tuple[_Numbers, NDArray[np.bool_]]:
        """Per other government the coefficients of (its score - this one's) times the weights,
        and whether the same criteria count for both (else the row means nothing)."""
        extra = (self.bonus - self.bonus[at])[:, None]
        rows = (WHOLE * (self.values - self.values[at]) + extra) * self.counts[at]
        same = (self.counts == self.counts[at]).all(axis=1)
        return rows, same

    def bounds(self, rows: _Numbers) -> tuple[_Numbers, _Numbers]:
        """The least and greatest value of each row over all weights within bounds."""
        low, high = rows * self._whole_low, rows * self._whole_high
        return np.minimum(low, high).sum(axis=1), np.maximum(low, high).sum(axis=1)

    def corner(self, wanted: Sequence[int | Fraction]) -> Weights:
        """The corner that goes up where something above zero is wanted, else down."""
        return tuple(
            high if want > 0 else low
            for want, low, high in zip(wanted, self.low, self.high, strict=True)
        )

    def rank(self, at: int, weights: Weights) -> int:
        """The rank of one government at some weights: exact."""
        common = lcm(*(one.denominator for one in weights))
        whole = [int(one * common) for one in weights]
        kind = np.int64 if sum(whole) < _LARGEST_SUM else object
        of = np.array(whole, dtype=kind)
        above = self.values.astype(kind) @ of
        below = self.counts.astype(kind) @ of
        bonus = self.bonus.astype(kind)
        theirs = WHOLE * above * below[at] + (bonus - bonus[at]) * below * below[at]
        return 1 + int((theirs > WHOLE * above[at] * below).sum())

    def span(self, at: int) -> tuple[int, int]:
        """Bounds of one government's score, a ratio of linear forms: its ends lie at corners."""
        own = self.points[at]
        bonus = Fraction(int(self.bonus[at]), FULL)
        ends = []
        for sign in (-1, 1):
            weights = tuple(Fraction(one) for one in self.scale.weights)
            best = score(self.scale, own, weights) or Fraction(0)
            while True:
                mean = (best - bonus) * FULL
                wanted = [0 if one is None else sign * (WHOLE * one - mean) for one in own]
                after = score(self.scale, own, self.corner(wanted)) or Fraction(0)
                if after * sign <= best * sign:
                    break
                best = after
            ends.append(best)
        return floor(ends[0] * _FINE), ceil(ends[1] * _FINE)


def rank_ranges(
    scale: Scale, points: Mapping[str, Points], within_percent: int, *, solve: bool | None = None
) -> dict[str, RankRange]:
    """The rank range of every government for weights within so many percent (at most 90).

    ``points`` holds those that have a score. ``solve`` forces or forbids the programmes; without
    it they are solved for up to ``MOST_SOLVED`` governments.
    """
    if not points:
        return {}
    table = _Table(scale, points, min(max(within_percent, 0), MOST_PERCENT))
    solving = len(points) <= MOST_SOLVED if solve is None else solve
    spans = _spans(table)
    base = tuple(Fraction(weight) for weight in scale.weights)
    found = {}
    for at, name in enumerate(points):
        rows, above, either = _undecided(table, at, spans)
        rank = table.rank(at, base)
        best = _reach(table, at, rows, _Reached(rank, base, 1 + above), up=True, solve=solving)
        most = _Reached(rank, base, 1 + above + either)
        worst = _reach(table, at, rows, most, up=False, solve=solving)
        exact = (best.rank, worst.rank) == (best.bound, worst.bound)
        found[name] = RankRange(
            name, rank, best.bound, worst.bound, best.weights, worst.weights, exact
        )
    return found


def _spans(table: _Table) -> _Numbers:
    """The bounds of all scores, where some are compared over different criteria."""
    if (table.counts == table.counts[0]).all():
        return np.zeros((len(table.points), 2), dtype=np.int64)
    return np.array([table.span(at) for at in range(len(table.points))], dtype=np.int64)


def _undecided(table: _Table, at: int, spans: _Numbers) -> tuple[_Numbers, int, int]:
    """(rows of those that may stand on either side, how many always stand above, how many may
    besides). Over different criteria only the bounds of the two scores are compared."""
    rows, same = table.differences(at)
    least, most = table.bounds(rows)
    least = np.where(same, least, spans[:, 0] - spans[at, 1])
    most = np.where(same, most, spans[:, 1] - spans[at, 0])
    others = np.arange(len(rows)) != at
    turning = others & (least <= 0) & (most > 0)
    above = int((others & (least > 0)).sum())
    return rows[turning & same], above, int(turning.sum())


def _reach(
    table: _Table, at: int, rows: _Numbers, known: _Reached, *, up: bool, solve: bool
) -> _Reached:
    """The best (worst) rank that was found, at which weights, and what was proved of it."""
    if known.rank == known.bound:
        return known
    sums = rows.sum(axis=0)
    corner = table.corner([int(one) * (-1 if up else 1) for one in sums])
    found = _better(known, table.rank(at, corner), corner, up=up)
    if found.rank == found.bound or not solve or not len(rows):
        return found
    passed = passed_at_once(rows, table.low, table.high, above=not up)
    bound = known.bound + passed.count - (0 if up else len(rows))
    found = _Reached(found.rank, found.weights, bound)
    return _better(found, table.rank(at, passed.weights), passed.weights, up=up)


def _better(found: _Reached, rank: int, weights: Weights, *, up: bool) -> _Reached:
    if (rank < found.rank) if up else (rank > found.rank):
        return _Reached(rank, weights, found.bound)
    return found
