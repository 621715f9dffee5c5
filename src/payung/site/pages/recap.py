"""The recap of recoveries: branches and prosecution offices side by side, by value and count."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.clock import today
from payung.compliance.models import MandateKind
from payung.compliance.queries import recap as compliance
from payung.compliance.queries.recap import Outcome, Recap, RecapRow
from payung.site import export
from payung.site.formatting import day
from payung.site.pages import filters, mandate_words
from payung.site.pages.gate import page
from payung.site.pages.wording import trail

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GROUPS = {
    "branch": gettext_lazy("Kantor cabang"),
    "prosecution": gettext_lazy("Kejaksaan"),
    "type": gettext_lazy("Jenis kuasa"),
    "year": gettext_lazy("Tahun"),
}
DEFINITIONS = (
    (
        gettext_lazy("Diserahkan"),
        gettext_lazy(
            "nilai tagihan yang masih terbuka pada akhir hari SKK; bulan sesudahnya utang baru."
        ),
    ),
    (
        gettext_lazy("Dipulihkan"),
        gettext_lazy(
            "uang yang dibukukan sesudah tanggal SKK sampai kuasa berakhir; pokok dan denda "
            "terpisah."
        ),
    ),
    (
        gettext_lazy("Dikoreksi"),
        gettext_lazy(
            "yang ternyata tidak terutang: tagihan diperbaiki, atau uang sampai hari SKK baru "
            "dikenali."
        ),
    ),
    (
        gettext_lazy("Dihapusbukukan"),
        gettext_lazy("yang keluar dari buku besar dengan keputusan; hak tagihnya tetap."),
    ),
    (
        gettext_lazy("Sisa"),
        gettext_lazy("diserahkan dikurangi dipulihkan, dikoreksi dan dihapusbukukan."),
    ),
    (
        gettext_lazy("Hasil"),
        gettext_lazy(
            "setiap SKK mempunyai tepat satu: lunas, mengangsur, belum bayar, ditutup atau "
            "dikembalikan."
        ),
    ),
    (
        gettext_lazy("Hari sampai bayar pertama"),
        gettext_lazy("nilai tengah dari kuasa yang sudah menghasilkan uang."),
    ),
)


@dataclass(frozen=True)
class Shown:
    """One row of the page: its name and counts by outcome beside the sums."""

    row: RecapRow
    name: str
    counts: list[int]

    @property
    def named_counts(self) -> list[tuple[str, int]]:
        """The counts with the names of their outcomes."""
        names = [str(mandate_words.OUTCOMES[outcome]) for outcome in Outcome]
        return list(zip(names, self.counts, strict=True))


@page(permissions.VIEW_RECOVERY)
def recap(request: HttpRequest) -> HttpResponse:
    """What came of the mandates of a year."""
    found = _found(request)
    total = found.total.total
    context = {
        "found": found,
        "total": total,
        "rows": [_shown(row, found.by) for row in found.rows],
        "sum": _shown(found.total, found.by),
        "outcomes": [mandate_words.OUTCOMES[outcome] for outcome in Outcome],
        "by_outcome": [
            (mandate_words.OUTCOMES[outcome], sums)
            for outcome, sums in found.total.outcomes.items()
        ],
        "groups": GROUPS.items(),
        "group_name": GROUPS[found.by],
        "years": compliance.years_granted(request.reader),
        "chosen_year": str(found.from_.year) if found.from_.year == found.to.year else "",
        "definitions": DEFINITIONS,
        "export": f"{reverse('site:recap_export')}?{request.GET.urlencode()}",
        "trail": trail((_("Rekap pemulihan"), "")),
    }
    return render(request, "site/recap.html", context)


@page(permissions.VIEW_RECOVERY)
def recap_export(request: HttpRequest) -> HttpResponse:
    """The same as a workbook whose sums, remainders and rates are formulas."""
    found = _found(request)
    body = _workbook(found, export.watermark(request.reader, len(found.rows)))
    response = HttpResponse(body, content_type=WORKBOOK)
    name = f"rekap-pemulihan-{today():%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _found(request: HttpRequest) -> Recap:
    by = filters.choice(request, "menurut", compliance.GROUPS) or "branch"
    years = compliance.years_granted(request.reader)
    chosen = filters.choice(request, "tahun", [str(year) for year in years])
    first = int(chosen) if chosen else min(years, default=today().year)
    last = int(chosen) if chosen else today().year
    return compliance.recap(
        request.reader, from_=date(first, 1, 1), to=date(last, 12, 31), by=by, as_of=today()
    )


def _shown(row: RecapRow, by: str) -> Shown:
    name = str(MandateKind(row.key).label) if by == "type" and row.key else row.name
    return Shown(row, name or _("Jumlah"), [row.outcomes[outcome].count for outcome in Outcome])


# The workbook


def _workbook(found: Recap, mark: str) -> bytes:
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False})
    styles = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        "money": book.add_format({"num_format": "#,##0"}),
        "sum": book.add_format({"num_format": "#,##0", "bold": True, "top": 1}),
        "rate": book.add_format({"num_format": "0.00%"}),
    }
    _values(book.add_worksheet(_("Nilai")), found, mark, styles)
    _counts(book.add_worksheet(_("Banyaknya")), found, mark, styles)
    _meanings(book.add_worksheet(_("Arti")), styles)
    book.close()
    return memory.getvalue()


def _head(sheet, found: Recap, mark: str, styles: dict, headings: list[str]) -> None:  # type: ignore[no-untyped-def, type-arg]
    period = _("SKK %(from)s s.d. %(to)s, keadaan per %(day)s") % {
        "from": day(found.from_), "to": day(found.to), "day": day(found.as_of)
    }  # fmt: skip
    sheet.write_string(0, 0, f"{_('Rekap pemulihan')} · {period}", styles["title"])
    sheet.write_string(1, 0, mark)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, len(headings), 18)
    for column, heading in enumerate(headings):
        sheet.write_string(3, column, str(heading), styles["head"])
    sheet.freeze_panes(4, 1)
    sheet.set_landscape()
    sheet.set_paper(9)


def _values(sheet, found: Recap, mark: str, styles: dict) -> None:  # type: ignore[no-untyped-def, type-arg]
    headings = [
        str(GROUPS[found.by]), _("Diserahkan"), _("Pokok dipulihkan"), _("Denda dipulihkan"),
        _("Dikoreksi"), _("Dihapusbukukan"), _("Sisa"), _("Dipulihkan dari nilai"),
    ]  # fmt: skip
    _head(sheet, found, mark, styles, headings)
    for line, shown in enumerate([_shown(row, found.by) for row in found.rows], start=4):
        sums, excel = shown.row.total, line + 1
        sheet.write_string(line, 0, shown.name)
        for column, amount in enumerate(
            (
                sums.handed_over,
                sums.principal_recovered,
                sums.penalty_recovered,
                sums.corrected,
                sums.written_off,
            ),
            start=1,
        ):
            sheet.write_number(line, column, amount, styles["money"])
        _line_formulas(sheet, line, excel, styles, sums.remaining, shown.row.rate_by_value)
    last, excel = 4 + len(found.rows), 5 + len(found.rows)
    total = found.total.total
    sheet.write_string(last, 0, _("Jumlah"), styles["sum"])
    known = (
        total.handed_over, total.principal_recovered, total.penalty_recovered, total.corrected,
        total.written_off,
    )  # fmt: skip
    for column, value in enumerate(known, start=1):
        letter = "ABCDEFGH"[column]
        formula = f"=SUM({letter}5:{letter}{excel - 1})" if found.rows else "=0"
        sheet.write_formula(last, column, formula, styles["sum"], value)
    _line_formulas(sheet, last, excel, styles, total.remaining, found.total.rate_by_value)


def _line_formulas(  # type: ignore[no-untyped-def]
    sheet,
    line: int,
    excel: int,
    styles: dict,  # type: ignore[type-arg]
    remaining: int,
    rate_bp: int | None,
) -> None:
    left = f"=B{excel}-C{excel}-D{excel}-E{excel}-F{excel}"
    sheet.write_formula(line, 6, left, styles["money"], remaining)
    rate = f'=IF(B{excel}=0,"",(C{excel}+D{excel})/B{excel})'
    sheet.write_formula(line, 7, rate, styles["rate"], _hundredths(rate_bp))


def _counts(sheet, found: Recap, mark: str, styles: dict) -> None:  # type: ignore[no-untyped-def, type-arg]
    names = [str(mandate_words.OUTCOMES[outcome]) for outcome in Outcome]
    headings = [
        str(GROUPS[found.by]), *names, _("SKK"), _("Lunas dari SKK"),
        _("Hari sampai bayar pertama"),
    ]  # fmt: skip
    _head(sheet, found, mark, styles, headings)
    rows = [*(_shown(row, found.by) for row in found.rows), _shown(found.total, found.by)]
    for line, shown in enumerate(rows, start=4):
        excel, is_sum = line + 1, line == 4 + len(found.rows)
        style = styles["sum" if is_sum else "money"]
        sheet.write_string(line, 0, shown.name)
        for column, count in enumerate(shown.counts, start=1):
            letter = "ABCDEF"[column]
            if is_sum and found.rows:
                formula = f"=SUM({letter}5:{letter}{line})"
                sheet.write_formula(line, column, formula, style, count)
            else:
                sheet.write_number(line, column, count, style)
        sheet.write_formula(line, 6, f"=SUM(B{excel}:F{excel})", style, shown.row.total.count)
        rate = f'=IF(G{excel}=0,"",B{excel}/G{excel})'
        value = _hundredths(shown.row.rate_by_count)
        sheet.write_formula(line, 7, rate, styles["rate"], value)
        if shown.row.days_to_first_payment is not None:
            sheet.write_number(line, 8, shown.row.days_to_first_payment, styles["money"])


def _meanings(sheet, styles: dict) -> None:  # type: ignore[no-untyped-def, type-arg]
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    for line, (name, meaning) in enumerate(DEFINITIONS):
        sheet.write_string(line, 0, str(name), styles["head"])
        sheet.write_string(line, 1, str(meaning))


def _hundredths(rate_bp: int | None) -> str:
    """The value that a reader without a calculation engine shows for a rate."""
    return "" if rate_bp is None else f"{rate_bp // 10_000}.{rate_bp % 10_000:04d}"
