"""What a plan buys: exact quantiles, spans that hold, villages that add up, the way to a target."""

from __future__ import annotations

from fractions import Fraction
from math import exp, factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.sponsorship.planning.effects import effects, scholarship_total, whole_plan_effects
from payung.sponsorship.planning.next_billion import BILLION, next_billion
from payung.sponsorship.planning.path import path
from payung.sponsorship.planning.poisson import between, quantile
from payung.sponsorship.planning.problem import Goal, Group, Place
from payung.sponsorship.planning.sharing import by_village
from payung.sponsorship.planning.solve import solve
from tests.sponsorship.planning_builders import A_YEAR, fund, problem


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 40), st.sampled_from([50_000, 500_000, 950_000]))
def test_a_quantile_is_the_least_count_whose_chance_reaches_the_share(
    mean: int, share: int
) -> None:
    count = quantile(Fraction(mean), share)

    def chance(most: int) -> float:
        return sum(exp(-mean) * mean**k / factorial(k) for k in range(most + 1))

    assert chance(count) >= share / 1_000_000 - 1e-9
    assert count == 0 or chance(count - 1) < share / 1_000_000 + 1e-9


def test_quantiles_of_large_means_do_not_underflow() -> None:
    low, high = between(Fraction(10_000), Fraction(10_000), 900_000)

    assert 9_830 < low < 9_840
    assert 10_160 < high < 10_170


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 300), st.integers(0, 300), st.integers(500_000, 990_000))
def test_an_unsurer_mean_never_narrows_the_span(mean: int, more: int, share: int) -> None:
    sure = between(Fraction(mean), Fraction(mean), share)
    unsure = between(Fraction(mean), Fraction(mean + more), share)

    assert unsure[0] == sure[0]
    assert unsure[1] >= sure[1]


def many_fishers(**own: object):
    """10,000 fishers, and money for all of them in two years."""
    given_here = {
        "years": (2028, 2029),
        "groups": (Group("61.01", "FISHER", 1, 10_000),),
        "funds": (fund(10_000 * A_YEAR, 10_000 * A_YEAR),),
        "goals": (Goal.POOREST,),
    }
    return problem(**{**given_here, **own})


def test_deaths_and_their_benefits_follow_rates_law_and_waiting_time() -> None:
    first, second = effects(solve(many_fishers(), gap=0))

    # 250 and 650 per 100,000: 25 and 65 expected; 5 % and 95 % quantiles of those.
    assert (first.other_deaths.low, first.other_deaths.high) == (17, 79)
    # New people wait three of twelve months; a year later nobody does.
    assert first.waiting_deaths.high == quantile(Fraction(65, 4), 950_000)
    assert (second.waiting_deaths.low, second.waiting_deaths.high) == (0, 0)
    # At least 42,000,000 for each of the least deaths.
    assert second.benefits.low >= second.other_deaths.low * 42_000_000
    assert first.accidents.low < first.accidents.high


def test_a_sum_over_years_is_surer_than_the_sum_of_its_years() -> None:
    plan = solve(many_fishers(), gap=0)
    _accidents, deaths = whole_plan_effects(plan)
    years = effects(plan)

    assert deaths.low > sum(year.deaths.low for year in years)
    assert deaths.high < sum(year.deaths.high for year in years)


def test_a_scholarship_is_the_laws_schedule_of_a_child_in_its_first_school_year() -> None:
    from datetime import date

    # Primary 6 x 1,500,000; junior 3 x 2,000,000; senior 3 x 3,000,000; higher to the age of 23.
    assert scholarship_total(date(2028, 12, 31)) == 9_000_000 + 6_000_000 + 9_000_000 + 48_000_000


def test_people_of_villages_add_up_to_the_plan_and_stay_the_next_year() -> None:
    groups = (
        Group("61.01", "FISHER", 1, 6, 0, "v1"),
        Group("61.01", "FISHER", 1, 6, 2, "v2"),
        Group("61.01", "FISHER", 2, 3, 0, "v2"),
    )
    given_here = many_fishers(groups=groups, funds=(fund(8 * A_YEAR, 8 * A_YEAR),))
    plan = solve(given_here, gap=0)
    shared = by_village(plan)

    assert shared.sum(axis=1).tolist() == [8, 8]
    assert shared[0].tolist() == shared[1].tolist() == [6, 2]


def test_the_way_to_a_target_is_its_cheapest_people_and_says_who_is_missing() -> None:
    places = (Place("61.01", 20_000, 4_000, (3_000, 9_000)),)
    near, far = path(many_fishers(places=places))

    assert (near.target.persons, near.cost, near.missing) == (2_000, 2_000 * A_YEAR, 0)
    assert (far.target.persons, far.cost, far.missing) == (14_000, 10_000 * A_YEAR, 4_000)


def test_the_next_billion_buys_what_it_can_pay_and_never_more() -> None:
    short = many_fishers(funds=(fund(10 * A_YEAR, 10 * A_YEAR),))
    (more,) = next_billion(solve(short, gap=0))

    assert more.persons == BILLION // A_YEAR
    assert 0 <= BILLION - more.spent < A_YEAR


@pytest.mark.parametrize("mean", [Fraction(-1), Fraction(3_000_000)])
def test_means_outside_what_is_meant_are_refused(mean: Fraction) -> None:
    with pytest.raises(ValueError, match="mean"):
        quantile(mean, 500_000)
