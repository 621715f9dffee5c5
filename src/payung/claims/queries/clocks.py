"""The clock of a claim: how long it has waited at its stage, what is left of the law's days.

``clock`` is a plain function over a claim's history; ``queries.clock_rows`` does the same for many
claims inside PostgreSQL. A test holds the two to each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from payung.claims.models import ClaimState
from payung.claims.service_days import STAGE_OF, Bounds, Stage, WorkingDays
from payung.registry.models import Programme

#: After these a claim begins anew when it moves on: an objection, new facts, a returned payment.
CLOSED = frozenset({ClaimState.PAID, ClaimState.REFUSED, ClaimState.WITHDRAWN})


@dataclass(frozen=True)
class Moment:
    """A step of a claim: the state after it, and its business day."""

    state: str
    on: date


@dataclass(frozen=True)
class Clock:
    """Where a claim stands on a day; days are working days of its office.

    ``used`` are those of the present ``stage`` since ``since``, ``bound`` what the office promises
    for it (None while it is the claimant's turn). ``promise_used`` are those of ``promise_bound``
    that the law allows until payment: time in which the claimant was to bring papers, and in which
    a dispute held the payment, does not count. None before they began to run. ``of_employer``: only
    the employer has something to pay, so that nothing runs against the office.
    """

    stage: Stage | None
    since: date
    used: int
    bound: int | None
    promise_used: int | None
    promise_bound: int
    is_held: bool = False
    of_employer: bool = False

    @property
    def waits_for_claimant(self) -> bool:
        """Whether it is the claimant's turn: nothing runs against the office."""
        return self.stage == Stage.PAPERS

    @property
    def stage_left(self) -> int | None:
        """Days left of the stage; below 0 it is late. None where none runs."""
        if self.is_held or self.of_employer or self.bound is None:
            return None
        return self.bound - self.used

    @property
    def promise_left(self) -> int | None:
        """Days left of the law's; below 0 it is broken. None where none runs now."""
        if self.is_held or self.of_employer or self.waits_for_claimant or self.stage is None:
            return None
        return None if self.promise_used is None else self.promise_bound - self.promise_used

    @property
    def left(self) -> int | None:
        """The fewer of both; None while nothing runs against the office."""
        running = [one for one in (self.stage_left, self.promise_left) if one is not None]
        return min(running, default=None)


def clock(
    programme: int,
    history: Sequence[Moment],
    on: date,
    *,
    days: WorkingDays,
    within: Bounds,
    unchecked_since: date | None = None,
    holds: Iterable[tuple[date, date | None]] = (),
) -> Clock:
    """The clock of a claim on a day, from its steps in their order (at least one).

    ``unchecked_since`` is the day of the oldest paper that nobody has checked; ``holds`` are the
    first and last days of what held the payment (None: it still does).
    """
    entered = _entered(history)
    state, since = entered[-1].state, entered[-1].on
    stage = STAGE_OF.get(state)
    if stage == Stage.PAPERS and unchecked_since is not None:
        stage, since = Stage.CHECK, max(since, unchecked_since)
    held = [(first, min(last or on, on)) for first, last in holds]
    is_held = any(last is None or last > on for first, last in holds if first <= on)
    counted: int | None = None
    for place, one in enumerate(entered):
        if place and entered[place - 1].state in CLOSED:
            counted = None
        if within.counts(programme, one.state):
            until = entered[place + 1].on if place + 1 < len(entered) else on
            counted = (counted or 0) + _running(one.on, until, held, days)
    return Clock(
        stage=stage,
        since=since,
        used=_running(since, on, held if stage == Stage.PAY else [], days) if stage else 0,
        bound=within.stages.get(stage) if stage else None,
        promise_used=counted,
        promise_bound=within.promised[Programme(programme)],
        is_held=is_held and stage == Stage.PAY,
    )


def _entered(history: Sequence[Moment]) -> list[Moment]:
    """The moments at which the state changed."""
    found: list[Moment] = []
    for moment in history:
        if not found or found[-1].state != moment.state:
            found.append(moment)
    return found


def _running(first: date, last: date, held: Sequence[tuple[date, date]], days: WorkingDays) -> int:
    """The working days between two days, without those in which something held the claim."""
    counted, reached = 0, first
    for start, end in sorted(held):
        if end <= reached or start >= last:
            continue
        counted += days.between(reached, max(reached, start))
        reached = max(reached, min(end, last))
    return counted + days.between(reached, last)
