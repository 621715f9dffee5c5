"""The answer: the user's own sheet, wrong cells coloured, the first column saying what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter

from payung.registry.imports.problems import RULES, Severity, sentence
from payung.registry.imports.table import Table

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

ANSWER_HEADER = "KETERANGAN"
#: A cell of a workbook holds no more.
LONGEST_TEXT = 32_767
Problem = tuple[int, str, str, int, str | None]


@dataclass(frozen=True)
class Words:
    """How problems are told: the sentence of one (the problem, the header, what was found), what a
    code means in the summary, and the name of each severity; from ``bad_from`` a cell is red."""

    sentence: Callable[[Problem, str, str | None], str]
    meaning: Callable[[str], str]
    severities: Mapping[int, str]
    bad_from: int


def _sentence(problem: Problem, header: str, found: str | None) -> str:
    row_no, _, code, _, detail = problem
    return sentence(code, header, found, detail, row_no)


def _expected(code: str) -> str:
    return RULES[code].expected_id.replace("{detail}", "…")


OF_IMPORTS = Words(
    sentence=_sentence,
    meaning=_expected,
    severities={Severity.ERROR: "Salah", Severity.WARNING: "Peringatan", Severity.NOTE: "Catatan"},
    bad_from=Severity.ERROR,
)


def write_answer(
    path: Path,
    cursor: CursorWrapper,
    table: Table,
    *,
    whole: bool,
    lines: list[str],
    words: Words = OF_IMPORTS,
) -> None:
    """Write the workbook: with the ``whole`` sheet (refused) or the listed rows only (accepted).

    ``lines`` open the summary sheet. The problems stand in the temporary table ``problem``. Cells
    are written as text: nothing of a user's file is ever taken for a formula.
    """
    with xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        colours = _formats(book)
        list_sheet = book.add_worksheet("Daftar")
        summary = book.add_worksheet("Ringkasan")
        _write_list(list_sheet, colours, table, _problems(cursor), whole, words)
        _write_summary(summary, colours, cursor, lines, words)


def _formats(book: Workbook) -> dict[str, Format]:
    return {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "text": book.add_format({"num_format": "@"}),
        "error": book.add_format({"num_format": "@", "bg_color": "#F8C9C4"}),
        "warning": book.add_format({"num_format": "@", "bg_color": "#FCE8B2"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _problems(cursor: CursorWrapper) -> Iterator[Problem]:
    cursor.execute(
        "SELECT row_no, column_key, code, severity, detail FROM problem WHERE severity > %s"
        " ORDER BY row_no, severity DESC, column_key",
        [int(Severity.NOTE)],
    )
    while found := cursor.fetchmany(10_000):
        yield from found


def _write_list(
    sheet: Worksheet,
    colours: dict[str, Format],
    table: Table,
    problems: Iterator[Problem],
    whole: bool,
    words: Words,
) -> None:
    headers = [ANSWER_HEADER, "BARIS", *table.sheet.headers]
    sheet.write_row(0, 0, headers, colours["head"])
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 0, 60)
    sheet.set_column(2, len(headers), 18)
    grouped = groupby(problems, key=itemgetter(0))
    waiting = next(grouped, None)
    line = 1
    for row_no, cells in _rows(table):
        found: list[Problem] = []
        if waiting is not None and waiting[0] == row_no:
            found = list(waiting[1])
            waiting = next(grouped, None)
        elif not whole:
            continue
        _write_row(sheet, line, colours, table, row_no, cells, found, words)
        line += 1


def _rows(table: Table) -> Iterator[tuple[int, tuple[str | None, ...]]]:
    step = 10_000
    for start in range(0, table.rows, step):
        numbers = table.sheet.row_numbers.slice(start, step).to_pylist()
        columns = [column.slice(start, step).to_pylist() for column in table.sheet.columns]
        yield from zip(numbers, zip(*columns, strict=True), strict=True)


def _write_row(
    sheet: Worksheet,
    line: int,
    colours: dict[str, Format],
    table: Table,
    row_no: int,
    cells: tuple[str | None, ...],
    found: list[Problem],
    words: Words,
) -> None:
    marks: dict[int, Format] = {}
    sentences = []
    for problem in found:
        _, key, _, severity, _ = problem
        place = table.places.get(key)
        text = None if place is None else cells[place]
        sentences.append(words.sentence(problem, header_of(table, key), text))
        if place is not None:
            bad = severity >= words.bad_from
            marks.setdefault(place, colours["error" if bad else "warning"])
    if sentences:
        sheet.write_string(line, 0, "\n".join(sentences)[:LONGEST_TEXT], colours["wrap"])
    sheet.write_number(line, 1, row_no)
    for place, text in enumerate(cells):
        if text is not None or place in marks:
            mark = marks.get(place, colours["text"])
            sheet.write_string(line, place + 2, (text or "")[:LONGEST_TEXT], mark)


def header_of(table: Table, key: str) -> str:
    """The header that the user's sheet has for a column, else the name of it."""
    place = table.places.get(key)
    return table.layout.column(key).headers[0] if place is None else table.sheet.headers[place]


def _write_summary(
    sheet: Worksheet,
    colours: dict[str, Format],
    cursor: CursorWrapper,
    lines: list[str],
    words: Words,
) -> None:
    for row, text in enumerate(lines):
        sheet.write_string(row, 0, text)
    top = len(lines) + 1
    sheet.write_row(top, 0, ["SEBAB", "SIFAT", "JUMLAH"], colours["head"])
    sheet.set_column(0, 0, 90)
    cursor.execute(
        "SELECT code, severity, count(*) FROM problem GROUP BY 1, 2 ORDER BY 2 DESC, 3 DESC, 1"
    )
    for row, (code, severity, count) in enumerate(cursor.fetchall(), start=top + 1):
        sheet.write_string(row, 0, words.meaning(code), colours["wrap"])
        sheet.write_string(row, 1, words.severities[severity])
        sheet.write_number(row, 2, count)
