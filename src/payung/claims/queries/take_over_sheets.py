"""Workbooks of a take-over: the empty sheet, and the refused rows with what is wrong in each."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from payung.claims.operations.taking_over import TakenOver
from payung.claims.taking_over.sheet import COLUMNS, OPTIONAL

ANSWER = "KETERANGAN"
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


def headings() -> dict[str, str]:
    """Our columns with the heading that the empty sheet shows."""
    return {name: names[0].capitalize() for name, names in {**COLUMNS, **OPTIONAL}.items()}


def empty_sheet() -> bytes:
    """The sheet to be filled, with two invented rows as an example (XLSX)."""
    shown = headings()
    return _workbook(list(shown.values()), [[row.get(name, "") for name in shown]
                                            for row in _EXAMPLES])  # fmt: skip


def refused_rows(done: TakenOver) -> bytes:
    """The rows that were refused, each with its reason in the first column (XLSX).

    Mended, the same workbook is taken again: the column of reasons is not read.
    """
    if done.sheet is None:
        raise ValueError("no sheet was read")
    shown = done.sheet.headings
    by_number = {row.number: row.cells for row in done.sheet.rows}
    lines = [
        [answer.refusal.message_id, *(by_number[answer.number][name] for name in shown)]
        for answer in done.refused
        if answer.refusal is not None
    ]
    return _workbook([ANSWER, *shown.values()], lines)


def _workbook(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """Text cells only: nothing of an office's sheet is ever taken for a formula or a number."""
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(memory, options)
    sheet = book.add_worksheet("Klaim")
    text = book.add_format({"num_format": "@"})
    told = book.add_format({"num_format": "@", "text_wrap": True, "bg_color": "#F8C9C4"})
    sheet.set_column(0, len(heads) - 1, 18, text)
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, book.add_format({"bold": True, "bottom": 1}))
        if head == ANSWER:
            sheet.set_column(place, place, 70)
    sheet.freeze_panes(1, 0)
    for line, cells in enumerate(lines, start=1):
        for place, cell in enumerate(cells):
            sheet.write_string(line, place, cell, told if heads[place] == ANSWER else text)
    book.close()
    return memory.getvalue()
