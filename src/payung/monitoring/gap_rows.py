"""The rows of a gap table: a figure beside its target, what is missing, where, and how fast.

A figure is held against a target only when both have the same definition.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from payung.monitoring.figure import Figure
from payung.monitoring.gaps import Pace, TimeLeft, each, members_needed
from payung.monitoring.models import CoverageTarget
from payung.monitoring.targets import Goal


class Problem(StrEnum):
    """Why a row has no gap."""

    NO_FIGURE = "NO_FIGURE"
    NO_TARGET = "NO_TARGET"
    NO_INPUTS = "NO_INPUTS"  # a share without its numerator and denominator
    OTHER_MEANING = "OTHER_MEANING"  # the target is of another version of the definition


class Split(StrEnum):
    """By what a gap was split into segments: targets of segments, or an assumption."""

    TARGETS = "TARGETS"
    POTENTIAL = "POTENTIAL"
    PROPORTIONAL = "PROPORTIONAL"
    CHOSEN = "CHOSEN"
    SUMS = "SUMS"

    @property
    def is_assumed(self) -> bool:
        """Whether somebody must vouch for it."""
        return self in (Split.POTENTIAL, Split.PROPORTIONAL, Split.CHOSEN)


class Outlook(StrEnum):
    """Whether the target is reached at the pace of the last months."""

    REACHED = "REACHED"
    ON_COURSE = "ON_COURSE"  # also at the slowest pace
    POSSIBLE = "POSSIBLE"  # at the fastest pace only
    OUT_OF_REACH = "OUT_OF_REACH"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True)
class GapPart:
    """What one segment lacks; ``target`` is its own, when it has one."""

    segment: str
    missing: int
    target: CoverageTarget | None


@dataclass(frozen=True)
class GapRow:
    """A region against its target. Persons; ``gap`` is negative when the target is passed.

    ``parts`` add up to ``gap``; what no segment carries stands under an empty segment. There are
    none where nothing says how the gap falls to segments.
    """

    region: str | None
    name: str
    figure: Figure | None
    goal: Goal | None
    needed: int | None
    gap: int | None
    problem: Problem | None
    parts: tuple[GapPart, ...]
    split: Split | None
    pace: Pace | None
    time: TimeLeft

    @property
    def target_share(self) -> int | None:
        """The target as a share, basis points."""
        return self.goal.target.share if self.goal else None

    @property
    def missing(self) -> int | None:
        """How many are to be added; nothing when the target is passed."""
        return None if self.gap is None else max(0, self.gap)

    @property
    def a_day(self) -> int | None:
        """Persons to be added each day that is left."""
        return None if self.gap is None else each(self.gap, self.time.days)

    @property
    def a_working_day(self) -> int | None:
        """Persons to be added each working day that is left."""
        return None if self.gap is None else each(self.gap, self.time.working_days)

    @property
    def a_week(self) -> int | None:
        """Persons to be added each week that is left, begun ones counted."""
        return None if self.gap is None else each(self.gap, self.time.weeks)

    @property
    def a_month(self) -> int | None:
        """Persons to be added each month that is left, begun ones counted."""
        return None if self.gap is None else each(self.gap, self.time.months)

    @property
    def expected(self) -> tuple[int, int] | None:
        """How many members the slowest and the fastest of the last months would lead to."""
        if self.pace is None or self.figure is None or self.figure.numerator is None:
            return None
        days = (self.time.until - self.figure.as_of).days
        return self.pace.reached(self.figure.numerator, max(0, days))

    @property
    def outlook(self) -> Outlook:
        """Whether the target is reached at that pace."""
        if self.gap is not None and self.gap <= 0:
            return Outlook.REACHED
        if self.needed is None or self.expected is None or not self.time.days:
            return Outlook.UNKNOWN
        low, high = self.expected
        if low >= self.needed:
            return Outlook.ON_COURSE
        return Outlook.POSSIBLE if high >= self.needed else Outlook.OUT_OF_REACH

    def part(self, segment: str) -> int | None:
        """What a segment lacks; None where it has no part."""
        return next((one.missing for one in self.parts if one.segment == segment), None)


def needed_by(figure: Figure | None, goal: Goal | None) -> tuple[int | None, Problem | None]:
    """How many members the target asks for, or why that cannot be said."""
    if goal is None:
        return None, Problem.NO_TARGET
    if figure is None:
        return None, Problem.NO_FIGURE
    if figure.definition_id != goal.target.definition_id:
        return None, Problem.OTHER_MEANING
    if goal.target.persons is not None:
        return (goal.target.persons, None) if _count(figure) is not None else (None, _NO_INPUTS)
    if figure.numerator is None or not figure.denominator:
        return None, _NO_INPUTS
    return members_needed(goal.target.share or 0, figure.denominator), None


def gap_of(figure: Figure | None, needed: int | None) -> int | None:
    """What is missing to the number needed."""
    members = _count(figure) if figure else None
    return None if needed is None or members is None else needed - members


_NO_INPUTS = Problem.NO_INPUTS


def _count(figure: Figure) -> int | None:
    """The persons of a figure: the numerator of a share, else the value itself."""
    if figure.denominator is not None or figure.unit == "BASIS_POINTS":
        return figure.numerator
    return figure.value
