"""What is missing to a target, how it falls to segments, and the steps of a path: whole numbers.

Shares are basis points, people whole persons. Rounding is half up, and what is split is split by
the largest remainder, so that parts always add up to their whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from payung.law.arithmetic import PARTS_PER_MILLION, half_up, half_up_ratio
from payung.monitoring.apportionment import largest_remainder
from payung.reference.calendar import is_working_day

BASIS_POINTS = 10_000
#: The part of a split that no segment carries.
REST = ""
_WEEK = 7


def members_needed(share: int, universe: int) -> int:
    """How many members a share (basis points) of a universe is, half up."""
    return half_up_ratio(universe, share, BASIS_POINTS)


def each(missing: int, units: int) -> int:
    """How many a day (week, month) are needed: rounded up, so that the last unit has no rest.

    With no unit left all of it is needed at once; nothing when nothing is missing.
    """
    if missing <= 0:
        return 0
    return -(-missing // units) if units > 0 else missing


@dataclass(frozen=True)
class TimeLeft:
    """The time from a day (not counted) to the end of a year (counted)."""

    until: date
    days: int
    working_days: int
    weeks: int
    months: int


def time_left(today: date, year: int, holidays: frozenset[date] = frozenset()) -> TimeLeft:
    """What is left until 31 December; nothing when the year has passed.

    Weeks and months are those begun. Joint leave is no working day.
    """
    until = date(year, 12, 31)
    days = max(0, (until - today).days)
    working = sum(
        is_working_day(today + timedelta(days=ahead), joint_leave=True, extra=holidays)
        for ahead in range(1, days + 1)
    )
    months = (year - today.year) * 12 + 12 - today.month + 1 if days else 0
    return TimeLeft(until, days, working, -(-days // _WEEK), months)


def split_gap(
    gap: int,
    *,
    members: Mapping[str, int],
    targets: Mapping[str, int],
    weights: Mapping[str, int],
) -> dict[str, int]:
    """A gap by segment; the parts add up to it exactly.

    A segment with a target of its own (persons) lacks what that says. What is left goes to the
    others by ``weights``; what nobody carries, or is too much, stands under ``REST``.
    """
    parts = {code: needed - members.get(code, 0) for code, needed in targets.items()}
    left = gap - sum(parts.values())
    carrying = {code: weight for code, weight in weights.items() if code not in parts and weight}
    if left > 0 and carrying:
        parts |= largest_remainder(left, carrying)
    elif left:
        parts[REST] = left
    return parts


def potential_weights(
    missing: int, *, first: str, potential: int, members: Mapping[str, int]
) -> dict[str, int]:
    """Weights by which the segment ``first`` takes what is known to be missing there, and the
    others the rest in proportion to their members (all of it to ``first`` where they have none)."""
    taken = min(max(missing, 0), potential)
    others = {code: count for code, count in members.items() if code != first and count > 0}
    rest = max(missing, 0) - taken
    if not others:
        return {first: taken + rest}
    return {first: taken, **largest_remainder(rest, others)}


def steps_between(start: int, end: int, years: int) -> list[int]:
    """The yearly rises from one share to a higher one, as even as whole basis points allow."""
    if years < 1:
        return []
    rise = max(0, end - start)
    return list(largest_remainder(rise, dict.fromkeys(range(years), 1)).values())


@dataclass(frozen=True)
class PathYear:
    """One year of a path: share and members at its end, and how many were added in it.

    ``is_known`` marks a year whose share a document sets.
    """

    year: int
    share: int
    universe: int
    members: int
    added: int
    is_known: bool


def path(
    *,
    year: int,
    share: int,
    members: int,
    universe: int,
    known: Mapping[int, int],
    growth: int = 0,
) -> tuple[PathYear, ...]:
    """The way from what is reached at the end of ``year`` to the last known target.

    ``known`` holds shares (basis points) by later year; between two of them the rise is spread
    evenly. A target below what is reached already holds the share where it is: a path never
    falls. The universe grows by ``growth`` parts per million a year, half up. The members added
    over all years are exactly those between the last year's and today's.
    """
    shares = _shares(year, share, known)
    found: list[PathYear] = []
    for at in sorted(shares):
        universe = half_up(universe, PARTS_PER_MILLION + growth) if growth else universe
        needed = max(members, members_needed(shares[at], universe))
        found.append(PathYear(at, shares[at], universe, needed, needed - members, at in known))
        members = needed
    return tuple(found)


def _shares(year: int, share: int, known: Mapping[int, int]) -> dict[int, int]:
    shares: dict[int, int] = {}
    for target_year in sorted(later for later in known if later > year):
        for step in steps_between(share, known[target_year], target_year - year):
            year, share = year + 1, share + step
            shares[year] = share
    return shares


@dataclass(frozen=True)
class Pace:
    """How fast members were added a month: the slowest and the fastest of the last months."""

    slowest: int
    fastest: int
    first: date
    last: date

    def reached(self, members: int, days: int) -> tuple[int, int]:
        """How many there would be after so many days, at the slowest and the fastest pace."""
        return members + self.slowest * days // _MONTH, members + self.fastest * days // _MONTH


#: Days of a month when changes over unequal spans are compared.
_MONTH = 30


def pace_of(counts: Sequence[tuple[date, int]], least: int) -> Pace | None:
    """The pace of a run of counts of one definition; None with fewer than ``least`` months.

    Of each month the last count is taken.
    """
    by_month = {(day.year, day.month): (day, members) for day, members in sorted(counts)}
    kept = list(by_month.values())
    if len(kept) < max(2, least):
        return None
    changes = [
        (after - before) * _MONTH // (later - day).days
        for (day, before), (later, after) in pairwise(kept)
    ]
    return Pace(min(changes), max(changes), kept[0][0], kept[-1][0])
