"""Lists as offices bring them, and short ways to import them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import xlsxwriter

from payung.access.reader import Reader
from payung.registry import queries
from payung.registry.models import Employer
from payung.registry.operations import ImportOutcome, import_path

OFFICE = "KC-PANGKALPINANG"
Row = dict[str, object]


def nik(serial: int, birth: date = date(1990, 1, 5), sex: str = "L") -> str:
    """A NIK of the province code 00, which is nobody's."""
    day = birth.day + (40 if sex == "P" else 0)
    return f"001234{day:02d}{birth:%m%y}{serial:04d}"


def worker(serial: int, **changes: object) -> Row:
    """A row of the newer SIPP sheet in a branch's combined list."""
    row: Row = {
        "NPP": "JJ000001",
        "NO_PEGAWAI": f"P{serial}",
        "NAMA_DEPAN": "BUDI",
        "NAMA_BELAKANG": f"CONTOH {serial}",
        "TEMPAT_LAHIR": "PANGKAL PINANG",
        "TANGGAL_LAHIR": "05-01-1990",
        "JENIS_IDENTITAS": "KTP",
        "NOMOR_IDENTITAS": nik(serial),
        "JENIS_KELAMIN": "L",
        "UPAH": "4.000.000",
        "LOKASI_PEKERJAAN": "19.71",
    }
    return row | changes


def fisher(serial: int, **changes: object) -> Row:
    """A row of the shorter list for people without an employer."""
    row: Row = {
        "NPP": "JJ000002",
        "NIK": nik(serial, sex="P"),
        "NAMA": f"SITI CONTOH {serial}",
        "TANGGAL_LAHIR": "5 Januari 1990",
        "JENIS_KELAMIN": "P",
        "PEKERJAAN": "Nelayan",
        "PENGHASILAN": "1.200.000",
        "PROGRAM": "JKK, JKM",
        "MULAI": "01-10-2024",
    }
    return row | changes


def write_csv(
    path: Path, rows: Sequence[Row], separator: str = ",", encoding: str = "utf-8"
) -> Path:
    """A CSV with the keys of the first row as headers."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, rows: Sequence[Row], above: Sequence[str] = ()) -> Path:
    """A workbook with the keys of the first row as headers, below some title lines."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Data")
        for line, title in enumerate(above):
            sheet.write_string(line, 0, title)
        for line, cells in enumerate([list(rows[0]), *(list(row.values()) for row in rows)]):
            sheet.write_row(line + len(above), 0, cells)
    return path


@dataclass
class Branch:
    """An office with its employers, and a folder for its lists."""

    reader: Reader
    folder: Path
    written: int = 0

    def employer(self, number: str = "JJ000001", **changes: object) -> Employer:
        """An employer of the branch."""
        values: dict[str, object] = {
            "registration_number": number,
            "name": f"PT CONTOH {number}",
            "kind": "PRIVATE",
            "business_size": "MEDIUM",
            "risk_group": 3,
            "programmes": 31,
            "office_id": OFFICE,
            "region_id": "19.71",
            "registered_on": date(2020, 1, 1),
        }
        return Employer.objects.create(**(values | changes))

    def bring(
        self, kind: str, rows: Sequence[Row], month: str | None = "2024-11", **more: object
    ) -> ImportOutcome:
        """Import rows as a CSV."""
        self.written += 1
        path = write_csv(self.folder / f"daftar-{self.written}.csv", rows)
        return self.bring_file(kind, path, month, **more)

    def bring_file(
        self, kind: str, path: Path, month: str | None = "2024-11", **more: object
    ) -> ImportOutcome:
        """Import a file."""
        return import_path(
            actor=self.reader, kind=kind, office_code=OFFICE, month=month, path=path, **more
        )

    def taken(self, kind: str, rows: Sequence[Row], month: str | None = "2024-11") -> ImportOutcome:
        """Import rows that must be taken."""
        outcome = self.bring(kind, rows, month)
        assert outcome.accepted, self.sentences(outcome) if outcome.answer_path else outcome
        return outcome

    def answer(self, outcome: ImportOutcome) -> openpyxl.Workbook:
        """The answer workbook, opened."""
        content = queries.answer_workbook(self.reader, outcome.import_file.pk)
        return openpyxl.load_workbook(io.BytesIO(content))

    def sentences(self, outcome: ImportOutcome) -> list[str]:
        """All sentences of the answer, in order of rows."""
        rows = self.answer(outcome)["Daftar"].iter_rows(min_row=2, values_only=True)
        return [line for row in rows if row[0] for line in str(row[0]).split("\n")]
