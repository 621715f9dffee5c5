"""The refusals of this room that doors tell apart."""

from __future__ import annotations

from payung.errors import NotFound, PayungError


class AgreementRefused(PayungError):
    """An agreement cannot be so, or this cannot be done with it; nothing was written."""


class AuthorityRefused(PayungError):
    """Whoever holds the post may not decide this."""


class MeetingRefused(PayungError):
    """A meeting, its minutes or a commitment cannot be so; nothing was written."""


def not_found(thing_id: str, thing_en: str, number: object) -> NotFound:
    return NotFound(
        "not_found",
        f"{thing_id} nomor {number} tidak ada, atau di luar wilayah kerja Anda.",
        f"There is no {thing_en} {number}, or it lies outside your scope.",
        number=str(number),
    )
