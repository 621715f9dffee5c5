"""A problem as plain data (JSON), and back: what a scenario keeps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from payung.sponsorship.planning.problem import (
    Basis,
    Fund,
    Goal,
    Group,
    Place,
    Problem,
    Segment,
    refused,
)

#: The shape of the data; a later shape gets another number.
SHAPE = 1


def data_of(problem: Problem) -> dict[str, Any]:
    """A problem as data that JSON holds exactly."""
    found = asdict(problem)
    found["groups"] = [
        [one.region, one.village, one.segment, one.decile, one.eligible, one.covered]
        for one in problem.groups
    ]
    found["goals"] = [goal.value for goal in problem.goals]
    plain: dict[str, Any] = json.loads(json.dumps(found))
    return {"shape": SHAPE, **plain}


def problem_of(data: Mapping[str, Any]) -> Problem:
    """The problem that data describes. Raises ``PlanningRefused`` for what it cannot mean."""
    try:
        return Problem(
            years=tuple(data["years"]),
            places=tuple(
                Place(one["code"], one["universe"], one["active"], tuple(one["targets"]))
                for one in data["places"]
            ),
            segments=tuple(
                Segment(one["code"], Basis(**one["basis"]), one["danger"])
                for one in data["segments"]
            ),
            groups=tuple(
                Group(region, segment, decile, eligible, covered, village)
                for region, village, segment, decile, eligible, covered in data["groups"]
            ),
            funds=tuple(Fund(**_tuples(one)) for one in data["funds"]),
            goals=tuple(Goal(goal) for goal in data["goals"]),
            province_targets=tuple(data["province_targets"]),
            whole_villages=data["whole_villages"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise refused(
            "plan_data",
            f"Data skenario tidak terbaca: {error}.",
            f"The data of the scenario cannot be read: {error}.",
        ) from error


def _tuples(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
        for name, value in one.items()
    }


def digest(data: Mapping[str, Any], time_limit: int, gap: int) -> str:
    """What tells two questions apart."""
    told = json.dumps([data, time_limit, gap], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()
