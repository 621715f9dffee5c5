"""All that the rules of mandates ask of one mandate, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.compliance.instalments import Why, months_later
from payung.law import parameters
from payung.reference import calendar


@dataclass(frozen=True)
class Facts:
    """All that the rules ask of a mandate on the day of an act; money in rupiah.

    ``missing`` names what the case file lacks. ``recommendation`` is the review's advice.
    ``objection_until`` is the last day against the last judgment, whose kind of claim is
    ``judged``. Where a fact does not apply yet it has its empty value.
    """

    on: date
    with_prosecutors: bool = True
    missing: tuple[Why, ...] = ()
    agreement: str = ""
    busy_number: str = ""
    due_total: int = 0
    money_only: bool = True
    recommendation: str = ""
    valid_until: date | None = None
    attorneys: frozenset[int] = frozenset()
    office_attorneys: frozenset[int] = frozenset()
    actor: int = 0
    actor_is_operator: bool = False
    summonses: int = 0
    last_appearance: date | None = None
    handed_over: int = 0
    remaining_principal: int = 0
    remaining_penalty: int = 0
    paid_since_agreement: int = 0
    instalments_missed: int = 0
    litigation: bool = False
    claim_kind: str = ""
    hearings: int = 0
    judged: str = ""
    judgment: str = ""
    objection_until: date | None = None
    enforcement: tuple[str, ...] = ()
    reported: bool = False
    extra_holidays: frozenset[date] = frozenset()

    @property
    def remaining(self) -> int:
        """What is still owed of what was handed over."""
        return self.remaining_principal + self.remaining_penalty


def last_day_to_object(claim: str, judged_on: date, extra: frozenset[date]) -> date:
    """The last day against a judgment: working days for a small claim, else calendar days."""
    if claim == "SMALL_CLAIM":
        limit = parameters.get("compliance/small_claim_objection_working_days", judged_on).number
        return calendar.add_working_days(judged_on, limit, joint_leave=True, extra=extra)
    limit = parameters.get("compliance/appeal_days", judged_on).number
    return date.fromordinal(judged_on.toordinal() + limit)


def usual_end(granted_on: date) -> date:
    """Until when a mandate given on that day is valid, unless it says otherwise."""
    return months_later(
        granted_on, parameters.get("compliance/mandate_valid_months", granted_on).number
    )
