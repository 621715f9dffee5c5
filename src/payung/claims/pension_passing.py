"""When a right to a survivor's pension passes to others: from which month, and to whom.

A decision that continues a pension carries the day in its facts (``since``, the first of a month);
nothing else tells it from a decision on the event itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from payung.claims.models import Claim, Decision, Pension, PensionCode, PensionStop
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
#: A receiver (party) and the pension that he draws.
Key = tuple[int, str]


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


def pensions_of(claim: Claim) -> list[Pension]:
    """All pensions that a claim ever had, the oldest first, with what ended them."""
    found = Pension.objects.filter(claim=claim).order_by("pk")
    return list(found.select_related("decision", "party", "stop__taken_back"))


def stop_of(pension: Pension) -> PensionStop | None:
    """The row that ended a pension, whatever the reason."""
    return getattr(pension, "stop", None)


def is_taken_back(pension: Pension) -> bool:
    """Whether somebody found that the right had been ended wrongly."""
    return getattr(stop_of(pension), "taken_back", None) is not None


def is_replaced(pension: Pension) -> bool:
    """Whether a decision, not a fact of the person, ended it."""
    stop = stop_of(pension)
    return stop is not None and stop.reason == PensionStop.Reason.NEW_DECISION


def end_of(pension: Pension) -> PensionStop | None:
    """How a right ended by a fact of the person; None while it runs, for one that a newer decision
    replaced, and for one whose end was taken back."""
    return None if is_replaced(pension) or is_taken_back(pension) else stop_of(pension)


def standing_of(pensions: Iterable[Pension]) -> dict[Key, Pension]:
    """The pension that counts of each receiver: the newest that no decision replaced."""
    return {(one.party_id, one.code): one for one in pensions if not is_replaced(one)}


def ends_of(pensions: Iterable[Pension]) -> dict[Key, PensionStop]:
    """How the rights ended of those who drew: they stay ended whatever is decided anew."""
    found = {key: end_of(one) for key, one in standing_of(pensions).items()}
    return {key: end for key, end in found.items() if end is not None}


def newest_of(pensions: Sequence[Pension], since: date | None) -> list[Pension]:
    """The pensions of the newest decision on the event, or on those who draw from a month on."""
    level = [one for one in pensions if since_of(one.decision) == since]
    newest = max((one.decision_id for one in level), default=None)
    return [one for one in level if one.decision_id == newest]


def stands(level: Sequence[Pension], pensions: Sequence[Pension]) -> bool:
    """Whether each of these pensions is drawn, ended by a fact of the person, or passed on."""
    passed = {since_of(one.decision) for one in pensions}
    return all(
        stop.last_day + timedelta(days=1) in passed if is_replaced(one) else end_of(one) is not None
        for one in level
        if (stop := stop_of(one)) is not None
    )


def first_rate(pension: Pension) -> int:
    """What a pension was a month when it began, in rupiah."""
    return int(pension.rates.order_by("valid_from").values_list("monthly", flat=True)[0])


@dataclass(frozen=True)
class Course:
    """How far a decision reaches that gives pensions from a month on.

    ``ends``: of those to whom it gives a right, the rights that ended already. ``kept``: the
    pensions of later decisions that passed such a right on; they stay, and ``until`` is their first
    month: from there on the decision governs nothing until the law is asked anew.
    """

    ends: Mapping[Key, PensionStop]
    kept: frozenset[int]
    until: date | None


def course_of(wanted: Iterable[Key], pensions: Sequence[Pension]) -> Course:
    """The course of a decision that gives pensions to receivers of a claim."""
    keys = set(wanted)
    ends = {key: end for key, end in ends_of(pensions).items() if key in keys}
    first = min((month_after(end.last_day) for end in ends.values()), default=None)
    passed = {
        one.pk: since
        for one in pensions
        if not is_replaced(one)
        and (since := since_of(one.decision)) is not None
        and first is not None
        and since >= first
    }
    return Course(ends, frozenset(passed), min(passed.values(), default=None))


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
