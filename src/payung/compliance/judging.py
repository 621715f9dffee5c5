"""Judging a step: the table of the ladder, its rules, and what is told with it.

Pure in the facts that it gets: the buttons of a page, a single step and a batch of thousands are
judged by the same function.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from payung import clock
from payung.access.masking import mask_number_runs
from payung.compliance import deadlines, step_data
from payung.compliance.case_letters import Composed, compose
from payung.compliance.case_refusals import (
    CaseRefused,
    before_finding,
    before_last_step,
    in_future,
    no_reason,
    on_day_off,
    refused,
    unknown_step,
    wrong_stage,
)
from payung.compliance.facts import Facts
from payung.compliance.ladder import STEPS, Step
from payung.compliance.models import Stage
from payung.compliance.step_checks import CHECKS
from payung.documents.kinds import KINDS

SHORTEST_REASON = 5
NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True)
class Judged:
    """A step that may be taken: what it keeps, until when it runs, its letter if any."""

    facts: Facts
    step: Step
    told: dict[str, object]
    reason: str
    due_on: date | None
    letter: Composed | None


def step_named(kind: str) -> Step:
    """The row of the ladder. Raises ``CaseRefused``."""
    step = STEPS.get(kind)
    if step is None:
        raise unknown_step(kind)
    return step


def judge(
    step: Step,
    facts: Facts,
    data: Mapping[str, object],
    reason: str,
    computed: Mapping[str, object] = NOTHING,
) -> Judged:
    """The step as it will be kept. Raises ``CaseRefused`` with what stands in the way.

    ``computed`` is kept beside what was told (the sums of an inspection).
    """
    verdict = why_not(step, facts)
    if verdict is not None:
        raise verdict
    told = step_data.read(step.data, data, facts.on) | dict(computed)
    if step.needs_reason and len(reason.strip()) < SHORTEST_REASON:
        raise no_reason()
    check = CHECKS.get(step.kind)
    told |= check(facts, told) if check is not None else {}
    due_on = _due_on(step, facts, told)
    letter = compose(step.kind, step.letter, facts, told, due_on) if step.letter else None
    kept = mask_number_runs(" ".join(reason.split()))[:500]
    return Judged(facts, step, told, kept, due_on, letter)


def why_not(step: Step, facts: Facts) -> CaseRefused | None:
    """What stands in the way of a step on the day of the facts; None when it may be taken."""
    case = facts.case
    if case.stage not in step.from_stages:
        possible = ", ".join(str(stage.label) for stage in Stage if stage in step.from_stages)
        return wrong_stage(str(step.name), str(Stage(case.stage).label), possible or "–")
    verdict = _wrong_day(step, facts)
    if verdict is not None:
        return verdict
    if step.once and facts.has(step.kind):
        return refused(
            "already_taken",
            f"{step.name} sudah ada dalam perkara ini.",
            "This step was already taken in this case.",
        )
    for guard in step.guards:
        verdict = guard(facts)
        if verdict is not None:
            return verdict
    return None


def _wrong_day(step: Step, facts: Facts) -> CaseRefused | None:
    case, day, today = facts.case, facts.on, clock.today()
    if day > today:
        return in_future(day, today)
    if day < facts.found_on:
        return before_finding(day, facts.found_on)
    if case.last_step_on is not None and day < case.last_step_on:
        last = facts.steps[-1].kind if facts.steps else "OPENED"
        return before_last_step(day, case.last_step_on, str(STEPS[last].name))
    dated = bool(step.letter) and KINDS[step.letter].working_day
    if dated and deadlines.is_day_off(day, facts.days_off):
        return on_day_off(day, deadlines.working_day_from(day, facts.days_off))
    return None


def _due_on(step: Step, facts: Facts, told: Mapping[str, object]) -> date | None:
    """The end of what the step waits for; a step that stays carries the stage's end on."""
    if step.kind == "INSPECTION_NOTICE":
        return date.fromisoformat(str(told["inspection_on"]))
    if step.to is None:
        return facts.case.due_on
    return deadlines.ends_on(step.kind, facts.on, facts.days_off)
