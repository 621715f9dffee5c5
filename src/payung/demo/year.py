"""Living through a year of an office: each act on its own day, in the order of the days.

A *life* is a generator that does what is to be done today and then gives the day on which it goes
on. All lives share one calendar, so that letters are numbered, findings found and cases opened as
they would have been.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from heapq import heappop, heappush

from payung import clock
from payung.demo.plan import AS_OF, OFFICE
from payung.documents.letter_days import working_day_from

Life = Iterator[date]
_TODAY = "PAYUNG_TODAY"


class Year:
    """The lives that wait for their day. What would come after the day of the demo is left."""

    def __init__(self, until: date = AS_OF) -> None:
        self._until = until
        self._waiting: list[tuple[date, int, Life]] = []
        self._begun = 0

    def begin(self, on: date, life: Life) -> None:
        """Let a life begin on a day (today, when that day has gone by)."""
        self._begun += 1
        heappush(self._waiting, (on, self._begun, life))

    def live(self) -> None:
        """Go through the days until nothing is left to do."""
        while self._waiting and self._waiting[0][0] <= self._until:
            day, place, life = heappop(self._waiting)
            with today_is(day):
                later = next(life, None)
            if later is not None:
                heappush(self._waiting, (max(later, day), place, life))


@contextmanager
def today_is(day: date) -> Iterator[None]:
    """Let the business date be that day for a while."""
    before = os.environ.get(_TODAY)
    os.environ[_TODAY] = day.isoformat()
    try:
        yield
    finally:
        if before is None:
            del os.environ[_TODAY]
        else:
            os.environ[_TODAY] = before


def work(day: date) -> date:
    """That day, or the first working day after it."""
    return working_day_from(OFFICE, day)


def later(days: int) -> date:
    """The working day so many days from today, or the first one after it."""
    return work(clock.today() + timedelta(days=days))


def on(month: int, day: int) -> date:
    """A working day of the demo's year, or the first one after it."""
    return work(date(AS_OF.year, month, day))
