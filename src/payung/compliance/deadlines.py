"""Working days of the ladder: joint leave (cuti bersama) is no working day of a warning letter."""

from __future__ import annotations

from collections.abc import Set
from datetime import date, timedelta

from payung.law import parameters
from payung.reference.calendar import add_working_days, is_working_day, next_working_day

#: The lengths of what the ladder waits for, in working days: step -> parameter.
WORKING_DAYS = {
    "REMINDER": "compliance/reminder_answer_working_days",
    "COLLECTION_LETTER": "compliance/collection_answer_working_days",
    "WARNING_FIRST": "compliance/first_warning_working_days",
    "WARNING_SECOND": "compliance/second_warning_working_days",
}
#: And in calendar days.
CALENDAR_DAYS = {"FINE": "compliance/fine_payment_days"}


def is_day_off(day: date, days_off: Set[date]) -> bool:
    """Whether no letter may bear that date."""
    return not is_working_day(day, joint_leave=True, extra=days_off)


def working_day_from(day: date, days_off: Set[date]) -> date:
    """That day or the first working day after it."""
    return next_working_day(day, joint_leave=True, extra=days_off)


def length(kind: str, on: date) -> int:
    """How many (working) days a step waits, in force on the day of its letter."""
    return parameters.get(WORKING_DAYS.get(kind) or CALENDAR_DAYS[kind], on).number


def ends_on(kind: str, begins: date, days_off: Set[date]) -> date | None:
    """The last day that a step waits for; None for steps that wait for nothing.

    The day on which it begins is not counted.
    """
    if kind in WORKING_DAYS:
        return add_working_days(begins, length(kind, begins), joint_leave=True, extra=days_off)
    if kind in CALENDAR_DAYS:
        return begins + timedelta(days=length(kind, begins))
    return None
