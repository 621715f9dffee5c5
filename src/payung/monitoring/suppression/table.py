"""Cells, and the sums that hold between them."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Cell:
    """A count or an amount, not below 0.

    ``sensitive``: it must not be known within less than ``width`` (in its own unit). ``public``:
    known already, hiding it would protect nothing. ``hidden``: not to be shown whatever else is
    (hidden in an earlier publication, or a count that is nowhere printed but follows from sums).
    ``printed`` is False for such implied counts. ``block`` names the cells among which others are
    hidden first; ``cost`` says how much is lost when the cell is hidden.
    """

    key: Hashable
    value: int
    width: int = 1
    sensitive: bool = False
    public: bool = False
    hidden: bool = False
    printed: bool = True
    block: str = ""
    cost: int = 1

    def __post_init__(self) -> None:
        if self.value < 0 or self.width < 1 or self.cost < 1:
            raise ValueError("value must not be below 0, width and cost not below 1")

    @property
    def may_be_hidden(self) -> bool:
        """Whether hiding it can protect another: not what is known, nor an empty cell."""
        return not self.public and self.value > 0


@dataclass(frozen=True)
class Equation:
    """The total is the sum of the parts plus a known difference; cells by their place."""

    total: int
    parts: tuple[int, ...]
    difference: int = 0

    @property
    def terms(self) -> tuple[tuple[int, int], ...]:
        """Places with their signs: their sum of changes is always 0."""
        return ((self.total, -1), *((part, 1) for part in self.parts))


@dataclass(frozen=True)
class Table:
    """Cells with their equations; ``ValueError`` when a sum does not hold."""

    cells: tuple[Cell, ...]
    equations: tuple[Equation, ...]

    def __post_init__(self) -> None:
        values = [cell.value for cell in self.cells]
        for one in self.equations:
            if values[one.total] != sum(values[part] for part in one.parts) + one.difference:
                raise ValueError(f"{self.cells[one.total].key} is not the sum of its parts")

    @cached_property
    def equations_of(self) -> tuple[tuple[int, ...], ...]:
        """For each cell the equations that it stands in."""
        found: list[list[int]] = [[] for _ in self.cells]
        for number, one in enumerate(self.equations):
            for place, _sign in one.terms:
                found[place].append(number)
        return tuple(tuple(numbers) for numbers in found)

    def touching(self, places: Iterable[int]) -> tuple[int, ...]:
        """The equations in which any of the cells stands."""
        of = self.equations_of
        return tuple(sorted({number for place in places for number in of[place]}))

    def group_of(self, place: int, places: Container[int]) -> set[int]:
        """The cells of ``places`` that hang together with one of them by equations."""
        group, ahead, seen = {place}, [place], set[int]()
        while ahead:
            for number in self.equations_of[ahead.pop()]:
                if number in seen:
                    continue
                seen.add(number)
                near = {one for one, _ in self.equations[number].terms if one in places} - group
                group |= near
                ahead.extend(near)
        return group

    def components(self, places: frozenset[int], only: Iterable[int]) -> list[tuple[int, ...]]:
        """The groups of ``places`` in which any of ``only`` stands."""
        left, found = set(only), []
        while left:
            group = self.group_of(left.pop(), places)
            left -= group
            found.append(tuple(sorted(group)))
        return found
