"""What an import is about, and what a kind of list has to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pyarrow as pa

from payung.registry.imports.matching import Layout
from payung.registry.imports.table import Table
from payung.registry.models import ImportFile

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper


@dataclass(frozen=True)
class Task:
    """One import: the file, the month of the list, the business date.

    ``allow_synthetic`` (demo and tests) takes NIKs that can belong to nobody.
    """

    import_file: ImportFile
    month: date
    today: date
    allow_synthetic: bool

    @property
    def month_end(self) -> date:
        """The last day of the month of the list."""
        return (self.month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)

    @property
    def parameters(self) -> dict[str, object]:
        """What the SQL of checks and writes may name."""
        return {
            "file": self.import_file.pk,
            "office": self.import_file.office_id,
            "month": self.month,
            "month_end": self.month_end,
            "today": self.today,
        }


@dataclass(frozen=True)
class Check:
    """A rule over the rows of ``resolved``: where it is broken, and a detail in SQL."""

    code: str
    column: str
    condition: str
    detail: str = "NULL"


Staged = Mapping[str, tuple[pa.Array, str]]


@dataclass(frozen=True)
class Kind:
    """One kind of list.

    ``prepare`` checks cells and gives the columns to stage (no plain NIK among them);
    ``resolve`` makes ``resolved`` from ``staged`` and the registry; ``checks`` are rules by row
    and ``set_checks`` queries (row_no, detail) by code and column; ``write`` takes the list and
    returns how many rows of what it wrote.
    """

    layout: Layout
    prepare: Callable[[Table, Task], Staged]
    resolve: Callable[[CursorWrapper, Task], None]
    checks: tuple[Check, ...]
    write: Callable[[CursorWrapper, Task], dict[str, int]]
    set_checks: tuple[tuple[str, str, str], ...] = ()
    needs_month: bool = False
    takes_payer: bool = False
