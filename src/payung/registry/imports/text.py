"""Reading a CSV: its encoding and its separator are found out, its rows counted as seen."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import BinaryIO

import pyarrow as pa
import pyarrow.csv as pa_csv

from payung.registry.imports.matching import Layout
from payung.registry.imports.problems import FileRefused
from payung.registry.imports.sheets import (
    HEADER_WITHIN,
    Sheet,
    find_header,
    no_rows,
    numbered,
    refuse_too_many_rows,
    without_empty_rows,
    wrong_columns,
)

_SEPARATORS = (",", ";", "\t", "|")
_BLANK_LINE = re.compile(rb"^[ \t]*(?=\r?$)", re.MULTILINE)
_BOM = b"\xef\xbb\xbf"


def read_text(content: BinaryIO, file_name: str, layout: Layout) -> Sheet:
    """The rows of a CSV in UTF-8 (with or without mark) or Windows-1252.

    Raises ``FileRefused`` for UTF-16, wrong columns, rows with more cells than the header.
    """
    content.seek(0)
    text = _as_utf8(content.read(), file_name)
    start, separator, headers = _header(text, file_name, layout)
    lines_before = text[:start].count(b"\n")
    body = pa.py_buffer(text).slice(start)
    if not text[start : start + 4096].strip() and not text[start:].strip():
        raise no_rows(file_name, "CSV")
    columns = _columns(body, separator, len(headers), file_name, lines_before)
    rows = len(columns[0])
    refuse_too_many_rows(rows, file_name)
    numbers = numbered(lines_before + 1, rows)
    sheet = without_empty_rows(Sheet("CSV", headers, columns, numbers))
    if not sheet.rows:
        raise no_rows(file_name, "CSV")
    return sheet


def _as_utf8(content: bytes, file_name: str) -> bytes:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:4096]:
        raise FileRefused(
            "csv_encoding",
            f"Berkas {file_name}: penyandian UTF-16; simpan sebagai CSV UTF-8.",
            f"File {file_name}: the encoding is UTF-16; save it as CSV UTF-8.",
            file=file_name,
        )
    content = content.removeprefix(_BOM)
    try:
        content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace").encode()
    return content


def _header(content: bytes, file_name: str, layout: Layout) -> tuple[int, str, tuple[str, ...]]:
    """Where the rows begin, the separator, and the headers."""
    lines = content[: 256 * 1024].decode(errors="replace").splitlines(keepends=True)
    first_lines = lines[:HEADER_WITHIN]
    separator = _separator(first_lines)
    rows = [next(csv.reader([line], delimiter=separator), []) for line in first_lines]
    head, lacking = find_header(rows, layout.missing)
    if lacking:
        seen = [cell.strip() for cell in rows[head]] if rows else []
        raise wrong_columns(file_name, [("CSV", seen)], lacking)
    start = len("".join(first_lines[: head + 1]).encode())
    return start, separator, tuple(cell.strip() for cell in rows[head])


def _separator(lines: list[str]) -> str:
    counts = Counter({mark: max(line.count(mark) for line in lines) for mark in _SEPARATORS})
    return counts.most_common(1)[0][0]


def _columns(
    body: pa.Buffer, separator: str, width: int, file_name: str, lines_before: int
) -> tuple[pa.Array, ...]:
    """The cells by column. What is not regular is read once more: blank lines as empty rows, and
    a row of another width is refused with its number."""
    try:
        table = _read(body, separator, width)
    except pa.ArrowInvalid:
        ragged: list[pa_csv.InvalidRow] = []
        filled = _BLANK_LINE.sub(separator.encode() * (width - 1), body.to_pybytes().rstrip())
        try:
            table = _read(pa.py_buffer(filled), separator, width, ragged)
        except pa.ArrowInvalid as error:
            raise _unreadable(file_name) from error
        if ragged:
            raise _ragged(ragged[0], width, file_name, lines_before) from None
    return tuple(_one_array(column) for column in table.columns)


def _read(
    body: pa.Buffer, separator: str, width: int, ragged: list[pa_csv.InvalidRow] | None = None
) -> pa.Table:
    """All cells as text. With ``ragged``, rows of another width are taken down there, by a reader
    of one thread and one block (only that one knows their numbers)."""

    def take_down(row: pa_csv.InvalidRow) -> str:
        if ragged is not None:
            ragged.append(row)
        return "skip" if ragged is not None else "error"

    names = [f"c{index}" for index in range(width)]
    return pa_csv.read_csv(
        pa.BufferReader(body),
        read_options=pa_csv.ReadOptions(
            column_names=names,
            block_size=1 << 22 if ragged is None else body.size + 1,
            use_threads=ragged is None,
        ),
        parse_options=pa_csv.ParseOptions(
            delimiter=separator,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=take_down,
        ),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )


def _one_array(column: pa.ChunkedArray) -> pa.Array:
    whole = column.combine_chunks()
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole


def _ragged(row: pa_csv.InvalidRow, width: int, file_name: str, lines_before: int) -> FileRefused:
    number = (row.number or 0) + lines_before
    return FileRefused(
        "csv_width",
        f"Berkas {file_name}, baris {number}: ditemukan {row.actual_columns} kolom, seharusnya "
        f"{width}. Apit isi yang memuat pemisah dengan tanda kutip.",
        f"File {file_name}, row {number}: {row.actual_columns} columns found, {width} expected.",
        file=file_name,
        row=number,
    )


def _unreadable(file_name: str) -> FileRefused:
    return FileRefused(
        "csv_broken",
        f"Berkas {file_name}: tanda kutip atau pemisah kolom tidak teratur; simpan ulang sebagai "
        "CSV UTF-8 dari lembar kerja.",
        f"File {file_name}: quotes or separators are broken; save it again as CSV UTF-8.",
        file=file_name,
    )
