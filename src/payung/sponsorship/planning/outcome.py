"""What a plan says, as the tables of its page: plain data that a result keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from payung.sponsorship.planning.cells import NO_DECILE_LIMIT
from payung.sponsorship.planning.effects import effects, whole_plan_effects
from payung.sponsorship.planning.exact import least_shares, shortfalls
from payung.sponsorship.planning.next_billion import next_billion
from payung.sponsorship.planning.path import path
from payung.sponsorship.planning.problem import Goal, Problem
from payung.sponsorship.planning.rates import waiting_months
from payung.sponsorship.planning.sharing import by_village
from payung.sponsorship.planning.solve import Plan

#: Shares are told in basis points.
_BASIS_POINTS = 10_000
_POOREST = 4


@dataclass(frozen=True)
class Line:
    """So many persons of a regency, segment and decile, by one fund for so many months."""

    year: int
    region: str
    segment: str
    decile: int
    fund: str
    fund_source: str
    months: int
    persons: int
    amount: int


def lines(plan: Plan) -> list[Line]:
    """The plan line by line, without villages, in the order of the funds."""
    own, problem, found = plan.frame.ways, plan.frame.problem, Counter[tuple[int, ...]]()
    cost: dict[tuple[int, ...], int] = {}
    cells = plan.frame.cells
    for way in np.flatnonzero(plan.persons):
        cell, at = int(own.cell[way]), int(own.year[way])
        key = (
            at,
            int(cells.region[cell]),
            int(cells.segment[cell]),
            cells.cells[cell].decile,
            int(own.fund[way]),
            int(own.months[way]),
        )
        found[key] += int(plan.persons[way])
        cost[key] = int(own.cost[way])
    return [
        Line(
            problem.years[at],
            problem.places[region].code,
            problem.segments[segment].code,
            decile,
            problem.funds[fund].code,
            problem.funds[fund].source,
            months,
            persons,
            persons * cost[at, region, segment, decile, fund, months],
        )
        for (at, region, segment, decile, fund, months), persons in sorted(found.items())
    ]


def outcome(plan: Plan, province: str) -> dict[str, Any]:
    """Every table of the page of a plan."""
    problem, covered = plan.frame.problem, plan.frame.covered(plan.persons)
    accidents, deaths = whole_plan_effects(plan)
    return {
        "years": _years(plan, covered, province),
        "all_accidents": asdict(accidents),
        "all_deaths": asdict(deaths),
        "places": _places(problem, plan.frame.by_place(covered)),
        "segments": _segments(plan, covered),
        "deciles": _deciles(plan, covered),
        "funds": _funds(plan),
        "villages": _villages(plan),
        "whole_villages": [int(line.sum()) for line in plan.chosen],
        "missed": _missed(plan, covered),
        "least_share": least_shares(plan.frame, covered),
        "kept": [int(np.minimum(a, b).sum()) for a, b in pairwise(covered)],
        "reasons": _reasons(plan, covered),
        "path": _path(problem),
        "more": [asdict(more) for more in next_billion(plan)],
        "sizes": {
            "cells": len(plan.frame.cells),
            "ways": len(plan.frame.ways),
            "people": int(plan.frame.cells.need.sum()),
        },
    }


def _missed(plan: Plan, covered: np.ndarray) -> list[dict[str, Any]]:
    problem, frame = plan.frame.problem, plan.frame
    return [
        {
            "place": _place(problem, one.place),
            "year": problem.years[one.year],
            "asked": one.persons,
            "short": short,
        }
        for one, short in zip(frame.targets, shortfalls(frame, covered), strict=True)
    ]


def _path(problem: Problem) -> list[dict[str, Any]]:
    return [
        {
            "place": _place(problem, step.target.place),
            "year": problem.years[step.target.year],
            "persons": step.target.persons,
            "cost": step.cost,
            "money": step.money,
            "missing": step.missing,
        }
        for step in path(problem)
    ]


def _place(problem: Problem, number: int | None) -> str:
    return "" if number is None else problem.places[number].code


def _years(plan: Plan, covered: np.ndarray, province: str) -> list[dict[str, Any]]:
    problem, spent = plan.frame.problem, plan.frame.spent(plan.persons)
    active = sum(place.active for place in problem.places)
    universe = sum(place.universe for place in problem.places)
    found = []
    for at, year in enumerate(effects(plan, province)):
        money = sum(fund.money[at] for fund in problem.funds)
        found.append(
            {
                **asdict(year),
                "money": money,
                "spent": int(spent[:, at].sum()),
                "before_bp": _share(active, universe),
                "after_bp": _share(active + int(covered[at].sum()), universe),
                "target_bp": problem.province_targets[at] if problem.province_targets else None,
            }
        )
    return found


def _share(part: int, whole: int) -> int | None:
    return part * _BASIS_POINTS // whole if whole else None


def _places(problem: Problem, by_place: np.ndarray) -> list[dict[str, Any]]:
    return [
        {
            "code": place.code,
            "universe": place.universe,
            "active": place.active,
            "persons": [int(line[number]) for line in by_place],
            "before_bp": _share(place.active, place.universe),
            "after_bp": [
                _share(place.active + int(line[number]), place.universe) for line in by_place
            ],
            "target_bp": list(place.targets),
        }
        for number, place in enumerate(problem.places)
    ]


def _segments(plan: Plan, covered: np.ndarray) -> list[dict[str, Any]]:
    cells, found = plan.frame.cells, []
    for number, segment in enumerate(plan.frame.problem.segments):
        mine = cells.segment == number
        if mine.any():
            found.append(
                {
                    "code": segment.code,
                    "danger": segment.danger,
                    "need": int(cells.need[mine].sum()),
                    "persons": [int(line[mine].sum()) for line in covered],
                }
            )
    return sorted(found, key=lambda row: -sum(row["persons"]))


def _deciles(plan: Plan, covered: np.ndarray) -> list[dict[str, Any]]:
    cells = plan.frame.cells
    own = np.array([cell.decile for cell in cells.cells])
    return [
        {
            "decile": int(decile),
            "need": int(cells.need[own == decile].sum()),
            "persons": [int(line[own == decile].sum()) for line in covered],
        }
        for decile in np.unique(own)
    ]


def _funds(plan: Plan) -> list[dict[str, Any]]:
    problem, spent = plan.frame.problem, plan.frame.spent(plan.persons)
    return [
        {
            "code": fund.code,
            "source": fund.source,
            "owner": fund.owner,
            "money": list(fund.money),
            "spent": [int(amount) for amount in spent[number]],
        }
        for number, fund in enumerate(problem.funds)
    ]


def _villages(plan: Plan) -> list[list[Any]]:
    """Code, people without cover, then for each year the persons covered."""
    cells, found = plan.frame.cells, by_village(plan)
    return [
        [code, int(cells.village_need[number]), [int(line[number]) for line in found]]
        for number, code in enumerate(cells.villages)
    ]


def _reasons(plan: Plan, covered: np.ndarray) -> list[dict[str, Any]]:
    """What the goals did not get, each with its number; empty when all got everything."""
    problem, cells, found = plan.frame.problem, plan.frame.cells, []
    left = cells.need - covered
    poor = np.array([1 <= cell.decile <= _POOREST for cell in cells.cells])
    for at, year in enumerate(problem.years):
        if Goal.POOREST in problem.goals and left[at][poor].any():
            found.append({"goal": "POOREST", "year": year, "persons": int(left[at][poor].sum())})
        if Goal.VILLAGES in problem.goals or problem.whole_villages:
            missing = len(cells.villages) - int(plan.chosen[at].sum())
            if missing:
                found.append({"goal": "VILLAGES", "year": year, "persons": missing})
        if at and Goal.CONTINUITY in problem.goals:
            dropped = int(np.maximum(covered[at - 1] - covered[at], 0).sum())
            if dropped:
                found.append({"goal": "CONTINUITY", "year": year, "persons": dropped})
    return found


def notes(problem: Problem) -> list[dict[str, Any]]:
    """What a reader should know of a problem before he believes its plan."""
    found: list[dict[str, Any]] = []
    unknown = sum(one.need for one in problem.groups if not one.decile)
    if unknown:
        found.append({"code": "unknown_decile", "persons": unknown})
    shut = [fund.code for fund in problem.funds if fund.deciles_to < NO_DECILE_LIMIT]
    if unknown and shut:
        found.append({"code": "unknown_decile_shut", "funds": shut})
    for fund in problem.funds:
        waits = _waits(problem, fund.segments)
        if waits and min(fund.months) <= 2 * waits:
            found.append(
                {
                    "code": "short_cover",
                    "fund": fund.code,
                    "months": min(fund.months),
                    "waiting": waits,
                }
            )
    return found


def _waits(problem: Problem, segments: Sequence[str]) -> int:
    return max(
        (
            waiting_months(one.basis, problem.years[0])
            for one in problem.segments
            if not segments or one.code in segments
        ),
        default=0,
    )
