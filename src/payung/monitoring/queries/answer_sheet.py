"""The answer to a refused table of figures, and the empty table: workbooks to fill and hand in."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

from payung.access.permissions import REPORT_FIGURES
from payung.access.reader import Reader
from payung.monitoring.models import ReportFile
from payung.monitoring.queries.figure_lists import report_file
from payung.monitoring.report_columns import HEADINGS, OPTIONAL, REQUIRED, template

_COLUMNS = (*REQUIRED, *OPTIONAL)
_ANSWER = "JAWABAN"


def answer_sheet(reader: Reader, pk: int, language: str = "id") -> bytes:
    """A refused table with what is wrong in each row: mend the yellow cells, hand it in again.

    ``NotFound`` for a file out of sight, ``AccessRefused`` without REPORT_FIGURES.
    """
    return _workbook((*HEADINGS, _ANSWER), _answered(report_file(reader, pk), language))


def empty_sheet(reader: Reader) -> bytes:
    """The table to be filled, with two rows as an example."""
    reader.require(REPORT_FIGURES)
    return _workbook(HEADINGS, [(row, frozenset()) for row in template()[1:]])


Line = tuple[Sequence[str], frozenset[int]]


def _answered(file: ReportFile, language: str) -> list[Line]:
    expected = "expected_en" if language == "en" else "expected"
    lines = []
    for answer in file.answers:
        problems = answer["problems"]
        told = " ".join(
            f"{problem['column']}: “{problem['found']}” → {problem[expected]}."
            for problem in problems
        )
        wrong = {problem["column"].upper() for problem in problems}
        places = frozenset(place for place, name in enumerate(HEADINGS) if name in wrong)
        lines.append(([*(answer["cells"][name] for name in _COLUMNS), told], places))
    return lines


def _workbook(headings: Sequence[str], lines: Sequence[Line]) -> bytes:
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(memory, options)
    sheet = book.add_worksheet("Angka")
    bold = book.add_format({"bold": True, "bottom": 1})
    text = book.add_format({"num_format": "@"})
    wrong = book.add_format({"num_format": "@", "bg_color": "#FFF2B3"})
    told = book.add_format({"text_wrap": True})
    sheet.set_column(0, len(headings) - 1, 18, text)
    for place, heading in enumerate(headings):
        sheet.write_string(0, place, heading, bold)
        if heading == _ANSWER:
            sheet.set_column(place, place, 70, told)
    for line, (cells, places) in enumerate(lines, start=1):
        for place, cell in enumerate(cells):
            form = wrong if place in places else None
            if cell or form:
                sheet.write_string(line, place, cell, form)
    sheet.freeze_panes(1, 0)
    book.close()
    return memory.getvalue()
