"""Budget lines as a reader sees them: where each stands, and sums by what he asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from payung.access.permissions import VIEW_BUDGETS
from payung.access.reader import Reader
from payung.law import parameters
from payung.sponsorship import budget_refusals as refusals
from payung.sponsorship.budget_state import LineState, states
from payung.sponsorship.cost import Cost, CostRequest, YearCost, costs, cover_of, month_after
from payung.sponsorship.models import BudgetEntry, BudgetLine, FundSource, ListAct
from payung.sponsorship.reach import by_region


@dataclass(frozen=True)
class LineRow:
    """A line, where it stands, and what the plan in force costs by law (None without a plan)."""

    line: BudgetLine
    state: LineState
    cost: Cost | None

    @property
    def owner(self) -> str:
        """Whose line it is: the agency or village, else the government."""
        if self.line.village is not None:
            return self.line.village.name
        return self.line.agency.name if self.line.agency else self.line.region.name

    @property
    def by_year(self) -> tuple[YearCost, ...]:
        """The plan in force split by fiscal year."""
        return self.cost.by_year if self.cost else ()

    def due_by(self, month: date) -> int:
        """Rupiah of the months up to and with this one."""
        if self.cost is None:
            return 0
        return self.cost.persons * sum(r.total for r in self.cost.rates if r.month <= month)


@dataclass(frozen=True)
class Sums:
    """Sums of lines, whole rupiah; persons of the plans in force."""

    lines: int
    persons: int
    planned: int
    in_force: int
    paid_out: int
    realised: int

    @property
    def remaining(self) -> int:
        """What of the plans in force was not paid out."""
        return self.in_force - self.paid_out

    @property
    def paid_bp(self) -> int | None:
        """Paid out of in force, in basis points, half up; None of nothing."""
        whole = self.in_force
        return (self.paid_out * 20_000 + whole) // (2 * whole) if whole else None


@dataclass(frozen=True)
class Group:
    """The sums of the lines that have something in common."""

    key: str
    name: str
    sums: Sums


def budget_lines(
    reader: Reader,
    *,
    year: int | None = None,
    region: str | None = None,
    fund_source: str = "",
    worker_segment: str = "",
    search: str = "",
) -> list[LineRow]:
    """The lines in sight, narrowed; ``region`` holds the regions below it. Three queries."""
    reader.require(VIEW_BUDGETS)
    found = _lines().filter(by_region(reader, VIEW_BUDGETS))
    narrowing = {
        "fiscal_year": year,
        "region__pk__startswith": region,
        "fund_source": fund_source,
        "worker_segment": worker_segment,
    }
    found = found.filter(**{name: value for name, value in narrowing.items() if value})
    if search:
        found = found.filter(Q(title__icontains=search) | Q(number__icontains=search))
    return _rows(found)


def lines_of_government(reader: Reader, region: str, year: int) -> list[LineRow]:
    """The lines of one government for a fiscal year, its villages' with them."""
    reader.require(VIEW_BUDGETS)
    found = _lines().filter(by_region(reader, VIEW_BUDGETS), region=region, fiscal_year=year)
    return _rows(found)


def budget_line(reader: Reader, number: str) -> LineRow:
    """One line in sight, its ``entries`` prefetched in their order. Raises ``NotFound``."""
    reader.require(VIEW_BUDGETS)
    entries = BudgetEntry.objects.select_related("recorded_by").order_by("pk")
    found = (
        _lines()
        .filter(by_region(reader, VIEW_BUDGETS), number=number)
        .prefetch_related(Prefetch("entries", entries))
    )
    rows = _rows(found)
    if not rows:
        raise refusals.no_line(number)
    return rows[0]


def fiscal_years(reader: Reader) -> list[int]:
    """The fiscal years that have lines in sight, the newest first."""
    reader.require(VIEW_BUDGETS)
    found = BudgetLine.objects.filter(by_region(reader, VIEW_BUDGETS)).order_by("-fiscal_year")
    return list(found.values_list("fiscal_year", flat=True).distinct())


