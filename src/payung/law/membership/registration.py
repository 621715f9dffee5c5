"""Until when a new worker must be registered and a change reported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from payung.law import parameters
from payung.law.inputs import check_day


def register_by(first_working_day: date) -> date:
    """The last calendar day on which a new worker is registered in time."""
    start = check_day("first_working_day", first_working_day)
    return start + timedelta(days=parameters.get("membership/register_within_days", start).number)


def register_non_civil_servant_by(
    form_received: date, is_working_day: Callable[[date], bool]
) -> date:
    """The last working day on which non-civil-servant staff are registered in time."""
    name = "membership/register_non_civil_servants_within_working_days"
    return _working_days_after(form_received, name, is_working_day)


def report_change_by(changed: date, is_working_day: Callable[[date], bool]) -> date:
    """The last working day on which a change of data is reported in time."""
    name = "membership/report_changes_within_working_days"
    return _working_days_after(changed, name, is_working_day)


def _working_days_after(start: date, name: str, is_working_day: Callable[[date], bool]) -> date:
    day, left = check_day("start", start), parameters.get(name, start).number
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day
