"""What a question and its answer are made of: columns with their kinds, rows, totals, headline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from payung.access.reader import Reader
from payung.monitoring.models import Unit


class Kind(StrEnum):
    """How a cell is written: all values are whole numbers, dates or words."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"  # rupiah
    DAY = "day"
    SHARE = "share"  # basis points
    POINTS = "points"  # a difference of two shares, basis points
    FIGURE = "figure"  # a ``Printed`` value: a number in the unit of its indicator


@dataclass(frozen=True)
class Column:
    """A column of an answer. ``total``: the rows add up; ``of`` names two columns whose totals
    give the total of a share."""

    code: str
    name: object
    kind: Kind = Kind.TEXT
    total: bool = False
    of: tuple[str, str] | None = None


@dataclass(frozen=True)
class Printed:
    """A number of whatever unit its indicator has (``monitoring.models.Unit``)."""

    value: int
    unit: str

    @property
    def kind(self) -> Kind:
        """As which kind of cell it is written."""
        return _KINDS.get(self.unit, Kind.COUNT)


#: Units that are no counts.
_KINDS = {Unit.BASIS_POINTS.value: Kind.SHARE, Unit.RUPIAH.value: Kind.MONEY}


@dataclass(frozen=True)
class About:
    """What a row is about, so that a page can lead there: region, case, mandate, list ..."""

    kind: str
    key: str


@dataclass(frozen=True)
class Row:
    """One row of an answer: its cells in the order of the columns, and what it is about."""

    cells: tuple[object, ...]
    about: About | None = None


@dataclass(frozen=True)
class Headline:
    """One of the few figures that answer a question in a glance."""

    name: object
    value: object
    kind: Kind = Kind.COUNT


@dataclass(frozen=True)
class Asked:
    """Who asks, about which region (None: all in sight), as of which day."""

    reader: Reader
    region: str | None
    on: date


@dataclass(frozen=True)
class Answer:
    """A table with its totals. ``notes`` say which dated rules and limits it rests on."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[object, ...]
    headline: tuple[Headline, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A saved question. Whoever lacks one of the ``permissions`` sees it without its answer.

    ``uses_day`` is false where the answer is that of the books as they stand.
    """

    number: int
    text: object
    meaning: object
    permissions: tuple[str, ...]
    ask: Callable[[Asked], Answer] = field(repr=False)
    uses_day: bool = True


def table(
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    headline: Sequence[Headline] = (),
    notes: Sequence[str] = (),
) -> Answer:
    """An answer with the totals of its columns."""
    listed = tuple(rows)
    sums: dict[str, int] = {}
    for at, column in enumerate(columns):
        if column.total:
            sums[column.code] = sum(_whole(row.cells[at]) for row in listed)
    totals = tuple(_total(column, sums) for column in columns)
    return Answer(tuple(columns), listed, totals, tuple(headline), tuple(notes))


def share(part: int, whole: int) -> int | None:
    """Basis points, half up; None of nothing."""
    return (part * 20_000 + whole) // (2 * whole) if whole else None


def places_of(reader: Reader, permission: str, region: str | None) -> list[str | None]:
    """The region asked for; else the nation, or the provinces of whoever is bound to some."""
    if region is not None:
        return [region]
    scopes = [scope for scope in reader.scopes if permission in scope.permissions]
    if any(scope.is_nation for scope in scopes):
        return [None]
    return list(dict.fromkeys(code[:2] for scope in scopes for code in sorted(scope.regions)))


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _total(column: Column, sums: dict[str, int]) -> object:
    if column.of is not None:
        return share(sums[column.of[0]], sums[column.of[1]])
    return sums.get(column.code)
