"""A bank's answer as CSV: ID_TRANSAKSI, JUMLAH, STATUS, TANGGAL, ALASAN."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

from payung.claims.answer_refusals import unreadable
from payung.claims.models import BankAnswer
from payung.claims.operations.bank_answers import AnswerRow
from payung.claims.order_files.sheet import ANSWER_HEADINGS
from payung.clock import WIB

#: The words that banks use, in capitals.
OUTCOMES = {
    **dict.fromkeys(("DIBAYAR", "BERHASIL", "SUKSES", "SUCCESS", "PAID"), BankAnswer.Outcome.PAID),
    **dict.fromkeys(
        ("DIKEMBALIKAN", "GAGAL", "DITOLAK", "RETUR", "FAILED", "RETURNED"),
        BankAnswer.Outcome.RETURNED,
    ),
}
#: Words of what is still under way: such rows say nothing yet.
UNDER_WAY = frozenset({"", "PROSES", "DIPROSES", "PENDING"})
_LONGEST_AMOUNT = 15


def read_sheet(content: bytes) -> list[AnswerRow]:
    """The rows of a bank's CSV; commas or semicolons. Raises ``PaymentRefused``."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise unreadable("bukan teks UTF-8", "it is no UTF-8 text") from error
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") >= first.count(",") else ","
    try:
        table = list(csv.DictReader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise unreadable(f"CSV rusak ({error})", f"broken CSV ({error})") from error
    headings = {(name or "").strip().upper() for name in (table[0] if table else {})}
    missing = [name for name in ANSWER_HEADINGS[:4] if name not in headings]
    if missing:
        told = ", ".join(missing)
        raise unreadable(f"kolom {told} tidak ada", f"the columns {told} are missing")
    rows = (
        {(name or "").strip().upper(): _cell(cell) for name, cell in row.items()} for row in table
    )
    return [
        _row(position, row)
        for position, row in enumerate(rows, start=2)
        if row["STATUS"].upper() not in UNDER_WAY
    ]


def _cell(cell: object) -> str:
    return cell.strip() if isinstance(cell, str) else ""


def _row(position: int, row: dict[str, str]) -> AnswerRow:
    return AnswerRow(
        position=position,
        reference=row["ID_TRANSAKSI"],
        outcome=OUTCOMES.get(row["STATUS"].upper(), row["STATUS"]),
        answered_on=_day(position, row["TANGGAL"]),
        amount=_amount(position, row["JUMLAH"]),
        reason=row.get("ALASAN", ""),
    )


def _day(position: int, text: str) -> date:
    for shape in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, shape).replace(tzinfo=WIB).date()
        except ValueError:
            continue
    raise unreadable(
        f"baris {position}: tanggal {text!r}, diharapkan seperti 18-12-2024",
        f"row {position}: the day {text!r}, expected one like 18-12-2024",
    )


def _amount(position: int, text: str) -> int:
    plain = text.removeprefix("Rp").strip().replace(".", "")
    if not plain.isdecimal() or not plain.isascii() or len(plain) > _LONGEST_AMOUNT:
        raise unreadable(
            f"baris {position}: jumlah {text!r}, diharapkan rupiah bulat",
            f"row {position}: the amount {text!r}, expected whole rupiah",
        )
    return int(plain)
