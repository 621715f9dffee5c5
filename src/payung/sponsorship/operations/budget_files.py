"""Budget lines from a table: each row answered, all of them planned or none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from django.db import transaction
from django.utils import translation

from payung.access.permissions import MANAGE_BUDGETS
from payung.access.reader import Reader
from payung.errors import PayungError
from payung.reference.files import Row, Sheet, read_sheet
from payung.reference.models import Office, OfficeKind, WorkerSegment
from payung.registry.imports.cells import CellRefused, day
from payung.registry.models import Programme
from payung.sponsorship.amounts import Comparison, Fit, compare_amount
from payung.sponsorship.drafts import BASIC_PROGRAMMES, Draft
from payung.sponsorship.models import BudgetEntry, FundSource
from payung.sponsorship.notices import Notice, Weight
from payung.sponsorship.operations.budgets import PlannedLine, plan_budget_line
from payung.sponsorship.reach import region_to_act_for

_COLUMNS = {
    "title": ("kegiatan", "uraian", "nama kegiatan"),
    "worker_segment": ("segmen", "segmen pekerja"),
    "fund_source": ("sumber_dana", "sumber dana"),
    "persons": ("orang", "jumlah orang", "peserta"),
    "first_month": ("bulan_pertama", "bulan pertama", "mulai"),
    "months": ("jumlah_bulan", "jumlah bulan", "bulan"),
}
_OPTIONAL = {
    "programmes": ("program",),
    "monthly_income": ("penghasilan",),
    "monthly_wage": ("upah",),
    "risk_group": ("kelompok_risiko", "kelompok risiko"),
    "account_code": ("kode_rekening", "kode rekening"),
    "activity_code": ("kode_subkegiatan", "kode subkegiatan"),
    "agency": ("perangkat_daerah", "perangkat daerah", "opd"),
    "village_code": ("kode_desa", "kode desa"),
    "stated": ("anggaran", "pagu", "jumlah anggaran"),
    "legal_basis": ("dasar_hukum", "dasar hukum"),
}
#: The headings of an empty table for an office to fill, required ones first.
HEADINGS = tuple(names[0].upper() for names in (*_COLUMNS.values(), *_OPTIONAL.values()))
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/](\d{1,2})")


class Answer(StrEnum):
    """What became of a row."""

    PLANNED = "PLANNED"
    REPEATED = "REPEATED"
    REFUSED = "REFUSED"


@dataclass(frozen=True)
class RowAnswer:
    """One row of the table: what became of it, why, and the amount that the law gives."""

    row: int
    title: str
    answer: Answer
    number: str
    amount: int | None
    reasons_id: tuple[str, ...]
    reasons_en: tuple[str, ...]

    def reasons(self, language: str = "id") -> tuple[str, ...]:
        """What was found, in the language asked for."""
        return self.reasons_en if language == "en" else self.reasons_id


@dataclass(frozen=True)
class TableAnswer:
    """The answers of all rows; nothing was written unless ``accepted``."""

    rows: tuple[RowAnswer, ...]

    @property
    def accepted(self) -> bool:
        """Whether every row was taken."""
        return all(row.answer != Answer.REFUSED for row in self.rows)

    @property
    def planned(self) -> int:
        """How many new lines there are."""
        return sum(row.answer == Answer.PLANNED for row in self.rows) if self.accepted else 0

    @property
    def refused(self) -> int:
        """How many rows are wrong."""
        return sum(row.answer == Answer.REFUSED for row in self.rows)

    @property
    def total(self) -> int:
        """Rupiah of all rows that have an amount."""
        return sum(row.amount or 0 for row in self.rows)


class _TakenBack(Exception):
    """Ends the transaction of a table with a wrong row."""


def import_budget_lines(
    *,
    actor: Reader,
    region_code: str,
    fiscal_year: int,
    file: Path | BinaryIO,
    unit: int = 1,
) -> TableAnswer:
    """Plan the lines of a government's table (XLSX or CSV) for a fiscal year.

    Columns KEGIATAN, SEGMEN (code or name), SUMBER_DANA, ORANG, BULAN_PERTAMA, JUMLAH_BULAN; as
    far as there those of ``HEADINGS``. ANGGARAN is compared with the cost by law, in ``unit``
    rupiah (1,000,000 for a table in millions): a wrong unit refuses its row, another amount is
    told. One wrong row and nothing is written; the same table again changes nothing. Raises
    ``AccessRefused``, ``RefusedFile`` for a file that is no such table.
    """
    region = region_to_act_for(actor, region_code, MANAGE_BUDGETS)
    sheet = read_sheet(file, _COLUMNS, optional=_OPTIONAL)
    reading = _Reading(region.pk, fiscal_year, unit, _names(), _sources(), _agencies(region.pk))
    answers: list[RowAnswer] = []
    try:
        with transaction.atomic():
            answers = [_answer(actor, sheet, row, reading) for row in _once(sheet)]
            if not all(found.answer != Answer.REFUSED for found in answers):
                raise _TakenBack
    except _TakenBack:
        pass  # what was planned before the wrong row is taken back; the answers tell all
    return TableAnswer(tuple(answers))


@dataclass(frozen=True)
class _Reading:
    """What the cells of every row are read with."""

    region_code: str
    fiscal_year: int
    unit: int
    segments: dict[str, str]
    sources: dict[str, str]
    agencies: dict[str, str]


class _CellWrong(Exception):
    def __init__(self, reason_id: str, reason_en: str) -> None:
        super().__init__(reason_id)
        self.reason_id, self.reason_en = reason_id, reason_en


def _once(sheet: Sheet) -> list[tuple[Row, int | None]]:
    """Each row with the number of the earlier row that says the same, if any."""
    seen: dict[tuple[str, ...], int] = {}
    rows: list[tuple[Row, int | None]] = []
    for row in sheet.rows:
        content = tuple(row.cells[name].casefold() for name in sorted(row.cells))
        rows.append((row, seen.get(content)))
        seen.setdefault(content, row.number)
    return rows


def _answer(
    actor: Reader, sheet: Sheet, told: tuple[Row, int | None], reading: _Reading
) -> RowAnswer:
    row, same_as = told
    title = row.cells["title"]
    try:
        if same_as is not None:
            raise _CellWrong(f"Sama dengan baris {same_as}.", f"The same as row {same_as}.")
        with transaction.atomic():
            draft = _draft(sheet, row, reading)
            planned = plan_budget_line(actor=actor, draft=draft)
            compared = _compared(row, planned.entry, reading.unit)
    except _CellWrong as wrong:
        return _refused(row, title, wrong.reason_id, wrong.reason_en)
    except PayungError as refusal:
        return _refused(row, title, refusal.message_id, refusal.message_en)
    return _taken(row, title, planned, compared)


def _refused(row: Row, title: str, reason_id: str, reason_en: str) -> RowAnswer:
    return RowAnswer(row.number, title, Answer.REFUSED, "", None, (reason_id,), (reason_en,))


def _taken(row: Row, title: str, planned: PlannedLine, compared: Comparison | None) -> RowAnswer:
    told: list[Comparison | Notice] = []
    if compared is not None and compared.fit != Fit.EXACT:
        told.append(compared)
    told += [notice for notice in planned.notices if notice.weight == Weight.WARNING]
    return RowAnswer(
        row=row.number,
        title=title,
        answer=Answer.REPEATED if planned.repeated else Answer.PLANNED,
        number=planned.line.number,
        amount=planned.entry.amount,
        reasons_id=tuple(item.message("id") for item in told),
        reasons_en=tuple(item.message("en") for item in told),
    )


def _compared(row: Row, entry: BudgetEntry, unit: int) -> Comparison | None:
    """The stated amount beside the law's. Raises ``_CellWrong`` where its unit is wrong."""
    if not row.cells["stated"]:
        return None
    found = compare_amount(row.cells["stated"], entry.amount, entry.amount, unit=unit)
    if found.fit == Fit.WRONG_UNIT:
        raise _CellWrong(found.message("id"), found.message("en"))
    return found


