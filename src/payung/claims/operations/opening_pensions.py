"""Pensions begin with a decision in force, and those of an earlier one make way for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from payung import clock
from payung.access.reader import Reader
from payung.claims.models import (
    Claim,
    Decision,
    PayableKind,
    Pension,
    PensionRate,
    PensionStop,
    PensionWait,
)
from payung.claims.operations.pension_months import (
    Rate,
    close_waits,
    rates_of,
    settle_months,
)
from payung.claims.operations.pensions import last_run, lock_pensions
from payung.claims.pension_passing import (
    Course,
    Key,
    course_of,
    ends_of,
    first_rate,
    newest_of,
    pensions_of,
    since_of,
    stands,
    stop_of,
)
from payung.claims.pension_rules import months_between
from payung.claims.planned import planned
from payung.claims.queries.decisions import IN_FORCE
from payung.claims.queries.families import people_of
from payung.claims.steps import add_step
from payung.law.benefits.days import months_after

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Act:
    """One decision that takes effect: who did it, what it gives, how far it reaches."""

    claim: Claim
    decision: Decision
    actor: Reader
    course: Course
    rates: Mapping[Key, Sequence[Rate]]

    @property
    def since(self) -> date | None:
        """The month from which it passes a pension on; None: it decides the event."""
        return since_of(self.decision)

    def last_day(self, key: Key) -> date | None:
        """The last day for which it gives anything to a receiver; None: as long as he lives."""
        end, until = self.course.ends.get(key), self.course.until
        known = [end.last_day] if end else []
        return min([*known, *([until - _ONE_DAY] if until else [])], default=None)


@transaction.atomic
def open_pensions(decision: Decision, actor: Reader) -> tuple[Pension, ...]:
    """Begin the monthly pensions of a decision in force; to be called after ``make_payables``.

    A later decision with another amount or other receivers ends the pensions of the earlier one
    (``NEW_DECISION``) and begins new ones; months that were already run wait for the next run,
    which pays the difference. A right that ended by a fact of the person (death, marriage, age,
    work ...) stays ended: it is opened up to its last day only, and what passed to others then
    stays with them until the law is asked anew (``continue_pension``). One that passes a pension
    on leaves the months before it as they are. The same again changes nothing.
    """
    claim = Claim.objects.select_for_update().get(pk=decision.claim_id)
    wanted: dict[Key, tuple[date, int]] = {
        (one.receiver, one.code): (one.period, one.gross)
        for one in planned(decision, people_of(claim))
        if one.kind == PayableKind.PENSION and one.period is not None
    }
    if not wanted and not Pension.objects.filter(claim=claim).exists():
        return ()
    lock_pensions(claim.office_id)
    pensions = pensions_of(claim)
    course = course_of(wanted, pensions)
    if wanted and _is_same(decision, wanted, pensions, course):
        return ()
    act = _Act(claim, decision, actor, course, rates_of(claim.office_id, decision, wanted))
    living = [one for one in pensions if stop_of(one) is None and one.pk not in course.kept]
    for pension in living:
        _replace(pension, act)
    told = {(one.party_id, one.code) for one in living}
    _take_from_others(act, pensions, told)
    return tuple(_open(key, act, is_told=key in told) for key in wanted)


def _is_same(
    decision: Decision,
    wanted: Mapping[Key, tuple[date, int]],
    pensions: Sequence[Pension],
    course: Course,
) -> bool:
    """Whether the decision gives just what stands: its receivers draw, or their rights ended or
    passed on; then nothing is opened anew."""
    level = newest_of(pensions, since_of(decision))
    found = {(one.party_id, one.code): (one.first_month, first_rate(one)) for one in level}
    own = {one.pk for one in level} | course.kept
    living = {one.pk for one in pensions if stop_of(one) is None}
    return found == wanted and living <= own and stands(level, pensions) and not _refused(level)


def _take_from_others(act: _Act, pensions: Sequence[Pension], told: set[Key]) -> None:
    """Of a decision on the event: months of those to whom it gives nothing, though their right
    ended before; what went out of them is told in the claim's history."""
    if act.since is not None:
        return
    kept = {(one.party_id, one.code) for one in pensions if one.pk in act.course.kept}
    beyond = 0
    for key, end in ends_of(pensions).items():
        if key not in act.rates and key not in kept | told:
            close_waits(act.claim, key, None, None)
            beyond += settle_months(act.decision, key, (), end.last_day, act.actor)
    _tell_beyond(act, beyond)