def sums_of(rows: Iterable[LineRow]) -> Sums:
    """The sums of lines."""
    listed = list(rows)
    return Sums(
        lines=len(listed),
        persons=sum(row.state.plan.persons for row in listed if row.state.plan),
        planned=sum(row.state.planned for row in listed),
        in_force=sum(row.state.in_force for row in listed),
        paid_out=sum(row.state.paid_out for row in listed),
        realised=sum(row.state.realised for row in listed),
    )


#: What lines may be summed by: the key and the name of a line's group.
BY: dict[str, Callable[[LineRow], tuple[str, str]]] = {
    "segment": lambda row: (row.line.worker_segment_id, row.line.worker_segment.name),
    "source": lambda row: (row.line.fund_source, str(FundSource(row.line.fund_source).label)),
    "agency": lambda row: (row.line.agency_id or row.line.village_id or "", row.owner),
    "region": lambda row: (row.line.region_id, row.line.region.name),
}


def grouped(rows: Sequence[LineRow], by: str) -> list[Group]:
    """The lines summed by segment, source, agency (or village) or region, the largest first."""
    names: dict[str, str] = {}
    found: dict[str, list[LineRow]] = {}
    for row in rows:
        key, name = BY[by](row)
        names[key] = name
        found.setdefault(key, []).append(row)
    groups = [Group(key, names[key], sums_of(within)) for key, within in found.items()]
    return sorted(groups, key=lambda group: (-group.sums.in_force, group.name))


def by_cover_year(rows: Sequence[LineRow]) -> list[YearCost]:
    """What the plans in force cost in each calendar year of cover, whole rupiah."""
    amounts: dict[int, int] = {}
    months: dict[int, int] = {}
    for row in rows:
        for part in row.by_year:
            amounts[part.year] = amounts.get(part.year, 0) + part.amount
            months[part.year] = max(months.get(part.year, 0), part.months)
    return [YearCost(year, months[year], amounts[year]) for year in sorted(amounts)]


@dataclass(frozen=True)
class LinesToWatch:
    """What needs an act: months that run unpaid, months that end, bills of lists unpaid."""

    unpaid: tuple[LineRow, ...]
    ending: tuple[LineRow, ...]
    billed: tuple[ListAct, ...]


def lines_to_watch(reader: Reader, on: date) -> LinesToWatch:
    """The lines that need an act on a day.

    Unpaid: less was paid out than the months so far cost. Ending: the last month ends within
    ``budget/month_ends_within_days``. Billed: lists of a line that were billed and not paid.
    """
    first = on.replace(day=1)
    running = [
        row
        for row in budget_lines(reader)
        if row.state.plan is not None and row.state.plan.last_month >= first
    ]
    until = on + timedelta(days=parameters.get("budget/month_ends_within_days", on).number)
    ending = [row for row in running if row.state.plan and _end(row.state.plan.last_month) <= until]
    unpaid = [row for row in running if row.state.paid_out < row.due_by(first)]
    return LinesToWatch(tuple(unpaid), tuple(ending), tuple(_unpaid_bills(reader)))


def _unpaid_bills(reader: Reader) -> Iterable[ListAct]:
    """The newest bill of each list that has no payment after it."""
    acts = (
        ListAct.objects.filter(
            by_region(reader, VIEW_BUDGETS, "list__region"),
            list__budget_line__isnull=False,
            kind__in=(ListAct.Kind.BILLED, ListAct.Kind.PAID),
        )
        .select_related("list__budget_line", "list__region")
        .order_by("list", "pk")
    )
    newest = {act.list_id: act for act in acts}
    return [act for act in newest.values() if act.kind == ListAct.Kind.BILLED]


def _end(month: date) -> date:
    return month_after(month, 1) - timedelta(days=1)


def _lines() -> QuerySet[BudgetLine]:
    return BudgetLine.objects.select_related("region", "agency", "village", "worker_segment")


def _rows(found: QuerySet[BudgetLine]) -> list[LineRow]:
    lines = list(found)
    standing = states(line.pk for line in lines)
    asked = [
        CostRequest(cover_of(line), plan.persons, plan.first_month, plan.months)
        for line in lines
        if (plan := standing[line.pk].plan) is not None
    ]
    by_law = iter(costs(asked))
    return [
        LineRow(line, standing[line.pk], next(by_law) if standing[line.pk].plan else None)
        for line in lines
    ]
