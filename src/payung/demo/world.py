"""The whole synthetic province, drawn from one seed: the same seed gives the same province."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from payung.demo.arrears import assign_arrears
from payung.demo.casting import cast_courses
from payung.demo.members import Member, People, day_of, draw_wages, early_in
from payung.demo.payers import Payer, make_payers
from payung.demo.plan import AS_OF, FIRST_MONTH, LAST_MONTH, Plan
from payung.law import parameters
from payung.monitoring.apportionment import largest_remainder
from payung.registry.models import BusinessSize, EmployerKind

SEED = 18_12_2024
#: What those who state no income are taken to earn, rupiah a month.
LOWEST_INCOME = 1_000_000
RAISE_MONTH = date(2024, 7, 1)
ELECTION_MONTH = date(2024, 10, 1)
SECOND_LIST_MONTH = date(2024, 6, 1)

#: Occupations of sponsored members by payer, with weights (codes of the worker segments).
_SPONSORED_BY_GOVERNMENT = {
    "FISHER": 22,
    "FARMER": 16,
    "FARM_LABOURER": 8,
    "NEIGHBOURHOOD_HEAD": 12,
    "MARKET_TRADER": 6,
    "HONORARY_TEACHER": 6,
    "CIVIL_GUARD": 5,
    "PALM_OIL_WORKER": 6,
}
_SPONSORED_BY_VILLAGE = {
    "HEALTH_VOLUNTEER": 20,
    "FAMILY_WELFARE_VOLUNTEER": 10,
    "MOSQUE_KEEPER": 8,
    "QURAN_TEACHER": 10,
    "VILLAGE_COMMUNITY_BODY": 8,
    "FISHER": 12,
    "FARMER": 12,
}
_SELF_PAYING = {
    "MARKET_TRADER": 20,
    "MSME": 16,
    "FISHER": 16,
    "MOTORCYCLE_TAXI": 12,
    "DRIVER": 8,
    "FARMER": 14,
    "DOMESTIC_WORKER": 5,
    "DAILY_BUILDING_LABOURER": 9,
}
_ELECTION = {"KPPS": 70, "PPS": 12, "PPK": 4, "ELECTION_SUPERVISOR": 14}


@dataclass(slots=True)
class Project:
    """A construction contract. ``value`` in rupiah, without VAT."""

    number: str
    name: str
    payer: Payer
    value: int
    starts_on: date
    ends_on: date


@dataclass(slots=True)
class World:
    """All payers, projects and members of the synthetic province."""

    payers: list[Payer]
    projects: list[Project]
    wage_earners: list[Member]
    sponsored: list[Member]
    self_paying: list[Member]
    building_workers: list[Member]


def make_world(plan: Plan, *, minimum_wage: int, seed: int = SEED) -> World:
    """Draw the province of a plan. ``minimum_wage`` is the province's, rupiah a month."""
    chance = Random(seed)  # noqa: S311 - a reproducible draw, not a secret
    people = People(chance)
    payers = make_payers(plan, chance)
    for payer in payers:
        payer.wages = draw_wages(payer, payer.workers, minimum_wage, chance)
    assign_arrears(plan, payers, chance)
    _fill_up(plan, payers, minimum_wage, chance)
    cast_courses(plan, payers)
    projects = _projects(plan, payers, chance)
    wage_earners = _wage_earners(plan, payers, people, minimum_wage, chance)
    self_paying = _self_paying(plan, payers, people, chance)
    return World(
        payers=payers,
        projects=projects,
        wage_earners=wage_earners,
        sponsored=_sponsored(plan, payers, people, chance),
        self_paying=[*self_paying, *_with_a_second_job(wage_earners, self_paying, chance)],
        building_workers=_building_workers(plan, projects, people, chance),
    )


def stays_active(payer: Payer) -> bool:
    """Whether its members still count as active: no more unpaid months than the law's grace."""
    grace = parameters.get("membership/active_grace_months", LAST_MONTH).number
    return payer.months_unpaid <= grace


def _fill_up(plan: Plan, payers: list[Payer], minimum_wage: int, chance: Random) -> None:
    """Grow or shrink the larger firms until the active wage earners are as many as planned."""
    missing = plan.wage_earners - sum(payer.workers for payer in payers if stays_active(payer))
    elastic = {
        str(payer.number): payer.workers
        for payer in payers
        if payer.size in (BusinessSize.MEDIUM, BusinessSize.LARGE)
        and payer.kind != EmployerKind.GOVERNMENT_UNIT
        and not payer.months_unpaid
    }
    parts = largest_remainder(abs(missing), elastic)
    for payer in payers:
        change = parts.get(str(payer.number), 0)
        if missing >= 0:
            payer.workers += change
            payer.wages += draw_wages(payer, change, minimum_wage, chance)
        else:
            payer.workers -= change
            del payer.wages[payer.workers :]


def _wage_earners(
    plan: Plan, payers: list[Payer], people: People, minimum_wage: int, chance: Random
) -> list[Member]:
    """The workers of all employers, those who joined in the year, and those who left in it.

    Whoever owes has neither joiners nor leavers: an employer that reports changes also pays.
    """
    members: list[Member] = []
    for payer in payers:
        men = 72 if payer.sector.risk_group >= 4 else 54
        staff = people.make(payer.workers, payer, men=men)
        for member, wage in zip(staff, payer.wages, strict=True):
            member.wage = wage
        members += staff
    steady = [member for member in members if not member.payer.months_unpaid]
    for member in chance.sample(steady, plan.joiners):
        member.started_on = early_in(chance.choice(plan.changes), chance)
    large = [payer for payer in payers if payer.workers >= 20 and not payer.months_unpaid]
    weights = [payer.workers for payer in large]
    for payer in chance.choices(large, weights=weights, k=plan.leavers):
        (member,) = people.make(1, payer)
        (member.wage,) = draw_wages(payer, 1, minimum_wage, chance)
        member.ended_on = day_of(chance.choice(plan.changes), chance)
        members.append(member)
    _raise_wages(steady, chance)
    return members


