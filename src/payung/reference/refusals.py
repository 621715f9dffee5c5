"""Refusals of the reference room: what was asked cannot be, and why."""

from __future__ import annotations

from datetime import date

from payung.errors import PayungError


class UnknownReference(PayungError):
    """A code that is in no list."""

    def __init__(self, what_id: str, what_en: str, code: object) -> None:
        super().__init__(
            "reference.unknown",
            f"{what_id} dengan kode “{code}” tidak ada.",
            f"There is no {what_en} with the code “{code}”.",
            found=code,
        )


class MissingReason(PayungError):
    """An act that must name who does it and why."""

    def __init__(self, what_id: str, what_en: str) -> None:
        super().__init__(
            "reference.reason_missing", f"{what_id} wajib diisi.", f"{what_en} must be given."
        )


class OverlappingTerritory(PayungError):
    """An office that would serve the same region twice on one day."""

    def __init__(self, office: str, region: str, valid_from: date) -> None:
        super().__init__(
            "reference.territory_overlaps",
            f"Kantor {office} sudah melayani wilayah {region} pada atau setelah {valid_from}. "
            "Akhiri dahulu masa yang lama.",
            f"Office {office} already serves region {region} on or after {valid_from}. "
            "End the earlier period first.",
            office=office,
            region=region,
            valid_from=valid_from,
        )


class ImpossibleValue(PayungError):
    """A value that cannot be."""

    def __init__(self, found: object, expected_id: str, expected_en: str) -> None:
        super().__init__(
            "reference.impossible_value",
            f"Tertulis “{found}”, seharusnya {expected_id}.",
            f"Found “{found}”, expected {expected_en}.",
            found=found,
        )
