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
#: How a line without cells begins; looking for these is quicker than the expression above.
_BLANK_BEGINS = (b"\n\n", b"\n\r", b"\n ", b"\n\t")
_BOM = b"\xef\xbb\xbf"


def read_text(content: BinaryIO, file_name: str, layout: Layout) -> Sheet:
    """The rows of a CSV in UTF-8 (with or without mark) or Windows-1252.

    Raises ``FileRefused`` for UTF-16, wrong columns, rows with more cells than the header.
    """
    content.seek(0)
    text = _as_utf8(content.read(), file_name)
    start, separator, headers = _header(text, file_name, layout)
    lines_before = text[:start].count(b"\n")
    body = text[start:].rstrip()
    if not body:
        raise no_rows(file_name, "CSV")
    if any(mark in body for mark in _BLANK_BEGINS):
        body = _BLANK_LINE.sub(separator.encode() * (len(headers) - 1), body)
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
    body: bytes, separator: str, width: int, file_name: str, lines_before: int
) -> tuple[pa.Array, ...]:
    names = [f"c{index}" for index in range(width)]
    ragged: list[pa_csv.InvalidRow] = []

    def take_down(row: pa_csv.InvalidRow) -> str:
        ragged.append(row)
        return "skip"

    def read(block: int, handler: object, threads: bool) -> pa.Table:
        return pa_csv.read_csv(
            pa.BufferReader(body),
            read_options=pa_csv.ReadOptions(
                column_names=names, block_size=block, use_threads=threads
            ),
            parse_options=pa_csv.ParseOptions(
                delimiter=separator,
                newlines_in_values=b'"' in body,
                ignore_empty_lines=False,
                invalid_row_handler=handler,
            ),
            convert_options=pa_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )

    try:
        table = read(1 << 22, None, True)
    except pa.ArrowInvalid:
        try:
            table = read(max(len(body), 1) + 1, take_down, False)
        except pa.ArrowInvalid as error:
            raise _unreadable(file_name) from error
    if ragged:
        raise _ragged(ragged[0], width, file_name, lines_before)
    return tuple(_one_array(table.column(name)) for name in names)


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
