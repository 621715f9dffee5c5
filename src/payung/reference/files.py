"""Reading a table that an office hands in as CSV or XLSX, with an answer for every wrong cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from payung.errors import PayungError

#: The longest table of reference data is that of the nation's villages: 84,000 lines.
MOST_BYTES = 16 * 1024 * 1024
MOST_ROWS = 200_000
#: A workbook is a ZIP archive.
_WORKBOOK = b"PK\x03\x04"


@dataclass(frozen=True)
class CellProblem:
    """What is wrong in one place: row 1 is the header, row 0 the file as a whole."""

    row: int
    column: str
    found: str
    expected: str
    expected_en: str

    def message(self, language: str = "id") -> str:
        """The sentence for the user, in Indonesian or English."""
        if language == "en":
            place = f"Row {self.row}" if self.row else "File"
            column = f", column {self.column}" if self.column else ""
            return f"{place}{column}: found “{self.found}”, expected {self.expected_en}."
        place = f"Baris {self.row}" if self.row else "Berkas"
        column = f", kolom {self.column}" if self.column else ""
        return f"{place}{column}: tertulis “{self.found}”, seharusnya {self.expected}."


class RefusedFile(PayungError):
    """A file that was not taken, with every problem found. Nothing of it was written."""

    def __init__(self, name: str, problems: list[CellProblem]) -> None:
        def listed(language: str) -> str:
            return "\n".join(problem.message(language) for problem in problems)

        super().__init__(
            "reference.file_refused",
            f"Berkas {name} tidak diambil, {len(problems)} hal perlu dibetulkan:\n{listed('id')}",
            f"File {name} was not taken, {len(problems)} points must be mended:\n{listed('en')}",
            file=name,
            problems=problems,
        )
        self.problems = problems


@dataclass(frozen=True)
class Row:
    """A line of the file: its number as a spreadsheet shows it, its cells by our column names."""

    number: int
    cells: Mapping[str, str]


@dataclass
class Sheet:
    """A file that was read, and the problems found in it so far."""

    name: str
    headings: dict[str, str] = field(default_factory=dict)  # our column name: the file's own
    rows: list[Row] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # headings of no column of ours

    def problem(
        self, row: int, column: str, found: object, expected: str, expected_en: str
    ) -> None:
        """Note a problem; reading goes on, so that one answer names them all."""
        heading = self.headings.get(column, column)
        self.problems.append(CellProblem(row, heading, str(found), expected, expected_en))

    def refuse_if_wrong(self) -> None:
        """Raise ``RefusedFile`` with all problems noted, if there are any."""
        if self.problems:
            raise RefusedFile(self.name, sorted(self.problems, key=lambda found: found.row))

    def day(self, row: Row, column: str, *, required: bool = True) -> date | None:
        """The date of a cell (``2024-12-31`` or ``31-12-2024``); else a problem is noted."""
        text = row.cells[column]
        if not text and not required:
            return None
        found = _day(text)
        if found is None:
            self.problem(
                row.number,
                column,
                text,
                "tanggal seperti 31-12-2024 atau 2024-12-31",
                "a date like 31-12-2024 or 2024-12-31",
            )
        return found

    def whole_number(self, row: Row, column: str, least: int, most: int) -> int | None:
        """The whole number of a cell; else a problem is noted and ``None`` given.

        Dots between groups of three digits and a leading ``Rp`` are read as Indonesians write
        them: ``Rp 3.640.000`` is 3640000.
        """
        text = row.cells[column]
        number = _whole_number(text)
        if number is not None and least <= number <= most:
            return number
        self.problem(
            row.number,
            column,
            text,
            f"bilangan bulat {least} sampai {most}",
            f"a whole number from {least} to {most}",
        )
        return None


def read_sheet(
    file: Path | BinaryIO,
    columns: Mapping[str, tuple[str, ...]],
    *,
    optional: Mapping[str, tuple[str, ...]] | None = None,
) -> Sheet:
    """Read a CSV file (UTF-8 or Windows-1252; comma or semicolon) or the first visible sheet of a
    workbook (XLSX) with these columns.

    ``columns`` maps our name of each column to the headings that offices use for it; the cells of
    an ``optional`` column that is not there are empty. Empty lines are passed over. Raises
    ``RefusedFile`` when it is no such table.
    """
    name = file.name if isinstance(file, Path) else Path(getattr(file, "name", "CSV")).name
    sheet = Sheet(name)
    content = _content(sheet, file)
    lines = (_workbook_lines if content.startswith(_WORKBOOK) else _lines)(sheet, content)
    if len(lines) > MOST_ROWS:
        sheet.problem(
            0,
            "",
            f"{len(lines)} baris",
            f"paling banyak {MOST_ROWS} baris",
            f"at most {MOST_ROWS} rows",
        )
        sheet.refuse_if_wrong()
    places = _places(sheet, lines[0], columns, optional or {})
    for number, line in enumerate(lines[1:], start=2):
        if any(cell.strip() for cell in line):
            cells = {
                column: line[place].strip() if place is not None and place < len(line) else ""
                for column, place in places.items()
            }
            sheet.rows.append(Row(number, cells))
    return sheet


def _content(sheet: Sheet, file: Path | BinaryIO) -> bytes:
    """The file's bytes; refuses what cannot be opened, is too large or is no text."""
    content = b""
    try:
        if isinstance(file, Path):
            with file.open("rb") as opened:
                content = opened.read(MOST_BYTES + 1)
        else:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        sheet.problem(0, "", error.strerror, "berkas yang dapat dibuka", "a file that opens")
    if len(content) > MOST_BYTES:
        sheet.problem(0, "", f"lebih dari {MOST_BYTES} bita", "berkas kecil", "a small file")
    elif b"\0" in content and not content.startswith(_WORKBOOK):
        sheet.problem(0, "", "bukan teks", "berkas CSV atau XLSX", "a CSV or XLSX file")
    sheet.refuse_if_wrong()
    return content


