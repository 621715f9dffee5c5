"""What is wrong with a bank's answer: all of it is said at once, and nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from payung.claims.errors import PaymentRefused

_MOST_SHOWN = 10


@dataclass
class Problems:
    """What does not fit, row by row; ``refuse`` raises once all rows were looked at."""

    number: str
    rows: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, position: int, told_id: str, told_en: str) -> None:
        """One row, in Indonesian and English."""
        self.rows.append((position, told_id, told_en))

    def unknown(self, position: int, reference: str) -> None:
        """A payment that is not part of this order."""
        self.add(
            position,
            f"{reference!r} bukan pembayaran dalam perintah {self.number}",
            f"{reference!r} is no payment of order {self.number}",
        )

    def other_amount(self, position: int, reference: str, found: int, sent: int) -> None:
        """An amount that is not the one that was sent."""
        self.add(
            position,
            f"{reference} Rp {found}, padahal yang dikirim Rp {sent}",
            f"{reference} is Rp {found}, but Rp {sent} was sent",
        )

    def unknown_outcome(self, position: int, found: str) -> None:
        """A status that says neither paid nor returned."""
        self.add(
            position,
            f"status {found!r}, diharapkan DIBAYAR atau DIKEMBALIKAN",
            f"the status is {found!r}, expected DIBAYAR (paid) or DIKEMBALIKAN (returned)",
        )

    def other_day(self, position: int, found: date, released_on: date) -> None:
        """A day on which the bank cannot have answered."""
        self.add(
            position,
            f"tanggal {found:%d-%m-%Y}, diharapkan sejak dilepas ({released_on:%d-%m-%Y}) sampai "
            "hari ini",
            f"the day is {found}, expected from the release ({released_on}) until today",
        )

    def paid_after_return(self, position: int, reference: str) -> None:
        """Paid, after it came back: a new payment was (or will be) sent for it."""
        self.add(
            position,
            f"{reference} sudah dikembalikan bank; yang dibayar sesudahnya pembayaran baru",
            f"{reference} was returned by the bank; what is paid after that is a new payment",
        )

    def refuse(self) -> None:
        """Raise ``PaymentRefused`` when something does not fit."""
        if not self.rows:
            return
        shown = self.rows[:_MOST_SHOWN]
        more = len(self.rows) - len(shown)
        more_id, more_en = (f" Dan {more} baris lagi.", f" And {more} more.") if more else ("", "")
        list_id = "; ".join(f"baris {row}: {told}" for row, told, _ in shown)
        list_en = "; ".join(f"row {row}: {told}" for row, _, told in shown)
        raise PaymentRefused(
            "answer_rows",
            f"Jawaban bank tidak dicatat. {list_id}.{more_id}",
            f"The bank's answer was not recorded. {list_en}.{more_en}",
            rows=[{"row": row, "found": told} for row, told, _ in shown],
            count=len(self.rows),
        )


def unreadable(why_id: str, why_en: str) -> PaymentRefused:
    """Of a file that cannot be read as a bank's answer."""
    return PaymentRefused(
        "answer_unreadable",
        f"Berkas jawaban bank tidak dapat dibaca: {why_id}.",
        f"The bank's answer cannot be read: {why_en}.",
    )
