"""On which days a letter may be dated."""

from __future__ import annotations

from datetime import date

from payung import clock
from payung.documents.kinds import Kind
from payung.documents.refusals import day_off, future_date
from payung.documents.wording import weekday
from payung.reference.calendar import (
    is_working_day,
    joint_leave_days,
    national_holidays,
    next_working_day,
)
from payung.reference.queries import extra_holidays


def working_day_from(office_code: str, day: date) -> date:
    """That day, or the first one after it on which the office works (joint leave is a day off)."""
    return next_working_day(day, joint_leave=True, extra=extra_holidays(office_code))


def check_date(kind: Kind, office_code: str, day: date) -> None:
    """Refuse a date in the future and, where the kind asks, one on a day off (``LetterRefused``).

    Days off are weekends, national and local holidays and joint leave.
    """
    today = clock.today()
    if day > today:
        raise future_date(day, today)
    if not kind.working_day:
        return
    extra = extra_holidays(office_code)
    if not is_working_day(day, joint_leave=True, extra=extra):
        raise day_off(day, _reason(day), next_working_day(day, joint_leave=True, extra=extra))


def _reason(day: date) -> str:
    named = national_holidays(day.year).get(day) or joint_leave_days(day.year).get(day)
    if named:
        return named
    return weekday(day) if day.weekday() >= 5 else "libur setempat"
