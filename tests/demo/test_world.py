"""The synthetic province: sums as planned, numbers that belong to nobody, the same every time."""

from __future__ import annotations

from datetime import date

import pytest

from payung.demo.arrears import monthly_cost
from payung.demo.plan import AS_OF, FULL, LAST_MONTH, SMALL, Plan
from payung.demo.world import World, make_world, stays_active
from payung.registry.models import EmployerKind

WAGE = 3_640_000


@pytest.fixture(scope="module", params=[SMALL, FULL], ids=["small", "full"])
def drawn(request: pytest.FixtureRequest) -> tuple[Plan, World]:
    return request.param, make_world(request.param, minimum_wage=WAGE)


def test_the_world_has_as_many_of_each_as_planned(drawn: tuple[Plan, World]) -> None:
    plan, world = drawn
    staying = [
        member
        for member in world.wage_earners
        if member.ended_on is None and stays_active(member.payer)
    ]
    people = [*staying, *world.sponsored, *world.self_paying, *world.building_workers]
    assert len({member.national_id for member in people}) == plan.active_members
    employers = [payer for payer in world.payers if payer.is_employer]
    assert len(employers) == plan.active_employers
    assert min(payer.workers for payer in employers) >= 1
    assert sum(payer.months_unpaid > 0 for payer in employers) == plan.employers_in_arrears


def test_the_debts_add_up_to_the_published_sum(drawn: tuple[Plan, World]) -> None:
    plan, world = drawn
    owed = sum(
        monthly_cost(payer, LAST_MONTH) * (100 * payer.months_unpaid - payer.instalment_percent)
        for payer in world.payers
        if payer.months_unpaid
    )
    assert plan.arrears_low <= owed // 100 <= plan.arrears_high


def test_every_project_runs_on_the_day_of_the_demo(drawn: tuple[Plan, World]) -> None:
    _, world = drawn
    assert all(project.starts_on < AS_OF < project.ends_on for project in world.projects)


def test_no_government_or_village_is_in_arrears(drawn: tuple[Plan, World]) -> None:
    _, world = drawn
    public = (EmployerKind.GOVERNMENT_UNIT, EmployerKind.VILLAGE)
    assert not [p for p in world.payers if p.kind in public and p.months_unpaid]


def test_a_number_is_unique_and_says_birth_date_and_sex_of_nobody(
    drawn: tuple[Plan, World],
) -> None:
    _, world = drawn
    people = {
        member.national_id: member
        for members in (world.wage_earners, world.sponsored, world.building_workers)
        for member in members
    }
    assert len(people) == sum(
        map(len, (world.wage_earners, world.sponsored, world.building_workers))
    )
    for number, member in people.items():
        assert len(number) == 16
        assert number.startswith("00")  # no province has this code
        day = int(number[6:8]) - (40 if member.sex == "P" else 0)
        assert (day, number[8:12]) == (member.birth_date.day, f"{member.birth_date:%m%y}")
        assert number[12:] != "0000"
        assert member.birth_date < date(2006, 1, 1)


def test_the_same_seed_draws_the_same_province() -> None:
    first, second = (make_world(SMALL, minimum_wage=WAGE) for _ in range(2))
    assert first.wage_earners == second.wage_earners
    assert make_world(SMALL, minimum_wage=WAGE, seed=1).wage_earners != first.wage_earners
