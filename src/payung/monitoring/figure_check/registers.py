"""The registers of the database: what an office has added counts as well as what is shipped."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from payung.access import permissions
from payung.access.reader import Reader
from payung.monitoring.figure_check.findings import Place
from payung.monitoring.figure_check.knowledge import (
    Knowledge,
    KnownTarget,
    Reference,
    citations,
    known_targets,
    labour_force,
)
from payung.monitoring.figure_check.numbers import Number, read
from payung.monitoring.figure_check.places import Gazetteer
from payung.monitoring.figure_check.records import Denominator, Record, Role
from payung.monitoring.models import CoverageTarget, EligibleUniverse, UniverseKind, UniverseMethod
from payung.reference.models import MinimumWage, Region, Regulation


def knowledge() -> Knowledge:
    """The registers of the tables: regions, rules, wages, targets. They are public."""
    regions = list(Region.objects.all())
    return Knowledge(
        gazetteer=Gazetteer((region.code, region.name) for region in regions),
        population={region.code: region.population for region in regions},
        labour_force={**labour_force(), **_labour_force()},
        wages={
            (wage.region_id, wage.year): Reference(
                wage.amount, str(wage.year), wage.source, wage.confidence
            )
            for wage in MinimumWage.objects.all()
        },
        rules=citations(Regulation.objects.values_list("type", "number", "year")),
        targets=(*known_targets(), *_targets()),
    )


def earlier(reader: Reader) -> list[Record]:
    """The universes on record as earlier figures, each under its kind as definition.

    They are what targets are measured by, and the same for every reader of coverage.
    ``AccessRefused`` without VIEW_COVERAGE. Universes that were only split by population are
    left out: a jump against them would say nothing.
    """
    reader.require(permissions.VIEW_COVERAGE)
    rows = EligibleUniverse.objects.filter(method=UniverseMethod.PUBLISHED).order_by("as_of", "id")
    return [
        Record(
            Place(),
            {Role.DENOMINATOR: _count(row.persons)},
            region=row.region_id,
            as_of=row.as_of,
            definition=_DEFINITIONS[row.kind],
            denominator_kind=Denominator(row.kind),
        )
        for row in rows
    ]


#: The kinds of universe as tables call them.
_DEFINITIONS = {
    UniverseKind.ELIGIBLE_UNIVERSE.value: "potensi pekerja",
    UniverseKind.EMPLOYED_PERSONS.value: "penduduk bekerja",
    UniverseKind.LABOUR_FORCE.value: "angkatan kerja",
}


def _count(persons: int) -> Number:
    number = read(str(persons), where=Place())
    assert number is not None  # digits always read
    return number


def _labour_force() -> dict[str, Reference]:
    """The newest published labour force of each region on record."""
    rows = EligibleUniverse.objects.filter(
        kind=UniverseKind.LABOUR_FORCE, method=UniverseMethod.PUBLISHED
    ).order_by("as_of", "id")
    return {
        row.region_id: Reference(row.persons, _month(row.as_of), row.source, row.confidence)
        for row in rows
    }


def _targets() -> tuple[KnownTarget, ...]:
    return tuple(
        KnownTarget(
            row.region_id or "ID", row.year, Fraction(row.share, 100), row.document, row.document
        )
        for row in CoverageTarget.objects.filter(
            part="", share__isnull=False, withdrawal=None
        ).order_by("pk")
    )


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
