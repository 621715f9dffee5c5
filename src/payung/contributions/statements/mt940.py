"""SWIFT MT940, read by the package ``mt-940``."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

import mt940

from payung.contributions.models import BankStatement
from payung.contributions.statements.shape import (
    Ignored,
    ParsedStatement,
    Problems,
    malformed,
    one_line,
    with_references,
)

FORMAT = "MT940"
#: What banks write where they have no reference.
NO_REFERENCE = ("", "NONREF")

# The package logs a full diagnosis of each line that it cannot read; the refusal says it shortly.
logging.getLogger("mt940").setLevel(logging.CRITICAL)


def read_mt940(content: bytes, problems: Problems) -> list[ParsedStatement]:
    """All statements of a file (UTF-8, else Windows-1252)."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    try:
        blocks = mt940.parse_statements(text, options=mt940.Options.all())
    except (RuntimeError, ValueError, ArithmeticError, KeyError, TypeError) as error:
        reason = str(error.args[0] if error.args else error).split(" from ", maxsplit=1)[-1]
        raise malformed(problems.file_name, FORMAT, f"baris tidak dikenal {reason}") from error
    if not blocks:
        raise malformed(problems.file_name, FORMAT, "tidak ada rekening koran (:20:) di dalamnya")
    return [_statement(block, problems) for block in blocks]


def _statement(block: Any, problems: Problems) -> ParsedStatement:
    data = block.data
    reference = one_line(
        data.get("transaction_reference"), data.get("statement_number"), data.get("sequence_number")
    )
    account = (data.get("account_identification") or "").strip()
    if not account:
        problems.add(reference or ":20:", ":25:", "", "nomor rekening")
    # Without both balances nobody would notice a line that was lost or could not be read.
    opening = _balance(data, ("final_opening_balance", "intermediate_opening_balance"), problems)
    closing = _balance(data, ("final_closing_balance", "intermediate_closing_balance"), problems)
    for tag, balance, name in ((":60F:", opening, "awal"), (":62F:", closing, "akhir")):
        if balance is None:
            problems.add(reference or ":20:", tag, "", f"saldo {name} (berkas mungkin terpotong)")
    credits: list[tuple[int, str, date, int, str]] = []
    ignored: list[Ignored] = []
    for position, entry in enumerate(block, start=1):
        _entry(position, entry.data, credits, ignored, problems)
    return ParsedStatement(
        format=BankStatement.Format.MT940,
        account=account[:34],
        reference=reference[:60],
        opening=opening,
        closing=closing,
        entries=with_references(credits),
        ignored=tuple(ignored),
    )


def _entry(
    position: int,
    data: dict[str, Any],
    credits: list[tuple[int, str, date, int, str]],
    ignored: list[Ignored],
    problems: Problems,
) -> None:
    problems.check_currency(position, data["amount"].currency or "")
    amount = problems.whole_rupiah(position, ":61:", data["amount"].amount)
    booked = data.get("entry_date") or data["date"]
    booked_on = date(booked.year, booked.month, booked.day)
    details = data.get("transaction_details")
    description = one_line(details, data.get("purpose"), data.get("extra_details"))
    if data["status"] != "C":
        reason = "pembalikan oleh bank" if "R" in data["status"] else "debit: bukan penerimaan"
        ignored.append(Ignored(position, booked_on, amount, description, reason))
        return
    if amount <= 0:
        problems.add(position, ":61:", amount, "jumlah di atas nol")
    references = (data.get("bank_reference") or "", data.get("customer_reference") or "")
    known = [text.strip() for text in references if text.strip() not in NO_REFERENCE]
    customer = known[-1] if len(known) > 1 else ""
    credits.append(
        (position, known[0] if known else "", booked_on, amount, one_line(description, customer))
    )


def _balance(data: dict[str, Any], names: tuple[str, ...], problems: Problems) -> int | None:
    for name in names:
        if name in data:
            amount = data[name].amount
            problems.check_currency(name, amount.currency or "")
            return problems.whole_rupiah(name, "saldo", amount.amount)
    return None
