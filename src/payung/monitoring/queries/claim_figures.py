"""Claims in numbers for whoever may see aggregates: small counts hidden, what was published beside.

Outside the fund a province with one death claim of a programme would tell one family's benefit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from payung.access.permissions import VIEW_CLAIMS, VIEW_COVERAGE
from payung.access.reader import Reader
from payung.claims.queries.statistics import Counted, Statistics, statistics
from payung.monitoring.figure import Figure
from payung.monitoring.models import Method, Observation
from payung.monitoring.open_data.counts import Rules
from payung.monitoring.open_data.guarding import rules_on
from payung.monitoring.queries.observations import latest
from payung.monitoring.suppression import Cell, Equation, Table, protect

CASES, PAID = "CLAIMS_CASES", "CLAIMS_PAID"
Place = tuple["str | None", "int | None"]
#: How much more is lost with a sum than with one of its parts.
_SUM_COST = 64


@dataclass(frozen=True)
class GuardedStatistics:
    """Statistics as a reader may see them: ``hidden`` cells and months are told as "few"."""

    found: Statistics
    hidden: frozenset[Place]
    hidden_months: frozenset[date]
    smallest: int

    def counted(self, province: str | None, programme: int | None) -> Counted | None:
        """A cell, zero where nothing was paid; None where it is hidden."""
        place = province, programme
        return None if place in self.hidden else self.found.cells.get(place, Counted())


@dataclass(frozen=True)
class PublishedRow:
    """A province's published figures, and what our books paid there in the same span (None:
    nothing of that span is in our books, or too few)."""

    region: str
    amount: Figure
    cases: Figure | None
    own: Counted | None


@dataclass(frozen=True)
class PublishedTable:
    """The newest table of claims that was published for several provinces, row by row."""

    first: date
    last: date
    rows: tuple[PublishedRow, ...]

    @property
    def amount(self) -> int:
        """Rupiah of all its provinces."""
        return sum(row.amount.value for row in self.rows)

    @property
    def cases(self) -> int:
        """Cases of all its provinces."""
        return sum(row.cases.value for row in self.rows if row.cases)


def guarded_statistics(reader: Reader, *, first: date, last: date) -> GuardedStatistics:
    """Claims by province and programme between two days.

    Who sees claims sees every cell; for all others cells of few cases are hidden, and as many more
    that they cannot be worked out (parameters ``monitoring/open_*``). ``AccessRefused`` without
    VIEW_COVERAGE.
    """
    found = statistics(reader, first=first, last=last)
    rules = rules_on(last)
    if reader.can(VIEW_CLAIMS):
        return GuardedStatistics(found, frozenset(), frozenset(), rules.smallest)
    cells = _hidden(found, rules, value=False) | _hidden(found, rules, value=True)
    return GuardedStatistics(found, cells, _hidden_months(found, rules), rules.smallest)


def _hidden(found: Statistics, rules: Rules, *, value: bool) -> frozenset[Place]:
    """The places to hide so that no small count (or its value) can be worked out."""
    places = list(found.cells)
    values = [one.amount if value else one.cases for one in found.cells.values()]
    cells = tuple(
        Cell(
            place,
            number,
            width=rules.width_of(number) if value else rules.width,
            sensitive=number > 0 and rules.is_small(found.cells[place].cases),
            cost=1 + _SUM_COST * sum(1 for one in place if one is None),
        )
        for place, number in zip(places, values, strict=True)
    )
    table = Table(cells, tuple(_sums(places, values)))
    return frozenset(places[number] for number in protect(table).hidden)


def _sums(places: Sequence[Place], values: Sequence[int]) -> Iterator[Equation]:
    """A province is the sum of its programmes, a programme that of its provinces; a claim that is
    paid under two programmes is one case of the province: the difference is known."""
    for total, (province, programme) in enumerate(places):
        for axis, other in ((0, programme), (1, province)):
            if places[total][axis] is not None:
                continue
            parts = tuple(
                number
                for number, place in enumerate(places)
                if place[axis] is not None and place[1 - axis] == other
            )
            if parts:
                yield Equation(total, parts, values[total] - sum(values[one] for one in parts))


def _hidden_months(found: Statistics, rules: Rules) -> frozenset[date]:
    """Months of few cases; one alone would be what the others leave of the whole."""
    fewest = sorted(found.months, key=lambda one: (one[1].cases, one[0]))
    hidden = [month for month, one in fewest if rules.is_small(one.cases)]
    if len(hidden) == 1:
        hidden = [month for month, _ in fewest[:2]]
    return frozenset(hidden)


def published_table(reader: Reader) -> PublishedTable | None:
    """The newest span for which figures of several provinces were reported, beside our own books.

    None while nothing was reported. ``AccessRefused`` without VIEW_COVERAGE.
    """
    reader.require(VIEW_COVERAGE)
    span = _newest_span()
    if span is None:
        return None
    first, last, regions = span
    figures = {
        (figure.code, figure.region): figure
        for figure in latest(
            reader, codes=(CASES, PAID), regions=regions, as_of=last, parts=("",)
        ).values()
        if (figure.period_from, figure.as_of) == (first, last)
    }
    own = guarded_statistics(reader, first=first, last=last)
    rows = tuple(
        PublishedRow(region, figures[PAID, region], figures.get((CASES, region)), _own(own, region))
        for region in regions
        if (PAID, region) in figures
    )
    ordered = sorted(rows, key=lambda row: (-row.amount.value, row.region))
    return PublishedTable(first, last, tuple(ordered)) if rows else None


def _own(own: GuardedStatistics, region: str) -> Counted | None:
    found = own.counted(region, None)
    return found if found and found.cases else None


def _newest_span() -> tuple[date, date, list[str]] | None:
    """The span whose end is the newest among those reported for more than one province."""
    told = Observation.objects.filter(
        definition__code=PAID, method=Method.REPORTED, part="", period_from__isnull=False
    ).filter(region__parent__isnull=True, region__isnull=False)
    spans: dict[tuple[date, date], set[str]] = defaultdict(set)
    for first, last, region in told.values_list("period_from", "as_of", "region_id"):
        spans[first, last].add(region)
    several = [span for span, regions in spans.items() if len(regions) > 1]
    if not several:
        return None
    first, last = max(several, key=lambda span: (span[1], len(spans[span])))
    return first, last, sorted(spans[first, last])
