"""No plan is better than the planner's; it keeps every rule and never overspends a rupiah."""

from __future__ import annotations

from math import prod

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from payung.errors import PayungError
from payung.sponsorship.planning.exact import breaches, least_shares, shortfalls
from payung.sponsorship.planning.problem import Fund, Goal, Group, Place, Problem, Segment
from payung.sponsorship.planning.solve import OPTIMAL, Plan, frame_of, solve
from tests.sponsorship.planning_builders import (
    A_YEAR,
    MIDDLE,
    POOR,
    STAFF,
    best_by_trying,
    covered,
    fund,
    problem,
)

MOST_TRIED = 20_000
SEGMENTS = (Segment("A", POOR, 5), Segment("B", MIDDLE, 1), Segment("C", STAFF, 3))


@st.composite
def small_problems(draw: st.DrawFn) -> Problem:
    """A few people in two places and three villages, one or two funds, one or two years."""
    years = draw(st.sampled_from([(2028,), (2028, 2029)]))
    homes = (("61.01", "v1"), ("61.01", "v2"), ("61.02", "v3"), ("61.02", ""))
    groups = [
        Group(region, segment.code, decile, draw(st.integers(1, 3)), 0, village)
        for (region, village), segment, decile in draw(
            st.lists(
                st.tuples(
                    st.sampled_from(homes), st.sampled_from(SEGMENTS), st.sampled_from([0, 1, 4])
                ),
                min_size=1,
                max_size=3,
            )
        )
    ]
    funds = [
        Fund(
            f"F{number}",
            "REGENCY_BUDGET",
            number == 0,
            tuple(draw(st.integers(0, 5)) * A_YEAR + draw(st.integers(0, 200_000)) for _ in years),
            regions=draw(st.sampled_from([(), ("61.01",)])),
            villages=draw(st.sampled_from([(), (), ("v1",)])),
            deciles_to=draw(st.sampled_from([10, 2])),
            months=draw(st.sampled_from([(12,), (6, 12)])),
            share_segments=("A",),
            share_ppm=draw(st.sampled_from([0, 0, 500_000])),
            least_list=draw(st.sampled_from([1, 1, 2])),
        )
        for number in range(draw(st.integers(1, 2)))
    ]
    targets = draw(st.lists(st.integers(0, 10_000), min_size=len(years), max_size=len(years)))
    return Problem(
        years=years,
        places=(Place("61.01", 12, 2, tuple(targets)), Place("61.02", 8, 1)),
        segments=SEGMENTS,
        groups=tuple(groups),
        funds=tuple(funds),
        goals=tuple(draw(st.permutations(list(Goal)))[: draw(st.integers(1, len(Goal)))]),
        province_targets=draw(st.sampled_from([(), tuple(targets)])),
        whole_villages=draw(st.booleans()),
    )


def solved(given: Problem) -> Plan:
    """The exact plan of a small problem; problems without anybody to cover are left out."""
    try:
        frame = frame_of(given)
    except PayungError:
        assume(False)
    own = frame.ways
    tried = prod(
        1 + min(int(frame.cells.need[c]), given.funds[f].money[y] // int(cost))
        for c, f, y, cost in zip(own.cell, own.fund, own.year, own.cost, strict=True)
    )
    assume(tried * 2 ** (len(given.years) * len(frame.cells.villages)) <= MOST_TRIED)
    return solve(given, gap=0)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_problems())
def test_no_plan_earns_more_and_every_rule_is_kept(given: Problem) -> None:
    plan = solved(given)

    assert plan.points == best_by_trying(plan.frame)
    assert plan.status == OPTIMAL
    assert breaches(plan.frame, plan.persons, plan.chosen) == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_problems(), st.integers(1, 3 * A_YEAR))
def test_more_money_never_buys_less(given: Problem, more: int) -> None:
    plan = solved(given)
    first = given.funds[0]
    richer = Fund(**{**first.__dict__, "money": tuple(m + more for m in first.money)})
    plan_of_more = solved(Problem(**{**given.__dict__, "funds": (richer, *given.funds[1:])}))

    assert plan_of_more.points >= plan.points


def test_the_poorest_come_first_and_among_them_the_most_dangerous_work() -> None:
    plan = solve(problem(), gap=0)

    assert covered(plan.frame, plan.persons) == {
        (2028, "FISHER", 1): 3,
        (2028, "QURAN_TEACHER", 1): 2,
    }


