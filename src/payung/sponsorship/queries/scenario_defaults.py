"""What the house knows already for a new scenario: segments, groups, funds and their rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payung.access.reader import Reader
from payung.law import parameters
from payung.reference.models import Region, Village, WorkerSegment
from payung.registry.models import Segment as MembershipSegment
from payung.sponsorship.drafts import lowest_income, usual_segment
from payung.sponsorship.fund_rules import fund_rules
from payung.sponsorship.models import FundSource
from payung.sponsorship.planning.problem import MONTHS_OF_YEAR, Basis, Fund, Group, Segment
from payung.sponsorship.queries.budgets import budget_lines
from payung.sponsorship.queries.groups import guided_groups

_OTHER = "OTHER"
#: What zakat and company giving are paid from is no government's level.
_EVERY_LEVEL = "ANY"


def segments(on: date) -> tuple[Segment, ...]:
    """Every vulnerable segment with its usual billing and its risk group for planning."""
    rows = parameters.get("planning/segment_danger", on).rows
    danger = {str(row["segment"]): int(str(row["risk_group"])) for row in rows}
    found = WorkerSegment.objects.filter(is_vulnerable=True).order_by("code")
    return tuple(
        Segment(one.pk, _basis(one, on), danger.get(one.pk, danger[_OTHER])) for one in found
    )


def _basis(worker: WorkerSegment, on: date) -> Basis:
    if usual_segment(worker) == MembershipSegment.WAGE_EARNER:
        return Basis(
            True,
            parameters.get("budget/usual_reported_wage", on).number,
            risk_group=parameters.get("budget/usual_risk_group", on).number,
        )
    sector = "TRANSPORT" if worker.transport else "OTHER"
    return Basis(False, lowest_income(on), sector)


def groups(reader: Reader, region: str, on: date) -> tuple[Group, ...]:
    """The guided groups of a government and of those below it: potential and members.

    A group that two agencies guide counts once, at its largest. No decile is known of them.
    """
    largest: dict[tuple[str, str], Group] = {}
    for row in guided_groups(reader, on).rows:
        code, segment = row.group.region_id, row.group.worker_segment_id
        if not code.startswith(region):
            continue
        found = Group(code, segment, 0, row.enrolled.potential or 0, row.enrolled.members)
        before = largest.get((code, segment))
        if before is None or before.eligible < found.eligible:
            largest[code, segment] = found
    return tuple(largest[key] for key in sorted(largest))


def villages(region: str) -> dict[str, str]:
    """The villages of a government by code, each with its regency."""
    found = Village.objects.filter(region__pk__startswith=region)
    return dict(found.values_list("code", "region_id"))


def budgeted(reader: Reader, region: str, year: int) -> dict[str, int]:
    """What a government's own plans in force hold for a fiscal year, by source of money."""
    found: dict[str, int] = {}
    for row in budget_lines(reader, year=year, region=region):
        if row.line.region_id == region:
            found[row.line.fund_source] = found.get(row.line.fund_source, 0) + row.state.in_force
    return found


def sources_of(region: Region) -> list[FundSource]:
    """The sources that a government of this level may budget."""
    level = "PROVINCE" if region.parent_id is None else "REGENCY"
    on = date(date.max.year, 1, 1)
    return [
        source
        for source in FundSource
        if fund_rules(source, on).level in (level, _EVERY_LEVEL)
        or (level == "REGENCY" and source == FundSource.VILLAGE_BUDGET)
    ]


def fund(
    source: str,
    owner: str,
    code: str,
    *,
    on: date,
    known_segments: Sequence[str],
    places: Sequence[str],
) -> Fund:
    """A fund without money yet, with the rules of its source: whom, where, how long at least."""
    rules = fund_rules(source, on)
    named = tuple(
        rule.worker_segment for rule in rules.segments if rule.worker_segment in known_segments
    )
    within = tuple(code for code in places if code.startswith(owner))
    return Fund(
        code=code,
        source=source,
        is_public=rules.is_public,
        money=(),
        owner=owner,
        regions=within if len(within) < len(places) else (),
        segments=named if rules.closed else (),
        months=(rules.maximum_months or MONTHS_OF_YEAR,),
    )
