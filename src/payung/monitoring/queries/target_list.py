"""The targets on record in a reader's sight, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet

from payung import clock
from payung.access.permissions import SET_TARGETS, VIEW_COVERAGE
from payung.access.reader import Reader
from payung.errors import NotFound
from payung.monitoring.models import CoverageTarget
from payung.monitoring.reach import sees_whole, sight_of
from payung.monitoring.targets import choices
from payung.reference.queries import subtree


class Standing(StrEnum):
    """Where a target stands among those of its scale, region, part and year."""

    COUNTS = "COUNTS"
    BESIDE = "BESIDE"  # another setter's counts
    REPLACED = "REPLACED"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True)
class TargetRow:
    """A target with its standing; ``conflicts`` when another of its scale says something else."""

    target: CoverageTarget
    standing: Standing
    conflicts: bool


def targets_seen(reader: Reader) -> QuerySet[CoverageTarget]:
    """The nation's targets, and those of regions in, around or below the reader's own.

    ``AccessRefused`` without VIEW_COVERAGE.
    """
    reader.require(VIEW_COVERAGE)
    sight = sight_of(reader, VIEW_COVERAGE)
    found = CoverageTarget.objects.select_related(
        "definition", "region", "recorded_by", "withdrawal"
    )
    if sight.is_nation:
        return found
    within = Q(region=None)
    for prefix in sight.prefixes:
        within |= Q(region__code__startswith=prefix) | Q(region_id=prefix[:2])
    return found.filter(within)


def target_rows(
    reader: Reader,
    *,
    region: str | None = None,
    year: int | None = None,
    code: str = "",
    history: bool = False,
) -> list[TargetRow]:
    """The targets in force (with ``history`` also those replaced or withdrawn), newest year first.

    ``region`` narrows to one region and those below it, ``code`` to one scale.
    """
    found = targets_seen(reader)
    if region:
        found = found.filter(subtree(region, "region__code"))
    if year:
        found = found.filter(year=year)
    if code:
        found = found.filter(definition__code=code)
    rows = list(found)
    withdrawn = {row.pk for row in rows if hasattr(row, "withdrawal")}
    chosen = choices((row for row in rows if row.pk not in withdrawn), clock.today()).values()
    standing = {one.pk: Standing.BESIDE for choice in chosen for one in choice.others}
    standing |= {choice.counts.pk: Standing.COUNTS for choice in chosen}
    standing |= dict.fromkeys(withdrawn, Standing.WITHDRAWN)
    in_conflict = {
        one.pk
        for choice in chosen
        if choice.conflicting
        for one in (choice.counts, *choice.conflicting)
    }
    listed = [
        TargetRow(row, standing.get(row.pk, Standing.REPLACED), row.pk in in_conflict)
        for row in sorted(rows, key=_order)
    ]
    shown = (Standing.COUNTS, Standing.BESIDE)
    return [row for row in listed if history or row.standing in shown]


def target_to_change(reader: Reader, target_id: int) -> CoverageTarget:
    """A target whose region the reader sets targets for. ``NotFound`` for any other."""
    reader.require(SET_TARGETS)
    found = targets_seen(reader).filter(pk=target_id).first()
    if found is None or not sees_whole(reader, found.region_id, SET_TARGETS):
        raise NotFound(
            "target_unknown",
            f"Target {target_id} tidak ada, atau di luar wilayah kerja Anda.",
            f"There is no target {target_id}, or it lies outside your scope.",
            target=target_id,
        )
    return found


def _order(row: CoverageTarget) -> tuple[object, ...]:
    return (-row.year, row.region_id or "", row.definition.code, row.part, -row.pk)
