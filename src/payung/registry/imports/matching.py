"""Which columns a list must and may have, and under which names they are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from payung.registry.imports.readings import Reading
from payung.registry.imports.sheets import plain_header


@dataclass(frozen=True)
class Column:
    """A column of a list: our key, the headers it is found under (the first is its name), how its
    cells are read, whether it must be there and whether each cell must be filled."""

    key: str
    headers: tuple[str, ...]
    reading: Reading
    required: bool = False
    filled: bool = False


@dataclass(frozen=True)
class Layout:
    """The columns of one kind of list. Of each group in ``one_of`` at least one must be there."""

    columns: tuple[Column, ...]
    one_of: tuple[tuple[str, ...], ...] = ()
    #: Headers that are known and not kept (family, phone extensions): nobody need worry.
    ignored: tuple[str, ...] = ()
    _by_header: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_header = {
            plain_header(name): column for column in self.columns for name in column.headers
        }
        object.__setattr__(self, "_by_header", by_header)

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)

    def find(self, headers: Sequence[object]) -> dict[str, int]:
        """Where each known column is, by key; of two with one meaning the first counts."""
        places: dict[str, int] = {}
        for place, header in enumerate(headers):
            column = self._by_header.get(plain_header(header))
            if column is not None:
                places.setdefault(column.key, place)
        return places

    def missing(self, headers: Sequence[object]) -> list[str]:
        """The names of required columns that are not among the headers."""
        there = self.find(headers).keys()
        absent = [
            column.headers[0]
            for column in self.columns
            if column.required and column.key not in there
        ]
        for group in self.one_of:
            if not there & set(group):
                absent.append(" atau ".join(self.column(key).headers[0] for key in group))
        return absent

    def unknown(self, headers: Sequence[str]) -> list[str]:
        """The headers that mean nothing to us: they are told to the user, and not read."""
        ignored = {plain_header(name) for name in self.ignored}
        known = ignored | self._by_header.keys() | {""}
        return [header for header in headers if plain_header(header) not in known]
