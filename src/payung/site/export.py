"""A list as a file: CSV or XLSX, with a line that says who took it, when and from where.

Only what the page shows leaves: masked identities stay masked.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter
from django.http import HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from payung.access.reader import Reader
from payung.clock import today
from payung.site.formatting import day, moment, number

FORMATS = ("xlsx", "csv")
#: A cell that a spreadsheet would run as a formula.
_FORMULA = re.compile(r"^[=+\-@\t\r]")


@dataclass(frozen=True)
class Column:
    """A column: its heading, and whether it holds money, counts, dates or text."""

    heading: str
    kind: str = "text"  # text, money, count, date


def answer(
    *,
    reader: Reader,
    format: str,
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
) -> HttpResponse:
    """The file as an answer to download; ``name`` is its file name without ending."""
    listed = list(rows)
    mark = watermark(reader, len(listed))
    if format == "csv":
        body, content_type = _csv(title, mark, columns, listed), "text/csv; charset=utf-8"
    else:
        body = _xlsx(title, mark, columns, listed)
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}-{today():%Y-%m-%d}.{format}"'
    return response


def watermark(reader: Reader, rows: int) -> str:
    """Who took this file, when, with how many rows, and the date of its figures."""
    return _(
        "Diunduh oleh %(who)s pada %(when)s · data per %(day)s · %(rows)s baris · "
        "hanya untuk keperluan dinas"
    ) % {
        "who": str(reader.user),
        "when": moment(now()),
        "day": day(today()),
        "rows": number(rows),
    }


def _csv(
    title: str, mark: str, columns: Sequence[Column], rows: Sequence[Sequence[object]]
) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([title])
    writer.writerow([mark])
    writer.writerow([column.heading for column in columns])
    for row in rows:
        writer.writerow([_plain(value) for value in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return "" if value is None else value


def _xlsx(
    title: str, mark: str, columns: Sequence[Column], rows: Sequence[Sequence[object]]
) -> bytes:
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(memory, options)
    sheet = book.add_worksheet(_("Daftar"))
    bold = book.add_format({"bold": True, "font_size": 14})
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
    formats = {
        "money": book.add_format({"num_format": "#,##0"}),
        "count": book.add_format({"num_format": "#,##0"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy"}),
        "text": book.add_format({"num_format": "@"}),
    }
    sheet.write_string(0, 0, title, bold)
    sheet.write_string(1, 0, mark)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, 34 if index == 0 else 18)
        sheet.write_string(3, index, column.heading, heading)
    for line, row in enumerate(rows, start=4):
        for index, (column, value) in enumerate(zip(columns, row, strict=True)):
            _write(sheet, line, index, value, formats[column.kind])
    sheet.freeze_panes(4, 1)
    sheet.autofilter(3, 0, max(3, 3 + len(rows)), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(3)
    sheet.set_footer(f"&L{mark.replace('&', '&&')}&R&P / &N")
    book.close()
    return memory.getvalue()


def _write(sheet, line: int, index: int, value: object, style) -> None:  # type: ignore[no-untyped-def]
    if value is None:
        return
    if isinstance(value, date):
        sheet.write_datetime(line, index, datetime(value.year, value.month, value.day), style)  # noqa: DTZ001
    elif isinstance(value, int):
        sheet.write_number(line, index, value, style)
    else:
        sheet.write_string(line, index, str(value), style)
