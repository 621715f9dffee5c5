"""When a right to a survivor's pension passes to others: from which month, and to whom.

A decision that continues a pension carries the day in its facts (``since``, the first of a month);
nothing else tells it from a decision on the event itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from payung.claims.models import Decision, Pension, PensionCode, PensionStop
from payung.claims.splitting import Receiver
from payung.law.benefits.days import months_after

#: The pensions of survivors: those that others may follow.
OF_SURVIVORS = (PensionCode.SPOUSE.value, PensionCode.CHILD.value, PensionCode.PARENT.value)
#: What an officer may tell of somebody of the family who draws nothing yet.
DIED, MARRIED, WORKS = (
    PensionStop.Reason.DEATH.value,
    PensionStop.Reason.MARRIED.value,
    PensionStop.Reason.WORK.value,
)
LOST = (DIED, MARRIED, WORKS)
#: By the reason of the end: the status that the law asks of the person. Others are left out.
_STATUS = {
    PensionStop.Reason.REMARRIED.value: "is_married",
    MARRIED: "is_married",
    WORKS: "works",
}
_AGE = PensionStop.Reason.AGE.value


def since_of(decision: Decision) -> date | None:
    """The month from which a decision passes a pension to others; None: it decides the event."""
    told = decision.facts.get("since")
    return date.fromisoformat(str(told)) if told else None


def month_after(last_day: date) -> date:
    """The first month that the others draw: a month that began while the right held is paid to
    whoever had it."""
    return months_after(last_day.replace(day=1), 1)


def began_in(decision: Decision, first_month: date) -> date:
    """The month in which the right itself began; raises count from there, whoever draws."""
    if since_of(decision) is None:
        return first_month
    return month_after(date.fromisoformat(str(decision.facts["event_on"])))


def end_of(pension: Pension) -> PensionStop | None:
    """How a right ended; None while it runs, and for one that a newer decision replaced."""
    stop: PensionStop | None = getattr(pension, "stop", None)
    return None if stop is None or stop.reason == PensionStop.Reason.NEW_DECISION else stop


def as_of(told: Mapping[str, Any], reason: str) -> dict[str, Any] | None:
    """A survivor as the law is asked of him after his right ended for a reason; None: left out.

    One who grew too old stays on the list: the law sees it by itself.
    """
    if reason == _AGE:
        return dict(told)
    return {**told, _STATUS[reason]: True} if reason in _STATUS else None


def survivors_then(
    survivors: Sequence[Mapping[str, Any]], people: Iterable[Receiver]
) -> list[Receiver]:
    """The people who are among the survivors of a decision's facts, as the facts tell of them.

    Names are distinct in a family (``family_checks.check_entry``).
    """
    facts = {str(one["name"]).strip(): one for one in survivors}
    return [
        replace(
            one,
            is_married=bool(found.get("is_married", False)),
            works=bool(found.get("works", False)),
        )
        for one in people
        if (found := facts.get(one.name.strip())) is not None
    ]
