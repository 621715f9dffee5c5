"""What is known of one settled claim before it is written: plain data, no tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.claims.models import EventKind
from payung.registry.models import Programme

#: The event of a savings claim by the code at the law's door; others are payments of savings.
_OF_SAVINGS = {
    "AGE": EventKind.OLD_AGE,
    "DEATH": EventKind.DEATH,
    "TERMINATION": EventKind.JOB_LOSS,
    "TOTAL_DISABILITY": EventKind.DISABILITY,
}
_OF_PENSION = {
    "OLD_AGE": EventKind.OLD_AGE,
    "DISABILITY": EventKind.DISABILITY,
    "SURVIVOR": EventKind.DEATH,
}
#: The field of each door that holds the day of the event.
_DAY_FIELDS = {"jkm": "died_on", "jkp": "terminated_on", "jht": "event_on", "jp": "event_on"}


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A former member whom the registry does not know: as the sheet names him."""

    national_id: str
    name: str
    birth_date: date
    sex: str


@dataclass(frozen=True, slots=True)
class Member:
    """Whose claim it is: a person of the registry, or one who is new to it."""

    person: int | NewPerson
    membership: int | None = None
    employer: int | None = None


@dataclass(frozen=True, slots=True)
class SettledClaim:
    """A claim that was decided and paid before the office came here.

    ``facts`` are plain data of the law's door. ``paid`` is what was paid until ``paid_until``,
    whole rupiah after tax; ``None``: just what the law gives. ``reason`` explains a difference.
    """

    row: int
    old_number: str
    programme: Programme
    facts: Mapping[str, Any]
    member: Member
    member_name: str
    region: str
    received_on: date
    decided_on: date
    paid_on: date
    paid_until: date
    paid: int | None = None
    reason: str = ""
    #: Account of the first receiver: number and bank, where the old system had them.
    account: str = ""
    bank: str = ""

    @property
    def door(self) -> str:
        """The law's door of the programme."""
        return self.programme.name.lower()

    @property
    def event(self) -> tuple[EventKind, date, str]:
        """What happened, on which day, and its cause as the law's door names it."""
        return event_of(self.door, self.facts)


def event_of(door: str, facts: Mapping[str, Any]) -> tuple[EventKind, date, str]:
    """The life event that facts of a door tell of: its kind, day and cause."""
    if door == "jkk":
        cause = str(facts.get("cause", "ACCIDENT"))
        if died_on := facts.get("died_on"):
            return EventKind.DEATH, _day(died_on), cause
        is_disease = cause == "OCCUPATIONAL_DISEASE"
        kind = EventKind.DISEASE if is_disease else EventKind.ACCIDENT
        return kind, _day(facts["accident_on"]), cause
    on = _day(facts[_DAY_FIELDS[door]])
    if door == "jkm":
        return EventKind.DEATH, on, ""
    if door == "jkp":
        return EventKind.JOB_LOSS, on, str(facts.get("reason", "TERMINATION"))
    if door == "jp":
        return _OF_PENSION[facts["kind"]], on, ""
    told = str(facts.get("event") or facts.get("purpose"))
    kind = _OF_SAVINGS.get(told, EventKind.SAVINGS)
    return kind, on, told if kind in (EventKind.SAVINGS, EventKind.JOB_LOSS) else ""


def _day(told: Any) -> date:
    return told if isinstance(told, date) else date.fromisoformat(str(told))
