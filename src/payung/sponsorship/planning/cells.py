"""Groups gathered into cells: people whom every rule of the problem treats alike.

A cell is a regency, the funds bound to single villages that reach it, a segment and a decile.
Villages stay known as parts of cells, so that gathering loses nothing: any number of persons of a
cell can be shared out among its villages afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from payung.sponsorship.planning.problem import UNKNOWN_DECILE, Fund, Problem

Whole = NDArray[np.int64]
NO_DECILE_LIMIT = 10


@dataclass(frozen=True)
class Cell:
    """People alike: ``reach`` are the funds bound to villages that reach them."""

    region: str
    reach: tuple[str, ...]
    segment: str
    decile: int


@dataclass(frozen=True)
class Cells:
    """The cells with their needs, and the villages as parts of them.

    ``part_*`` are parallel: so many persons (``part_need``) of the village number ``part_village``
    belong to the cell number ``part_cell``. People without a village belong to none.
    """

    cells: tuple[Cell, ...]
    need: Whole
    region: Whole
    segment: Whole
    villages: tuple[str, ...]
    village_region: Whole
    village_need: Whole
    part_village: Whole
    part_cell: Whole
    part_need: Whole
    loose: Whole = field(repr=False)

    def __len__(self) -> int:
        return len(self.cells)


def gather(problem: Problem) -> Cells:
    """The cells of a problem, in a fixed order."""
    bound = _bound_funds(problem.funds)
    needs: dict[Cell, int] = {}
    parts: dict[tuple[str, Cell], int] = {}
    home: dict[str, str] = {}
    for group in problem.groups:
        reach = bound.get(group.village, ()) if group.village else ()
        cell = Cell(group.region, reach, group.segment, group.decile)
        needs[cell] = needs.get(cell, 0) + group.need
        if group.village:
            home[group.village] = group.region
            if group.need:
                key = (group.village, cell)
                parts[key] = parts.get(key, 0) + group.need
    return _numbered(problem, needs, parts, home)


def _bound_funds(funds: tuple[Fund, ...]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for fund in funds:
        for village in fund.villages:
            found.setdefault(village, []).append(fund.code)
    return {village: tuple(codes) for village, codes in found.items()}


def _numbered(
    problem: Problem,
    needs: dict[Cell, int],
    parts: dict[tuple[str, Cell], int],
    home: dict[str, str],
) -> Cells:
    places = {place.code: number for number, place in enumerate(problem.places)}
    segments = {segment.code: number for number, segment in enumerate(problem.segments)}
    cells = sorted(
        (cell for cell, need in needs.items() if need),
        key=lambda cell: (places[cell.region], cell.reach, segments[cell.segment], cell.decile),
    )
    number = {cell: index for index, cell in enumerate(cells)}
    villages = sorted({village for village, _ in parts})
    village_number = {village: index for index, village in enumerate(villages)}
    listed = sorted((village_number[v], number[c], need) for (v, c), need in parts.items())
    part = np.array(listed, dtype=np.int64).reshape(len(listed), 3)
    need = np.array([needs[cell] for cell in cells], dtype=np.int64)
    in_villages = np.zeros(len(cells), dtype=np.int64)
    np.add.at(in_villages, part[:, 1], part[:, 2])
    of_village = np.zeros(len(villages), dtype=np.int64)
    np.add.at(of_village, part[:, 0], part[:, 2])
    return Cells(
        cells=tuple(cells),
        need=need,
        region=np.array([places[cell.region] for cell in cells], dtype=np.int64),
        segment=np.array([segments[cell.segment] for cell in cells], dtype=np.int64),
        villages=tuple(villages),
        village_region=np.array([places[home[v]] for v in villages], dtype=np.int64),
        village_need=of_village,
        part_village=part[:, 0],
        part_cell=part[:, 1],
        part_need=part[:, 2],
        loose=need - in_villages,
    )


def reaches(fund: Fund, cell: Cell) -> bool:
    """Whether a fund's rules let it pay for the people of a cell."""
    known = cell.decile != UNKNOWN_DECILE
    return (
        (not fund.regions or cell.region in fund.regions)
        and (not fund.villages or fund.code in cell.reach)
        and (not fund.segments or cell.segment in fund.segments)
        and (fund.deciles_to == NO_DECILE_LIMIT or (known and cell.decile <= fund.deciles_to))
    )
