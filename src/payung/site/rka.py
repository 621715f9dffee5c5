"""The lines of a government as a work plan and budget (RKA): code, volume, tariff, amount."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from payung.reference.models import Region
from payung.registry.models import Programme
from payung.site.formatting import number, short_month
from payung.sponsorship.codes import PROGRAMME_ACCOUNTS, printed
from payung.sponsorship.cost import MonthRate, RateSpan
from payung.sponsorship.models import BudgetLine, CodeKind, FundSource
from payung.sponsorship.queries.budgets import LineRow

_FIRST = 4
_WIDTHS = (22, 22, 62, 26, 16, 20, 26)


@dataclass(frozen=True)
class RkaRow:
    """One detail: a programme of a line in months with one rate."""

    account: str
    activity: str
    text: str
    volume: str
    units: int
    tariff: int
    amount: int
    source: str


def printed_account(line: BudgetLine) -> str:
    """The account of a line as the nomenclature prints it; "" when it has none."""
    return printed(line.account_code, CodeKind.ACCOUNT) if line.account_code else ""


def details(row: LineRow) -> Iterator[RkaRow]:
    """The details of a line: each programme by itself, and each rate where it changes.

    Where the line is booked on an account of one of the programmes, each goes to its own account;
    else all to the line's.
    """
    if row.cost is None:
        return
    line = row.line
    activity = printed(line.activity_code, CodeKind.ACTIVITY) if line.activity_code else ""
    for span in row.cost.spans:
        rate = next(found for found in row.cost.rates if found.month == span.first)
        for programme, tariff in _tariffs(rate):
            yield RkaRow(
                account=_account(line, programme),
                activity=activity,
                text=f"{line.title} ({programme.name}, {_months(span)})",
                volume=_("%(persons)s orang x %(months)s bulan")
                % {"persons": number(row.cost.persons), "months": number(span.months)},
                units=row.cost.persons * span.months,
                tariff=tariff,
                amount=row.cost.persons * span.months * tariff,
                source=str(FundSource(line.fund_source).label),
            )


def workbook(rows: Sequence[LineRow], *, region: Region, year: int, mark: str) -> bytes:
    """The workbook: a row for each detail, its amount as a formula with its value, and the sum."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("RKA")
    title = _("RKA iuran jaminan sosial ketenagakerjaan %(region)s %(year)s")
    bold = book.add_format({"bold": True, "font_size": 14})
    sheet.write_string(0, 0, title % {"region": region.name, "year": year}, bold)
    sheet.write_string(1, 0, mark)
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    for place, (name, width) in enumerate(zip(_headings(), _WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(_FIRST - 1, place, name, heading)
    _write(book, sheet, [detail for row in rows for detail in details(row)])
    sheet.freeze_panes(_FIRST, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_FIRST - 1)
    sheet.set_footer(f"&L{mark.replace('&', '&&')}&R&P / &N")
    book.close()
    return memory.getvalue()


def _headings() -> list[str]:
    return [
        _("Kode rekening"),
        _("Kode subkegiatan"),
        _("Uraian"),
        _("Volume"),
        _("Tarif (rupiah)"),
        _("Jumlah (rupiah)"),
        _("Sumber dana"),
    ]


def _write(book: Workbook, sheet: Worksheet, found: Sequence[RkaRow]) -> None:
    money = book.add_format({"num_format": "#,##0"})
    total = book.add_format({"num_format": "#,##0", "bold": True, "top": 1})
    for at, detail in enumerate(found, start=_FIRST):
        texts = (detail.account, detail.activity, detail.text, detail.volume)
        for place, text in enumerate(texts):
            sheet.write_string(at, place, text)
        sheet.write_number(at, 4, detail.tariff, money)
        sheet.write_formula(at, 5, f"={detail.units}*E{at + 1}", money, detail.amount)
        sheet.write_string(at, 6, detail.source)
    end = _FIRST + len(found)
    sheet.write_string(end, 2, _("Jumlah"), total)
    if found:
        formula = f"=SUM(F{_FIRST + 1}:F{end})"
        sheet.write_formula(end, 5, formula, total, sum(one.amount for one in found))


def _tariffs(rate: MonthRate) -> list[tuple[Programme, int]]:
    amounts = [
        (Programme.JKK, rate.jkk),
        (Programme.JKM, rate.jkm),
        (Programme.JHT, rate.jht),
        (Programme.JP, rate.jp),
    ]
    return [(programme, tariff) for programme, tariff in amounts if tariff]


def _account(line: BudgetLine, programme: Programme) -> str:
    code = line.account_code
    if code in PROGRAMME_ACCOUNTS.values():
        code = PROGRAMME_ACCOUNTS.get(programme, code)
    return printed(code, CodeKind.ACCOUNT) if code else ""


def _months(span: RateSpan) -> str:
    if span.months == 1:
        return short_month(span.first)
    return f"{short_month(span.first)}–{short_month(span.last)}"
