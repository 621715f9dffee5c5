"""The refusals of this room that doors tell apart."""

from __future__ import annotations

from payung.errors import NotFound, PayungError


class ClaimRefused(PayungError):
    """An act on a claim is not possible as asked; nothing was written."""


class PaymentRefused(PayungError):
    """An order, a release, a bank's answer or a run is not possible as asked."""


def no_claim(number: object) -> NotFound:
    """The one answer for a claim that does not exist and for one out of the reader's sight."""
    return NotFound(
        "no_claim",
        f"Klaim {number} tidak ditemukan dalam wilayah kerja Anda.",
        f"Claim {number} was not found within your area.",
    )


def no_handover(pk: object) -> NotFound:
    """The one answer for a hand-over that does not exist and for one out of the reader's sight."""
    return NotFound(
        "no_handover",
        f"Penyerahan simbolis {pk} tidak ditemukan dalam wilayah kerja Anda.",
        f"Symbolic hand-over {pk} was not found within your area.",
    )
