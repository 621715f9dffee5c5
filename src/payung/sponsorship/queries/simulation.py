"""What covering groups of people would cost, without writing anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from payung.reference.models import WorkerSegment
from payung.sponsorship import budget_refusals as refusals
from payung.sponsorship.cost import Cost, YearCost
from payung.sponsorship.cover_checks import refuse_cover
from payung.sponsorship.draft_checks import refuse_counts
from payung.sponsorship.drafts import Draft
from payung.sponsorship.notices import Notice, cost_notices, fund_notices


@dataclass(frozen=True)
class SimulatedRow:
    """One group: the draft with its base, its cost and what to know of it."""

    draft: Draft
    worker: WorkerSegment
    cost: Cost
    notices: tuple[Notice, ...]


@dataclass(frozen=True)
class Simulation:
    """All groups together, whole rupiah."""

    rows: tuple[SimulatedRow, ...]

    @property
    def persons(self) -> int:
        """Persons of all groups; who is in two groups is counted twice."""
        return sum(row.cost.persons for row in self.rows)

    @property
    def total(self) -> int:
        """The cost of all groups and months."""
        return sum(row.cost.total for row in self.rows)

    @property
    def by_year(self) -> tuple[YearCost, ...]:
        """The cost by fiscal year; months are the most of any group."""
        amounts: dict[int, tuple[int, int]] = {}
        for part in (part for row in self.rows for part in row.cost.by_year):
            months, amount = amounts.get(part.year, (0, 0))
            amounts[part.year] = (max(months, part.months), amount + part.amount)
        return tuple(YearCost(year, *amounts[year]) for year in sorted(amounts))

    @property
    def by_source(self) -> dict[str, int]:
        """The cost by source of money."""
        found: dict[str, int] = {}
        for row in self.rows:
            source = row.draft.fund_source
            found[source] = found.get(source, 0) + row.cost.total
        return found


def simulate(drafts: Sequence[Draft]) -> Simulation:
    """What the groups cost by law, with explanations and warnings; reads no line, writes none.

    The drafts need no government. Raises ``BudgetRefused`` for an unknown segment or source, for
    counts out of bounds and programmes that the law does not offer; ``LawError``.
    """
    workers = WorkerSegment.objects.in_bulk({draft.worker_segment for draft in drafts})
    return Simulation(tuple(_row(draft, workers) for draft in drafts))


def _row(draft: Draft, workers: dict[str, WorkerSegment]) -> SimulatedRow:
    worker = workers.get(draft.worker_segment)
    if worker is None:
        raise refusals.worker_segment(draft.worker_segment)
    refusals.refuse_unknown_source(draft.fund_source)
    refuse_counts(draft.persons, draft.first_month, draft.months)
    based = draft.with_base(worker)
    refuse_cover(
        based.cover(worker),
        first_month=based.first_month,
        by_village=based.fund_source == "VILLAGE_BUDGET",
    )
    found = based.cost(worker)
    notices = (
        *cost_notices(found, fiscal_year=based.fiscal_year),
        *fund_notices(based.fund_source, worker.pk, worker.name, based.first_month),
    )
    return SimulatedRow(based, worker, found, notices)
