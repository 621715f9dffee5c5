"""The one answer for what does not exist and what is out of the reader's sight."""

from __future__ import annotations

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
