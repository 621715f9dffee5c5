"""Where a budget line stands: told by its entries, the newest plan and the sums of the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from payung.sponsorship.cost import month_after
from payung.sponsorship.models import BudgetEntry

_Kind = BudgetEntry.Kind


@dataclass(frozen=True)
class PlanInForce:
    """Persons and months of the newest planned or changed entry, and its rupiah."""

    persons: int
    first_month: date
    months: int
    amount: int

    @property
    def last_month(self) -> date:
        """The last contribution month."""
        return month_after(self.first_month, self.months - 1)


@dataclass(frozen=True)
class LineState:
    """Whole rupiah: first planned, in force now, paid out, realised; ``plan`` None before any."""

    planned: int = 0
    plan: PlanInForce | None = None
    paid_out: int = 0
    realised: int = 0
    paid_persons: int = 0
    changes: int = 0

    @property
    def in_force(self) -> int:
        """The amount of the plan in force."""
        return self.plan.amount if self.plan else 0

    @property
    def remaining(self) -> int:
        """What of the plan in force was not paid out yet."""
        return self.in_force - self.paid_out


@dataclass
class _Folding:
    planned: int = 0
    plan: PlanInForce | None = None
    changes: int = 0
    sums: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    paid_persons: int = 0


def state_of(entries: Iterable[BudgetEntry]) -> LineState:
    """The state after these entries of one line, in the order of their ids."""
    told = _Folding()
    for entry in entries:
        if entry.kind in (_Kind.PLANNED, _Kind.CHANGED):
            told.plan = PlanInForce(entry.persons, entry.first_month, entry.months, entry.amount)
            told.planned = told.planned if entry.kind == _Kind.CHANGED else entry.amount
            told.changes += entry.kind == _Kind.CHANGED
        else:
            told.sums[entry.kind] += entry.amount
        if entry.kind == _Kind.PAID_OUT:
            told.paid_persons = max(told.paid_persons, entry.persons)
    return LineState(
        planned=told.planned,
        plan=told.plan,
        paid_out=told.sums[_Kind.PAID_OUT],
        realised=told.sums[_Kind.REALISED],
        paid_persons=told.paid_persons,
        changes=told.changes,
    )


def states(line_ids: Iterable[int]) -> dict[int, LineState]:
    """The states of many lines by id; one query."""
    by_line: dict[int, list[BudgetEntry]] = {pk: [] for pk in line_ids}
    for entry in BudgetEntry.objects.filter(line__in=list(by_line)).order_by("line", "pk"):
        by_line[entry.line_id].append(entry)
    return {pk: state_of(entries) for pk, entries in by_line.items()}
