"""Whether a person is young enough to enter a programme."""

from __future__ import annotations

from datetime import date

from payung.law import parameters
from payung.law.benefits.days import age_on
from payung.law.inputs import check_day, check_month
from payung.law.jp.pension_date import pension_date


def may_enter_as_non_wage_earner(birth_date: date, on: date) -> bool:
    """Whether a person is young enough to enter as a non-wage earner on that day."""
    limit = parameters.find("bpu/entry_age_below", on)
    return (
        limit is None
        or age_on(check_day("birth_date", birth_date), check_day("on", on)) < limit.number
    )


def may_enter_job_loss(birth_date: date, on: date) -> bool:
    """Whether a person is young enough to be enrolled in JKP on that day.

    ``LawError`` before the programme began.
    """
    return (
        age_on(check_day("birth_date", birth_date), check_day("on", on))
        < parameters.get("jkp/entry_age_below", on).number
    )


def may_enrol_in_pension(birth_date: date, month: date) -> bool:
    """Whether JP enrolment is still open in that month for a person born on that day.

    The last enrolment month is the month before the one in which the pension age is reached.
    """
    check_month(month)
    ends = parameters.get("jp/enrolment_ends_months_before_pension", month).number
    reached = pension_date(check_day("birth_date", birth_date))
    months_left = (reached.year - month.year) * 12 + reached.month - month.month
    return months_left >= ends
