"""Why a settlement of an employer's share is refused."""

from __future__ import annotations

from datetime import date

from payung.claims.errors import PaymentRefused
from payung.errors import NotFound


def no_share(number: str) -> PaymentRefused:
    """Of a claim that the fund bears alone."""
    return PaymentRefused(
        "no_share",
        f"Klaim {number} tidak memuat bagian pemberi kerja.",
        f"Claim {number} has no employer's share.",
    )


def proof_missing() -> PaymentRefused:
    """Of a settlement without the number of its proof."""
    return PaymentRefused(
        "proof_missing",
        "Tuliskan nomor bukti transfer atau kuitansi.",
        "Write the number of the transfer or receipt.",
    )


def beyond_share(number: str, found: int, expected: int) -> PaymentRefused:
    """Of an amount that is more than what is open, or none."""
    return PaymentRefused(
        "beyond_share",
        f"Sisa bagian pemberi kerja klaim {number} Rp {expected}; Rp {found} tidak dapat dicatat.",
        f"Rp {expected} of the employer's share of claim {number} is open; Rp {found} cannot be "
        "recorded.",
        found=found,
        expected=expected,
    )


def other_day(found: date, booked_on: date) -> PaymentRefused:
    """Of a day before the share was booked, or in the future."""
    return PaymentRefused(
        "share_day",
        f"Tanggal {found:%d-%m-%Y} tidak dapat; diharapkan sejak {booked_on:%d-%m-%Y} sampai "
        "hari ini.",
        f"The day {found} is not possible; expected from {booked_on} until today.",
        found=found.isoformat(),
    )


def not_explained(number: str) -> PaymentRefused:
    """Of a decision that keeps neither facts nor the law's answer."""
    return PaymentRefused(
        "share_not_explained",
        f"Keputusan klaim {number} tidak memuat fakta dan penjelasannya, sehingga suratnya tidak "
        "dapat disusun. Susun keputusan yang baru.",
        f"The decision on claim {number} keeps no facts or explanation, so that no letter can be "
        "drawn from it. Make a new decision.",
    )


def no_share_letter(number: object) -> NotFound:
    """Of a share whose employer has no letter yet, or that is out of the reader's sight."""
    return NotFound(
        "no_share_letter",
        f"Surat bagian pemberi kerja untuk klaim {number} belum ada, atau klaimnya di luar "
        "wilayah kerja Anda.",
        f"There is no letter of the employer's share of claim {number}, or the claim is out of "
        "your area.",
    )
