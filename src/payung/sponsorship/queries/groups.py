"""Guided groups on a day: potential as told, members as counted, the gap between them.

Members are persons with an active membership in the group's segment (or one below it) at a place
of work in the group's region; what is active, ``contributions.queries.activity`` says. A person
counts once in each sum, however many memberships he has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from payung.access.permissions import VIEW_REGULATIONS
from payung.access.reader import Reader
from payung.contributions.queries.activity import (
    LAPSED,
    OPENED,
    WORK_REGION,
    active_grace,
    parameters_of,
)
from payung.contributions.queries.scoping import rows, share_bp
from payung.reference.models import WorkerSegment
from payung.sponsorship.models import GroupPotential, GuidedGroup
from payung.sponsorship.reach import by_region

_ENROLLED = f"""
WITH asked AS (
    SELECT * FROM unnest(
        %(groups)s::bigint[], %(agencies)s::text[], %(governments)s::text[], %(segments)s::text[],
        %(regions)s::text[]
    ) AS asked(group_id, agency, government, segment, region)
), opened AS NOT MATERIALIZED ({OPENED.format(region=WORK_REGION)}), candidate AS MATERIALIZED (
    SELECT opened.* FROM opened WHERE opened.worker_segment = ANY(%(segments)s)
), {LAPSED}
SELECT asked.group_id, asked.agency, asked.government, count(DISTINCT candidate.person_id)
FROM candidate
JOIN asked ON asked.segment = candidate.worker_segment
 AND candidate.region LIKE asked.region || '%%'
LEFT JOIN lapsed ON lapsed.membership_id = candidate.id
WHERE lapsed.membership_id IS NULL
GROUP BY GROUPING SETS ((asked.group_id), (asked.agency), (asked.government))
"""


@dataclass(frozen=True)
class Enrolled:
    """How many workers an agency or a group has, how many of them are members, and the gap.

    ``share_bp`` is in basis points; it and ``gap`` are None where the potential is not known. A
    gap is never below zero: ``exceeds`` says that the potential is smaller than the members.
    """

    potential: int | None
    members: int

    @property
    def share_bp(self) -> int | None:
        """The share of the potential that is enrolled, basis points."""
        return share_bp(self.members, self.potential) if self.potential else None

    @property
    def gap(self) -> int | None:
        """The workers who are not yet members."""
        return None if self.potential is None else max(0, self.potential - self.members)

    @property
    def exceeds(self) -> bool:
        """Whether more are members than the potential says there are."""
        return self.potential is not None and self.members > self.potential


@dataclass(frozen=True)
class GroupRow:
    """A guided group on a day with the version of its potential in force."""

    group: GuidedGroup
    version: GroupPotential
    enrolled: Enrolled


@dataclass(frozen=True)
class Groups:
    """Guided groups with their sums, each person once, by agency and by government (region)."""

    rows: tuple[GroupRow, ...]
    by_agency: dict[str, Enrolled]
    by_government: dict[str, Enrolled]

    def of(self, agency: str) -> tuple[GroupRow, ...]:
        """The groups of an agency, the largest gap first."""
        return tuple(row for row in self.rows if row.group.agency_id == agency)


def guided_groups(
    reader: Reader,
    on: date,
    *,
    government: str | None = None,
    governments: Sequence[str] | None = None,
    agency: str | None = None,
) -> Groups:
    """The groups that agencies guide on a day, the largest gap first.

    ``government`` narrows to the agencies of one region's government (``governments`` to those of
    several), ``agency`` to one agency.
    Raises ``AccessRefused`` without VIEW_REGULATIONS.
    """
    reader.require(VIEW_REGULATIONS)
    found = (
        GuidedGroup.objects.filter(by_region(reader, VIEW_REGULATIONS, "agency__region"))
        .select_related("worker_segment", "region", "agency")
        .order_by("agency", "worker_segment", "region")
    )
    if government is not None:
        found = found.filter(agency__region=government)
    if governments is not None:
        found = found.filter(agency__region__in=governments)
    if agency is not None:
        found = found.filter(agency=agency)
    guided = _guided(found, on)
    by_group, by_agency, by_government = _members([group for group, _version in guided], on)
    listed = [
        GroupRow(group, version, Enrolled(version.persons, by_group.get(group.pk, 0)))
        for group, version in guided
    ]
    listed.sort(key=lambda row: -(row.enrolled.gap or 0))
    return Groups(
        rows=tuple(listed),
        by_agency={
            code: Enrolled(_potential(part), by_agency.get(code, 0))
            for code, part in _parts(listed, lambda row: row.group.agency_id).items()
        },
        by_government={
            code: Enrolled(_potential(part), by_government.get(code, 0))
            for code, part in _parts(listed, lambda row: row.group.agency.region_id).items()
        },
    )


def _guided(groups: Iterable[GuidedGroup], on: date) -> list[tuple[GuidedGroup, GroupPotential]]:
    """The groups that are guided on a day, each with the version in force."""
    told = GroupPotential.objects.filter(as_of__lte=on).order_by("as_of", "pk")
    versions = {version.group_id: version for version in told}
    pairs = [(group, versions[group.pk]) for group in groups if group.pk in versions]
    return [(group, version) for group, version in pairs if version.persons is not None]


def _potential(part: Iterable[GroupRow]) -> int:
    """The workers of some groups; a group that two agencies guide counts once, at its largest."""
    largest: dict[tuple[str, str], int] = {}
    for row in part:
        key = (row.group.worker_segment_id, row.group.region_id)
        largest[key] = max(largest.get(key, 0), row.version.persons or 0)
    return sum(largest.values())


def _parts(listed: Sequence[GroupRow], key) -> dict[str, list[GroupRow]]:  # type: ignore[no-untyped-def]
    parts: dict[str, list[GroupRow]] = {}
    for row in listed:
        parts.setdefault(key(row), []).append(row)
    return parts


def _members(
    groups: Sequence[GuidedGroup], on: date
) -> tuple[dict[int, int], dict[str, int], dict[str, int]]:
    """The active members by group, by agency and by government: one query for all."""
    by_group: dict[int, int] = {}
    by_agency: dict[str, int] = {}
    by_government: dict[str, int] = {}
    if not groups:
        return by_group, by_agency, by_government
    below = _below(group.worker_segment_id for group in groups)
    asked = [(group, code) for group in groups for code in below[group.worker_segment_id]]
    values = parameters_of(on, active_grace(on).number) | {
        "groups": [group.pk for group, _code in asked],
        "agencies": [group.agency_id for group, _code in asked],
        "governments": [group.agency.region_id for group, _code in asked],
        "segments": [code for _group, code in asked],
        "regions": [group.region_id for group, _code in asked],
    }
    for group_id, agency, government, members in rows(_ENROLLED, values):
        if group_id is not None:
            by_group[group_id] = members
        elif agency is not None:
            by_agency[agency] = members
        else:
            by_government[government] = members
    return by_group, by_agency, by_government


def _below(codes: Iterable[str]) -> dict[str, list[str]]:
    """Each segment with those below it (election staff: KPPS, PPS ...)."""
    children: dict[str, list[str]] = {}
    for code, parent in WorkerSegment.objects.values_list("code", "parent_id"):
        if parent:
            children.setdefault(parent, []).append(code)
    found = {}
    for code in codes:
        listed = [code]
        for one in listed:
            listed += children.get(one, [])
        found[code] = listed
    return found
