"""The recap of mandates: outcomes that always add up, by count and by value.

Definitions (each figure once): a mandate counts on the day on which it was granted. *Handed over*
is its value at the end of that day. *Recovered* is money settled after that day and until its end,
contributions and charges apart (``queries.recoveries`` says what becomes of money of that very
day). *Remaining* = handed over - recovered - corrected - written off.
Each mandate has exactly one outcome, so that the outcomes add up to the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median_low
from typing import Final

from payung.access.permissions import VIEW_RECOVERY
from payung.access.reader import Reader
from payung.compliance.mandate_states import CloseReason, State
from payung.compliance.models import Mandate
from payung.compliance.queries.mandate_reach import reach_q
from payung.compliance.queries.recoveries import Recovery, recoveries_of


class Outcome(StrEnum):
    """What came of a mandate; exactly one each."""

    PAID = "PAID"
    INSTALMENTS = "INSTALMENTS"
    UNPAID = "UNPAID"
    CLOSED = "CLOSED"
    RETURNED = "RETURNED"


@dataclass(frozen=True)
class Sums:
    """Some mandates together; rupiah."""

    count: int = 0
    handed_over: int = 0
    principal_recovered: int = 0
    penalty_recovered: int = 0
    corrected: int = 0
    written_off: int = 0
    remaining: int = 0

    @property
    def recovered(self) -> int:
        """Contributions and charges that came in."""
        return self.principal_recovered + self.penalty_recovered

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            *(mine + theirs for mine, theirs in zip(_values(self), _values(other), strict=True))
        )


def _values(sums: Sums) -> tuple[int, ...]:
    return (
        sums.count,
        sums.handed_over,
        sums.principal_recovered,
        sums.penalty_recovered,
        sums.corrected,
        sums.written_off,
        sums.remaining,
    )


@dataclass(frozen=True)
class RecapRow:
    """One branch, prosecution office, type or year.

    ``days_to_first_payment`` is the (lower) median of those that paid, None when none did. Rates
    are in basis points: paid in full by count, recovered by value.
    """

    key: str
    name: str
    outcomes: dict[Outcome, Sums]
    days_to_first_payment: int | None

    @property
    def total(self) -> Sums:
        """All outcomes together."""
        return sum(self.outcomes.values(), Sums())

    @property
    def rate_by_count(self) -> int | None:
        """Mandates paid in full among all, in basis points."""
        return _share(self.outcomes[Outcome.PAID].count, self.total.count)

    @property
    def rate_by_value(self) -> int | None:
        """Money recovered of the value handed over, in basis points."""
        return _share(self.total.recovered, self.total.handed_over)


@dataclass(frozen=True)
class Recap:
    """The rows and their total, for mandates granted in a period, as of a day."""

    from_: date
    to: date
    as_of: date
    by: str
    rows: tuple[RecapRow, ...]
    total: RecapRow


_Key = Callable[[Mandate], tuple[str, str]]
GROUPS: Final[dict[str, _Key]] = {
    "branch": lambda one: (one.branch_id, str(one.branch)),
    "prosecution": lambda one: (one.prosecution_office_id, str(one.prosecution_office)),
    "type": lambda one: (one.kind, str(one.get_kind_display())),
    "year": lambda one: (str(one.granted_on)[:4], str(one.granted_on)[:4]),
}


def recap(
    reader: Reader, *, from_: date, to: date, by: str = "branch", as_of: date | None = None
) -> Recap:
    """What came of the mandates granted in a period (both days inclusive), as of a day.

    ``by`` is branch, prosecution, type or year; ``as_of`` is the last day unless named. Two
    queries. Raises ``AccessRefused`` without VIEW_RECOVERY, ``ValueError`` for another grouping.
    """
    reader.require(VIEW_RECOVERY)
    if by not in GROUPS:
        raise ValueError(f"by {by!r}: {', '.join(GROUPS)}")
    day = as_of or to
    found = list(
        Mandate.objects.filter(
            reach_q(reader, VIEW_RECOVERY), granted_on__gte=from_, granted_on__lte=to
        )
        .filter(granted_on__lte=day)
        .select_related("branch", "prosecution_office")
        .order_by("pk")
    )
    accounts = recoveries_of([one.pk for one in found], day)
    groups: dict[tuple[str, str], list[Mandate]] = defaultdict(list)
    for one in found:
        groups[GROUPS[by](one)].append(one)
    rows = tuple(
        _row(key, name, members, accounts, day)
        for (key, name), members in sorted(groups.items(), key=lambda group: group[0][1])
    )
    return Recap(from_, to, day, by, rows, _row("", "", found, accounts, day))


def years_granted(reader: Reader) -> list[int]:
    """The years in which mandates were granted that the reader compares, the last one first."""
    granted = Mandate.objects.filter(reach_q(reader, VIEW_RECOVERY), granted_on__isnull=False)
    return sorted({day.year for day in granted.dates("granted_on", "year")}, reverse=True)


def outcome_of(mandate: Mandate, account: Recovery, as_of: date) -> Outcome:
    """What came of a granted mandate by a day.

    One that ended with anything else than payment is closed or returned. Of the others, those of
    which nothing remains are paid, those that brought money or have a plan in force pay in
    instalments, the rest is unpaid. A mandate without a value (only workers or programmes were
    missing) is never paid: it is unpaid until it is closed.
    """
    if mandate.closed_on is not None and mandate.closed_on <= as_of:
        if mandate.state == State.RETURNED:
            return Outcome.RETURNED
        if mandate.close_reason != CloseReason.PAID:
            return Outcome.CLOSED
        return Outcome.PAID
    if account.handed_over and account.remaining <= 0:
        return Outcome.PAID
    has_plan = mandate.state in (State.AGREED, State.INSTALMENT)
    return Outcome.INSTALMENTS if account.recovered or has_plan else Outcome.UNPAID


def _row(
    key: str, name: str, members: Iterable[Mandate], accounts: dict[int, Recovery], as_of: date
) -> RecapRow:
    outcomes = {outcome: Sums() for outcome in Outcome}
    days: list[int] = []
    for one in members:
        account = accounts[one.pk]
        outcomes[outcome_of(one, account, as_of)] += _sums(account)
        if account.first_payment_on is not None and one.granted_on is not None:
            days.append((account.first_payment_on - one.granted_on).days)
    return RecapRow(key, name, outcomes, median_low(days) if days else None)


def _sums(account: Recovery) -> Sums:
    return Sums(
        1,
        account.handed_over,
        account.principal_recovered,
        account.penalty_recovered,
        account.corrected,
        account.written_off,
        account.remaining,
    )


def _share(part: int, whole: int) -> int | None:
    return (part * 20_000 + whole) // (2 * whole) if whole else None


# A table that somebody published


@dataclass(frozen=True)
class Disagreement:
    """A total of a published table that its parts do not come to."""

    what: str
    stated: int
    summed: int

    @property
    def difference(self) -> int:
        """Parts less total."""
        return self.summed - self.stated


def disagreements(
    total: tuple[int, int], outcomes: Sequence[tuple[int, int]]
) -> list[Disagreement]:
    """Where a published table of mandates does not add up; (count, rupiah) each.

    The outcomes of such a table must come to its mandates and to its value handed over.
    """
    found = []
    for place, what in enumerate(("count", "value")):
        summed = sum(part[place] for part in outcomes)
        if summed != total[place]:
            found.append(Disagreement(what, total[place], summed))
    return found
