"""The gap table as a workbook that computes: change a target or a count, and the rest follows."""

from __future__ import annotations

import io

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from payung.access.reader import Reader
from payung.clock import today
from payung.monitoring.gap_rows import GapRow
from payung.monitoring.queries.targets import GapTable
from payung.site.export import watermark
from payung.site.formatting import day
from payung.site.pages import target_words as words

_FIRST = 7
#: Columns of the sheet: name, code, members, universe, coverage, target, needed, missing,
#: a day, a working day; the parts follow.
_NAME, _CODE, _MEMBERS, _UNIVERSE, _RATE, _TARGET, _NEEDED, _GAP, _DAY, _WORKING, _PARTS = range(11)


def gap_workbook(
    reader: Reader, table: GapTable, title: str, scale: str, name: str
) -> HttpResponse:
    """The workbook as an answer to download: live formulas, and a sheet of sources."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False})
    style = _styles(book)
    mark = watermark(reader, len(table.rows) + 1)
    sheet = book.add_worksheet(_("Kekurangan"))
    sheet.write_string(0, 0, title, style["title"])
    sheet.write_string(1, 0, mark)
    sheet.write_string(2, 0, scale)
    until = {"day": day(table.whole.time.until)}
    sheet.write_string(3, 0, _("Hari tersisa sampai %(day)s") % until)
    sheet.write_number(3, 2, table.whole.time.days, style["input"])
    sheet.write_string(4, 0, _("Hari kerja tersisa"))
    sheet.write_number(4, 2, table.whole.time.working_days, style["input"])
    _headings(sheet, table, style)
    rows = [*table.rows, table.whole]
    for at, row in enumerate(rows, start=_FIRST):
        _write_row(sheet, at, row, table, style)
    sheet.freeze_panes(_FIRST, 1)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, _PARTS + 4, 14)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    _sources(book, rows, style)
    book.close()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(memory.getvalue(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}-{today():%Y-%m-%d}.xlsx"'
    return response


def _styles(book):  # type: ignore[no-untyped-def]
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        "count": book.add_format({"num_format": "#,##0"}),
        "input": book.add_format({"num_format": "#,##0", "bg_color": "#fdf1d6"}),
        "target": book.add_format({"num_format": "0.00", "bg_color": "#fdf1d6"}),
        "rate": book.add_format({"num_format": "0.00"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _segments(table: GapTable) -> list[str]:
    used = {part.segment for row in (*table.rows, table.whole) for part in row.parts}
    return [code for code in words.SEGMENT_NAMES if code in used]


def _headings(sheet, table: GapTable, style) -> None:  # type: ignore[no-untyped-def]
    heads = [
        *(_("Daerah"), _("Kode"), _("Peserta aktif"), _("Potensi"), _("Cakupan (persen)")),
        *(_("Target (persen)"), _("Diperlukan"), _("Kurang"), _("Per hari"), _("Per hari kerja")),
        *(str(words.SEGMENT_NAMES[code]) for code in _segments(table)),
    ]
    for column, head in enumerate(heads):
        sheet.write_string(_FIRST - 1, column, head, style["head"])


def _write_row(sheet, at: int, row: GapRow, table: GapTable, style) -> None:  # type: ignore[no-untyped-def]
    line = at + 1
    sheet.write_string(at, _NAME, row.name)
    sheet.write_string(at, _CODE, row.region or "ID")
    figure = row.figure
    if figure is not None and figure.numerator is not None:
        sheet.write_number(at, _MEMBERS, figure.numerator, style["input"])
    if figure is not None and figure.denominator:
        sheet.write_number(at, _UNIVERSE, figure.denominator, style["input"])
        rate = f"=ROUND(C{line}/D{line}*100,2)"
        sheet.write_formula(at, _RATE, rate, style["rate"], figure.value / 100)
    if row.gap is None or row.needed is None:
        return
    if row.target_share is not None:
        sheet.write_number(at, _TARGET, row.target_share / 100, style["target"])
        # Whole hundredths first: the product is exact, and half is rounded up.
        needed = f"=ROUND(D{line}*ROUND(F{line}*100,0)/10000,0)"
        sheet.write_formula(at, _NEEDED, needed, style["count"], row.needed)
    else:
        sheet.write_number(at, _NEEDED, row.needed, style["input"])
    sheet.write_formula(at, _GAP, f"=G{line}-C{line}", style["count"], row.gap)
    for column, cell, value in ((_DAY, "$C$4", row.a_day), (_WORKING, "$C$5", row.a_working_day)):
        formula = f"=IF({cell}>0,ROUNDUP(MAX(H{line},0)/{cell},0),MAX(H{line},0))"
        sheet.write_formula(at, column, formula, style["count"], value)
    segments = _segments(table)
    for place, code in enumerate(segments):
        _write_part(sheet, at, place, code, row, segments, style)


def _write_part(sheet, at: int, place: int, code: str, row: GapRow, segments, style) -> None:  # type: ignore[no-untyped-def]
    """A segment's part as a count; the last one is what is left of the gap."""
    column, value = _PARTS + place, row.part(code)
    if value is None:
        return
    if place and place == len(segments) - 1:
        first, last = xl_col_to_name(_PARTS), xl_col_to_name(column - 1)
        left = f"=H{at + 1}-SUM({first}{at + 1}:{last}{at + 1})"
        sheet.write_formula(at, column, left, style["count"], value)
    else:
        sheet.write_number(at, column, value, style["input"])


def _sources(book, rows: list[GapRow], style) -> None:  # type: ignore[no-untyped-def]
    sheet = book.add_worksheet(_("Sumber"))
    heads = [
        *(_("Daerah"), _("Angka per"), _("Sumber angka"), _("Keadaan angka"), _("Nomor angka")),
        *(_("Target ditetapkan oleh"), _("Dokumen"), _("Diterapkan dari provinsi")),
        *(_("Pembagian segmen"), _("Keterangan")),
    ]
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, style["head"])
    for at, row in enumerate(rows, start=1):
        sheet.write_string(at, 0, row.name)
        if row.figure is not None:
            sheet.write_datetime(at, 1, row.figure.as_of, style["date"])
            sheet.write_string(at, 2, row.figure.source, style["wrap"])
            sheet.write_string(at, 3, row.figure.status)
            sheet.write_number(at, 4, row.figure.pk)
        if row.goal is not None:
            sheet.write_string(at, 5, row.goal.target.set_by, style["wrap"])
            sheet.write_string(at, 6, row.goal.target.document, style["wrap"])
            sheet.write_string(at, 7, _("ya") if row.goal.is_applied else _("tidak"))
        if row.split is not None:
            sheet.write_string(at, 8, str(words.SPLITS[row.split]), style["wrap"])
        if row.problem is not None:
            sheet.write_string(at, 9, str(words.PROBLEMS[row.problem]), style["wrap"])
    sheet.set_column(0, 9, 24)
    sheet.freeze_panes(1, 1)