def _lines(sheet: Sheet, content: bytes) -> list[list[str]]:
    """The cells of the file by line; refuses what is no CSV."""
    lines: list[list[str]] = []
    try:
        lines = list(csv.reader(io.StringIO(_text(content), newline=""), _dialect(content)))
    except (UnicodeDecodeError, csv.Error) as error:
        sheet.problem(0, "", error, "berkas CSV (UTF-8)", "a CSV file (UTF-8)")
    if not lines and not sheet.problems:
        sheet.problem(0, "", "kosong", "judul kolom dan isi", "a header and rows")
    sheet.refuse_if_wrong()
    return lines


def _workbook_lines(sheet: Sheet, content: bytes) -> list[list[str]]:
    """The cells of the first visible sheet of a workbook by line; refuses a broken one."""
    lines: list[list[str]] = []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            visible = [
                found.name
                for found in workbook.sheets_metadata
                if found.visible is SheetVisibleEnum.Visible
            ]
            if visible:
                cells = workbook.get_sheet_by_name(visible[0]).to_python(
                    skip_empty_area=False, nrows=MOST_ROWS + 1
                )
                lines = [[_cell_text(cell) for cell in row] for row in cells]
    except CalamineError as error:
        sheet.problem(0, "", error, "berkas XLSX yang utuh", "an XLSX file that is whole")
    if not lines and not sheet.problems:
        sheet.problem(0, "", "kosong", "judul kolom dan isi", "a header and rows")
    sheet.refuse_if_wrong()
    return lines


def _cell_text(cell: object) -> str:
    """A cell as its owner would write it: no decimal point behind a whole number."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _dialect(content: bytes) -> type[csv.Dialect]:
    header = content.split(b"\n", 1)[0]

    class Dialect(csv.excel):
        delimiter = ";" if header.count(b";") > header.count(b",") else ","

    return Dialect


def _places(
    sheet: Sheet,
    header: list[str],
    columns: Mapping[str, tuple[str, ...]],
    optional: Mapping[str, tuple[str, ...]],
) -> dict[str, int | None]:
    """Where each column stands (None: an optional one is absent); refuses when one is missing."""
    headings = [cell.strip().casefold() for cell in header]
    places: dict[str, int | None] = {}
    for column, names in {**columns, **optional}.items():
        place = next((headings.index(name) for name in (column, *names) if name in headings), None)
        if place is None and column in optional:
            places[column] = None
        elif place is None:
            wanted = " / ".join((*names, column))
            sheet.problem(
                1, "", ", ".join(header), f"ada kolom {wanted}", f"a column named {wanted}"
            )
        else:
            places[column] = place
            sheet.headings[column] = header[place].strip()
    sheet.refuse_if_wrong()
    read = set(places.values())
    sheet.unread = [
        cell.strip() for place, cell in enumerate(header) if place not in read and cell.strip()
    ]
    return places


def _whole_number(text: str) -> int | None:
    digits = text.removeprefix("Rp").strip()
    groups = digits.split(".")
    if len(groups) > 1 and (
        len(groups[0]) not in (1, 2, 3) or any(len(group) != 3 for group in groups[1:])
    ):
        return None
    plain = "".join(groups)
    return int(plain) if plain.isascii() and plain.isdigit() else None
