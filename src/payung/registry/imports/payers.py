"""Who pays for the rows of a list: an NPP in each row, or the payer chosen at upload."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from payung.registry.imports.table import Table
from payung.registry.imports.task import Staged, Task


def employer_columns(table: Table, task: Task) -> Staged:
    """The columns ``npp`` and ``division`` to stage; a row without an NPP has the file's payer."""
    payer = task.import_file.payer
    number = table.get("npp")
    division: pa.Array = pc.fill_null(table.get("division"), "000")
    if payer is not None:
        absent = pc.is_null(number)
        division = pc.if_else(absent, payer.division, division)
        number = pc.fill_null(number, payer.registration_number)
    return {"npp": (number, "text"), "division": (division, "text")}
