"""By how much a weight must change for one government to pass another: exact, in whole points.

With one weight moved by d (a whole number), the difference of two scores times both (positive)
sums of weights is a polynomial of d of degree two at most, with whole coefficients: linear where
the same criteria count for both. Its sign is what ranks them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt

from payung.monitoring.scorecards.ranking import WHOLE, Points, Scale

#: No weight is looked at beyond this (the largest that a criterion may have).
MOST = 1000


@dataclass(frozen=True)
class Change:
    """The smallest change of one criterion's weight that lets ``passing`` pass ``passed``.

    Both name governments; ``by`` is in whole points, below zero to take away.
    """

    place: int
    by: int
    passing: str
    passed: str


def difference(scale: Scale, first: Points, second: Points, place: int) -> tuple[int, int, int]:
    """(A, B, C): the sign of A d² + B d + C is that of first's score less second's, one weight
    moved by d."""
    n1, p1, b1 = _sums(scale, first, place)
    n2, p2, b2 = _sums(scale, second, place)
    # 100 n1/p1 + b1 - 100 n2/p2 - b2, times p1 p2; each pair is (constant, times d).
    main = _less(_times(n1, p2), _times(n2, p1))
    bonus = _times3(_less1(b1, b2), p1, p2)
    c, b, a = (WHOLE * one + other for one, other in zip(main, bonus, strict=True))
    return a, b, c


def first_positive(a: int, b: int, c: int, most: int) -> int | None:
    """The smallest whole d in 1..most with a d² + b d + c > 0, where c <= 0; None without one."""
    if a == 0:
        found = -c // b + 1 if b > 0 else None
    else:
        under = b * b - 4 * a * c
        if under < 0 or (a < 0 and b <= 0):
            return None
        root = isqrt(under)
        # The sign turns positive at (-b + root) / 2a, whichever way the parabola opens.
        guess = (-b + root) // (2 * a)
        near = range(max(1, guess - 2), guess + 4)
        found = next((d for d in near if (a * d + b) * d + c > 0), None)
    return found if found is not None and 1 <= found <= most else None


def smallest(scale: Scale, first: Points, second: Points, place: int) -> int | None:
    """The smallest change (in absolute value; up before down) with which first passes second."""
    a, b, c = difference(scale, first, second, place)
    if c > 0:
        return None
    weight = scale.weights[place]
    up = first_positive(a, b, c, MOST - weight)
    down = first_positive(a, -b, c, _removable(scale, first, second, place))
    if down is not None and (up is None or down < up):
        return -down
    return up


def passing(
    scale: Scale, pairs: Sequence[tuple[str, Points, str, Points]]
) -> dict[tuple[str, str], Change]:
    """For each pair (behind, its points, ahead, its points): the change that turns it soonest."""
    found = {}
    for behind, own, ahead, other in pairs:
        changes = [
            Change(place, by, behind, ahead)
            for place in range(len(scale.weights))
            if (by := smallest(scale, own, other, place)) is not None
        ]
        if changes:
            found[behind, ahead] = min(changes, key=lambda one: (abs(one.by), one.place))
    return found


def new_first(scale: Scale, leaders: Sequence[str], points: dict[str, Points]) -> dict[int, Change]:
    """For each criterion the smallest change with which somebody else stands alone before the
    leaders; a criterion that cannot bring it about is left out."""
    found: dict[int, Change] = {}
    others = [name for name in points if name not in leaders]
    for place in range(len(scale.weights)):
        best: Change | None = None
        for name in others:
            by = _past_all(scale, points[name], [points[one] for one in leaders], place)
            if by is not None and (best is None or abs(by) < abs(best.by)):
                best = Change(place, by, name, leaders[0])
        if best:
            found[place] = best
    return found


def _past_all(scale: Scale, own: Points, leaders: Sequence[Points], place: int) -> int | None:
    """The smallest change with which one passes all leaders at once.

    On each side the changes that pass one leader are an unbroken span, so where all spans meet
    begins with the latest of their beginnings.
    """
    sides = []
    for sign in (1, -1):
        begins = []
        for leader in leaders:
            a, b, c = difference(scale, own, leader, place)
            most = MOST - scale.weights[place]
            if sign < 0:
                most = _removable(scale, own, leader, place)
            begins.append(first_positive(a, sign * b, c, most))
        if None in begins:
            continue
        by = max(one for one in begins if one is not None)
        if all(_passes(difference(scale, own, one, place), sign * by) for one in leaders):
            sides.append(sign * by)
    return min(sides, key=lambda by: (abs(by), -by), default=None)


def _passes(coefficients: tuple[int, int, int], d: int) -> bool:
    a, b, c = coefficients
    return (a * d + b) * d + c > 0


def _removable(scale: Scale, first: Points, second: Points, place: int) -> int:
    """How much may be taken away: the weight itself, unless nothing would count for one of them."""
    weight = scale.weights[place]
    alone = not scale.bonus[place] and any(
        points[place] is not None and scale.known(points) == weight for points in (first, second)
    )
    return weight - 1 if alone else weight


def _sums(scale: Scale, points: Points, place: int) -> tuple[tuple[int, int], ...]:
    """Points (weighted), weights that count, and bonus: each as (now, change with d)."""
    n, p, b = [0, 0], [0, 0], [0, 0]
    for at, (weight, extra, one) in enumerate(zip(scale.weights, scale.bonus, points, strict=True)):
        if one is None:
            continue
        moved = at == place
        if extra:
            b[0], b[1] = b[0] + weight * one, b[1] + one * moved
        else:
            n[0], n[1] = n[0] + weight * one, n[1] + one * moved
            p[0], p[1] = p[0] + weight, p[1] + moved
    return (n[0], n[1]), (p[0], p[1]), (b[0], b[1])


def _times(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int, int]:
    return one[0] * other[0], one[0] * other[1] + one[1] * other[0], one[1] * other[1]


def _less(one: tuple[int, int, int], other: tuple[int, int, int]) -> tuple[int, int, int]:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def _less1(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] - other[0], one[1] - other[1]


def _times3(b: tuple[int, int], p1: tuple[int, int], p2: tuple[int, int]) -> tuple[int, int, int]:
    """The bonus difference times both sums of weights: a weight moves either a bonus or a sum."""
    c, d, e = _times(p1, p2)
    return b[0] * c, b[0] * d + b[1] * c, b[0] * e
