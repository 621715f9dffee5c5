"""The months of a person's contributions: billed, paid, unpaid on a day; and the reported wages.

A month counts as paid when the bill that first named the worker is settled in full, by money and
not by a write-off, on or before the event or on or before its due day: what is paid for a dead man
after his time ran out buys no cover. The same rule for who is in arrears is that of coverage
(``contributions.queries.activity``): a due bill, not settled in full on the day that is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import connection

from payung.contributions.settlement import PRINCIPAL
from payung.registry.models import Programme, WageReport

#: One row a month and membership: the bill that first named the worker. ``settled_on`` is the day
#: on which its last part was paid, NULL while something is open.
_BILLED = f"""
WITH card AS (
    SELECT id, employer_id, segment, project_id FROM registry_membership
    WHERE person_id = %(person)s
), owed AS (
    SELECT bill.id, bill.month, bill.sequence, bill.total, bill.due_on, bill.issued_on,
        bill.billing_code, card.id AS membership_id
    FROM contributions_bill AS bill
    JOIN card ON card.employer_id = bill.employer_id AND card.segment = bill.segment
        AND card.project_id IS NOT DISTINCT FROM bill.project_id
    WHERE bill.month <= %(last)s
), paid AS (
    SELECT bill_id, sum(amount) AS amount, max(settled_on) AS settled_on
    FROM contributions_settlement
    WHERE component = {PRINCIPAL} AND write_off_id IS NULL
        AND bill_id IN (SELECT id FROM owed)
    GROUP BY bill_id
)
SELECT DISTINCT ON (line.month, line.membership_id)
    line.month, line.membership_id, line.programmes, owed.due_on, owed.issued_on,
    CASE WHEN owed.total <= coalesce(paid.amount, 0)
        THEN coalesce(paid.settled_on, owed.issued_on) END, owed.billing_code
FROM owed
JOIN contributions_billline AS line ON line.bill_id = owed.id AND line.month = owed.month
    AND line.membership_id = owed.membership_id
LEFT JOIN paid ON paid.bill_id = owed.id
ORDER BY line.month, line.membership_id, owed.sequence"""


@dataclass(frozen=True)
class BilledMonth:
    """One month of one membership in the bills; ``programmes`` a sum of bits."""

    month: date
    membership: int
    programmes: int
    due_on: date
    issued_on: date
    settled_on: date | None
    billing_code: str

    def is_paid_for(self, event_on: date) -> bool:
        """Paid before the event, or in time."""
        return self.settled_on is not None and self.settled_on <= max(event_on, self.due_on)

    def is_arrears_on(self, day: date) -> bool:
        """Due before that day and not settled by it."""
        return self.due_on < day and (self.settled_on is None or self.settled_on > day)


@dataclass(frozen=True)
class Contributions:
    """The billed months of a person up to that of an event, oldest first."""

    event_on: date
    billed: tuple[BilledMonth, ...]

    @cached_property
    def event_month(self) -> date:
        """The contribution month of the event."""
        return self.event_on.replace(day=1)

    def paid(self, programme: Programme, membership: int | None = None) -> tuple[date, ...]:
        """The months paid for a programme, each once; of one membership or of all."""
        return tuple(
            sorted(
                {
                    one.month
                    for one in self._of(membership)
                    if one.programmes & programme and one.is_paid_for(self.event_on)
                }
            )
        )

    def paid_too_late(self, programme: Programme) -> tuple[date, ...]:
        """The months that were paid only after the event and after their due day."""
        paid = set(self.paid(programme))
        late = {one.month for one in self.billed if one.programmes & programme and one.settled_on}
        return tuple(sorted(late - paid))

    def active_in_a_row(self, programme: Programme, membership: int | None) -> int:
        """The months of active membership in a row, with that of the event.

        The month of the event counts; a month before it that was not yet due on that day and is
        not paid neither counts nor breaks the run; any other unpaid month ends it.
        """
        paid = set(self.paid(programme, membership))
        undue = {one.month for one in self._of(membership) if one.due_on >= self.event_on}
        run, month = 1, before(self.event_month)
        while month in paid or month in undue:
            run += month in paid
            month = before(month)
        return run

    def unpaid_in_a_row(self, membership: int | None) -> int:
        """The months in arrears on the day of the event, counted back from the last due one."""
        run = 0
        due = [one for one in self._of(membership) if one.due_on < self.event_on]
        for one in reversed(due):
            if not one.is_arrears_on(self.event_on):
                break
            run += 1
        return run

    def _of(self, membership: int | None) -> tuple[BilledMonth, ...]:
        if membership is None:
            return self.billed
        return tuple(one for one in self.billed if one.membership == membership)


def before(month: date) -> date:
    """The month before."""
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def months_back(month: date, many: int) -> date:
    """The first day of the month so many months before."""
    years, index = divmod(month.year * 12 + month.month - 1 - many, 12)
    return date(years, index + 1, 1)


def contributions_of(person_id: int, event_on: date) -> Contributions:
    """The billed months of all memberships of a person up to the month of an event. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_BILLED, {"person": person_id, "last": event_on.replace(day=1)})
        return Contributions(event_on, tuple(BilledMonth(*row) for row in cursor.fetchall()))


#: How far back a last wage still says something, and what the signs compare with.
WAGE_MONTHS = 24


@dataclass(frozen=True)
class Wages:
    """The wages in force of one membership around an event, by month; withdrawn ones left out."""

    event_month: date
    by_month: dict[date, int]
    corrected: frozenset[date] = frozenset()

    @property
    def last(self) -> tuple[date, int] | None:
        """The last reported wage before the month of the event; else that of the month itself.

        What is reported for the month of the event comes after it, and could be made to fit.
        """
        earlier = [month for month in self.by_month if month < self.event_month]
        if earlier:
            return max(earlier), self.by_month[max(earlier)]
        if self.event_month in self.by_month:
            return self.event_month, self.by_month[self.event_month]
        return None

    def after(self) -> tuple[date, ...]:
        """The months after that of the event for which a wage was reported."""
        return tuple(sorted(month for month in self.by_month if month > self.event_month))


def wages_of(membership: int | None, event_on: date) -> Wages:
    """The wages of a membership, two years before an event and as far as reported. One query."""
    month = event_on.replace(day=1)
    by_month: dict[date, int] = {}
    corrected = set()
    reports = (
        WageReport.objects.filter(
            membership=membership,
            month__gte=months_back(month, WAGE_MONTHS),
            month__lte=months_back(month, -WAGE_MONTHS),
        )
        .order_by("month", "revision")
        .values_list("month", "revision", "wage")
    )
    for reported, revision, wage in reports if membership else ():
        by_month[reported] = wage
        if revision:
            corrected.add(reported)
    return Wages(
        month,
        {reported: wage for reported, wage in by_month.items() if wage},
        frozenset(corrected),
    )
