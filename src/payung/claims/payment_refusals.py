"""Why a payment order is refused, in words that say what to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from payung.claims.errors import PaymentRefused
from payung.claims.models import PaymentLine
from payung.claims.queries import due

#: What stands in the way of a payment: Indonesian and English.
WHY = {
    due.CLAIM_OPEN: ("klaimnya dibuka kembali", "the claim is open again"),
    due.HELD: ("pembayaran ditahan", "the payment is held"),
    due.PROOF: ("bukti berkala belum ada", "the periodic proof is missing"),
    due.NO_ACCOUNT: ("rekening penerima belum ada", "the receiver has no account"),
    due.ACCOUNT_UNCHECKED: (
        "rekening terbaru belum diperiksa orang lain",
        "the newest account was not checked by another person",
    ),
    due.RETURNED: (
        "dikembalikan bank; rekening belum diperbaiki",
        "returned by the bank; the account was not corrected",
    ),
    due.CHANGED: (
        "penerima atau rekening berubah sesudah diputuskan",
        "people or accounts changed after the decision",
    ),
    "ENDED": ("hak pembayaran ini sudah berakhir", "the right to this payment ended"),
    "ACCOUNT_CHANGED": (
        "rekening penerima diganti sesudah perintah disiapkan",
        "the account was changed after the order was prepared",
    ),
}
_MOST_SHOWN = 20


def day_passed(day: date) -> PaymentRefused:
    """Of a day in the past."""
    return PaymentRefused(
        "day_passed",
        f"Tanggal bayar {day:%d-%m-%Y} sudah lewat. Siapkan perintah dengan tanggal hari ini "
        "atau sesudahnya.",
        f"The day of payment {day} has passed. Prepare an order for today or later.",
        found=day.isoformat(),
    )


def no_paying_account(office: str) -> PaymentRefused:
    """Of an office that has not said from which account it pays."""
    return PaymentRefused(
        "no_paying_account",
        f"{office} belum mencatat rekening pembayar. Kepala cabang mencatatnya lebih dahulu.",
        f"{office} has not recorded the account from which it pays; the head does it first.",
    )


def nothing_due(on: date) -> PaymentRefused:
    """Of an order with nothing in it."""
    return PaymentRefused(
        "nothing_due",
        f"Tidak ada yang dapat dibayar sampai {on:%d-%m-%Y}: semuanya sudah masuk perintah bayar "
        "lain, atau menunggu rekening, bukti atau penahanan.",
        f"Nothing can be paid by {on}: all of it is in another order, or waits for an account, a "
        "proof or a hold.",
    )


def in_other_order(payable_ids: Sequence[int]) -> PaymentRefused:
    """Of payables that somebody else pays already, or that are not owed by this office now."""
    rows = PaymentLine.objects.filter(
        payable__in=payable_ids, state__in=[PaymentLine.State.OPEN, PaymentLine.State.PAID]
    )
    numbers = sorted(set(rows.values_list("order__number", flat=True)))
    if numbers:
        told = ", ".join(numbers[:_MOST_SHOWN])
        return PaymentRefused(
            "in_other_order",
            f"Pembayaran ini sudah masuk perintah bayar {told}; tidak ada yang dibayar dua kali.",
            f"These payments are already in payment order {told}; nothing is paid twice.",
            orders=numbers[:_MOST_SHOWN],
        )
    return PaymentRefused(
        "not_due",
        "Pembayaran ini tidak (lagi) jatuh tempo di kantor Anda. Muat ulang daftar.",
        "These payments are not due at your office (any more). Load the list again.",
        payables=list(payable_ids)[:_MOST_SHOWN],
    )


def blocked(rows: Sequence[due.Due], changed: Collection[int]) -> PaymentRefused:
    """Of payables that were chosen and may not be paid yet."""
    told = [
        (row.claim_number, row.obstacle or (due.CHANGED if row.decision_id in changed else ""))
        for row in rows
    ]
    return _with_reasons("blocked", "Belum dapat dibayar", "These cannot be paid yet", told)


def no_longer_payable(number: str, told: Sequence[tuple[str, str]]) -> PaymentRefused:
    """Of an order that holds what may not be paid any more."""
    return _with_reasons(
        "no_longer_payable",
        f"Perintah {number} tidak dapat dilepas; batalkan, lalu siapkan yang baru",
        f"Order {number} cannot be released; cancel it and prepare a new one",
        told,
    )


def _with_reasons(
    code: str, head_id: str, head_en: str, told: Sequence[tuple[str, str]]
) -> PaymentRefused:
    shown = told[:_MOST_SHOWN]
    more = len(told) - len(shown)
    list_id = "; ".join(f"{number}: {WHY[why][0]}" for number, why in shown)
    list_en = "; ".join(f"{number}: {WHY[why][1]}" for number, why in shown)
    more_id, more_en = (f"; dan {more} lagi", f"; and {more} more") if more else ("", "")
    return PaymentRefused(
        code,
        f"{head_id}. {list_id}{more_id}.",
        f"{head_en}. {list_en}{more_en}.",
        rows=[{"claim": number, "why": why} for number, why in shown],
        count=len(told),
    )


def own_order(number: str) -> PaymentRefused:
    """Of who would release what he prepared."""
    return PaymentRefused(
        "own_order",
        f"Perintah {number} Anda siapkan sendiri; yang melepas harus orang lain.",
        f"You prepared order {number} yourself; another person releases it.",
    )


def cancelled(number: str) -> PaymentRefused:
    """Of an order that was cancelled."""
    return PaymentRefused(
        "cancelled",
        f"Perintah {number} sudah dibatalkan. Siapkan perintah yang baru.",
        f"Order {number} was cancelled. Prepare a new one.",
    )


def released(number: str) -> PaymentRefused:
    """Of an order that may be on its way already."""
    return PaymentRefused(
        "released",
        f"Perintah {number} sudah dilepas ke bank; yang menjawab sekarang bank.",
        f"Order {number} was released to the bank; now the bank answers.",
    )


def not_released(number: str) -> PaymentRefused:
    """Of an order that nobody released."""
    return PaymentRefused(
        "not_released",
        f"Perintah {number} belum dilepas; berkas dan jawaban bank menunggu pelepasan.",
        f"Order {number} was not released; its file and the bank's answers wait for that.",
    )


def not_ours(number: str) -> PaymentRefused:
    """Of what was paid before the office came here."""
    return PaymentRefused(
        "taken_over",
        f"{number} memuat pembayaran dari sistem lama; tidak ada yang dikirim ke bank.",
        f"{number} holds payments of the earlier system; nothing goes to the bank.",
    )


def lines_changed(number: str) -> PaymentRefused:
    """Of an order whose lines are not those that were prepared."""
    return PaymentRefused(
        "lines_changed",
        f"Isi perintah {number} tidak sama dengan saat disiapkan. Jangan dibayar; laporkan.",
        f"The lines of order {number} are not those that were prepared. Do not pay; report it.",
    )


def reason_missing() -> PaymentRefused:
    """Of an act without a reason."""
    return PaymentRefused("reason_missing", "Tuliskan alasannya.", "Write the reason.")
