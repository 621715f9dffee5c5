"""The workbook that a village fills without network, and takes back to ``propose_list``.

What may be chosen is chosen from lists, what is a number of sixteen digits is text, what is a date
is a date; a hidden sheet says for which village it was made.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from payung.reference.models import Region, Village, WorkerSegment

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: Rows that are made ready for entry.
ROWS = 500
STAMP_SHEET, CHOICES_SHEET, LIST_SHEET = "_payung", "_pilihan", "Daftar"
_STAMP_KEYS = ("wilayah", "desa")
#: The header stands below the title and the sums.
_HEAD = 4
#: Headers, width, kind of cell, and what is asked for.
_COLUMNS = (
    ("NIK", 19, "nik", "16 angka, seperti di KTP."),
    ("NAMA", 28, "text", "Nama lengkap seperti di KTP."),
    ("TEMPAT LAHIR", 16, "text", "Boleh kosong."),
    ("TANGGAL LAHIR", 15, "date", "Hari-bulan-tahun, misalnya 17-05-1980."),
    ("JENIS KELAMIN", 10, "sex", "L atau P."),
    ("ALAMAT", 28, "text", "Dusun, RT/RW. Boleh kosong."),
    ("DESA", 22, "village", "Pilih dari daftar. Kosongkan bila desa pengusul."),
    ("PEKERJAAN", 24, "segment", "Pilih dari daftar."),
    ("HP", 16, "phone", "Boleh kosong."),
    ("DESIL", 8, "decile", "1 sampai 10, bila tahu."),
    ("SUMBER DATA", 14, "text", "Misalnya DTSEN. Boleh kosong."),
)
_INSTRUCTIONS = (
    "Isi lembar Daftar, satu baris satu orang. Tidak perlu jaringan internet.",
    "NIK ditulis 16 angka. Kolomnya sudah berformat Teks: jangan diubah, agar angka tidak rusak.",
    "Tanggal lahir ditulis hari-bulan-tahun, misalnya 17-05-1980.",
    "Jenis kelamin, desa dan pekerjaan dipilih dari daftar di selnya.",
    "Baris 2 lembar Daftar menghitung orang dan NIK yang belum 16 angka.",
    "Jangan mengganti judul kolom dan jangan menggabungkan sel.",
    "Setelah selesai, simpan lalu unggah di Payung: Daftar penerima, Usulkan daftar. Berkas yang "
    "sama boleh diunggah lagi; daftarnya tidak menjadi dua.",
    "Baris yang belum benar tidak menggugurkan daftar: setiap baris dijawab dengan sebabnya.",
)


@dataclass(frozen=True)
class Stamp:
    """For whom a workbook was made: the codes of the government and, if any, of the village."""

    region_code: str
    village_code: str


def blank_workbook(region: Region, village: Village | None) -> bytes:
    """An empty workbook (XLSX) for a village, or for any village of a government."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        place = f"{village.name}, {village.district}, {region.name}" if village else region.name
        _write_instructions(book, place)
        sheet = book.add_worksheet(LIST_SHEET)
        villages = [village] if village else list(region.villages.all())
        choices = _write_choices(book, _named(villages), _segments())
        _write_list(book, sheet, place, choices)
        stamp = book.add_worksheet(STAMP_SHEET)
        for row, value in enumerate((region.pk, village.pk if village else "")):
            stamp.write_row(row, 0, (_STAMP_KEYS[row], value))
        stamp.very_hidden()
        sheet.activate()
    return memory.getvalue()


def stamp_of(path: Path) -> Stamp | None:
    """For whom a filled workbook was made; None for any other file."""
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            if STAMP_SHEET not in book.sheet_names:
                return None
            rows = book.get_sheet_by_name(STAMP_SHEET).to_python()
    except (CalamineError, BadZipFile, OSError):
        return None
    told = {str(row[0]): str(row[1]) for row in rows if len(row) > 1}
    return Stamp(told.get("wilayah", ""), told.get("desa", ""))


def _named(villages: list[Village]) -> list[str]:
    """The villages by name; by code where a name is there twice."""
    names = [village.name for village in villages]
    return [village.name if names.count(village.name) == 1 else village.pk for village in villages]


def _segments() -> list[str]:
    return [segment.name for segment in WorkerSegment.objects.filter(parent__isnull=False)] or [
        segment.name for segment in WorkerSegment.objects.all()
    ]


