"""When a contribution month must be paid (PP 44/2015, PP 45/2015, PP 46/2015)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from payung.law import parameters
from payung.law.errors import LawError
from payung.law.inputs import check_code, check_month

SEGMENTS = ("WAGE_EARNER", "NON_WAGE_EARNER")
_LONGEST_SHIFT_DAYS = 60


def due_date(segment: str, month: date, is_working_day: Callable[[date], bool]) -> date:
    """The last day on which the contribution month is paid in time.

    ``segment`` is ``WAGE_EARNER`` (the 15th of the next month) or ``NON_WAGE_EARNER`` (the 15th
    of the same month); for the months of PP 49/2020 day 30, or the last day of a shorter month.
    A day off moves to the next working day by ``is_working_day``. ``LawError`` for a bad month,
    for segments without a monthly due date (projects, migrant workers), and for a calendar
    without any working day.
    """
    day = nominal_due_date(segment, month)
    for _ in range(_LONGEST_SHIFT_DAYS):
        if is_working_day(day):
            return day
        day += timedelta(days=1)
    raise LawError(
        "calendar_without_working_day",
        f"Kalender tidak memuat hari kerja dalam {_LONGEST_SHIFT_DAYS} hari sebelum {day}.",
        f"The calendar has no working day in the {_LONGEST_SHIFT_DAYS} days before {day}.",
        day=day.isoformat(),
    )


def nominal_due_date(segment: str, month: date) -> date:
    """The due date before moving it off holidays."""
    check_month(month)
    suffix = str(check_code("segment", segment, SEGMENTS)).lower()
    day = parameters.get(f"payment/due_day_{suffix}", month).number
    later = parameters.get(f"payment/due_months_after_{suffix}", month).number
    years, index = divmod(month.month - 1 + later, 12)
    year = month.year + years
    return date(year, index + 1, min(day, monthrange(year, index + 1)[1]))
