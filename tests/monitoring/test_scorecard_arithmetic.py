"""Points, ranks and how they hang on the weights, held against trying everything."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from payung.monitoring.scorecards.changes import new_first, passing
from payung.monitoring.scorecards.points import (
    by_presence,
    by_rank,
    by_steps,
    by_target,
    next_step,
)
from payung.monitoring.scorecards.ranges import rank_ranges
from payung.monitoring.scorecards.ranking import Points, Scale, contribution, places, score

POINT = st.one_of(st.none(), st.sampled_from([0, 2500, 3333, 5000, 6667, 10_000]))
LARGEST = 14


@st.composite
def leagues(
    draw: st.DrawFn, criteria: int = 3, whole: bool = False
) -> tuple[Scale, dict[str, Points]]:
    """A few governments of which each has at least one figure that counts."""
    weights = draw(st.lists(st.integers(1, LARGEST), min_size=criteria, max_size=criteria))
    bonus = (False,) * (criteria - 1) + (draw(st.booleans()),)
    one = st.sampled_from([0, 2500, 3333, 5000, 10_000]) if whole else POINT
    rows = st.tuples(*[one] * criteria).filter(lambda row: row[0] is not None)
    points = draw(st.lists(rows, min_size=2, max_size=5))
    return Scale(tuple(weights), bonus), {f"G{at}": row for at, row in enumerate(points)}


def ranked(scale: Scale, points: dict[str, Points], weights: tuple[object, ...] = ()) -> dict:
    scores = {name: score(scale, own, weights) for name, own in points.items()}  # type: ignore[arg-type]
    assert None not in scores.values()
    return places(scores)  # type: ignore[arg-type]


def test_points_by_rank_share_the_better_place_and_end_at_nothing() -> None:
    assert by_rank({"a": 30, "b": 20, "c": 20, "d": 10}, more_is_better=True) == {
        "a": 10_000, "b": 6667, "c": 6667, "d": 0,
    }  # fmt: skip
    assert by_rank({"a": 30, "b": 20}, more_is_better=False) == {"a": 0, "b": 10_000}
    assert by_rank({"a": 30}, more_is_better=True) == {"a": 10_000}


def test_points_by_target_are_rounded_half_up_and_never_above_full() -> None:
    assert by_target(2, 3, more_is_better=True) == 6667
    assert by_target(4, 3, more_is_better=True) == 10_000
    assert by_target(-1, 3, more_is_better=True) == 0
    assert by_target(6, 3, more_is_better=False) == 5000
    assert by_target(0, 0, more_is_better=False) == 10_000
    assert by_target(5, 0, more_is_better=False) == 0


def test_points_by_steps_and_what_is_next() -> None:
    up, down = [(1, 5000), (3, 10_000)], [(0, 10_000), (2, 5000)]
    assert [by_steps(v, up, more_is_better=True) for v in (0, 1, 2, 3, 9)] == [
        0, 5000, 5000, 10_000, 10_000,
    ]  # fmt: skip
    assert [by_steps(v, down, more_is_better=False) for v in (0, 1, 2, 3)] == [
        10_000, 5000, 5000, 0,
    ]  # fmt: skip
    assert next_step(1, up, more_is_better=True) == (3, 10_000)
    assert next_step(3, down, more_is_better=False) == (2, 5000)
    assert next_step(3, up, more_is_better=True) is None
    assert by_presence(1, more_is_better=True) == by_presence(0, more_is_better=False) == 10_000


def test_a_criterion_left_out_leaves_the_other_weights_in_their_proportion() -> None:
    scale = Scale((60, 30, 10, 5), (False, False, False, True))
    assert score(scale, (10_000, 0, 5000, 10_000)) == 70
    assert score(scale, (10_000, 0, None, 0)) == Fraction(200, 3)
    assert score(scale, (None, None, None, 10_000)) is None
    own = (10_000, 0, None, 10_000)
    assert sum(contribution(scale, own, at) for at in range(4)) == score(scale, own)


def test_equal_scores_share_the_better_rank() -> None:
    scores = {"a": Fraction(7, 3), "b": Fraction(7, 3), "c": Fraction(9), "d": Fraction(0)}
    assert places(scores) == {"c": 1, "a": 2, "b": 2, "d": 4}


@settings(max_examples=120, deadline=None)
@given(leagues())
def test_the_smallest_change_is_the_one_that_trying_all_finds(
    league: tuple[Scale, dict[str, Points]],
) -> None:
    scale, points = league
    scores = {name: score(scale, own) for name, own in points.items()}
    ahead, behind = sorted(points, key=lambda one: -scores[one])[:2]  # type: ignore[operator]

    def turns(place: int, by: int) -> bool:
        moved = scale.changed(place, scale.weights[place] + by)
        one, other = score(moved, points[behind]), score(moved, points[ahead])
        return one is not None and other is not None and one > other

    found = passing(scale, [(behind, points[behind], ahead, points[ahead])]).get((behind, ahead))
    tried = [
        abs(by)
        for place in range(3)
        for by in range(-scale.weights[place], 120)
        if by and turns(place, by)
    ]
    if found is None or abs(found.by) >= 120:
        assert not tried
    else:
        assert abs(found.by) == min(tried)
        assert turns(found.place, found.by)


@settings(max_examples=80, deadline=None)
@given(leagues())
def test_another_first_comes_with_the_smallest_change_of_each_weight(
    league: tuple[Scale, dict[str, Points]],
) -> None:
    scale, points = league
    leaders = [name for name, rank in ranked(scale, points).items() if rank == 1]
    found = new_first(scale, leaders, points)
    for place in range(3):
        tried = []
        for by in range(-scale.weights[place], 120):
            moved = scale.changed(place, scale.weights[place] + by)
            scores = {name: score(moved, own) for name, own in points.items()}
            if any(scores[name] is None for name in leaders):
                continue
            best = max(scores[name] for name in leaders)  # type: ignore[type-var]
            others = (scores[name] for name in points if name not in leaders)
            if any(one is not None and one > best for one in others):  # type: ignore[operator]
                tried.append(abs(by))
        if place in found and abs(found[place].by) < 120:
            assert abs(found[place].by) == min(tried)
        else:
            assert not tried


@settings(max_examples=60, deadline=None)
@given(leagues(whole=True), st.sampled_from([5, 20, 50]))
def test_rank_ranges_hold_at_all_weights_tried_and_are_reached(
    league: tuple[Scale, dict[str, Points]], percent: int
) -> None:
    scale, points = league
    ranges = rank_ranges(scale, points, percent)
    sides = [
        [Fraction(w)] if extra else [Fraction(w * (100 + percent * at), 100) for at in (-1, 0, 1)]
        for w, extra in zip(scale.weights, scale.bonus, strict=True)
    ]  # fmt: skip
    for weights in product(*sides):
        for name, rank in ranked(scale, points, weights).items():
            assert ranges[name].best <= rank <= ranges[name].worst
    for name, found in ranges.items():
        for weights, end in ((found.best_weights, found.best), (found.worst_weights, found.worst)):
            assert all(s[0] <= one <= s[-1] for s, one in zip(sides, weights, strict=True))
            if found.exact:
                assert ranked(scale, points, weights)[name] == end


@settings(max_examples=80, deadline=None)
@given(leagues(criteria=2, whole=True), st.sampled_from([10, 40]))
def test_with_two_criteria_the_ranges_are_those_of_every_proportion_of_weights(
    league: tuple[Scale, dict[str, Points]], percent: int
) -> None:
    """With two weights only their proportion counts, and ranks turn where two scores are equal:
    there, between two such places, and at both ends is everything that can happen."""
    scale = Scale(league[0].weights, (False, False))
    points = league[1]
    first, second = scale.weights
    low = Fraction(first * (100 - percent), second * (100 + percent))
    high = Fraction(first * (100 + percent), second * (100 - percent))
    turns = {low, high}
    for one, other in product(points.values(), repeat=2):
        if one[0] != other[0]:
            at = Fraction(other[1] - one[1], one[0] - other[0])
            turns |= {at} if low < at < high else set()
    ordered = sorted(turns)
    tried = [*ordered, *((a + b) / 2 for a, b in pairwise(ordered))]
    reached: dict[str, list[int]] = {name: [] for name in points}
    for at in tried:
        for name, rank in ranked(scale, points, (at, Fraction(1))).items():
            reached[name].append(rank)
    for name, found in rank_ranges(scale, points, percent).items():
        best, worst = min(reached[name]), max(reached[name])
        assert found.best <= best <= worst <= found.worst
        if found.exact:
            assert (found.best, found.worst) == (best, worst)
        else:
            assert _is_level_at(points, name, (low, high))


def _is_level_at(points: dict[str, Points], name: str, ends: tuple[Fraction, Fraction]) -> bool:
    """Whether a bound may stay unproved: two others turn with this one at the same proportion,
    or one does at an end, and a level score counts as above."""
    own = points[name]
    turns = [
        Fraction(one[1] - own[1], own[0] - one[0])  # type: ignore[operator]
        for other, one in points.items()
        if other != name and one[0] != own[0]
    ]
    return len(set(turns)) < len(turns) or any(end in turns for end in ends)


@settings(max_examples=30, deadline=None)
@given(leagues())
def test_without_the_same_figures_the_ranges_are_wide_enough(
    league: tuple[Scale, dict[str, Points]],
) -> None:
    scale, points = league
    ranges = rank_ranges(scale, points, 30, solve=False)
    sides = [
        [Fraction(w)] if extra else [Fraction(w * at, 10) for at in (7, 9, 10, 13)]
        for w, extra in zip(scale.weights, scale.bonus, strict=True)
    ]
    for weights in product(*sides):
        for name, rank in ranked(scale, points, weights).items():
            assert ranges[name].best <= rank <= ranges[name].worst
