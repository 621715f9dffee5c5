"""A list as it was brought: columns of text with the row numbers that its owner sees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc

from payung.registry.imports.problems import FileRefused

#: As many rows as an Excel sheet holds below its header: so every answer fits into a sheet.
MOST_ROWS = 1_048_575
#: The header is looked for in the first rows: lists often carry a title above it.
HEADER_WITHIN = 20
_DECORATION = re.compile(r"[\s_\-./*()\\:'\"]+")


def plain_header(text: object) -> str:
    """A header as it is compared: without case, blanks, underscores and marks."""
    return _DECORATION.sub("", str(text or "")).casefold()


@dataclass(frozen=True)
class Sheet:
    """Columns of text (null where a cell is empty), the headers, and each row's number."""

    name: str
    headers: tuple[str, ...]
    columns: tuple[pa.Array, ...]
    row_numbers: pa.Array

    @property
    def rows(self) -> int:
        """How many rows there are below the header, empty ones left out."""
        return len(self.row_numbers)


def numbered(first: int, rows: int) -> pa.Array:
    """Row numbers from ``first`` on."""
    ones = pa.repeat(pa.scalar(1, pa.int32()), rows)
    return pc.cumulative_sum(ones, start=pa.scalar(first - 1, pa.int32()))


def find_header(
    rows: Iterable[Sequence[object]], missing: Callable[[Sequence[object]], list[str]]
) -> tuple[int, list[str]]:
    """The index of the row that looks most like the header, and the columns it lacks."""
    best, lacking = 0, missing(())
    for index, row in enumerate(islice(rows, HEADER_WITHIN)):
        absent = missing(row)
        if len(absent) < len(lacking):
            best, lacking = index, absent
        if not absent:
            break
    return best, lacking


def without_empty_rows(sheet: Sheet) -> Sheet:
    """Leave out rows in which every cell is empty (spreadsheets keep formatted empty rows)."""
    if not all(column.null_count for column in sheet.columns):
        return sheet
    filled = pc.is_valid(sheet.columns[0])
    for column in sheet.columns[1:]:
        filled = pc.or_(filled, pc.is_valid(column))
    if pc.all(filled).as_py() is not False:
        return sheet
    return Sheet(
        sheet.name,
        sheet.headers,
        tuple(column.filter(filled) for column in sheet.columns),
        sheet.row_numbers.filter(filled),
    )


def refuse_too_many_rows(rows: int, file_name: str) -> None:
    """Raises ``FileRefused`` above ``MOST_ROWS``."""
    if rows > MOST_ROWS:
        raise FileRefused(
            "too_many_rows",
            f"Berkas {file_name}: lebih dari {_grouped(MOST_ROWS)} baris, sebanyak yang muat di "
            "satu lembar Excel. Bagi menjadi beberapa berkas.",
            f"File {file_name}: more than {MOST_ROWS:,} rows; split it into several files.",
            file=file_name,
            expected=MOST_ROWS,
        )


def no_rows(file_name: str, sheet: str) -> FileRefused:
    """The refusal of a list that has headers and nothing below."""
    return FileRefused(
        "no_rows",
        f"Berkas {file_name}, lembar {sheet}: judul kolom ada, tetapi tidak ada satu pun baris.",
        f"File {file_name}, sheet {sheet}: there are headers, but not a single row.",
        file=file_name,
    )


def wrong_columns(
    file_name: str, found: Sequence[tuple[str, Sequence[str]]], missing: Sequence[str]
) -> FileRefused:
    """The refusal of a file in which no sheet has the columns; says found and expected."""
    seen = "; ".join(f"lembar {name}: {', '.join(heads) or 'kosong'}" for name, heads in found)
    wanted = ", ".join(missing)
    return FileRefused(
        "wrong_columns",
        f"Berkas {file_name}: kolom wajib tidak ditemukan: {wanted}. Yang ada di {seen}.",
        f"File {file_name}: required columns are missing: {wanted}. Found in {seen}.",
        file=file_name,
        missing=list(missing),
        found={name: list(heads) for name, heads in found},
    )


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