def _write_instructions(book: Workbook, place: str) -> None:
    sheet = book.add_worksheet("Petunjuk")
    bold = book.add_format({"bold": True, "font_size": 14})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 1, f"Daftar calon penerima iuran: {place}", bold)
    for number, text in enumerate(_INSTRUCTIONS, start=1):
        sheet.write_number(number + 1, 0, number)
        sheet.write_string(number + 1, 1, text, wrap)
    top = len(_INSTRUCTIONS) + 4
    sheet.write_string(top, 1, "Kolom", book.add_format({"bold": True}))
    for line, (header, _, _, help_text) in enumerate(_COLUMNS, start=top + 1):
        sheet.write_string(line, 1, f"{header}: {help_text}", wrap)
    sheet.set_paper(9)
    sheet.hide_gridlines(2)


def _write_choices(book: Workbook, villages: list[str], segments: list[str]) -> dict[str, str]:
    """The hidden lists, and the range of each."""
    sheet = book.add_worksheet(CHOICES_SHEET)
    sheet.hide()
    ranges = {}
    for column, (key, values) in enumerate((("village", villages), ("segment", segments))):
        sheet.write_column(0, column, values)
        if values:
            letter = "AB"[column]
            ranges[key] = f"='{CHOICES_SHEET}'!${letter}$1:${letter}${len(values)}"
    return ranges


def _write_list(book: Workbook, sheet: Worksheet, place: str, choices: dict[str, str]) -> None:
    head = book.add_format(
        {"bold": True, "bg_color": "#0D3B45", "font_color": "#FFFFFF", "border": 1}
    )
    formats = {
        "date": book.add_format({"num_format": "dd-mm-yyyy", "border": 1}),
        "decile": book.add_format({"num_format": "0", "border": 1}),
        "text": book.add_format({"num_format": "@", "border": 1}),
    }
    first, last = _HEAD + 1, _HEAD + ROWS
    sheet.write_string(0, 0, place, book.add_format({"bold": True, "font_size": 14}))
    _write_sums(book, sheet, first + 1, last + 1)
    for column, (header, width, kind, help_text) in enumerate(_COLUMNS):
        style = formats.get(kind, formats["text"])
        sheet.set_column(column, column, width)
        sheet.write_string(_HEAD, column, header, head)
        sheet.write_comment(_HEAD, column, help_text)
        for row in range(first, last + 1):
            sheet.write_blank(row, column, None, style)
        rule = _rule(kind, first + 1, "ABCDEFGHIJK"[column], choices)
        if rule:
            sheet.data_validation(first, column, last, column, rule)
    sheet.freeze_panes(first, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)


def _write_sums(book: Workbook, sheet: Worksheet, first: int, last: int) -> None:
    bold: Format = book.add_format({"bold": True})
    people, numbers = f"B{first}:B{last}", f"A{first}:A{last}"
    sheet.write_string(1, 0, "Jumlah orang", bold)
    sheet.write_formula(1, 1, f"=COUNTA({people})", bold, 0)
    sheet.write_string(2, 0, "NIK belum benar", bold)
    sheet.write_formula(2, 1, f'=SUMPRODUCT(({people}<>"")*(LEN({numbers})<>16))', bold, 0)


def _rule(kind: str, row: int, letter: str, choices: dict[str, str]) -> dict[str, object] | None:
    """What a cell of the column may hold; a wrong one is warned of, not forbidden."""
    told = {"error_type": "warning", "ignore_blank": True}
    cell = f"{letter}{row}"
    if kind == "nik":
        return told | {
            "validate": "custom",
            "value": f"=AND(LEN({cell})=16,ISNUMBER(VALUE({cell})))",
            "error_title": "NIK",
            "error_message": "NIK terdiri dari 16 angka.",
        }
    if kind == "date":
        return told | {
            "validate": "custom",
            "value": f"=OR(ISNUMBER({cell}),LEN({cell})=10)",
            "error_title": "Tanggal lahir",
            "error_message": "Tulis hari-bulan-tahun, misalnya 17-05-1980.",
        }
    if kind == "sex":
        return told | {"validate": "list", "source": ["L", "P"]}
    if kind == "decile":
        return told | {
            "validate": "integer",
            "criteria": "between",
            "minimum": 1,
            "maximum": 10,
            "error_message": "Desil 1 sampai 10.",
        }
    if kind in choices:
        return told | {"validate": "list", "source": choices[kind]}
    return None
