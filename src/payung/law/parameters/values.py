"""What a parameter is: a legal number and its values by date."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from payung.law.errors import LawError

Scalar = int | str | bool | date | None
Row = Mapping[str, Scalar]

LAW = "LAW"
OFFICE = "OFFICE"
PROPOSAL = "PROPOSAL"


@dataclass(frozen=True)
class Value:
    """One legal number during one period, with the article that sets it.

    ``content`` is an integer in the parameter's ``unit``, a truth value, a date, a code, or the
    rows of a table. ``confidence`` grades the number and the citation (``H/M``: number certain,
    article to be checked). ``None``: the law sets a number that was not read from its text yet;
    an office may enter it. ``origin`` is ``LAW``, ``OFFICE`` (an office's own dated value) or
    ``PROPOSAL`` (a reform that is only compared).
    """

    name: str
    unit: str
    content: Scalar | tuple[Row, ...]
    valid_from: date
    valid_to: date | None
    article: str
    source: str
    confidence: str
    origin: str = LAW
    renewed_every_months: int | None = None

    @property
    def is_read(self) -> bool:
        """Whether the number is known; ``False`` while its text has not been read."""
        return self.content is not None

    @property
    def number(self) -> int:
        """The content as an integer in the parameter's unit; ``TypeError`` for other units."""
        if isinstance(self.content, bool) or not isinstance(self.content, int):
            raise TypeError(f"{self.name} is not a number")
        return self.content

    @property
    def divisor(self) -> int:
        """The number when something is divided by it; ``LawError`` when an office set it to 0."""
        if self.number < 1:
            raise LawError(
                "parameter_divides",
                f"{self.name}: ditemukan {self.number}, padahal pembagi paling sedikit 1.",
                f"{self.name}: found {self.number}, but it divides and must be 1 or more.",
                name=self.name,
                found=self.number,
            )
        return self.number

    @property
    def is_true(self) -> bool:
        """The content of a ``yes_no`` parameter; ``TypeError`` for other units."""
        if not isinstance(self.content, bool):
            raise TypeError(f"{self.name} is not a truth value")
        return self.content

    @property
    def day(self) -> date:
        """The content of a ``date`` parameter; ``TypeError`` for other units."""
        if not isinstance(self.content, date):
            raise TypeError(f"{self.name} is not a date")
        return self.content

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of a ``table`` parameter; ``TypeError`` for other units."""
        if not isinstance(self.content, tuple):
            raise TypeError(f"{self.name} is not a table")
        return self.content

    @property
    def is_uncertain(self) -> bool:
        """Whether the number or its citation is still to be checked against the gazette."""
        return any(grade in "ML" for grade in self.confidence.split("/"))

    @property
    def is_number_uncertain(self) -> bool:
        """Whether the number itself, not only its citation, is still to be checked."""
        return self.confidence[0] != "H"

    def is_outdated(self, on: date) -> bool:
        """Whether a value that the law renews regularly is used beyond its expected renewal."""
        if self.renewed_every_months is None or self.valid_to is not None:
            return False
        elapsed = (on.year - self.valid_from.year) * 12 + on.month - self.valid_from.month
        return elapsed >= self.renewed_every_months


@dataclass(frozen=True)
class Parameter:
    """A legal number: its meaning in two languages, its unit, its values in order of date.

    For a table, ``columns`` gives the unit of each column and ``table_rules`` which column is a
    unique key, a lower bound, or a pair of bounds without gap.
    """

    name: str
    label_id: str
    label_en: str
    unit: str
    values: tuple[Value, ...]
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    table_rules: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    note_id: str = ""
    note_en: str = ""

    def find(self, on: date) -> Value | None:
        """The value in force on that day, or ``None`` outside the periods of the parameter."""
        position = bisect_right(self.values, on, key=lambda value: value.valid_from)
        if position == 0:
            return None
        value = self.values[position - 1]
        return None if value.valid_to is not None and on > value.valid_to else value

    def get(self, on: date) -> Value:
        """The value in force on that day; ``LawError`` when the law sets none."""
        value = self.find(on)
        if value is None:
            first = self.values[0].valid_from
            raise LawError(
                "parameter_not_in_force",
                f"Parameter {self.name} tidak berlaku pada {on.isoformat()} "
                f"(nilai pertama berlaku mulai {first.isoformat()}).",
                f"Parameter {self.name} is not in force on {on.isoformat()} "
                f"(its first value starts on {first.isoformat()}).",
                name=self.name,
                on=on.isoformat(),
                first=first.isoformat(),
            )
        return value
