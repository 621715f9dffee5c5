"""Refusals of facts that cannot be. The bounds here guard against typing errors; none is law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payung.law import parameters
from payung.law.benefits.days import age_on
from payung.law.errors import LawError
from payung.law.inputs import check_code, check_day, refused

SEGMENTS = ("WAGE_EARNER", "NON_WAGE_EARNER")
SEGMENT_LABELS = {
    "WAGE_EARNER": ("Penerima Upah", "Wage earner"),
    "NON_WAGE_EARNER": ("Bukan Penerima Upah", "Non-wage earner"),
}
LONGEST_LIFE_YEARS = 120
YOUNGEST_WORKER_YEARS = 10


def check_event(field: str, found: date, first_parameter: str) -> date:
    """A day on which that parameter is in force; ``LawError`` for an event before the law."""
    day = check_day(field, found)
    first = parameters.in_use().parameter(first_parameter).values[0].valid_from
    if day < first:
        raise LawError(
            "event_before_law",
            f"{field}: ditemukan {day.isoformat()}, padahal hukum ini berlaku mulai {first}.",
            f"{field}: found {day.isoformat()}, but this law is in force from {first}.",
            field=field,
            found=day.isoformat(),
            first=first.isoformat(),
        )
    return day


def check_order(earlier_field: str, earlier: date | None, field: str, later: date | None) -> None:
    """``LawError`` when one day lies before another that must come first (death before birth)."""
    if earlier is None or later is None:
        return
    if check_day(field, later) < check_day(earlier_field, earlier):
        raise refused(
            field,
            later.isoformat(),
            f"tanggal yang tidak mendahului {earlier_field} ({earlier.isoformat()})",
            f"a day not before {earlier_field} ({earlier.isoformat()})",
        )


def check_person(field: str, born_on: date | None, event_on: date, youngest: int = 0) -> None:
    """``LawError`` for a birth after the event or an age that nobody has."""
    if born_on is None:
        return
    age = age_on(check_day(field, born_on), event_on)
    if born_on > event_on or not youngest <= age <= LONGEST_LIFE_YEARS:
        raise refused(
            field,
            born_on.isoformat(),
            f"usia {youngest} sampai {LONGEST_LIFE_YEARS} tahun pada {event_on.isoformat()}",
            f"an age of {youngest} to {LONGEST_LIFE_YEARS} years on {event_on.isoformat()}",
        )


def check_ppm(field: str, found: int, most: int = 1_000_000) -> int:
    """A share of more than nothing in parts per million; ``LawError`` for 120 % of a hand."""
    if isinstance(found, bool) or not isinstance(found, int) or not 0 < found <= most:
        percent = most // 10_000
        raise refused(
            field,
            found,
            f"bagian di atas 0 % sampai {percent} % (dalam sepersejuta, 1 .. {most})",
            f"a share above 0 % up to {percent} % (in millionths, 1 .. {most})",
        )
    return found


def check_segment(found: str) -> str:
    """``WAGE_EARNER`` or ``NON_WAGE_EARNER``; ``LawError`` otherwise."""
    return str(check_code("segment", found, SEGMENTS))


def codes_of(name: str, column: str, on: date) -> tuple[str, ...]:
    """The codes in one column of a table parameter, as in force on that day."""
    return tuple(str(row[column]) for row in parameters.get(name, on).rows)


def check_tuple(field: str, found: object, kind: type) -> Sequence[object]:
    """A tuple of records of one kind; ``LawError`` otherwise."""
    if not isinstance(found, tuple) or not all(isinstance(item, kind) for item in found):
        raise refused(field, found, f"deretan {kind.__name__}", f"a sequence of {kind.__name__}")
    return found
