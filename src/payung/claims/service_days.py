"""What the clocks of claims count with: working days, the days of a stage, the law's promise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from payung.claims.models import ClaimState
from payung.law import parameters
from payung.reference.calendar import ONE_DAY, add_working_days, is_working_day
from payung.registry.models import Programme

#: No claim reaches further back than the fund itself.
FIRST_DAY = date(2014, 1, 1)
_STAGES = "claims/stage_working_days"
_COUNTED_FROM = "claims/promise_counted_from"
_REMIND = "claims/remind_after_working_days"
#: Where the law itself says within how many working days a programme pays, its parameter.
_PROMISES: Mapping[Programme, str] = {
    Programme.JKK: "claims/promise_jkk_working_days",
    Programme.JKM: "claims/promise_jkm_working_days",
    Programme.JHT: "jht/pays_within_working_days",
    Programme.JP: "jp/pays_within_working_days",
    Programme.JKP: "claims/promise_jkp_working_days",
}


class Stage(StrEnum):
    """Whose turn it is in an open claim. In ``PAPERS`` it is the claimant's; else the office's."""

    CONFIRM = "CONFIRM"
    PAPERS = "PAPERS"
    CHECK = "CHECK"
    ASSESS = "ASSESS"
    APPROVE = "APPROVE"
    PAY = "PAY"


#: The stage of each state in which a claim waits; papers that came and are unchecked: ``CHECK``.
STAGE_OF: Mapping[str, Stage] = {
    ClaimState.DRAFT: Stage.CONFIRM,
    ClaimState.RECEIVED: Stage.PAPERS,
    ClaimState.COMPLETE: Stage.ASSESS,
    ClaimState.PROPOSED: Stage.APPROVE,
    ClaimState.GRANTED: Stage.PAY,
}
#: The states in which the law's days run, by the moment from which they are counted.
COUNTED: Mapping[str, frozenset[str]] = {
    "COMPLETE": frozenset({ClaimState.COMPLETE, ClaimState.PROPOSED, ClaimState.GRANTED}),
    "DECIDED": frozenset({ClaimState.GRANTED}),
}


@dataclass(frozen=True)
class WorkingDays:
    """The working days of an office from ``FIRST_DAY`` on, counted up day by day."""

    worked: tuple[int, ...]
    extra: frozenset[date]

    def between(self, first: date, last: date) -> int:
        """The working days after ``first`` up to and with ``last``; 0 when last comes first."""
        return max(0, self._until(last) - self._until(first))

    def after(self, day: date, count: int) -> date:
        """The day that is ``count`` working days after ``day``."""
        return add_working_days(day, count, joint_leave=True, extra=self.extra)

    def _until(self, day: date) -> int:
        place = (day - FIRST_DAY).days
        return self.worked[min(max(place, 0), len(self.worked) - 1)]


@lru_cache(maxsize=64)
def working_days(last: date, extra: frozenset[date] = frozenset()) -> WorkingDays:
    """The working days up to the end of the year of ``last``; ``extra`` are days off that were
    added by hand (``reference.queries.extra_holidays``). Joint leave is no working day."""
    end = date(last.year, 12, 31)
    return WorkingDays(_counted(end, extra), extra)


@lru_cache(maxsize=64)
def _counted(end: date, extra: frozenset[date]) -> tuple[int, ...]:
    counted, total, day = [], 0, FIRST_DAY
    while day <= end:
        total += is_working_day(day, joint_leave=True, extra=extra)
        counted.append(total)
        day += ONE_DAY
    return tuple(counted)


@dataclass(frozen=True)
class Bounds:
    """The days in force: of each stage, of the law's promise, of a reminder.

    ``promised`` and ``counted_from`` are by programme; all days are working days.
    """

    stages: Mapping[Stage, int]
    promised: Mapping[Programme, int]
    counted_from: Mapping[Programme, str]
    remind_after: int

    def counts(self, programme: int, state: str) -> bool:
        """Whether the law's days of a programme run in a state."""
        return state in COUNTED[self.counted_from[Programme(programme)]]


def bounds(on: date) -> Bounds:
    """The bounds in force on a day. Sources: the parameters ``claims/*`` and those of the law."""
    starts = {str(row["programme"]): row for row in parameters.get(_COUNTED_FROM, on).rows}
    return Bounds(
        stages={
            Stage(str(row["stage"])): int(str(row["working_days"]))
            for row in parameters.get(_STAGES, on).rows
        },
        promised={one: parameters.get(name, on).number for one, name in _PROMISES.items()},
        counted_from={one: str(starts[one.name]["counted_from"]) for one in _PROMISES},
        remind_after=parameters.get(_REMIND, on).number,
    )
