"""Ages: completed years, entry limits, and the day on which the pension age is reached."""

from __future__ import annotations

from datetime import date

from payung.law import parameters
from payung.law.inputs import check_day, check_month


def age(birth_date: date, on: date) -> int:
    """Completed years of age; born on 29 February, a year is completed on 1 March."""
    check_day("birth_date", birth_date)
    had_birthday = (check_day("on", on).month, on.day) >= (birth_date.month, birth_date.day)
    return on.year - birth_date.year - (not had_birthday)


def may_enter_as_non_wage_earner(birth_date: date, on: date) -> bool:
    """Whether a person is young enough to enter as a non-wage earner on that day."""
    limit = parameters.find("bpu/entry_age_below", on)
    return limit is None or age(birth_date, on) < limit.number


def may_enter_job_loss(birth_date: date, on: date) -> bool:
    """Whether a person is young enough to be enrolled in JKP on that day.

    ``LawError`` before the programme began.
    """
    return age(birth_date, on) < parameters.get("jkp/entry_age_below", on).number


def may_enrol_in_pension(birth_date: date, month: date) -> bool:
    """Whether JP enrolment is still open in that month for a person born on that day.

    The last enrolment month is the month before the one in which the pension age is reached.
    """
    check_month(month)
    ends = parameters.get("jp/enrolment_ends_months_before_pension", month).number
    reached = pension_date(birth_date)
    months_left = (reached.year - month.year) * 12 + reached.month - month.month
    return months_left >= ends


def pension_date(birth_date: date) -> date:
    """The first day on which the age reaches the pension age of that day (PP 45/2015 Ps 15)."""
    check_day("birth_date", birth_date)
    days = []
    for value in parameters.in_use().parameter("jp/pension_age").values:
        reached = _birthday(birth_date, value.number)
        if value.valid_to is None or reached <= value.valid_to:
            days.append(max(reached, value.valid_from))
    return min(days)


def _birthday(birth_date: date, years: int) -> date:
    year = birth_date.year + years
    is_leap_day = (birth_date.month, birth_date.day) == (2, 29)
    is_leap_year = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if is_leap_day and not is_leap_year:
        return date(year, 3, 1)
    return birth_date.replace(year=year)
