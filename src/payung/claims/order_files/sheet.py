"""The payments of an order as CSV, for a bank's bulk upload; and the sheet for its answer."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from payung.claims.models import PaymentOrder
from payung.claims.order_files.pain001 import plain
from payung.claims.order_files.payments import Payment

HEADINGS = (
    "ID_TRANSAKSI",
    "TANGGAL_BAYAR",
    "NAMA_REKENING",
    "BANK",
    "NOMOR_REKENING",
    "JUMLAH",
    "MATA_UANG",
    "BERITA",
)
#: What a bank's answer as CSV must have.
ANSWER_HEADINGS = ("ID_TRANSAKSI", "JUMLAH", "STATUS", "TANGGAL", "ALASAN")


def write_csv(order: PaymentOrder, payments: Iterable[Payment], file: TextIO) -> None:
    """Write the payments of an order, semicolons between them.

    Texts have the letters of banks' networks only, and none begins with what a spreadsheet would
    run as a formula.
    """
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for payment in payments:
        writer.writerow(
            [
                payment.reference,
                order.pay_on.isoformat(),
                _text(payment.holder),
                _text(payment.bank),
                _text(payment.account),
                payment.amount,
                "IDR",
                payment.purpose,
            ]
        )


def _text(text: str) -> str:
    return plain(text, 140).lstrip("+-' ") or "?"
