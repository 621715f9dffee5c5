"""Acts on scenarios: keep one, and solve it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from payung.access.audit import acting
from payung.access.permissions import PLAN_BUDGETS
from payung.access.reader import Reader
from payung.law import parameters
from payung.sponsorship.errors import PlanningRefused
from payung.sponsorship.models import Scenario, ScenarioResult, ScenarioRow
from payung.sponsorship.planning.inputs import digest, problem_of
from payung.sponsorship.planning.outcome import lines, notes, outcome
from payung.sponsorship.planning.problem import refused
from payung.sponsorship.planning.rates import check_months
from payung.sponsorship.planning.solve import solve
from payung.sponsorship.queries.scenarios import result_of, scenario
from payung.sponsorship.reach import region_to_act_for

#: Class of the advisory locks that number the versions of a name ("scen").
_VERSIONS = 0x7363656E
LONGEST_TIME, LARGEST_GAP = 600, 100_000
_ROWS_AT_ONCE = 5_000


@dataclass(frozen=True)
class Kept:
    """A scenario that was kept; ``repeated`` when the newest version asks the same already."""

    scenario: Scenario
    repeated: bool


@transaction.atomic
def keep_scenario(
    *,
    actor: Reader,
    region_code: str,
    name: str,
    inputs: Mapping[str, Any],
    time_limit: int = 60,
    gap: int = 100,
    note: str = "",
) -> Kept:
    """Keep what a government asks of the planner, as the next version of its name.

    ``inputs`` as of ``planning.inputs.data_of``. The same question as the newest version keeps
    nothing. Raises ``AccessRefused`` without PLAN_BUDGETS there, ``PlanningRefused`` for what
    cannot be meant (with what was found), and covers shorter than the law asks.
    """
    region = region_to_act_for(actor, region_code, PLAN_BUDGETS)
    name = _checked_name(name)
    _check_limits(time_limit, gap)
    check_months(problem_of(inputs))
    _lock(region.pk, name)
    newest = Scenario.objects.filter(region=region, name=name).order_by("-version").first()
    own = digest(inputs, time_limit, gap)
    if newest is not None and newest.digest == own:
        return Kept(newest, repeated=True)
    version = newest.version + 1 if newest else 1
    with acting(actor, f"Skenario {name} v{version}"):
        kept = Scenario.objects.create(
            region=region,
            name=name,
            version=version,
            inputs=dict(inputs),
            digest=own,
            time_limit=time_limit,
            gap=gap,
            note=" ".join(note.split())[:500],
            made_by=actor.user,
        )
    return Kept(kept, repeated=False)


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not 1 <= len(name) <= 120:
        raise refused(
            "plan_name", "Beri skenario nama 1 sampai 120 huruf.", "Name it with 1 to 120 letters."
        )
    return name


def _check_limits(time_limit: int, gap: int) -> None:
    if not 1 <= time_limit <= LONGEST_TIME or not 0 <= gap <= LARGEST_GAP:
        raise refused(
            "plan_limits",
            f"Batas waktu 1 sampai {LONGEST_TIME} detik, selisih 0 sampai {LARGEST_GAP} perjuta; "
            f"ditemukan {time_limit} dan {gap}.",
            f"A time limit of 1 to {LONGEST_TIME} seconds and a gap of 0 to {LARGEST_GAP} parts "
            f"per million are expected; found {time_limit} and {gap}.",
        )


def solve_scenario(*, actor: Reader, scenario_id: int) -> ScenarioResult:
    """Solve a scenario under the law in force, once; the same law again gives the same result.

    A problem that cannot be solved is a result of its own with the reason. Raises
    ``AccessRefused`` and ``NotFound``. Solving happens outside any transaction.
    """
    actor.require(PLAN_BUDGETS)
    found = scenario(actor, scenario_id)
    law = parameters.in_use().fingerprint
    if (there := result_of(found, law)) is not None:
        return there
    try:
        problem = problem_of(found.inputs)
        plan = solve(problem, time_limit=found.time_limit, gap=found.gap)
    except PlanningRefused as refusal:
        told = {"refusal": {"id": refusal.message_id, "en": refusal.message_en}}
        status = ScenarioResult.Status.REFUSED
        return _keep(actor, found, [], status=status, law=law, outcome=told)
    told = {**outcome(plan, found.region_id[:2]), "notes": notes(problem)}
    return _keep(
        actor,
        found,
        lines(plan),
        status=plan.status,
        points=plan.points,
        bound=plan.bound,
        gap_ppm=plan.gap_ppm,
        milliseconds=int(plan.seconds * 1000),
        law=plan.law,
        outcome=told,
    )


@transaction.atomic
def _keep(actor: Reader, of: Scenario, found: Sequence[Any], **fields: Any) -> ScenarioResult:
    _lock(of.region_id, of.name)
    there = result_of(of, fields["law"])
    if there is not None:
        return there
    with acting(actor, f"Hasil skenario {of}"):
        result = ScenarioResult.objects.create(scenario=of, solved_by=actor.user, **fields)
        rows = [
            ScenarioRow(result=result, region_id=line.region, **_fields(line)) for line in found
        ]
        ScenarioRow.objects.bulk_create(rows, batch_size=_ROWS_AT_ONCE)
    return result


def _fields(line: Any) -> dict[str, Any]:
    return {
        name: getattr(line, name)
        for name in (
            *("year", "segment", "decile", "fund", "fund_source", "months", "persons", "amount"),
        )
    }


def _lock(region: str, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_VERSIONS, f"{region} {name}"]
        )
