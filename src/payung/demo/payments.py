"""How the synthetic payers pay: most on time, some late and at once, some in parts, some not.

Each month they look at what they owe (bills that fall due, arrears, penalties), as they would
on their account, and their money arrives with the billing code in its text.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from payung.demo.banking import CAMT, CSV, MT940, Entry
from payung.demo.courses import Course
from payung.demo.payers import Payer
from payung.demo.plan import AS_OF, LAST_MONTH
from payung.registry.models import EmployerKind

#: Which bank a payer uses, by the rest of its number: most pay through the largest.
_BANKS = (CAMT, CAMT, CAMT, CAMT, CAMT, CAMT, MT940, MT940, CSV, CSV)


@dataclass(frozen=True)
class Due:
    """A bill with an unsettled rest. ``principal`` and ``penalty`` in rupiah."""

    payer: Payer
    billing_code: str
    month: date
    issued_on: date
    due_on: date
    principal: int
    penalty: int


@dataclass(frozen=True)
class Habit:
    """How one payer that does not owe in the end pays: a pause of months, parts, too much."""

    pauses_from: int = 13
    pauses_until: int = 13
    in_parts: bool = False
    rounds_up: bool = False

    def pauses(self, month: int) -> bool:
        """Whether it pays nothing in this month of the year."""
        return self.pauses_from <= month < self.pauses_until


def habit_of(payer: Payer, seed: int) -> Habit:
    """The habit of a payer, always the same: one in sixteen pauses and catches up later."""
    if payer.months_unpaid or not payer.is_employer:
        return Habit()
    return _drawn_habit(seed, payer.number, payer.may_owe)


@cache
def _drawn_habit(seed: int, number: int, may_pause: bool) -> Habit:
    chance = Random(seed * 100_003 + number)  # noqa: S311 - a reproducible draw
    throw = chance.random()
    if throw < 0.06 and may_pause:
        start = chance.randint(3, 9)
        return Habit(pauses_from=start, pauses_until=start + chance.randint(1, 3))
    return Habit(in_parts=0.06 <= throw < 0.09, rounds_up=0.09 <= throw < 0.10)


def last_day(month: date) -> date:
    """The last day of a month, or the day of the demo when that comes first."""
    days = calendar.monthrange(month.year, month.month)[1]
    return min(month.replace(day=days), AS_OF)


def pays(due: Due, month: date, habit: Habit) -> bool:
    """Whether the payer pays a bill in this calendar month by himself, not on a course.

    Governments and villages pay as soon as a bill is there, since they pay for two segments whose
    due dates differ: money for the later one would fill the earlier month's first.
    """
    at_once = due.payer.kind in (EmployerKind.GOVERNMENT_UNIT, EmployerKind.VILLAGE)
    if habit.pauses(month.month) or (due.due_on > last_day(month) and not at_once):
        return False
    return due.month.month <= LAST_MONTH.month - due.payer.months_unpaid


def arrivals(seed: int, month: date, dues: Iterable[Due]) -> dict[str, list[Entry]]:
    """What arrives in a calendar month, by the form of the bank's statement."""
    chance = Random(seed + month.month)  # noqa: S311 - a reproducible draw
    arrived: dict[str, list[Entry]] = {CAMT: [], MT940: [], CSV: []}
    on_course: dict[int, list[Due]] = {}
    for due in dues:
        habit = habit_of(due.payer, seed)
        entries = arrived[_BANKS[due.payer.number % len(_BANKS)]]
        if _pauses(due.payer.course, month):
            on_course.setdefault(due.payer.number, []).append(due)
        elif pays(due, month, habit):
            entries += _in_full(due, month, habit, chance)
        elif _is_instalment(due, month):
            part = due.principal * due.payer.instalment_percent // 100
            entries.append(_entry(due, part, due.due_on, "ANGSURAN"))
    for number, owed in on_course.items():
        arrived[_BANKS[number % len(_BANKS)]] += _on_course(owed, month)
    return arrived


def _pauses(course: Course | None, month: date) -> bool:
    """Whether a payer's course decides what he pays in a calendar month."""
    if course is None or month.month < course.pauses_from:
        return False
    return month <= course.pays_on[-1]


def _on_course(owed: list[Due], month: date) -> list[Entry]:
    """What a payer on a course pays in a calendar month, of all that he owes then.

    A debtor pays contributions alone, those of the months before his debt: money beyond them
    would fill the months that he is to owe.
    """
    payer = owed[0].payer
    assert payer.course is not None
    entries: list[Entry] = []
    days = [day for day in payer.course.pays_on if day.replace(day=1) == month]
    for day in days:
        rest = payer.course.pays_on[payer.course.pays_on.index(day) :]
        if not payer.months_unpaid:
            # Bills that are not due yet too: money fills them before any late payment charge.
            return [_entry(due, due.principal + due.penalty, day, "IURAN") for due in owed]
        before = LAST_MONTH.month - payer.months_unpaid
        older = sorted(
            (due for due in owed if due.principal and due.month.month <= before),
            key=lambda due: due.month,
        )
        part = older[: -(-len(older) // len(rest))]
        entries += [_entry(due, due.principal, day, "ANGSURAN") for due in part]
    return entries


def _in_full(due: Due, month: date, habit: Habit, chance: Random) -> list[Entry]:
    amount = due.principal + due.penalty
    if habit.rounds_up:
        amount = -(-amount // 10_000) * 10_000
    day = _day(due, month, chance)
    if not habit.in_parts or amount < 100_000:
        return [_entry(due, amount, day, "IURAN")]
    first = amount // 2
    return [
        _entry(due, first, day - timedelta(days=1), "ANGSURAN 1"),
        _entry(due, amount - first, day, "ANGSURAN 2"),
    ]


def _day(due: Due, month: date, chance: Random) -> date:
    """A day of the month: until the due date when it is still ahead, else later on."""
    earliest = max(due.issued_on + timedelta(days=2), month + timedelta(days=1))
    latest = due.due_on if month <= due.due_on <= last_day(month) else last_day(month)
    return min(earliest + timedelta(days=chance.randrange(40)), latest)


def _is_instalment(due: Due, month: date) -> bool:
    """Whether this is the oldest month that a debtor owes, and it falls due now."""
    oldest = LAST_MONTH.month - due.payer.months_unpaid + 1
    falls_due = (due.due_on.year, due.due_on.month) == (month.year, month.month)
    return bool(due.payer.instalment_percent) and due.month.month == oldest and falls_due


def _entry(due: Due, amount: int, day: date, word: str) -> Entry:
    """A payment with its code; its reference names the bill, so that it is never given twice."""
    firm = "".join(letter for letter in due.payer.name if letter.isalnum() or letter == " ")
    reference = f"TRX{due.billing_code[-10:]}{day:%m%d}{word[-1]}"
    return Entry(day, amount, f"{word} {due.billing_code} {firm[:40].upper()}", reference)
