"""A statement as CSV, as internet banking exports it or an office keeps it by hand."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from io import StringIO
from typing import TypeVar

from payung.contributions.models import BankStatement
from payung.contributions.statements.shape import (
    CURRENCY,
    Ignored,
    ParsedStatement,
    Problems,
    malformed,
    one_line,
    with_references,
)
from payung.law.inputs import LARGEST_PROJECT_AMOUNT
from payung.registry.imports.cells import CellRefused, day, rupiah

FORMAT = "CSV"
#: Column: other names that are met. The first four make a statement, the rest may be missing.
COLUMNS: dict[str, tuple[str, ...]] = {
    "tanggal": ("tanggal", "tgl", "tanggal transaksi", "tgl transaksi", "date"),
    "jumlah": ("jumlah", "nominal", "kredit", "amount", "jumlah (rp)"),
    "keterangan": ("keterangan", "uraian", "berita", "description"),
    "referensi": ("referensi", "no referensi", "no. referensi", "ref", "reference"),
    "mata uang": ("mata uang", "valuta", "currency"),
    "jenis": ("jenis", "d/k", "db/cr", "tipe"),
    "rekening": ("rekening", "no rekening", "nomor rekening", "account"),
}
REQUIRED = ("tanggal", "jumlah", "keterangan", "referensi")
DEBITS = ("D", "DB", "DEBIT", "DEBET")
CREDITS = ("", "K", "C", "CR", "KREDIT", "CREDIT")

Value = TypeVar("Value")


def read_csv(content: bytes, problems: Problems, office_code: str) -> ParsedStatement:
    """The statement of a CSV (UTF-8 or Windows-1252; comma, semicolon, tab or bar).

    Columns: tanggal, jumlah, keterangan, referensi; optional mata uang, jenis (D/K), rekening.
    Without an account the office's collection account ``KAS-<office>`` is meant.
    """
    rows = _rows(content, problems)
    places = _places(rows[0], problems)
    credits: list[tuple[int, str, date, int, str]] = []
    ignored: list[Ignored] = []
    accounts = set()
    for line, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in places.items()}
        accounts.add(cells.get("rekening", ""))
        _entry(line, cells, credits, ignored, problems)
    if len(accounts) > 1:
        problems.add("kolom", "rekening", ", ".join(sorted(accounts)), "satu nomor rekening saja")
    if not credits and not ignored:
        problems.refuse()
        raise malformed(problems.file_name, FORMAT, "tidak ada baris mutasi di bawah judul kolom")
    return ParsedStatement(
        format=BankStatement.Format.CSV,
        account=(next(iter(accounts)) or f"KAS-{office_code}")[:34],
        reference=sha256(content).hexdigest()[:16],
        opening=None,
        closing=None,
        entries=with_references(credits),
        ignored=tuple(ignored),
    )


def _rows(content: bytes, problems: Problems) -> list[list[str]]:
    if b"\x00" in content[:4096]:
        raise malformed(
            problems.file_name, FORMAT, "bukan teks; diharapkan camt.053, MT940 atau CSV"
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    header = text.lstrip().split("\n", maxsplit=1)[0]
    separator = max(";\t|,", key=header.count)
    try:
        return list(csv.reader(StringIO(text.lstrip()), delimiter=separator, strict=True))
    except csv.Error as error:
        raise malformed(
            problems.file_name, FORMAT, f"tanda kutip tidak tertutup ({error})"
        ) from error


def _places(header: list[str], problems: Problems) -> dict[str, int]:
    found = [" ".join(cell.lower().replace("_", " ").split()) for cell in header]
    places = {
        name: next(at for at, cell in enumerate(found) if cell in names)
        for name, names in COLUMNS.items()
        if any(cell in names for cell in found)
    }
    missing = [name for name in REQUIRED if name not in places]
    if missing:
        titles = ", ".join(header)[:200]
        reason = f"kolom {', '.join(missing)} tidak ada (judul yang ditemukan: {titles})"
        raise malformed(problems.file_name, FORMAT, reason)
    return places


def _entry(
    line: int,
    cells: dict[str, str],
    credits: list[tuple[int, str, date, int, str]],
    ignored: list[Ignored],
    problems: Problems,
) -> None:
    where = f"baris {line}"
    problems.check_currency(where, cells.get("mata uang", CURRENCY).upper() or CURRENCY)
    booked_on = _read(day, where, "tanggal", cells, "tanggal seperti 18-12-2024", problems)
    kind = cells.get("jenis", "").upper()
    if kind not in (*CREDITS, *DEBITS):
        problems.add(where, "jenis", cells["jenis"], "K (kredit) atau D (debit)")
    minus = cells["jumlah"].startswith("-")
    amount = _read(
        lambda text: rupiah(text.removeprefix("-"), LARGEST_PROJECT_AMOUNT),
        where,
        "jumlah",
        cells,
        "rupiah bulat di atas nol seperti 1.250.000",
        problems,
    )
    if booked_on is None or amount is None:
        return
    description = one_line(cells["keterangan"])
    if kind in DEBITS or minus:
        ignored.append(Ignored(line, booked_on, -amount, description, "debit: bukan penerimaan"))
    else:
        credits.append((line, cells["referensi"], booked_on, amount, description))


def _read(
    reader: Callable[[str], Value],
    where: str,
    column: str,
    cells: dict[str, str],
    expected: str,
    problems: Problems,
) -> Value | None:
    try:
        return reader(cells[column])
    except CellRefused:
        problems.add(where, column, cells[column], expected)
        return None
