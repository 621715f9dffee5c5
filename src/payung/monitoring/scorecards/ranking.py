"""Scores and ranks of governments from their points and the weights of the criteria.

The score of a government is 100 times the weighted mean of its points over the criteria that
count for it (a criterion left out leaves the others' weights in their proportion), and its bonus
points on top. Scores are exact fractions; whoever has the same shares the better rank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from payung.monitoring.scorecards.points import FULL

#: What a government reaches with full points in all that counts, bonus apart.
WHOLE = 100
Points = tuple[int | None, ...]


@dataclass(frozen=True)
class Scale:
    """The criteria of an edition in order: their weights in points, and which are a bonus."""

    weights: tuple[int, ...]
    bonus: tuple[bool, ...]

    @property
    def total(self) -> int:
        """The sum of the weights that are no bonus."""
        return sum(w for w, extra in zip(self.weights, self.bonus, strict=True) if not extra)

    def known(self, points: Points) -> int:
        """The weight of what counts for a government, bonus apart."""
        return sum(
            weight
            for weight, extra, one in zip(self.weights, self.bonus, points, strict=True)
            if not extra and one is not None
        )

    def changed(self, place: int, weight: int) -> Scale:
        """The same with another weight in one place."""
        weights = (*self.weights[:place], weight, *self.weights[place + 1 :])
        return Scale(weights, self.bonus)


def score(scale: Scale, points: Points, weights: Sequence[Fraction | int] = ()) -> Fraction | None:
    """The score; None where nothing counts. ``weights`` replace those of the scale."""
    above, below, extra = Fraction(0), Fraction(0), Fraction(0)
    for weight, is_bonus, one in zip(weights or scale.weights, scale.bonus, points, strict=True):
        if one is None:
            continue
        if is_bonus:
            extra += Fraction(weight) * one / FULL
        else:
            above += Fraction(weight) * one
            below += weight
    return WHOLE * above / (below * FULL) + extra if below else None


def contribution(scale: Scale, points: Points, place: int) -> Fraction:
    """What one criterion brings to the score."""
    one = points[place]
    if one is None:
        return Fraction(0)
    own = Fraction(scale.weights[place] * one, FULL)
    return own if scale.bonus[place] else WHOLE * own / (scale.known(points) or 1)


def attainable(scale: Scale, points: Points, place: int) -> Fraction:
    """What one criterion would bring with full points."""
    full = tuple(FULL if at == place else one for at, one in enumerate(points))
    return contribution(scale, full, place)


def places(scores: Mapping[str, Fraction]) -> dict[str, int]:
    """The rank of each, 1 the best; the same score shares the better rank."""
    first: dict[Fraction, int] = {}
    for place, one in enumerate(sorted(scores.values(), reverse=True), start=1):
        first.setdefault(one, place)
    return {key: first[one] for key, one in scores.items()}
