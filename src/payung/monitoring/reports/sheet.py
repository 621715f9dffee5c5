"""One sheet that is being written: headings, cells by kind, formulas with their present value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

#: The row of the headings, counted from 0; above it stand the title and what it means.
HEAD: Final = 3


@dataclass(frozen=True)
class Column:
    """A heading, how its cells are written (text, count, money, share, date), how wide."""

    heading: str
    kind: str = "text"
    width: int = 16


class Formats:
    """The styles of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14, "font_color": "#0D3B45"})
        self.lead = book.add_format({"font_color": "#4D5A5C"})
        self.heading = book.add_format(
            {
                "bold": True,
                "bottom": 1,
                "text_wrap": True,
                "valign": "bottom",
                "bg_color": "#E3EEF0",
            }
        )
        patterns = {
            "text": {"valign": "top"},
            "count": {"num_format": "#,##0", "valign": "top"},
            "money": {"num_format": "#,##0", "valign": "top"},
            "share": {"num_format": "0.00%", "valign": "top"},
            "date": {"num_format": "dd/mm/yyyy", "valign": "top"},
        }
        self.kinds = {kind: book.add_format(told) for kind, told in patterns.items()}
        self.totals = {
            kind: book.add_format({**told, "bold": True, "top": 1})
            for kind, told in patterns.items()
        }


class Sheet:
    """A worksheet with its columns; rows are numbered from 0 below the headings."""

    def __init__(self, sheet: Any, formats: Formats) -> None:
        self.sheet, self.formats = sheet, formats
        self.columns: tuple[Column, ...] = ()

    def begin(self, title: str, lead: str, columns: Sequence[Column]) -> None:
        """Title, what the sheet says, headings; the page is set for A4."""
        self.columns = tuple(columns)
        self.sheet.write_string(0, 0, title, self.formats.title)
        self.sheet.write_string(1, 0, lead, self.formats.lead)
        for index, column in enumerate(columns):
            self.sheet.set_column(index, index, column.width)
            self.sheet.write_string(HEAD, index, column.heading, self.formats.heading)
        self.sheet.freeze_panes(HEAD + 1, 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(HEAD)

    def row(self, line: int, values: Sequence[object], *, total: bool = False) -> None:
        """A row of plain values; None leaves a cell empty."""
        for index, value in enumerate(values):
            self.put(line, index, value, total=total)

    def put(self, line: int, index: int, value: object, *, total: bool = False) -> None:
        """One cell, written as its column's kind says."""
        style = (self.formats.totals if total else self.formats.kinds)[self.columns[index].kind]
        place = (HEAD + 1 + line, index)
        if value is None:
            self.sheet.write_blank(*place, None, style)
        elif isinstance(value, date):
            moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001
            self.sheet.write_datetime(*place, moment, style)
        elif isinstance(value, int | Decimal):
            self.sheet.write_number(*place, value, style)
        else:
            self.sheet.write_string(*place, str(value), style)

    def formula(
        self, line: int, index: int, text: str, value: int | Decimal, *, total: bool = False
    ) -> None:
        """A formula with the value that it has now."""
        style = (self.formats.totals if total else self.formats.kinds)[self.columns[index].kind]
        self.sheet.write_formula(HEAD + 1 + line, index, f"={text}", style, value)

    def cell(self, line: int, index: int) -> str:
        """The name of a cell: ``C5``."""
        return str(xl_rowcol_to_cell(HEAD + 1 + line, index))

    def sum(self, line: int, index: int, first: int, value: int) -> None:
        """The sum of a column from one row to the one above this."""
        span = f"{self.cell(first, index)}:{self.cell(line - 1, index)}"
        self.formula(line, index, f"SUM({span})", value, total=True)

    def filter(self, rows: int) -> None:
        """A filter over the headings and so many rows."""
        self.sheet.autofilter(HEAD, 0, HEAD + max(1, rows), len(self.columns) - 1)
