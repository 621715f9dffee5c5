"""What becomes of a payer that falls behind: when it stops paying, when it pays, what the office
does about it. One row for each way; ``casting`` says who takes which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_NEVER = 13


class Script(StrEnum):
    """How far the office and the prosecutors get with one employer by 18 December 2024."""

    # Left on the ladder of the branch.
    OPENED = "OPENED"
    REMINDED = "REMINDED"
    COLLECTED = "COLLECTED"
    INSPECTING = "INSPECTING"
    NOTICED = "NOTICED"
    INSPECTED = "INSPECTED"
    WARNED_FIRST = "WARNED_FIRST"
    WARNED_SECOND = "WARNED_SECOND"
    FINED = "FINED"
    DENIAL_REQUESTED = "DENIAL_REQUESTED"
    DENIED = "DENIED"
    RESTORED = "RESTORED"
    INSPECTORATE = "INSPECTORATE"
    RECEIVABLES = "RECEIVABLES"
    CURATOR = "CURATOR"
    # Handed over to the prosecutors: the mandate's state.
    PREPARED = "PREPARED"
    REQUESTED = "REQUESTED"
    REVIEWED = "REVIEWED"
    ACCEPTED = "ACCEPTED"
    MANDATED = "MANDATED"
    INVITED_1 = "INVITED_1"
    INVITED_2 = "INVITED_2"
    INVITED_3 = "INVITED_3"
    VISITED = "VISITED"
    NEGOTIATING = "NEGOTIATING"
    REOPENED = "REOPENED"
    AGREED = "AGREED"
    ON_TIME = "ON_TIME"
    LATE = "LATE"
    PAID = "PAID"
    PAID_AND_CLOSED = "PAID_AND_CLOSED"
    CASE_CONFERENCE = "CASE_CONFERENCE"
    SMALL_CLAIM = "SMALL_CLAIM"
    LAWSUIT = "LAWSUIT"
    JUDGED = "JUDGED"
    ENFORCING = "ENFORCING"
    RETURNED = "RETURNED"
    NOT_FOUND = "NOT_FOUND"


class Cohort(StrEnum):
    """The runs of detection in the year: whom they find goes up the ladder together."""

    JUNE = "JUNE"
    AUGUST = "AUGUST"
    SEPTEMBER = "SEPTEMBER"
    OCTOBER = "OCTOBER"


DETECTED_ON = {
    Cohort.JUNE: date(2024, 6, 3),
    Cohort.AUGUST: date(2024, 8, 5),
    Cohort.SEPTEMBER: date(2024, 9, 23),
    Cohort.OCTOBER: date(2024, 10, 17),
}


@dataclass(frozen=True)
class Course:
    """A script with the habit of paying that goes with it.

    From the month ``pauses_from`` on nothing is paid but on the days ``pays_on``. Who owes in the
    end pays then the contributions of the months before his debt, in even parts; who does not
    owe pays on the last of these days all that is open, and goes on as if nothing had been.
    """

    script: Script
    cohort: Cohort
    pauses_from: int = _NEVER
    pays_on: tuple[date, ...] = ()


def _in(month: int, day: int) -> tuple[date, ...]:
    return (date(2024, month, day),)


_JUNE, _AUGUST, _SEPTEMBER, _OCTOBER = Cohort

COURSES = {
    course.script: course
    for course in (
        Course(Script.ENFORCING, _JUNE),
        Course(Script.JUDGED, _JUNE),
        Course(Script.CASE_CONFERENCE, _JUNE),
        Course(Script.RETURNED, _JUNE),
        Course(Script.NOT_FOUND, _JUNE),
        Course(Script.LAWSUIT, _JUNE, 3, _in(10, 21)),
        Course(Script.PAID_AND_CLOSED, _JUNE, 2, _in(9, 10)),
        Course(Script.RESTORED, _JUNE, 2, _in(10, 15)),
        Course(Script.DENIED, _JUNE, 2, _in(12, 12)),
        Course(Script.INSPECTORATE, _JUNE),
        Course(Script.SMALL_CLAIM, _AUGUST, 5, _in(11, 20)),
        Course(Script.REOPENED, _AUGUST, 5, _in(12, 16)),
        Course(Script.LATE, _AUGUST, 4, (*_in(11, 12), *_in(12, 16))),
        Course(Script.PAID, _AUGUST, 4, _in(11, 20)),
        Course(Script.DENIAL_REQUESTED, _AUGUST, 2, _in(12, 12)),
        Course(Script.ON_TIME, _SEPTEMBER, 6, _in(12, 9)),
        Course(Script.NEGOTIATING, _SEPTEMBER),
        Course(Script.VISITED, _SEPTEMBER),
        Course(Script.INVITED_1, _SEPTEMBER),
        Course(Script.INVITED_2, _SEPTEMBER),
        Course(Script.INVITED_3, _SEPTEMBER),
        Course(Script.MANDATED, _SEPTEMBER),
        Course(Script.ACCEPTED, _SEPTEMBER),
        Course(Script.REVIEWED, _SEPTEMBER),
        Course(Script.REQUESTED, _SEPTEMBER),
        Course(Script.PREPARED, _SEPTEMBER),
        Course(Script.RECEIVABLES, _SEPTEMBER, 2, _in(12, 12)),
        Course(Script.FINED, _SEPTEMBER, 6, _in(12, 11)),
        Course(Script.WARNED_SECOND, _SEPTEMBER, 7, _in(12, 5)),
        Course(Script.INSPECTED, _SEPTEMBER),
        Course(Script.AGREED, _OCTOBER),
        Course(Script.WARNED_FIRST, _OCTOBER, 8, _in(12, 5)),
        Course(Script.COLLECTED, _OCTOBER, 8, _in(12, 5)),
        Course(Script.CURATOR, _OCTOBER, 6, _in(12, 12)),
        Course(Script.OPENED, _OCTOBER),
        Course(Script.REMINDED, _OCTOBER),
        Course(Script.INSPECTING, _OCTOBER),
        Course(Script.NOTICED, _OCTOBER),
    )
}
