"""Until when a decision may be objected to, and an objection must be answered."""

from __future__ import annotations

from datetime import date

from payung.law import parameters
from payung.reference.calendar import add_working_days
from payung.reference.queries import extra_holidays

OBJECT = "claims/objection_working_days"
ANSWER = "claims/objection_answer_working_days"


def objection_days(on: date) -> int:
    """How many working days there are to object to a decision of that day."""
    return parameters.get(OBJECT, on).number


def objection_until(office_code: str, decided_on: date) -> date:
    """The last day on which a decision that took effect on that day may be objected to."""
    return add_working_days(
        decided_on,
        objection_days(decided_on),
        joint_leave=True,
        extra=extra_holidays(office_code),
    )


def answer_until(office_code: str, received_on: date) -> date:
    """The last day on which an objection received on that day is to be answered."""
    days = parameters.get(ANSWER, received_on).number
    return add_working_days(received_on, days, joint_leave=True, extra=extra_holidays(office_code))
