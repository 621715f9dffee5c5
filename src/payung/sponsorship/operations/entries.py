"""What is told of an agency's work, checked: days, numbers, reasons, words of a list."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from payung import clock
from payung.sponsorship.errors import ActionRefused

#: No agency guides more workers than this; a longer number is a slip of the keys.
MOST_PERSONS = 10_000_000


def one_of(value: str, known: Collection[str], name_id: str, name_en: str) -> str:
    """The value, when it is one of those known; else ``ActionRefused``."""
    if value not in known:
        raise ActionRefused(
            f"unknown_{name_en}",
            f"Nilai {value!r} untuk {name_id} tidak dikenal; pilih {', '.join(known)}.",
            f"{value!r} is no {name_en}; choose one of {', '.join(known)}.",
        )
    return value


def source_of(text: str) -> str:
    """A source or reason without spare blanks; ``ActionRefused`` when it says nothing."""
    told = " ".join(text.split())
    if not 3 <= len(told) <= 300:
        raise ActionRefused(
            "source_missing",
            "Tulis sumber atau alasannya, 3 sampai 300 huruf.",
            "Give the source or the reason, 3 to 300 letters.",
        )
    return told


def check_day(day: date) -> None:
    """Refuse a day to come."""
    if day > clock.today():
        raise ActionRefused(
            "day_to_come",
            f"Tanggal {day:%d-%m-%Y} belum terjadi.",
            f"The day {day.isoformat()} has not come yet.",
        )


def check_persons(persons: int, least: int = 1) -> int:
    """The number of persons, when it can be; else ``ActionRefused``."""
    if least <= persons <= MOST_PERSONS:
        return persons
    raise ActionRefused(
        "persons_impossible",
        f"Jumlah orang {persons} tidak mungkin; tulis bilangan {least} sampai {MOST_PERSONS}.",
        f"{persons} persons cannot be; write a number from {least} to {MOST_PERSONS}.",
    )