def _draft(sheet: Sheet, row: Row, reading: _Reading) -> Draft:
    cells = row.cells
    return Draft(
        region_code=reading.region_code,
        fiscal_year=reading.fiscal_year,
        title=cells["title"],
        worker_segment=_known(cells["worker_segment"], reading.segments, "segmen", "segment"),
        fund_source=_known(cells["fund_source"], reading.sources, "sumber dana", "source of money"),
        persons=_number(sheet, row, "persons") or 0,
        first_month=_month(cells["first_month"]),
        months=_number(sheet, row, "months") or 0,
        programmes=_programmes(cells["programmes"]),
        monthly_income=_number(sheet, row, "monthly_income"),
        monthly_wage=_number(sheet, row, "monthly_wage"),
        risk_group=_number(sheet, row, "risk_group"),
        agency_code=_agency(cells["agency"], reading.agencies),
        village_code=cells["village_code"],
        account_code=cells["account_code"],
        activity_code=cells["activity_code"],
        legal_basis=tuple(part.strip() for part in cells["legal_basis"].split(";") if part.strip()),
    )


def _number(sheet: Sheet, row: Row, column: str) -> int | None:
    """A whole number; None where the cell is empty."""
    if not row.cells[column]:
        return None
    found = sheet.whole_number(row, column, 0, 10**13)
    if found is None:
        problem = sheet.problems[-1]
        raise _CellWrong(problem.message("id"), problem.message("en"))
    return found


