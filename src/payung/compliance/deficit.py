"""The deficit of an inspection: what the law asks on the wages paid, less on those reported.

The inspector brings a list of workers and months with the wage that was really paid. Each line is
computed by the same functions of the law that bill, on both sides. The result is evidence of the
case; bills change only when the employer's corrected lists come in by the ordinary imports.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from payung.compliance.case_refusals import bad_data, refused
from payung.compliance.models import Case
from payung.law import wage_earner
from payung.law.explanation import Explanation, Quantity
from payung.law.wage_earner import WageEarnerContribution
from payung.registry.imports import readings
from payung.registry.imports.matching import Column, Layout
from payung.registry.imports.problems import sentence
from payung.registry.imports.programmes import minimum_programmes, pension_born_after
from payung.registry.imports.table import Table
from payung.registry.imports.taking import read_sheet
from payung.registry.models import BusinessSize, Membership, Programme, WageReport

#: What is billed of a worker: job loss cover costs nothing on top.
BILLED = int(Programme.JKK | Programme.JKM | Programme.JHT | Programme.JP)
AMOUNTS = ("jkk", "jkm", "jht_employer", "jht_worker", "jp_employer", "jp_worker")
MOST_ROWS = 20_000
#: Sentences shown of a refused list; the rest is counted.
SHOWN = 20
_MONTH = re.compile(r"(?:(\d{4})[-/](\d{1,2})|(\d{1,2})[-/](\d{4}))(?:[-/ ].*)?")
LAYOUT = Layout(
    columns=(
        Column("card_number", ("KPJ", "NO_KPJ", "NOMOR_KPJ"), readings.CARD_NUMBER),
        Column(
            "name", ("NAMA", "NAMA_PEKERJA"), readings.person_name(), required=True, filled=True
        ),
        Column("month", ("BULAN", "BULAN_IURAN"), readings.text(20), required=True, filled=True),
        Column(
            "paid",
            ("UPAH_DIBAYAR", "UPAH_SEBENARNYA"),
            readings.RUPIAH,
            required=True,
            filled=True,
        ),
    ),
    ignored=("NO", "KETERANGAN", "JABATAN"),
)


@dataclass(frozen=True)
class FoundWage:
    """One line of the inspector's list: a worker's wage paid in a month, rupiah.

    ``card_number`` is empty for a worker who is not registered.
    """

    row: int
    name: str
    card_number: str
    month: date
    paid_wage: int


@dataclass(frozen=True)
class DeficitLine:
    """The line with what was reported and the difference by programme, rupiah, never negative."""

    found: FoundWage
    membership_id: int | None
    reported_wage: int
    programmes_due: int
    programmes_reported: int
    amounts: tuple[int, ...]

    @property
    def total(self) -> int:
        """What is missing for this worker and month."""
        return sum(self.amounts)


@dataclass(frozen=True)
class Terms:
    """What the law is asked beside the wages: size, risk group, programmes of the employer."""

    business_size: str
    risk_group: int
    programmes: int
    labour_intensive: bool

    def due(self, month: date, born: date | None) -> int:
        """The programmes that a worker must have had in a month."""
        due = (minimum_programmes(self.business_size, month) | self.programmes) & BILLED
        if born is not None and born <= pension_born_after(month):
            due &= ~int(Programme.JP)
        return due


def terms_of(case: Case, business_size: str, risk_group: int | None) -> Terms:
    """The registry's terms of an employer; for an unregistered firm those that were found.

    Raises ``CaseRefused`` for an unknown size or group.
    """
    if case.employer is not None:
        employer = case.employer
        return Terms(
            employer.business_size,
            employer.risk_group,
            employer.programmes & BILLED,
            employer.labour_intensive,
        )
    if business_size not in BusinessSize.values:
        raise bad_data("Skala usaha", "pilih skala usaha", "choose the size", business_size)
    if risk_group not in range(1, 6):
        raise bad_data("Golongan risiko", "pilih 1 sampai 5", "choose 1 to 5", risk_group)
    return Terms(business_size, int(risk_group), 0, False)


def read_found_wages(content: BinaryIO, file_name: str) -> list[FoundWage]:
    """The inspector's list from a workbook or CSV.

    Raises ``FileRefused`` (columns, kind of file) and ``CaseRefused`` with what is wrong where.
    """
    table = Table(read_sheet(content, file_name, LAYOUT), LAYOUT)
    if table.rows > MOST_ROWS:
        raise bad_data(file_name, f"paling banyak {MOST_ROWS} baris", f"at most {MOST_ROWS} rows")
    problems = _cell_problems(table)
    months = table.get("month").to_pylist()
    numbers = table.sheet.row_numbers.to_pylist()
    read = [_month(text) for text in months]
    problems += [
        f"Baris {row}, kolom BULAN: ditemukan {text!r}; seharusnya bulan seperti 2024-11."
        for row, text, month in zip(numbers, months, read, strict=True)
        if text is not None and month is None
    ]
    if problems:
        raise _refused_list(file_name, problems)
    return [
        FoundWage(*line)
        for line in zip(
            numbers,
            table.get("name").to_pylist(),
            [card or "" for card in table.get("card_number").to_pylist()],
            read,  # type: ignore[arg-type]
            table.get("paid").to_pylist(),
            strict=True,
        )
    ]


def _cell_problems(table: Table) -> list[str]:
    found = table.problems()
    if found is None:
        return []
    places = {number: place for place, number in enumerate(table.sheet.row_numbers.to_pylist())}
    told = []
    for problem in sorted(found.to_pylist(), key=lambda row: row["row_no"]):
        header = LAYOUT.column(problem["column_key"]).headers[0]
        text = table.sheet.columns[table.places[problem["column_key"]]]
        shown = text[places[problem["row_no"]]].as_py()
        told.append(sentence(problem["code"], header, shown, problem["detail"], problem["row_no"]))
    return told


def _refused_list(file_name: str, problems: Sequence[str]) -> Exception:
    more = len(problems) - SHOWN
    rest = f" Masih ada {more} kesalahan lain." if more > 0 else ""
    return refused(
        "list_refused",
        f"Daftar {file_name} belum dapat dihitung. " + " ".join(problems[:SHOWN]) + rest,
        f"The list {file_name} cannot be computed yet: {len(problems)} cells are wrong.",
        rows=list(problems),
    )


def _month(text: str | None) -> date | None:
    found = _MONTH.fullmatch(text or "")
    if found is None:
        return None
    year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
    return date(int(year), int(month), 1) if 1 <= int(month) <= 12 else None


def compute(case: Case, terms: Terms, found: Sequence[FoundWage]) -> list[DeficitLine]:
    """The deficit line by line, in the order of the list.

    Raises ``CaseRefused``: a card number of another employer, one worker and month twice, a month
    in the future or before the law knows it.
    """
    _refuse_repeated(found)
    members = _members(case, {line.card_number for line in found if line.card_number})
    unknown = [line for line in found if line.card_number and line.card_number not in members]
    if unknown:
        raise _refused_list(
            "pemeriksaan",
            [
                f"Baris {line.row}: KPJ {line.card_number} bukan peserta pemberi kerja ini; "
                "kosongkan kolomnya bila pekerja itu belum terdaftar."
                for line in unknown
            ],
        )
    reported = _reported(members, {line.month for line in found})
    return [_line(line, terms, members.get(line.card_number), reported) for line in found]


def _refuse_repeated(found: Sequence[FoundWage]) -> None:
    seen: dict[tuple[str, date], int] = {}
    for line in found:
        key = (line.card_number or line.name.casefold(), line.month)
        if key in seen:
            raise _refused_list(
                "pemeriksaan",
                [
                    f"Baris {line.row}: {line.name} bulan {line.month:%Y-%m} sudah ada di baris "
                    f"{seen[key]}."
                ],
            )
        seen[key] = line.row


def _members(case: Case, cards: set[str]) -> dict[str, Membership]:
    if case.employer_id is None or not cards:
        return {}
    found = Membership.objects.filter(employer=case.employer_id, card_number__in=cards)
    return {member.card_number: member for member in found.select_related("person")}


def _reported(
    members: dict[str, Membership], months: set[date]
) -> dict[tuple[int, date], tuple[int, int]]:
    """The wage and programmes in force of each member and month; a withdrawn report is 0."""
    rows = WageReport.objects.filter(
        membership__in=[member.pk for member in members.values()], month__in=months
    ).order_by("revision")
    return {
        (member, month): (wage, programmes & BILLED if wage else 0)
        for member, month, wage, programmes in rows.values_list(
            "membership_id", "month", "wage", "programmes"
        )
    }


def _line(
    line: FoundWage,
    terms: Terms,
    member: Membership | None,
    reported: dict[tuple[int, date], tuple[int, int]],
) -> DeficitLine:
    born = member.person.birth_date if member is not None else None
    wage, programmes = reported.get((member.pk, line.month), (0, 0)) if member else (0, 0)
    due = terms.due(line.month, born) | programmes
    owed = _law(line.month, terms, line.paid_wage, due)
    paid = _law(line.month, terms, wage, programmes) if wage else None
    amounts = tuple(
        max(0, getattr(owed, name) - (getattr(paid, name) if paid is not None else 0))
        for name in AMOUNTS
    )
    return DeficitLine(line, member.pk if member else None, wage, due, programmes, amounts)


def _law(month: date, terms: Terms, wage: int, programmes: int) -> WageEarnerContribution:
    return wage_earner.contribution(month, wage=wage, **_asked(terms, programmes))


def _asked(terms: Terms, programmes: int) -> dict[str, bool | int]:
    return {
        "risk_group": terms.risk_group,
        "takes_jht": bool(programmes & Programme.JHT),
        "takes_jp": bool(programmes & Programme.JP),
        "labour_intensive": terms.labour_intensive,
    }


def explain(
    terms: Terms, *, month: date, paid: int, reported: int, due: int, had: int, total: int
) -> Explanation:
    """How one line's deficit comes about: the law on both wages, step by step."""
    owed = wage_earner.explain_contribution(month, wage=paid, **_asked(terms, due))  # type: ignore[arg-type]
    steps = [owed]
    if reported:
        asked = _asked(terms, had)
        steps.append(wage_earner.explain_contribution(month, wage=reported, **asked))  # type: ignore[arg-type]
    before = steps[1].amount if reported else 0
    return Explanation(
        label_id=f"Kekurangan iuran bulan {month:%Y-%m}",
        label_en=f"Deficit of {month:%Y-%m}",
        amount=total,
        inputs=(
            Quantity("paid", "Iuran atas upah dibayar", "On the wage paid", owed.amount, "rupiah"),
            Quantity(
                "reported", "Iuran atas upah dilaporkan", "On the wage reported", before, "rupiah"
            ),
        ),
        formula="{paid} − {reported}",
        steps=tuple(steps),
    )