def _raise_wages(steady: list[Member], chance: Random) -> None:
    """One in eight had a rise in the middle of the year (debtors reported nothing)."""
    for member in steady:
        if member.started_on == FIRST_MONTH and chance.random() < 0.125:
            member.raised_to = member.wage * chance.randrange(102, 112) // 100 // 1000 * 1000


def _occupied(members: list[Member], occupations: dict[str, int], chance: Random) -> list[Member]:
    drawn = chance.choices(list(occupations), weights=list(occupations.values()), k=len(members))
    for member, occupation in zip(members, drawn, strict=True):
        member.occupation = occupation
        member.wage = LOWEST_INCOME
    return members


def _sponsored(plan: Plan, payers: list[Payer], people: People, chance: Random) -> list[Member]:
    """Members whom governments and villages pay for, in three lists of the year."""
    first_units: dict[str, Payer] = {}
    for payer in payers:
        if payer.kind == EmployerKind.GOVERNMENT_UNIT:
            first_units.setdefault(payer.region, payer)
    villages = [payer for payer in payers if payer.kind == EmployerKind.VILLAGE][::2]
    by_villages = plan.sponsored // 5
    weights = {"19.71": 24, "19.01": 20, "19.02": 14, "19.04": 13, "19.05": 12, "19.03": 9}
    weights["19.06"] = 8
    members: list[Member] = []
    for region, count in largest_remainder(plan.sponsored - by_villages, weights).items():
        unit = first_units[region]
        listed = people.make(count, unit, men=68)
        elections = listed[: count // 5]
        _occupied(elections, _ELECTION, chance)
        _occupied(listed[len(elections) :], _SPONSORED_BY_GOVERNMENT, chance)
        for position, member in enumerate(listed):
            later = SECOND_LIST_MONTH if position >= count * 4 // 5 else FIRST_MONTH
            member.started_on = ELECTION_MONTH if position < len(elections) else later
        members += listed
    for number, count in largest_remainder(
        by_villages, {str(v.number): 1 for v in villages}
    ).items():
        village = payers[int(number) - 1]
        members += _occupied(people.make(count, village, men=35), _SPONSORED_BY_VILLAGE, chance)
    return members


def _self_paying(plan: Plan, payers: list[Payer], people: People, chance: Random) -> list[Member]:
    """Members of community groups, who pay for themselves through their group."""
    groups = [payer for payer in payers if payer.kind == EmployerKind.COMMUNITY_GROUP]
    weights = {str(group.number): chance.randint(60, 330) for group in groups}
    members: list[Member] = []
    for number, count in largest_remainder(plan.self_paying, weights).items():
        listed = people.make(count, payers[int(number) - 1], men=58)
        for member in _occupied(listed, _SELF_PAYING, chance):
            member.wage = LOWEST_INCOME * chance.choice((1, 1, 1, 2, 3))
            if chance.random() < 0.3:
                member.started_on = chance.choice(plan.changes)
        members += listed
    return members


def _with_a_second_job(
    wage_earners: list[Member], self_paying: list[Member], chance: Random
) -> list[Member]:
    """Wage earners who also pay for a work of their own: two memberships, one person."""
    steady = [
        member
        for member in wage_earners
        if member.ended_on is None and not member.payer.months_unpaid
    ]
    groups = [member.payer for member in self_paying]
    return [
        replace(
            member,
            payer=chance.choice(groups),
            wage=LOWEST_INCOME,
            occupation=chance.choice(list(_SELF_PAYING)),
            started_on=FIRST_MONTH,
            raised_to=None,
        )
        for member in chance.sample(steady, len(self_paying) // 25)
    ]


def _projects(plan: Plan, payers: list[Payer], chance: Random) -> list[Project]:
    """Contracts of firms that owe nothing; all still run on the day of the demo."""
    firms = [
        payer
        for payer in payers
        if payer.kind == EmployerKind.PRIVATE
        and payer.size in (BusinessSize.SMALL, BusinessSize.MEDIUM, BusinessSize.LARGE)
        and not payer.months_unpaid
    ]
    builders = [payer for payer in firms if payer.sector.code == "construction"] or firms
    works = ("Jalan", "Jembatan", "Drainase", "Gedung Sekolah", "Puskesmas", "Irigasi", "Dermaga")
    projects = []
    for number in range(1, plan.projects + 1):
        starts_on = early_in(chance.choice(plan.changes), chance)
        projects.append(
            Project(
                number=f"KTR-{number:04d}/2024",
                name=f"Pekerjaan {chance.choice(works)} Contoh {number:04d}",
                payer=chance.choice(builders),
                value=chance.randrange(400, 9_000) ** 2 // 2_000 * 1_000_000,
                starts_on=starts_on,
                ends_on=AS_OF + timedelta(days=chance.randint(10, 180)),
            )
        )
    return projects


def _building_workers(
    plan: Plan, projects: list[Project], people: People, chance: Random
) -> list[Member]:
    members: list[Member] = []
    weights = {str(index): chance.randint(40, 170) for index in range(len(projects))}
    for index, count in largest_remainder(plan.construction, weights).items():
        project = projects[int(index)]
        crew = people.make(count, project.payer, men=96)
        for member in crew:
            member.project = project.number
            member.started_on = project.starts_on
        members += crew
    return members
