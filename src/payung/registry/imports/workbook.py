"""Reading a sheet of an XLSX workbook with calamine."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from payung.registry.imports.container import broken_workbook
from payung.registry.imports.matching import Layout
from payung.registry.imports.problems import FileRefused
from payung.registry.imports.sheets import (
    Sheet,
    find_header,
    no_rows,
    numbered,
    refuse_too_many_rows,
    without_empty_rows,
    wrong_columns,
)

#: Beyond this a number in a cell has lost its last digits (a spreadsheet keeps fifteen).
EXACT_DIGITS = 10**15


def read_workbook(content: BinaryIO, file_name: str, layout: Layout) -> Sheet:
    """The first visible sheet that has the columns of the layout.

    Raises ``FileRefused`` when none has them, when it has no rows or merged cells among its rows.
    """
    content.seek(0)
    try:
        with _collector_paused(), CalamineWorkbook.from_filelike(content) as workbook:
            return _first_fitting(workbook, file_name, layout)
    except CalamineError as error:
        raise broken_workbook(file_name) from error


@contextmanager
def _collector_paused() -> Iterator[None]:
    """A million cells are a million objects without cycles: looking for cycles among them, again
    and again while they are made, takes longer than reading them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _first_fitting(workbook: CalamineWorkbook, file_name: str, layout: Layout) -> Sheet:
    found: list[tuple[str, Sequence[str]]] = []
    missing: list[str] = []
    for metadata in workbook.sheets_metadata:
        if metadata.visible is not SheetVisibleEnum.Visible:
            continue
        sheet = workbook.get_sheet_by_name(metadata.name)
        refuse_too_many_rows(sheet.height - 1, file_name)
        rows = sheet.to_python(skip_empty_area=True)
        head, lacking = find_header(rows, layout.missing)
        if rows and not lacking:
            return _sheet(sheet, rows, head, file_name)
        found.append((metadata.name, _headers(rows[head]) if rows else ()))
        missing = min(missing, lacking, key=len) if missing else lacking
    raise wrong_columns(file_name, found, missing)


def _sheet(sheet: CalamineSheet, rows: list[list[object]], head: int, file_name: str) -> Sheet:
    first_row = (sheet.start or (0, 0))[0]
    head_row = first_row + head
    _refuse_merged(sheet, head_row, file_name)
    body = rows[head + 1 :]
    headers = _headers(rows[head])
    if not body:
        raise no_rows(file_name, sheet.name)
    columns = [_text_column([row[place] for row in body]) for place in range(len(headers))]
    numbers = numbered(head_row + 2, len(body))
    read = without_empty_rows(Sheet(sheet.name, headers, tuple(columns), numbers))
    if not read.rows:
        raise no_rows(file_name, sheet.name)
    return read


def _headers(row: Sequence[object]) -> tuple[str, ...]:
    return tuple(str(cell).strip() for cell in row)


def _refuse_merged(sheet: CalamineSheet, head_row: int, file_name: str) -> None:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if bottom >= head_row:
            place = f"{_cell_name(top, left)}:{_cell_name(bottom, right)}"
            raise FileRefused(
                "merged_cells",
                f"Berkas {file_name}, lembar {sheet.name}: sel gabungan {place}. Batalkan "
                "penggabungan sel; setiap baris harus berisi satu orang.",
                f"File {file_name}, sheet {sheet.name}: merged cells {place}; unmerge them.",
                file=file_name,
                found=place,
            )


def _cell_name(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _text_column(cells: Sequence[object]) -> pa.Array:
    """A column of cells as text: quickly where all cells are of one type."""
    try:
        column = pa.array(cells)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array([_text(cell) for cell in cells], pa.string())
    if pa.types.is_string(column.type):
        return _empty_to_null(column)
    if pa.types.is_floating(column.type):
        whole = pc.and_(pc.equal(column, pc.floor(column)), pc.less(column, EXACT_DIGITS))
        if pc.all(whole).as_py():
            return column.cast(pa.int64()).cast(pa.string())
    return pa.array([_text(cell) for cell in cells], pa.string())


def _empty_to_null(column: pa.Array) -> pa.Array:
    trimmed = pc.utf8_trim_whitespace(column)
    empty = pc.equal(pc.binary_length(trimmed), 0)
    return pc.if_else(empty, None, trimmed) if pc.any(empty).as_py() else trimmed


def _text(cell: object) -> str | None:
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, bool):
        return "Y" if cell else "T"
    if isinstance(cell, float | int):
        return _number_text(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return None if cell is None else str(cell)


def _number_text(number: float) -> str:
    """Digits of a whole number. A long one that ends in zero was cut by the spreadsheet: it is
    shown as the spreadsheet shows it (``3,20101E+15``), and so it is recognised as damaged."""
    if not float(number).is_integer():
        return repr(number)
    whole = int(number)
    if abs(whole) >= EXACT_DIGITS and whole % 10 == 0:
        return f"{number:.5E}".replace(".", ",")
    return str(whole)
