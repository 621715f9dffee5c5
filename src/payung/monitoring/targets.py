"""The targets in force, and which of several counts.

Whoever sets a target replaces his own earlier one of the same scale, region, part and year; the
older stays readable. Targets of different setters stand beside one another: the one whose setter
comes first in ``monitoring/target_setters`` counts, the others are shown with their documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from payung.law import parameters
from payung.monitoring.definitions import ACTIVE_COVERAGE
from payung.monitoring.models import CoverageTarget

SETTERS = "monitoring/target_setters"

Key = tuple[int, str | None, str, int]
"""Definition, region (None: the nation), part, year."""


@dataclass(frozen=True)
class Choice:
    """The targets in force of one definition, region, part and year: the first one counts."""

    counts: CoverageTarget
    others: tuple[CoverageTarget, ...]

    @property
    def conflicting(self) -> tuple[CoverageTarget, ...]:
        """Those that say something else than the one that counts."""
        told = (self.counts.share, self.counts.persons)
        return tuple(one for one in self.others if (one.share, one.persons) != told)


@dataclass(frozen=True)
class Goal:
    """What counts for a region: its own target, or the share set for its province."""

    choice: Choice
    is_applied: bool

    @property
    def target(self) -> CoverageTarget:
        """The target that counts."""
        return self.choice.counts


def not_withdrawn() -> QuerySet[CoverageTarget]:
    """All targets that were not taken back."""
    return CoverageTarget.objects.filter(withdrawal=None).select_related("definition", "region")


def choices(rows: Iterable[CoverageTarget], on: date) -> dict[Key, Choice]:
    """The targets by what they are for, each with the one that counts on a day."""
    ranks = ranks_of(on)
    newest: dict[tuple[Key, str], CoverageTarget] = {}
    for row in sorted(rows, key=lambda row: row.pk):
        newest[_key(row), row.setter] = row
    found: dict[Key, list[CoverageTarget]] = {}
    for (key, _setter), row in newest.items():
        found.setdefault(key, []).append(row)
    return {
        key: Choice(first, tuple(rest))
        for key, listed in found.items()
        for first, *rest in [sorted(listed, key=lambda row: (ranks[row.setter], -row.pk))]
    }


def goals(
    regions: Iterable[str | None], *, year: int, on: date, code: str = ACTIVE_COVERAGE
) -> dict[str | None, Goal]:
    """What counts for each region at a year's end on one scale: one query for all of them.

    A regency without a target of its own gets its province's share, marked as applied. The
    nation's target is that of the nation alone.
    """
    wanted = list(regions)
    places = {place for code_ in wanted if code_ for place in (code_, above(code_)) if place}
    where = Q(region__in=places) | (Q(region=None) if None in wanted else Q(pk=None))
    rows = not_withdrawn().filter(where, year=year, definition__code=code, part="")
    by_region = {key[1]: choice for key, choice in _newest_version(choices(rows, on)).items()}
    found: dict[str | None, Goal] = {}
    for place in wanted:
        if place in by_region:
            found[place] = Goal(by_region[place], is_applied=False)
        elif place and (own := by_region.get(above(place))) and own.counts.share is not None:
            found[place] = Goal(own, is_applied=True)
    return found


def above(region: str) -> str | None:
    """The province of a regency; None for a province."""
    province, _, regency = region.partition(".")
    return province if regency else None


def ranks_of(on: date) -> dict[str, int]:
    """The setters by whose word counts first."""
    rows = parameters.get(SETTERS, on).rows
    return {str(row["setter"]): int(str(row["rank"])) for row in rows}


def _newest_version(found: dict[Key, Choice]) -> dict[Key, Choice]:
    """Of several versions of a definition, the newest; later keys win where regions repeat."""
    return dict(sorted(found.items(), key=lambda pair: pair[1].counts.definition.version))


def _key(row: CoverageTarget) -> Key:
    return (row.definition_id, row.region_id, row.part, row.year)
