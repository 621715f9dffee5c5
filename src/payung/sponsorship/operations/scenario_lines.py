"""From a plan to budget lines: what they would be, and one act that plans them all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung import clock
from payung.access.permissions import MANAGE_BUDGETS, PLAN_BUDGETS
from payung.access.reader import Reader
from payung.errors import PayungError
from payung.reference.models import WorkerSegment
from payung.registry.models import Segment
from payung.sponsorship.drafts import Draft
from payung.sponsorship.models import ScenarioResult
from payung.sponsorship.operations.budgets import PlannedLine, plan_budget_line
from payung.sponsorship.planning.inputs import problem_of
from payung.sponsorship.planning.problem import MONTHS_OF_YEAR, Basis
from payung.sponsorship.queries.scenarios import result_in_sight


def budget_drafts(reader: Reader, result_id: int, year: int) -> list[Draft]:
    """The budget lines that a plan's year would become: one a government, segment, fund, months.

    The owner of the fund is the government; a fund without one is the scenario's. Deciles are
    joined, since a line names a segment. Raises ``NotFound``.
    """
    reader.require(PLAN_BUDGETS)
    result = result_in_sight(reader, result_id)
    problem = problem_of(result.scenario.inputs)
    owners = {fund.code: fund.owner or result.scenario.region_id for fund in problem.funds}
    bases = {segment.code: segment.basis for segment in problem.segments}
    names = dict(WorkerSegment.objects.values_list("code", "name"))
    sums: dict[tuple[str, str, str, str, int], int] = {}
    for row in result.rows.filter(year=year):
        key = (owners[row.fund], row.segment, row.fund, row.fund_source, row.months)
        sums[key] = sums.get(key, 0) + row.persons
    return [
        _draft(
            result,
            bases[segment],
            names.get(segment, segment),
            (owner, segment, fund, source, months),
            year,
            persons,
        )
        for (owner, segment, fund, source, months), persons in sorted(sums.items())
    ]


def _draft(
    result: ScenarioResult,
    basis: Basis,
    name: str,
    key: tuple[str, str, str, str, int],
    year: int,
    persons: int,
) -> Draft:
    owner, segment, fund, source, months = key
    waged = {"monthly_wage": basis.amount, "risk_group": basis.risk_group}
    return Draft(
        region_code=owner,
        fiscal_year=year,
        title=f"Iuran JKK dan JKM {name}, {fund} ({result.scenario})"[:300],
        worker_segment=segment,
        fund_source=source,
        persons=persons,
        first_month=date(year, MONTHS_OF_YEAR - months + 1, 1),
        months=months,
        segment=int(Segment.WAGE_EARNER if basis.is_wage_earner else Segment.NON_WAGE_EARNER),
        **(waged if basis.is_wage_earner else {"monthly_income": basis.amount}),
    )


@dataclass(frozen=True)
class Written:
    """Budget lines made of a plan, and those that a rule refused, each with its reason."""

    lines: tuple[PlannedLine, ...]
    refused: tuple[tuple[Draft, PayungError], ...]


def write_budget_lines(*, actor: Reader, result_id: int, year: int) -> Written:
    """Plan the budget lines of a plan's year, each once however often this is called.

    Raises ``AccessRefused`` without MANAGE_BUDGETS, ``NotFound``. A line that a rule refuses is
    answered with its reason; the others stand.
    """
    actor.require(MANAGE_BUDGETS)
    done, failed = [], []
    for draft in budget_drafts(actor, result_id, year):
        key = f"skenario:{result_id}:{draft.content_key[4:]}"
        try:
            done.append(
                plan_budget_line(actor=actor, draft=draft, planned_on=clock.today(), key=key)
            )
        except PayungError as refusal:
            failed.append((draft, refusal))
    return Written(tuple(done), tuple(failed))
