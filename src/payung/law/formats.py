"""Numbers and days as Indonesian and English readers write them."""

from __future__ import annotations

from datetime import date

_PPM_PER_PERCENT = 10_000
_MONTHS = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus"),
        *("September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
    ),
}


def number(amount: int, language: str) -> str:
    """Digits in groups of three: ``5.000.000`` in Indonesian, ``5,000,000`` in English."""
    grouped = f"{amount:,}"
    return grouped if language == "en" else grouped.replace(",", ".")


def rupiah(amount: int, language: str = "id") -> str:
    """An amount in whole rupiah: ``Rp5.000.000``."""
    return f"Rp{number(amount, language)}"


def percent(ppm: int, language: str) -> str:
    """Parts per million as a percentage, exactly: 4450 is ``0,445%``."""
    whole, part = divmod(ppm, _PPM_PER_PERCENT)
    digits = f"{part:04d}".rstrip("0")
    point = "." if language == "en" else ","
    return f"{number(whole, language)}{point + digits if digits else ''}%"


def day(found: date, language: str = "id") -> str:
    """A day in words: ``17 Februari 2025``."""
    return f"{found.day} {_MONTHS[language][found.month - 1]} {found.year}"


def unread(language: str) -> str:
    """What is shown for a number that the law sets but whose text was not read yet."""
    return "not read yet" if language == "en" else "belum dibaca"


def quantity(found: object, unit: str, language: str) -> str:
    """Any value in its unit, as a reader of that language writes it."""
    if isinstance(found, bool) or (unit == "yes_no" and isinstance(found, int)):
        yes, no = ("yes", "no") if language == "en" else ("ya", "tidak")
        return yes if found else no
    if isinstance(found, date):
        return day(found, language)
    if isinstance(found, int):
        if unit == "rupiah":
            return rupiah(found, language)
        return percent(found, language) if unit == "ppm" else number(found, language)
    return "-" if found is None else str(found)
