"""What each source of money may pay contributions for: dated rules with their articles.

The rules are parameters of ``law/parameters/budget``; an office that reads a rule otherwise gives
its own value. A rule that is sure refuses a line, any other only warns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from payung.law import parameters
from payung.law.explanation import Applied, applied
from payung.sponsorship.models import PUBLIC_SOURCES, FundSource

#: Levels of government that may budget a source (``budget/fund_sources``).
ANY_LEVEL = "ANY"


class Allowance(StrEnum):
    """What a source's rule says of a segment."""

    ALLOWED = "ALLOWED"
    NEEDS_DECISION = "NEEDS_DECISION"  # of the village meeting
    DOUBTFUL = "DOUBTFUL"  # outside the rule, which is not sure
    REFUSED = "REFUSED"  # outside a rule that is sure


@dataclass(frozen=True)
class SegmentRule:
    """A segment that a source names; a lower ``priority`` comes first."""

    worker_segment: str
    priority: int
    needs_decision: bool


@dataclass(frozen=True)
class FundRules:
    """What a source may pay on a day.

    ``segments`` are those that the rule names, first ones first; with ``closed`` no other may be
    paid (``sure``: refused, else warned of). ``level`` is the level of government that budgets it
    (``PROVINCE``, ``REGENCY``, ``VILLAGE`` or ``ANY``). Months are bounds of one line, ``None``
    where the rule sets none. ``share_ppm`` is the part of the source that may go to protection,
    where a rule says so (low confidence: see ``basis``).
    """

    source: FundSource
    on: date
    is_public: bool
    level: str
    closed: bool
    sure: bool
    segments: tuple[SegmentRule, ...]
    minimum_months: int | None
    maximum_months: int | None
    share_ppm: int | None
    basis: tuple[Applied, ...]

    def allows(self, worker_segment: str) -> Allowance:
        """What the rule says of a segment of workers (its code)."""
        named = {rule.worker_segment: rule for rule in self.segments}
        if worker_segment in named:
            needs = named[worker_segment].needs_decision
            return Allowance.NEEDS_DECISION if needs else Allowance.ALLOWED
        if self.closed:
            return Allowance.REFUSED if self.sure else Allowance.DOUBTFUL
        return Allowance.NEEDS_DECISION if self.level == "VILLAGE" else Allowance.ALLOWED

    def priority(self, worker_segment: str) -> int | None:
        """The place of a segment among those that the rule names; ``None`` when it is not."""
        found = [r.priority for r in self.segments if r.worker_segment == worker_segment]
        return found[0] if found else None


def fund_rules(source: str, on: date) -> FundRules:
    """The rules of a source (``FundSource``) on a day.

    A source whose rule is not in force yet on that day has no segments; it is then not closed,
    since nothing can be said. ``ValueError`` for an unknown source.
    """
    known = FundSource(source)
    general = applied("budget/fund_sources", on)
    row = next(row for row in general.value.rows if row["source"] == known.value)
    segments = _applied_if_there(f"budget/{known.lower()}_segments", on)
    share = _applied_if_there(f"budget/{known.lower()}_for_protection", on)
    return FundRules(
        source=known,
        on=on,
        is_public=known in PUBLIC_SOURCES,
        level=str(row["level"]),
        closed=bool(row["closed"]) and segments is not None,
        sure=bool(row["sure"]),
        segments=_segment_rules(segments),
        minimum_months=_months(row["minimum_months"]),
        maximum_months=_months(row["maximum_months"]),
        share_ppm=None if share is None else share.value.number,
        basis=tuple(item for item in (segments, share, general) if item is not None),
    )


def _segment_rules(found: Applied | None) -> tuple[SegmentRule, ...]:
    rows = () if found is None else found.value.rows
    rules = [
        SegmentRule(
            worker_segment=str(row["worker_segment"]),
            priority=int(str(row["priority"])),
            needs_decision=bool(row["needs_decision"]),
        )
        for row in rows
    ]
    return tuple(sorted(rules, key=lambda rule: (rule.priority, rule.worker_segment)))


def _applied_if_there(name: str, on: date) -> Applied | None:
    known = {parameter.name for parameter in parameters.in_use()}
    if name not in known or parameters.find(name, on) is None:
        return None
    return applied(name, on)


def _months(found: object) -> int | None:
    return None if found is None else int(str(found))
