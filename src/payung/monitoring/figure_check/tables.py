"""Reading a table: CSV or XLSX, its header, its columns, its rows as records."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from payung.monitoring.figure_check.columns import Column, recognise
from payung.monitoring.figure_check.records import Role
from payung.monitoring.figure_check.refusals import CheckRefused, refused
from payung.monitoring.figure_check.thresholds import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TABLE_BYTES,
)
from payung.registry.imports.container import FileForm, broken_workbook
from payung.registry.imports.container import recognise as recognise_container

#: The header is looked for in the first rows: tables carry titles above it.
HEADER_WITHIN = 20
_SEPARATORS = ",;\t|"


@dataclass(frozen=True)
class Table:
    """A table as it was read: columns with their roles, and rows of text.

    ``rows`` are (the row's number as its owner sees it, the cells).
    """

    columns: list[Column]
    rows: list[tuple[int, list[str]]]
    title: str = ""
    lines_above: list[str] = field(default_factory=list)


def read_table(
    content: BinaryIO, file_name: str, mapping: Mapping[str, str] | None = None
) -> Table:
    """The table of a CSV or XLSX file; for XLSX the first visible sheet with figures.

    Raises ``CheckRefused`` (or ``FileRefused`` of the imports) for a file that is too large, of
    another kind, empty, or without columns whose headings are known.
    """
    size = content.seek(0, io.SEEK_END)
    if size > MOST_TABLE_BYTES:
        raise refused(
            "file_too_large",
            f"Berkas {file_name} {size // 1024 // 1024} MB; paling besar "
            f"{MOST_TABLE_BYTES // 1024 // 1024} MB. Simpan lembar yang perlu saja.",
            f"File {file_name} has {size // 1024 // 1024} MB; at most "
            f"{MOST_TABLE_BYTES // 1024 // 1024} MB.",
        )
    form = recognise_container(content, file_name)
    content.seek(0)
    if form is FileForm.WORKBOOK:
        return _from_workbook(content, file_name, mapping)
    rows = [(number, row) for number, row in enumerate(_csv_rows(content.read()), start=1)]
    return _table(rows, file_name, mapping)


def table_of_text(text: str, file_name: str, mapping: Mapping[str, str] | None = None) -> Table:
    """The table of CSV text, or of cells pasted from a spreadsheet."""
    rows = list(enumerate(_csv_rows(text.encode()), start=1))
    return _table(rows, file_name, mapping)


def _csv_rows(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    first = [line for line in text.splitlines()[:HEADER_WITHIN] if line.strip()]
    separator = max(
        _SEPARATORS, key=lambda mark: max((row.count(mark) for row in first), default=0)
    )
    # Rows beyond the limit are not read; one more is enough to refuse them.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append([cell.strip() for cell in row])
            if len(rows) > MOST_ROWS + HEADER_WITHIN:
                break
    except csv.Error as error:
        raise refused(
            "csv_broken",
            f"Tanda kutip atau pemisah kolom tidak teratur di sekitar baris {reader.line_num}.",
            f"Quotes or separators are broken near row {reader.line_num}.",
        ) from error
    return rows


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _from_workbook(content: BinaryIO, file_name: str, mapping: Mapping[str, str] | None) -> Table:
    """The first visible sheet in which columns are recognised."""
    refusal: Exception | None = None
    try:
        with CalamineWorkbook.from_filelike(content) as workbook:
            for metadata in workbook.sheets_metadata:
                if metadata.visible is not SheetVisibleEnum.Visible:
                    continue
                sheet = workbook.get_sheet_by_name(metadata.name)
                _refuse_many_rows(sheet.height, file_name)
                cells = sheet.to_python(skip_empty_area=False)
                rows = [
                    (number, [_text(cell) for cell in row]) for number, row in enumerate(cells, 1)
                ]
                try:
                    return _table(rows, file_name, mapping)
                except CheckRefused as error:
                    refusal = refusal or error
    except CalamineError as error:
        raise broken_workbook(file_name) from error
    raise refusal or refused(
        "no_sheet",
        f"Berkas {file_name}: tidak ada lembar yang terlihat.",
        f"File {file_name}: there is no visible sheet.",
    )


def _refuse_many_rows(rows: int, file_name: str) -> None:
    if rows > MOST_ROWS + HEADER_WITHIN:
        grouped = f"{MOST_ROWS:,}"
        raise refused(
            "too_many_rows",
            f"Berkas {file_name}: lebih dari {grouped.replace(',', '.')} baris. Bagi menjadi "
            "beberapa berkas.",
            f"File {file_name}: more than {grouped} rows; split it into several files.",
        )


def _text(cell: object) -> str:
    """A cell as text. A spreadsheet keeps numbers in binary: its shortest decimal is taken."""
    if isinstance(cell, bool) or cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def _table(
    rows: list[tuple[int, list[str]]], file_name: str, mapping: Mapping[str, str] | None
) -> Table:
    filled = [(number, row) for number, row in rows if any(row)]
    if not filled:
        raise refused("empty", f"Berkas {file_name} kosong.", f"File {file_name} is empty.")
    head, columns = _header(filled, mapping)
    known = [column for column in columns if column.role]
    if all(column.role in _WORDS for column in known):
        seen = ", ".join(column.heading for column in columns if column.heading)[:300]
        raise refused(
            "no_columns",
            f"Berkas {file_name}: judul kolom tidak dikenal. Yang ada: {seen}. Pakai judul seperti "
            "Wilayah, Peserta aktif, Potensi, Cakupan, Target, atau sebutkan peran kolomnya.",
            f"File {file_name}: the headings are not known. Found: {seen}. Use headings such as "
            "Region, Active, Universe, Coverage, Target, or name the roles of the columns.",
        )
    if max(len(row) for _, row in filled) > MOST_COLUMNS:
        raise refused(
            "too_many_columns",
            f"Berkas {file_name}: lebih dari {MOST_COLUMNS} kolom.",
            f"File {file_name}: more than {MOST_COLUMNS} columns.",
        )
    body = filled[head + 1 :]
    if not body:
        raise refused(
            "no_rows",
            f"Berkas {file_name}: judul kolom ada, tetapi tidak ada satu pun baris.",
            f"File {file_name}: there are headings, but not a single row.",
        )
    _refuse_many_rows(len(body) + HEADER_WITHIN, file_name)
    above = [" ".join(cell for cell in row if cell) for _, row in filled[:head]]
    return Table(columns, body, file_name, above)


#: Roles without which nothing can be computed.
_WORDS = frozenset({Role.REGION, Role.REGION_CODE, Role.LABEL, Role.DEFINITION})


def _header(
    rows: Sequence[tuple[int, list[str]]], mapping: Mapping[str, str] | None
) -> tuple[int, list[Column]]:
    """The row that looks most like a header: the most recognised headings."""
    best, found = 0, recognise(rows[0][1])
    for index, (_, row) in enumerate(rows[:HEADER_WITHIN]):
        columns = recognise(row)
        if sum(bool(column.role) for column in columns) > sum(
            bool(column.role) for column in found
        ):
            best, found = index, columns
    if mapping:
        wanted = {heading.casefold().strip() for heading in mapping.values()}
        for index, (_, row) in enumerate(rows[:HEADER_WITHIN]):
            if wanted <= {cell.casefold().strip() for cell in row}:
                best = index
                break
        found = recognise(rows[best][1], mapping)
    return best, found
