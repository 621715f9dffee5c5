"""Workbooks of a take-over: the empty sheet, and the refused rows with what is wrong in each."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import xlsxwriter

from payung.claims.taking_over.column_notes import NOTES
from payung.claims.taking_over.columns import ANSWERS, COLUMNS, OPTIONAL, heading
from payung.claims.taking_over.returned import Refused
from payung.reference.files import Sheet

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

ANSWER = ANSWERS[0]
_EXAMPLES: tuple[dict[str, str], ...] = (
    {"old_number": "JKM-2023-0001", "programme": "JKM", "national_id": "0019710503750001",
     "name": "Contoh Peserta", "birth_date": "05-03-1975", "sex": "L", "event_on": "10-01-2023",
     "received_on": "16-01-2023", "decided_on": "18-01-2023", "paid_on": "19-01-2023",
     "paid_until": "10-01-2024", "paid": "45000000", "months_paid": "40",
     "heirs": "Siti / istri", "children": "Ani / 02-05-2013 / SD / 4"},
    {"old_number": "JHT-2023-0002", "programme": "JHT", "card_number": "12345678901",
     "cause": "Mengundurkan diri", "event_on": "01-02-2023", "received_on": "06-03-2023",
     "decided_on": "06-03-2023", "paid_on": "08-03-2023", "paid": "12345678",
     "balance": "12345678"},
)  # fmt: skip
_NOTE_HEADS = ("Kolom / Column", "Wajib / Required", "Isi", "Contents")


def headings() -> dict[str, str]:
    """Our columns with the heading that the empty sheet shows."""
    return {name: heading(name) for name in {**COLUMNS, **OPTIONAL}}


def empty_sheet() -> bytes:
    """The sheet to be filled, with examples and notes on sheets of their own (XLSX).

    Only the first sheet is read: an example that stays is never taken for a claim.
    """
    shown = headings()
    heads = list(shown.values())
    examples = [[row.get(name, "") for name in shown] for row in _EXAMPLES]
    notes = [[shown[name], "ya / yes" if name in COLUMNS else "", *NOTES[name]] for name in shown]
    with _workbook() as (book, memory):
        _add_sheet(book, "Klaim", heads, ())
        _add_sheet(book, "Contoh", heads, examples)
        _add_sheet(book, "Petunjuk", _NOTE_HEADS, notes, wide=(2, 3))
    return memory.getvalue()


def refused_rows(sheet: Sheet, refused: Iterable[Refused]) -> bytes:
    """The rows that were refused, each with its reason in both languages first (XLSX).

    Mended, the same workbook is taken again: the columns of reasons are not read. The column for
    the reason of a difference is there even where the office's own sheet had none.
    """
    shown = sheet.headings
    if "reason" not in shown:
        shown = {**shown, "reason": heading("reason")}
    by_number = {row.number: row.cells for row in sheet.rows}
    lines = (
        [f"Baris {one.row}. {one.message_id}", f"Row {one.row}. {one.message_en}",
         *(by_number[one.row][name] for name in shown)]
        for one in refused
    )  # fmt: skip
    with _workbook() as (book, memory):
        _add_sheet(book, "Klaim", [*ANSWERS, *shown.values()], lines, wide=(0, 1))
    return memory.getvalue()


@contextmanager
def _workbook() -> Iterator[tuple[Workbook, io.BytesIO]]:
    """A workbook in memory. Text only: nothing is ever taken for a formula or an address."""
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(memory, options)
    yield book, memory
    book.close()


def _add_sheet(
    book: Workbook,
    name: str,
    heads: Sequence[str],
    lines: Iterable[Sequence[str]],
    wide: Sequence[int] = (),
) -> None:
    sheet = book.add_worksheet(name)
    text = book.add_format({"num_format": "@"})
    told = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    if heads[0] in ANSWERS:
        told.set_bg_color("#F8C9C4")
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet.set_column(0, len(heads) - 1, 18, text)
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, bold)
        if place in wide:
            sheet.set_column(place, place, 60, text)
    sheet.freeze_panes(1, 0)
    for line, cells in enumerate(lines, start=1):
        for place, cell in enumerate(cells):
            sheet.write_string(line, place, cell, told if place in wide else text)
