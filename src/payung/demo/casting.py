"""Which synthetic employer takes which course, without a draw: the same province each time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from payung.demo.arrears import monthly_cost
from payung.demo.courses import COURSES, Script
from payung.demo.payers import Payer
from payung.demo.plan import FULL, LAST_MONTH, Plan

#: The regencies whose prosecution offices have people in the demo.
AT_HOME = ("19.71", "19.01")
#: Workers of a payer whose rights are restored, at most: each of them gets a letter.
_FEW = 14


@dataclass(frozen=True)
class _Part:
    """How many employers take a course, and who may.

    ``least_months``: debtors of at least so many months in the end (0: none of them).
    ``payer``: where debtors are missing, somebody who owes nothing in the end may take it.
    ``least_monthly``: what a month costs him at least, rupiah. Who is still missing is a firm of
    the uploaded list.
    """

    script: Script
    full: int = 1
    least_months: int = 0
    payer: bool = False
    least_monthly: int = 0
    small: int = 1


_PARTS = (
    _Part(Script.ENFORCING, least_months=8),
    _Part(Script.JUDGED, least_months=8),
    _Part(Script.LAWSUIT, least_months=6),
    _Part(Script.SMALL_CLAIM, least_months=5),
    _Part(Script.LATE, least_months=4),
    _Part(Script.AGREED, least_months=3),
    _Part(Script.ON_TIME, least_months=2),
    _Part(Script.FINED, least_months=2),
    _Part(Script.COLLECTED, 6, least_months=1),
    _Part(Script.WARNED_FIRST, 3, least_months=1),
    _Part(Script.WARNED_SECOND, 2, least_months=1),
    _Part(Script.RECEIVABLES, least_months=8, payer=True, least_monthly=1_200_000),
    _Part(Script.PAID_AND_CLOSED, payer=True, least_monthly=200_000),
    _Part(Script.PAID, payer=True, least_monthly=200_000),
    _Part(Script.RESTORED, payer=True, least_monthly=200_000),
    _Part(Script.DENIED, least_months=8, payer=True),
    _Part(Script.DENIAL_REQUESTED, least_months=6, payer=True),
    _Part(Script.CURATOR, least_months=4, payer=True),
    _Part(Script.REOPENED, least_months=6, small=0),
    _Part(Script.CASE_CONFERENCE, least_months=8),
    _Part(Script.RETURNED, least_months=8),
    *(
        _Part(script, least_months=4)
        for script in (
            Script.NEGOTIATING, Script.VISITED, Script.INVITED_1, Script.INVITED_2,
            Script.INVITED_3, Script.MANDATED, Script.ACCEPTED, Script.REVIEWED,
            Script.PREPARED,
        )
    ),
    _Part(Script.REQUESTED, 2, least_months=4),
)  # fmt: skip


def cast_courses(plan: Plan, payers: Iterable[Payer]) -> None:
    """Give their courses to those who take one.

    Debtors whose oldest month is paid in part keep the habit that they have: money for a later
    month would fill the months before it.
    """
    may_owe = [payer for payer in payers if payer.may_owe]
    debtors = sorted((payer for payer in may_owe if payer.months_unpaid), key=_by_order(plan))
    others = sorted(
        (payer for payer in may_owe if not payer.months_unpaid and payer.workers <= _FEW),
        key=lambda payer: (payer.workers < 5, payer.region not in AT_HOME, payer.number),
    )
    for part in _PARTS:
        for _ in range(part.full if plan is FULL else part.small):
            found = _first(debtors, part) if part.least_months else None
            if found is None and part.payer:
                found = _first(others, part)
            if found is not None:
                found.course = COURSES[part.script]


def _first(pool: list[Payer], part: _Part) -> Payer | None:
    """The first who is free and fits; a habit of paying wants a debt not much longer."""
    pauses = bool(COURSES[part.script].pays_on)
    most = part.least_months + 2 if pauses and not part.payer else LAST_MONTH.month
    return next(
        (
            payer
            for payer in pool
            if payer.course is None
            and not (pauses and payer.instalment_percent)
            and (not payer.months_unpaid or part.least_months <= payer.months_unpaid <= most)
            and monthly_cost(payer, LAST_MONTH) >= part.least_monthly
        ),
        None,
    )


def _by_order(plan: Plan) -> Callable[[Payer], tuple[int, ...]]:
    """The full demo hands over the larger debts near the prosecution offices that have people
    there; the small one has so few debtors that the length of the debt decides."""

    def order(payer: Payer) -> tuple[int, ...]:
        owed = payer.months_unpaid * monthly_cost(payer, LAST_MONTH)
        if plan is FULL:
            return (payer.region not in AT_HOME, -owed, payer.number)
        return (-payer.months_unpaid, -owed, payer.number)

    return order
