"""The one answer for what does not exist and what is out of the reader's sight."""

from __future__ import annotations

from payung.claims.errors import PaymentRefused
from payung.errors import NotFound


def no_pension(pk: object) -> NotFound:
    """There is no such pension within the reader's sight."""
    return NotFound(
        "no_pension",
        "Pensiun ini tidak ditemukan dalam wilayah kerja Anda.",
        "This pension was not found within your area.",
        found=pk,
    )


def no_member(found: object) -> NotFound:
    """There is no such member within the reader's sight."""
    return NotFound(
        "no_member",
        "Peserta ini tidak ditemukan dalam wilayah kerja Anda.",
        "This member was not found within your area.",
        found=found,
    )


def not_ended(found: object) -> PaymentRefused:
    """Of an end to be taken back where the right runs, or a newer decision took its place."""
    return PaymentRefused(
        "pension_not_ended",
        "Hak pensiun ini tidak sedang berakhir karena keadaan penerimanya: ia masih berjalan, atau "
        "sudah diganti keputusan yang lebih baru.",
        "This right has not ended by a fact of its receiver: it still runs, or a newer decision "
        "took its place.",
        found=found,
    )


def own_end() -> PaymentRefused:
    """Of one's own entry."""
    return PaymentRefused(
        "own_end",
        "Anda sendiri yang mencatat berakhirnya hak ini; orang lain yang harus membatalkannya.",
        "You recorded the end of this right yourself; another person must take it back.",
    )


def decision_waits(number: str, state: str) -> PaymentRefused:
    """Of an act that would change what a waiting decision rests on."""
    return PaymentRefused(
        "decision_waits",
        f"Pada klaim {number} ada keputusan yang menunggu persetujuan. Setujui atau kembalikan "
        "keputusan itu dahulu.",
        f"A decision on claim {number} waits for approval. Approve it or send it back first.",
        found=state,
    )
