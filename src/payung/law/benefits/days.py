"""Ages and months between days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def age_on(born_on: date, day: date) -> int:
    """Completed years on that day; born on 29 February, a year is completed on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def birthday(born_on: date, age: int) -> date:
    """The first day on which ``age_on`` gives that age."""
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:  # 29 February in a common year
        return date(born_on.year + age, 3, 1)


def months_after(day: date, months: int) -> date:
    """The day that many months later (the last day of a shorter month)."""
    years, index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, index + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def full_months(start: date, end: date) -> int:
    """Completed months from one day to another; 0 when the end is not later."""
    apart = (end.year - start.year) * 12 + end.month - start.month
    return max(0, apart - (end < months_after(start, apart)))
