"""How a figure becomes points, in basis points of a criterion's full points (10,000), half up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from payung.law.arithmetic import half_up_ratio

FULL = 10_000


def ranks(values: Mapping[str, int], *, more_is_better: bool) -> dict[str, int]:
    """The place of each value, 1 the best; equal values share the better place."""
    ordered = sorted(values.values(), reverse=more_is_better)
    first: dict[int, int] = {}
    for place, value in enumerate(ordered, start=1):
        first.setdefault(value, place)
    return {key: first[value] for key, value in values.items()}


def by_rank(values: Mapping[str, int], *, more_is_better: bool) -> dict[str, int]:
    """Points by place among all that have a figure: the best full points, the last none.

    Equal figures get equal points; a single one gets full points.
    """
    places = ranks(values, more_is_better=more_is_better)
    below = len(values) - 1
    return {
        key: half_up_ratio(FULL, len(values) - place, below) if below else FULL
        for key, place in places.items()
    }


def by_target(value: int, target: int, *, more_is_better: bool) -> int:
    """The attained share of a target, at most full points.

    Where less is better: full points up to the target, then the target's share of the figure.
    """
    if more_is_better:
        return FULL if value >= target else max(0, half_up_ratio(FULL, max(value, 0), target))
    return FULL if value <= target else half_up_ratio(FULL, max(target, 0), value)


def by_steps(value: int, steps: Sequence[tuple[int, int]], *, more_is_better: bool) -> int:
    """The points of the step that a figure has reached; none before the first.

    Steps are (value, points), in any order. Where less is better a step is reached at its value
    or below, and the lowest one reached counts.
    """
    if more_is_better:
        reached = [step for step in steps if value >= step[0]]
        return max(reached)[1] if reached else 0
    reached = [step for step in steps if value <= step[0]]
    return min(reached)[1] if reached else 0


def by_presence(value: int, *, more_is_better: bool) -> int:
    """Full points where there is any (where less is better: where there is none)."""
    return FULL if (value > 0) == more_is_better else 0


def next_step(
    value: int, steps: Sequence[tuple[int, int]], *, more_is_better: bool
) -> tuple[int, int] | None:
    """The nearest step ahead that brings more points, as (value, points); None at the top."""
    now = by_steps(value, steps, more_is_better=more_is_better)
    ahead = [
        step
        for step in steps
        if step[1] > now and (step[0] > value if more_is_better else step[0] < value)
    ]
    return (min(ahead) if more_is_better else max(ahead)) if ahead else None