def _tell_beyond(act: _Act, beyond: int) -> None:
    if beyond:
        claim = Claim.objects.get(pk=act.claim.pk)
        decided = act.decision.pk
        add_step(claim, "PAID_BEYOND", by=act.actor.user, decision=decided, amount=beyond)


def _refused(level: Sequence[Pension]) -> bool:
    """Whether a later decision took all away again."""
    return bool(level) and (
        Decision.objects.filter(IN_FORCE, claim=level[0].claim_id, is_granted=False)
        .filter(pk__gt=level[0].decision_id)
        .exists()
    )


def _open(key: Key, act: _Act, *, is_told: bool) -> Pension:
    """Begin one pension; one whose right ended, or passed on, ends again with its last day.

    What was paid beyond it is told with that end, unless it was told (``is_told``) before."""
    (party, code), rates = key, act.rates[key]
    first_month, last_day = rates[0].valid_from, act.last_day(key)
    pension = Pension.objects.create(
        claim=act.claim,
        decision=act.decision,
        party_id=party,
        person_id=act.claim.parties.values_list("person", flat=True).get(pk=party),
        office_id=act.claim.office_id,
        code=code,
        first_month=first_month,
        opened_on=clock.today(),
    )
    PensionRate.objects.bulk_create(
        PensionRate(
            pension=pension,
            valid_from=rate.valid_from,
            monthly=rate.monthly,
            indexation=rate.indexation,
        )
        for rate in rates
    )
    beyond = 0
    if not is_told:
        close_waits(act.claim, key, act.since, last_day)
        beyond = settle_months(act.decision, key, rates, last_day, act.actor)
    _wait_for_months(pension, last_day)
    if last_day is not None:
        _end_again(pension, act, last_day, beyond)
    else:
        _tell_beyond(act, beyond)
    return pension


def _wait_for_months(pension: Pension, last_day: date | None) -> None:
    """Months that were run already wait for the next run."""
    last = last_run(pension.office_id)
    if last is None:
        return
    until = last.month if last_day is None else min(last.month, last_day.replace(day=1))
    PensionWait.objects.bulk_create(
        PensionWait(
            pension=pension,
            month=month,
            reason=PensionWait.Reason.DECIDED_LATE,
            recorded_on=clock.today(),
        )
        for month in months_between(months_after(pension.first_month, 1), until)
    )


def _end_again(pension: Pension, act: _Act, last_day: date, beyond: int) -> None:
    """A right that is known to end later ends then under the new decision too, until when its
    months are paid; and one that passed on, with the month before."""
    end = act.course.ends.get((pension.party_id, pension.code))
    is_end = end is not None and end.last_day == last_day
    PensionStop.objects.create(
        pension=pension,
        reason=end.reason if end and is_end else PensionStop.Reason.NEW_DECISION,
        last_day=last_day,
        note=end.note if end and is_end else "Sesudahnya dilanjutkan oleh keputusan lain",
        overpaid=beyond,
        found_by_run=bool(end and is_end and end.found_by_run),
        recorded_on=clock.today(),
        stopped_by=end.stopped_by if end and is_end else act.actor.user,
    )


def _replace(pension: Pension, act: _Act) -> None:
    """End a pension by a newer decision. What is at the bank or paid counts for the new one; what
    went out beyond it is told as overpaid. Where the decision passes the pension on (``since``),
    the months before stay with the old one, those that still wait too."""
    since, on = act.since, clock.today()
    key = (pension.party_id, pension.code)
    rates = act.rates.get(key, ())
    last_day = act.last_day(key) if rates else None
    overpaid = settle_months(act.decision, key, rates, last_day, act.actor)
    close_waits(act.claim, key, since, None)
    PensionStop.objects.create(
        pension=pension,
        reason=PensionStop.Reason.NEW_DECISION,
        last_day=on if since is None else since - _ONE_DAY,
        note=f"Diganti keputusan ke-{act.decision.sequence}",
        overpaid=overpaid,
        recorded_on=on,
        stopped_by=act.actor.user,
    )