def test_another_order_of_the_goals_gives_another_plan() -> None:
    plan = solve(problem(goals=(Goal.DANGER, Goal.POOREST)), gap=0)

    assert covered(plan.frame, plan.persons) == {(2028, "FISHER", 1): 3, (2028, "FISHER", 3): 2}


def test_the_last_rupiah_that_is_missing_costs_a_person() -> None:
    enough, short = (
        solve(problem(funds=(fund(money),)), gap=0) for money in (5 * A_YEAR, 5 * A_YEAR - 1)
    )

    assert (enough.persons.sum(), short.persons.sum()) == (5, 4)
    assert short.frame.spent(short.persons).sum() == 4 * A_YEAR


def test_an_unreachable_target_is_missed_by_a_stated_number_not_refused() -> None:
    given = problem(places=(Place("61.01", 100, 10, (9_000,)),), goals=(Goal.TARGET, Goal.POOREST))
    plan = solve(given, gap=0)

    assert [target.persons for target in plan.frame.targets] == [80]
    assert shortfalls(plan.frame, plan.frame.covered(plan.persons)) == [75]


def test_whole_villages_are_covered_all_together_or_not_at_all() -> None:
    groups = (
        Group("61.01", "FISHER", 1, 3, 0, "v1"),
        Group("61.01", "FISHER", 1, 4, 0, "v2"),
        Group("61.01", "QURAN_TEACHER", 5, 3, 0, "v2"),
    )
    plan = solve(problem(groups=groups, whole_villages=True), gap=0)

    assert plan.frame.cells.villages == ("v1", "v2")
    assert plan.chosen.tolist() == [[True, False]]  # 5 persons can be paid: v1 has 3, v2 has 7
    assert plan.persons.sum() == 3


def test_who_is_covered_stays_covered_while_the_money_allows() -> None:
    groups = (Group("61.01", "FISHER", 1, 4), Group("61.01", "QURAN_TEACHER", 1, 4))
    given = problem(
        years=(2028, 2029),
        groups=groups,
        funds=(fund(4 * A_YEAR, 3 * A_YEAR),),
        goals=(Goal.CONTINUITY, Goal.DANGER),
    )
    plan = solve(given, gap=0)
    first, second = plan.frame.covered(plan.persons)

    assert (first.sum(), second.sum(), np.minimum(first, second).sum()) == (4, 3, 3)


def test_a_fair_plan_lifts_the_place_that_is_last() -> None:
    given = problem(
        places=(Place("61.01", 100, 0), Place("61.02", 100, 0)),
        groups=(Group("61.01", "FISHER", 1, 10), Group("61.02", "FISHER", 10, 10)),
        funds=(fund(10 * A_YEAR),),
        goals=(Goal.FAIR, Goal.POOREST),
    )
    plan = solve(given, gap=0)

    assert least_shares(plan.frame, plan.frame.covered(plan.persons)) == [500]


def test_a_fund_pays_only_whom_its_rules_name() -> None:
    palm = fund(20 * A_YEAR, code="SAWIT", segments=("QURAN_TEACHER",), deciles_to=1)
    plan = solve(problem(funds=(palm,)), gap=0)

    assert covered(plan.frame, plan.persons) == {(2028, "QURAN_TEACHER", 1): 5}


def test_public_money_gets_no_relief_and_other_money_does() -> None:
    public, zakat = (
        solve(
            problem(
                years=(2026,),
                funds=(Fund("F", "X", is_public, (20 * A_YEAR,)),),
            ),
            gap=0,
        )
        for is_public in (True, False)
    )

    assert set(public.frame.ways.cost.tolist()) == {A_YEAR}
    # January to March in full, April to December at half (PP 50/2025).
    assert set(zakat.frame.ways.cost.tolist()) == {3 * 16_800 + 9 * 8_400}


def test_a_cover_that_never_pays_in_full_is_refused_with_the_months_of_the_law() -> None:
    with pytest.raises(PayungError) as refusal:
        solve(problem(funds=(fund(A_YEAR, months=(3, 12)),)))

    assert refusal.value.code == "plan_months"
    assert refusal.value.parameters["least"] == 4


def test_the_same_problem_gives_the_same_plan() -> None:
    one, other = (solve(problem(goals=tuple(Goal)), gap=0) for _ in range(2))

    assert one.persons.tolist() == other.persons.tolist()
