"""Which cells are hidden: the small ones, and the fewest others that keep them from being told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import highspy

from payung.monitoring.suppression.bounds import NOISE, audit, changes, protected
from payung.monitoring.suppression.table import Table


class Why(StrEnum):
    """Why a cell is hidden. Never published: it would tell which of the hidden are small."""

    SMALL = "SMALL"
    PROTECTS = "PROTECTS"  # else a small one could be worked out
    EARLIER = "EARLIER"  # hidden in an earlier publication of the same figures


@dataclass(frozen=True)
class Pattern:
    """What is hidden, by the cell's place, and why.

    ``narrow`` are small cells that could not be given the whole width because too much around
    them is known already from earlier publications. Those that can be worked out exactly, or were
    public themselves, stand in ``told`` as well.
    """

    why: dict[int, Why]
    narrow: frozenset[int] = frozenset()
    told: frozenset[int] = frozenset()

    @property
    def hidden(self) -> frozenset[int]:
        """The places of all hidden cells."""
        return frozenset(self.why)


def protect(table: Table) -> Pattern:
    """Hide the sensitive cells, and what must be hidden with them, at least loss.

    For each sensitive cell the cheapest way is found by which the table could as well hold a
    value one width above it, first among the cells of its block, then of the whole table; what
    such a way changes is hidden. Then whatever protects nothing is shown again.
    """
    cells = table.cells
    hidden = {
        place
        for place, cell in enumerate(cells)
        if (cell.hidden or cell.sensitive) and not cell.public
    }
    begun = frozenset(hidden)
    sensitive = [place for place in hidden if cells[place].sensitive]
    blocks: dict[str, list[int]] = {}
    for place, cell in enumerate(cells):
        blocks.setdefault(cell.block, []).append(place)
    for place in sorted(sensitive, key=lambda one: (-cells[one].width, one)):
        for scope in (blocks[cells[place].block], range(len(cells))):
            way = _way(table, hidden, place, scope)
            if way is not None:
                hidden |= way
                break
        else:
            hidden |= _around(table, place)
    _show_again(table, hidden, begun)
    return _explained(table, frozenset(hidden))


def _way(table: Table, hidden: set[int], target: int, scope: Sequence[int]) -> set[int] | None:
    """The cells that change together with the target rising by its width; None if none can."""
    cells = table.cells
    places = [one for one in scope if one in hidden or cells[one].may_be_hidden]
    costs = [0.0 if one in hidden else float(cells[one].cost) for one in places]
    solver = changes(table, places, cells[target].width, costs)
    column = places.index(target)
    solver.changeColBounds(column, 1.0, 1.0)
    solver.changeColBounds(len(places) + column, 0.0, 0.0)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    moved = solver.getSolution().col_value
    return {
        one
        for place, one in enumerate(places)
        if moved[place] > NOISE or moved[len(places) + place] > NOISE
    }


def _around(table: Table, target: int) -> set[int]:
    """All that hangs together with a cell and may be hidden: for what no single way protects."""
    able = frozenset(
        place for place, cell in enumerate(table.cells) if cell.may_be_hidden or place == target
    )
    return table.group_of(target, able)


def _show_again(table: Table, hidden: set[int], begun: frozenset[int]) -> None:
    """Show what protects nothing: each protecting cell, the costliest first, is tried."""
    small = {place for place in begun if table.cells[place].sensitive}
    spans = audit(table, frozenset(hidden), small) if small else {}
    needed = {one: min(table.cells[one].width, spans[one].width) for one in small}
    for place in sorted(hidden - begun, key=lambda one: (-table.cells[one].cost, one)):
        beside = {
            one
            for number in table.equations_of[place]
            for one, _sign in table.equations[number].terms
        }
        group = table.group_of(place, hidden)
        near = sorted(group & small, key=lambda one: (one not in beside, one))
        if protected(table, group - {place}, {one: needed[one] for one in near}):
            hidden.discard(place)


def _explained(table: Table, hidden: frozenset[int]) -> Pattern:
    cells = table.cells
    sensitive = [place for place in hidden if cells[place].sensitive]
    spans = audit(table, hidden, sensitive) if sensitive else {}
    known = {place for place, cell in enumerate(cells) if cell.sensitive and cell.public}
    narrow = {one for one in sensitive if spans[one].width < cells[one].width}
    why = {
        place: Why.SMALL
        if cells[place].sensitive
        else Why.EARLIER
        if cells[place].hidden and cells[place].printed
        else Why.PROTECTS
        for place in (*hidden, *known)
    }
    told = known | {one for one in narrow if not spans[one].width}
    return Pattern(why, frozenset(narrow | known), frozenset(told))