def _month(text: str) -> date:
    if found := _YEAR_FIRST.fullmatch(text):
        year, month = int(found[1]), int(found[2])
    elif found := _MONTH_FIRST.fullmatch(text):
        year, month = int(found[2]), int(found[1])
    else:
        return _month_of_day(text)
    if not 1 <= month <= 12:
        raise _no_month(text)
    return date(year, month, 1)


def _month_of_day(text: str) -> date:
    for written in (text, f"1 {text}"):
        try:
            return day(written).replace(day=1)
        except CellRefused:
            continue
    raise _no_month(text)


def _no_month(text: str) -> _CellWrong:
    return _CellWrong(
        f"Bulan pertama {text!r} tidak terbaca; tulis seperti 2025-06 atau Juni 2025.",
        f"The first month {text!r} cannot be read; write it like 2025-06.",
    )


def _programmes(text: str) -> int:
    if not text:
        return BASIC_PROGRAMMES
    names = [name for name in re.split(r"[\s,;+·/]+", text.upper()) if name]
    unknown = [name for name in names if name not in Programme.__members__]
    if unknown:
        known = ", ".join(Programme.__members__)
        raise _CellWrong(
            f"Program {', '.join(unknown)} tidak dikenal; yang ada: {known}.",
            f"Programme {', '.join(unknown)} is unknown; known are {known}.",
        )
    return sum({int(Programme[name]) for name in names})


def _plain(text: object) -> str:
    return re.sub(r"[\W_]+", "", str(text)).casefold()


_SHORT_SOURCES = {
    "dbhsawit": FundSource.PALM_OIL_SHARE.value,
    "dbhcht": FundSource.TOBACCO_SHARE.value,
    "apbdes": FundSource.VILLAGE_BUDGET.value,
    "apbdkabupaten": FundSource.REGENCY_BUDGET.value,
    "apbdkota": FundSource.REGENCY_BUDGET.value,
    "baznas": FundSource.ZAKAT.value,
    "csr": FundSource.COMPANY_GIVING.value,
    "tjsl": FundSource.COMPANY_GIVING.value,
}


def _sources() -> dict[str, str]:
    """The sources by their codes, their Indonesian names, and how offices shorten them."""
    with translation.override("id"):
        named = {
            _plain(name): source.value
            for source in FundSource
            for name in (source.value, source.label)
        }
    return named | _SHORT_SOURCES


def _names() -> dict[str, str]:
    rows = WorkerSegment.objects.values_list("code", "name")
    return {_plain(word): code for code, name in rows for word in (code, name)}


def _agencies(region_code: str) -> dict[str, str]:
    rows = Office.objects.filter(kind=OfficeKind.AGENCY, region=region_code)
    return {
        _plain(word): office.pk
        for office in rows
        for word in (office.pk, office.pk.rpartition("-")[2], office.name)
    }


def _agency(text: str, known: dict[str, str]) -> str:
    return _known(text, known, "perangkat daerah", "agency") if text else ""


def _known(text: str, known: dict[str, str], what_id: str, what_en: str) -> str:
    found = known.get(_plain(text))
    if found is None:
        raise _CellWrong(
            f"{what_id.capitalize()} {text!r} tidak dikenal.", f"Unknown {what_en} {text!r}."
        )
    return found
