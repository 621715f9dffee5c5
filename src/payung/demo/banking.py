"""Bank statements of the collection accounts, in the three forms that banks send."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

CAMT, MT940, CSV = "CAMT053", "MT940", "CSV"
_ACCOUNTS = {CAMT: "0190000000101", MT940: "0190000000202", CSV: "0190000000303"}
_SUFFIXES = {CAMT: "xml", MT940: "sta", CSV: "csv"}


@dataclass(frozen=True)
class Entry:
    """One credit on a collection account. ``amount`` in rupiah."""

    booked_on: date
    amount: int
    description: str
    reference: str


def write_statement(
    folder: Path, form: str, month: date, until: date, opening: int, entries: Sequence[Entry]
) -> Path:
    """Write the statement of one account from the first of a month until a day.

    ``opening`` is the balance before it, rupiah. Returns the file, which has the further suffix
    ``.part``: whoever has written all statements of the month takes it away.
    """
    reference = f"{form[:4]}{month:%Y%m}"
    path = folder / f"mutasi-{month:%Y-%m}-{form.lower()}.{_SUFFIXES[form]}.part"
    ordered = sorted(entries, key=lambda entry: (entry.booked_on, entry.reference))
    if form == CAMT:
        path.write_text(_camt(reference, month, until, opening, ordered), encoding="utf-8")
    elif form == MT940:
        path.write_text(_mt940(reference, month, until, opening, ordered), encoding="ascii")
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(["tanggal", "jumlah", "keterangan", "referensi"])
            for entry in ordered:
                amount = f"{entry.amount:,}".replace(",", ".")
                writer.writerow(
                    [f"{entry.booked_on:%d-%m-%Y}", amount, entry.description, entry.reference]
                )
    return path


def _camt(reference: str, month: date, until: date, opening: int, entries: Sequence[Entry]) -> str:
    closing = opening + sum(entry.amount for entry in entries)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>{reference}</MsgId><CreDtTm>{until}T23:00:00</CreDtTm></GrpHdr>"
        f"<Stmt><Id>{reference}</Id><CreDtTm>{until}T23:00:00</CreDtTm>"
        f"<FrToDt><FrDtTm>{month}T00:00:00</FrDtTm><ToDtTm>{until}T23:00:00</ToDtTm></FrToDt>"
        f"<Acct><Id><Othr><Id>{_ACCOUNTS[CAMT]}</Id></Othr></Id><Ccy>IDR</Ccy></Acct>"
        + _camt_balance("OPBD", opening, month)
        + _camt_balance("CLBD", closing, until)
    ]
    parts += [
        f'<Ntry><NtryRef>{entry.reference}</NtryRef><Amt Ccy="IDR">{entry.amount}.00</Amt>'
        "<CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>"
        f"<BookgDt><Dt>{entry.booked_on}</Dt></BookgDt><ValDt><Dt>{entry.booked_on}</Dt></ValDt>"
        f"<AcctSvcrRef>{entry.reference}</AcctSvcrRef>"
        "<BkTxCd><Prtry><Cd>CREDIT</Cd></Prtry></BkTxCd><NtryDtls><TxDtls>"
        f"<RmtInf><Ustrd>{escape(entry.description)}</Ustrd></RmtInf>"
        "</TxDtls></NtryDtls></Ntry>"
        for entry in entries
    ]
    return "".join([*parts, "</Stmt></BkToCstmrStmt></Document>\n"])


def _camt_balance(code: str, amount: int, day: date) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="IDR">{amount}.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>'
    )


def _mt940(reference: str, month: date, until: date, opening: int, entries: Sequence[Entry]) -> str:
    closing = opening + sum(entry.amount for entry in entries)
    before = month - timedelta(days=1)
    lines = [
        f":20:{reference}",
        f":25:{_ACCOUNTS[MT940]}",
        f":28C:{month:%m}/1",
        f":60F:C{before:%y%m%d}IDR{opening},00",
    ]
    for entry in entries:
        day = entry.booked_on
        lines += [
            f":61:{day:%y%m%d}{day:%m%d}C{entry.amount},00NTRF{entry.reference}",
            f":86:{entry.description}",
        ]
    lines += [f":62F:C{until:%y%m%d}IDR{closing},00", "-"]
    return "\n".join(lines) + "\n"
