"""The half-yearly report as a workbook: every item a row, every count a live formula over them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from payung.monitoring.queries.instructions import LACKS, STATES, Standing, Tally
from payung.monitoring.reports.instruction_report import CENTRE, Report
from payung.reference.models import Region

ITEMS, SUMMARY, BY_ITEM, BY_PLACE = "Butir", "Ringkasan", "Menurut butir", "Menurut penjawab"
LACKING, FIGURES, PROMISES, SOURCES = "Belum dijawab", "Angka", "Komitmen", "Sumber"
_COLUMNS = (
    ("Provinsi", 10), ("Penjawab", 34), ("Butir", 26), ("Instruksi", 60), ("Dasar", 22),
    ("Keadaan", 16), ("Dijawab", 9), ("Bukti", 9), ("Diterima", 9), ("Status", 18),
    ("Tanggal jawaban", 15), ("Yang kurang", 24), ("Kelompok", 26),
)  # fmt: skip
#: Columns of the sheet of items, by their letter: what the formulas count.
_ITEM, _ANSWERED, _EVIDENCED, _ACCEPTED, _GROUP = "C", "G", "H", "I", "M"
_COUNTS = ("Ditujukan", "Dijawab", "Dengan bukti", "Diterima", "Belum")
_HEAD = 3  # the first row under a sheet's heading


@dataclass(frozen=True)
class _Sheets:
    """The workbook and its formats."""

    book: xlsxwriter.Workbook
    title: object
    head: object
    date: object
    count: object
    wrap: object

    def add(self, name: str, title: str, columns: Sequence[tuple[str, int]]) -> Worksheet:
        """A sheet with its title and heading, frozen, for A4 across."""
        sheet = self.book.add_worksheet(name)
        sheet.write_string(0, 0, title, self.title)
        for index, (heading, width) in enumerate(columns):
            sheet.set_column(index, index, width)
            sheet.write_string(_HEAD - 1, index, heading, self.head)
        sheet.freeze_panes(_HEAD, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD - 1)
        return sheet


def workbook(found: Report) -> bytes:
    """The report as XLSX; no value of it is text where it is a number."""
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(memory, options)
    sheets = _Sheets(
        book=book,
        title=book.add_format({"bold": True, "font_size": 14}),
        head=book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        date=book.add_format({"num_format": "dd/mm/yyyy"}),
        count=book.add_format({"num_format": "#,##0"}),
        wrap=book.add_format({"text_wrap": True, "valign": "top"}),
    )
    last = _HEAD + len(found.rows)
    _summary(sheets, found, last)
    items = [(item.code, told) for item, told in found.by_item]
    _counted(sheets, BY_ITEM, f"{found.title}: menurut butir", items, _ITEM, last)
    _counted(sheets, BY_PLACE, f"{found.title}: menurut penjawab", found.by_place, _GROUP, last)
    _lacking(sheets, found)
    _items(sheets, found)
    _figures(sheets, found)
    _promises(sheets, found)
    _sources(sheets, found)
    book.close()
    return memory.getvalue()


def _range(column: str, last: int) -> str:
    return f"{ITEMS}!${column}${_HEAD + 1}:${column}${last}"


def _summary(sheets: _Sheets, found: Report, last: int) -> None:
    sheet = sheets.add(SUMMARY, found.title, (("Hitungan", 44), ("Nilai", 14), ("Bagian", 12)))
    every = f"COUNTA({_range(_ITEM, last)})"
    share = sheets.book.add_format({"num_format": "0.00%"})
    told = found.told
    lines = (
        ("Butir yang ditujukan", every, told.asked),
        ("Dijawab", f"SUM({_range(_ANSWERED, last)})", told.answered),
        ("Dengan bukti", f"SUM({_range(_EVIDENCED, last)})", told.evidenced),
        ("Diterima", f"SUM({_range(_ACCEPTED, last)})", told.accepted),
        ("Belum dijawab", "B4-B5", told.unanswered),
    )
    for row, (name, formula, value) in enumerate(lines, start=_HEAD):
        sheet.write_string(row, 0, name)
        sheet.write_formula(row, 1, f"={formula}", sheets.count, value)
        if row > _HEAD:
            sheet.write_formula(row, 2, f"=IF($B$4=0,0,B{row + 1}/$B$4)", share, "")
    notes = (
        f"Data sampai {found.half.cut_off:%d-%m-%Y}; batas jawaban "
        f"{found.half.answer_by:%d-%m-%Y}; disusun {found.made_on:%d-%m-%Y}.",
        "Jawaban masih dapat bertambah." if found.is_early else "Masa jawaban sudah lewat.",
    )
    for offset, note in enumerate(notes):
        sheet.write_string(_HEAD + len(lines) + 1 + offset, 0, note)


def _counted(
    sheets: _Sheets,
    name: str,
    title: str,
    rows: Sequence[tuple[str, Tally]],
    column: str,
    last: int,
) -> None:
    """Counts over the sheet of items for each value of one of its columns, and their sum."""
    headings = (("Nama", 40), *((count, 13) for count in _COUNTS))
    sheet = sheets.add(name, title, headings)
    for row, (key, told) in enumerate(rows, start=_HEAD):
        sheet.write_string(row, 0, key)
        match = f"{_range(column, last)},$A{row + 1}"
        sheet.write_formula(row, 1, f"=COUNTIF({match})", sheets.count, told.asked)
        values = (told.answered, told.evidenced, told.accepted)
        for index, (summed, value) in enumerate(
            zip((_ANSWERED, _EVIDENCED, _ACCEPTED), values, strict=True), start=2
        ):
            formula = f"=SUMIF({match},{_range(summed, last)})"
            sheet.write_formula(row, index, formula, sheets.count, value)
        sheet.write_formula(row, 5, f"=B{row + 1}-C{row + 1}", sheets.count, told.unanswered)
    foot = _HEAD + len(rows)
    sheet.write_string(foot, 0, "Jumlah", sheets.head)
    sums = [sum(getattr(told, one) for _key, told in rows) for one in
            ("asked", "answered", "evidenced", "accepted", "unanswered")]  # fmt: skip
    for index, value in enumerate(sums, start=1):
        first, end = xl_rowcol_to_cell(_HEAD, index), xl_rowcol_to_cell(foot - 1, index)
        sheet.write_formula(foot, index, f"=SUM({first}:{end})", sheets.count, value)


def _items(sheets: _Sheets, found: Report) -> None:
    sheet = sheets.add(ITEMS, f"{found.title}: semua butir", _COLUMNS)
    groups = _group_of(found)
    for line, row in enumerate(found.rows, start=_HEAD):
        item, answer = row.asked.item, row.answer
        answered = row.state in ("WAITING", "ACCEPTED")
        texts = {
            0: row.asked.unit.province or "",
            1: row.asked.unit.name(item),
            2: item.code,
            3: item.text_id,
            4: item.rule.citation,
            5: str(STATES[row.state]),
            9: str(answer.get_status_display()) if answer else "",
            11: str(LACKS[row.lack]) if row.lack else "",
            12: groups(row),
        }
        for index, text in texts.items():
            sheet.write_string(line, index, text)
        sheet.write_number(line, 6, int(answered))
        sheet.write_number(line, 7, int(answered and row.evidenced))
        sheet.write_number(line, 8, int(row.state == "ACCEPTED"))
        if answer is not None:
            sheet.write_datetime(line, 10, _moment(answer.answered_on), sheets.date)
    sheet.autofilter(_HEAD - 1, 0, _HEAD - 1 + len(found.rows), len(_COLUMNS) - 1)


def _group_of(found: Report) -> Callable[[Standing], str]:
    """How the table by answerer names the row of an item: as the report groups it."""
    if found.place is not None:
        return lambda row: row.asked.unit.name(row.asked.item)
    names = dict(Region.objects.filter(parent=None).values_list("pk", "name"))
    return lambda row: names.get(row.asked.unit.province or "", CENTRE)


def _lacking(sheets: _Sheets, found: Report) -> None:
    columns = (("Penjawab", 36), ("Yang kurang", 30), ("Butir", 70), ("Banyaknya", 12))
    sheet = sheets.add(LACKING, f"{found.title}: yang belum lengkap", columns)
    for line, (name, lack, rows) in enumerate(found.lacking, start=_HEAD):
        sheet.write_string(line, 0, name)
        sheet.write_string(line, 1, lack)
        sheet.write_string(line, 2, ", ".join(row.asked.item.code for row in rows), sheets.wrap)
        sheet.write_number(line, 3, len(rows), sheets.count)


def _figures(sheets: _Sheets, found: Report) -> None:
    columns = (
        *(("Angka", 36), ("Kode", 26), ("Versi", 8), ("Nilai", 16), ("Satuan", 18)),
        *(("Tertulis", 22), ("Per", 12), ("Pembilang", 16), ("Penyebut", 16), ("Arti", 70)),
        *(("Sumber", 36), ("Nomor", 10)),
    )
    sheet = sheets.add(FIGURES, f"{found.title}: angka pengukur", columns)
    for line, one in enumerate(found.figures, start=_HEAD):
        figure = one.figure
        sheet.write_string(line, 0, one.definition.name_id)
        sheet.write_string(line, 1, figure.code)
        sheet.write_number(line, 2, figure.version)
        sheet.write_number(line, 3, figure.value, sheets.count)
        sheet.write_string(line, 4, str(one.definition.get_unit_display()))
        sheet.write_string(line, 5, one.words)
        sheet.write_datetime(line, 6, _moment(figure.as_of), sheets.date)
        for index, value in ((7, figure.numerator), (8, figure.denominator), (11, figure.pk)):
            if value is not None:
                sheet.write_number(line, index, value, sheets.count)
        sheet.write_string(line, 9, one.definition.meaning_id, sheets.wrap)
        sheet.write_string(line, 10, figure.source, sheets.wrap)


def _promises(sheets: _Sheets, found: Report) -> None:
    columns = (
        ("Komitmen", 70),
        ("Penanggung jawab", 36),
        ("Batas", 12),
        ("Keadaan", 14),
        ("Hari lewat", 11),
    )
    sheet = sheets.add(PROMISES, f"{found.title}: komitmen rapat", columns)
    if found.commitments is None:
        sheet.write_string(_HEAD, 0, "Penyusun laporan ini tidak berhak melihat komitmen rapat.")
    for line, row in enumerate(found.commitments or (), start=_HEAD):
        sheet.write_string(line, 0, row.commitment.text, sheets.wrap)
        sheet.write_string(line, 1, row.owner)
        sheet.write_datetime(line, 2, _moment(row.due_on), sheets.date)
        sheet.write_string(line, 3, str(row.state.label))
        sheet.write_number(line, 4, row.days_late)


def _sources(sheets: _Sheets, found: Report) -> None:
    columns = (("Butir", 26), ("Dasar", 26), ("Sumber", 60), ("Keyakinan", 12), ("Versi", 8))
    sheet = sheets.add(SOURCES, f"{found.title}: dasar dan sumber tiap butir", columns)
    for line, (item, _told) in enumerate(found.by_item, start=_HEAD):
        for index, text in enumerate((item.code, item.rule.citation, item.source, item.confidence)):
            sheet.write_string(line, index, text)
        sheet.write_number(line, 4, item.version)


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a spreadsheet knows no zones
