"""What a question to the law may contain, and the refusals of everything else."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.law import parameters
from payung.law.arithmetic import Amount, is_column
from payung.law.errors import LawError

# Guards against typing errors, not law: integers of 64 bits stay exact up to here.
LARGEST_MONTHLY_AMOUNT = 1_000_000_000_000
LARGEST_PROJECT_AMOUNT = 100_000_000_000_000
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199


def refused(field: str, found: object, expected_id: str, expected_en: str) -> LawError:
    """The refusal of one input: which field, what was found, what was expected."""
    return LawError(
        f"{field}_invalid",
        f"{field}: ditemukan {found!r}, diharapkan {expected_id}.",
        f"{field}: found {found!r}, expected {expected_en}.",
        field=field,
        found=found if isinstance(found, int | str) else repr(found),
        expected=expected_en,
    )


def check_day(field: str, found: object) -> date:
    """A plain date of 1900 to 2199; ``LawError`` for anything else (a date with a time too)."""
    if type(found) is not date:
        raise refused(field, found, "tanggal YYYY-MM-DD", "a date YYYY-MM-DD")
    if not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        expected = f"{EARLIEST_YEAR} .. {LATEST_YEAR}"
        raise refused(field, found.isoformat(), f"tahun {expected}", f"a year {expected}")
    return found


def check_month(month: object) -> date:
    """The first day of a contribution month under the law; ``LawError`` for anything else."""
    day = check_day("month", month)
    first = parameters.in_use().parameter("membership/first_contribution_month").values[0].day
    if day.day != 1:
        raise refused("month", day.isoformat(), "hari pertama bulan", "the first day of a month")
    if day < first:
        raise refused("month", day.isoformat(), f"{first} atau sesudahnya", f"{first} or later")
    return day


def check_amount(
    field: str, found: Any, largest: int = LARGEST_MONTHLY_AMOUNT, smallest: int = 1
) -> Amount:
    """Whole rupiah between the bounds; ``LawError`` otherwise; columns as 64-bit integers."""
    if is_column(found):
        return found.cast("int64")
    expected = f"{smallest} .. {largest}"
    if isinstance(found, bool) or not isinstance(found, int) or not smallest <= found <= largest:
        raise refused(field, found, f"rupiah bulat {expected}", f"whole rupiah {expected}")
    return found


def check_count(field: str, found: Any, smallest: int = 0, largest: int = 1_200) -> Any:
    """A whole number between the bounds; ``LawError`` otherwise; columns as 64-bit integers."""
    if is_column(found):
        return found.cast("int64")
    expected = f"{smallest} .. {largest}"
    if isinstance(found, bool) or not isinstance(found, int) or not smallest <= found <= largest:
        raise refused(field, found, f"bilangan bulat {expected}", f"a whole number {expected}")
    return found


def check_flag(field: str, found: Any) -> Any:
    """True or false; ``LawError`` otherwise; columns pass as they are."""
    if is_column(found) or isinstance(found, bool):
        return found
    raise refused(field, found, "true atau false", "true or false")


def check_code(field: str, found: Any, known: tuple[str, ...]) -> Any:
    """One of the known codes; ``LawError`` otherwise; columns pass as they are."""
    if is_column(found) or found in known:
        return found
    raise refused(field, found, f"salah satu dari {list(known)}", f"one of {list(known)}")
