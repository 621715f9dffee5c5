"""Taking in a sheet row by row: all of its rows, or none while one must be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction

from payung.errors import PayungError
from payung.reference.files import Row


@dataclass(frozen=True)
class RowAnswer:
    """What became of a row: it was new, it stood already, or why it cannot be taken."""

    number: int
    text: str
    is_new: bool
    refusal: PayungError | None


@dataclass(frozen=True)
class SheetAnswer:
    """A sheet's rows with their answers; ``written`` only when every row stands."""

    rows: tuple[RowAnswer, ...]
    written: bool

    @property
    def refused(self) -> tuple[RowAnswer, ...]:
        """The rows that must be mended."""
        return tuple(row for row in self.rows if row.refusal is not None)

    @property
    def new(self) -> tuple[RowAnswer, ...]:
        """The rows that were not on record."""
        return tuple(row for row in self.rows if row.is_new)


class _NotWritten(Exception):
    """Takes back the rows of a sheet of which one was refused."""


def take_rows(
    rows: Iterable[Row], *, named: tuple[str, ...], take: Callable[[Row], bool]
) -> SheetAnswer:
    """Take in all rows, or none. ``take`` records one and says whether it was new, or refuses it.

    ``named`` are the columns by which a row is named in its answer.
    """
    answers: list[RowAnswer] = []
    try:
        with transaction.atomic():
            answers += [_answer(row, named, take) for row in rows]
            if any(answer.refusal for answer in answers):
                raise _NotWritten
    except _NotWritten:
        return SheetAnswer(tuple(answers), written=False)
    return SheetAnswer(tuple(answers), written=True)


def _answer(row: Row, named: tuple[str, ...], take: Callable[[Row], bool]) -> RowAnswer:
    told = " · ".join(row.cells[name] for name in named)
    try:
        with transaction.atomic():
            return RowAnswer(row.number, told, take(row), None)
    except PayungError as refusal:
        return RowAnswer(row.number, told, False, refusal)
