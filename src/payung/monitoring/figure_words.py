"""A figure in words, in the unit of its definition."""

from __future__ import annotations

from payung.law.formats import number, rupiah
from payung.monitoring.models import Unit

#: What is said behind a number of that unit, Indonesian and English.
_BEHIND = {
    Unit.PERSONS.value: (" orang", " persons"),
    Unit.EMPLOYERS.value: (" pemberi kerja", " employers"),
    Unit.CASES.value: (" kasus", " cases"),
    Unit.DOCUMENTS.value: (" dokumen", " documents"),
    Unit.PER_100_000.value: (" per 100.000 pekerja", " per 100,000 workers"),
}


def value_in_words(value: int, unit: str, language: str = "id") -> str:
    """``3925`` basis points is ``39,25 %``; rupiah and counts with their unit."""
    if unit == Unit.BASIS_POINTS:
        whole, part = divmod(abs(value), 100)
        mark = "," if language == "id" else "."
        sign = "-" if value < 0 else ""
        return f"{sign}{number(whole, language)}{mark}{part:02d} %"
    if unit == Unit.RUPIAH:
        return rupiah(value, language)
    return number(value, language) + _BEHIND[unit][language == "en"]
