"""Regions, minimum wages and NIK prefixes, as a list needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from payung.reference import queries as reference
from payung.registry.imports.staging import fill_table
from payung.registry.imports.table import Table
from payung.registry.imports.task import Task

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper


def refuse_unknown_regencies(table: Table, key: str) -> None:
    """Refuse codes that are in no list of regencies of today."""
    codes = table.get(key)
    if codes.null_count == len(codes):
        return
    known = pa.array(sorted(reference.regency_codes()), pa.string())
    unknown = pc.and_(pc.is_valid(codes), pc.invert(pc.is_in(codes, known)))
    table.refuse(key, unknown, "regency_unknown")


def known_nik_prefixes() -> pa.Array:
    """The four-digit prefixes that NIKs may have, current and former."""
    return pa.array(sorted(reference.nik_prefixes()), pa.string())


def make_floor_wages(cursor: CursorWrapper, task: Task) -> None:
    """The table ``floor_wage`` of an import: the minimum wage of each regency in the month."""
    floors = reference.minimum_wages(task.month)
    fill_table(
        cursor,
        "floor_wage",
        {
            "region_id": (pa.array(floors.keys(), pa.string()), "text PRIMARY KEY"),
            "amount": (pa.array(floors.values(), pa.int64()), "bigint"),
        },
    )
