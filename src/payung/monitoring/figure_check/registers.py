"""The registers of the database: what an office has added counts as well as what is shipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from payung import clock
from payung.access import permissions
from payung.access.reader import Reader
from payung.monitoring.figure import Figure
from payung.monitoring.figure_check.findings import Place
from payung.monitoring.figure_check.knowledge import (
    Holders,
    Knowledge,
    KnownPlan,
    KnownTarget,
    Reference,
    RegionalFault,
    citations,
    known_plans,
    known_targets,
    labour_force,
)
from payung.monitoring.figure_check.numbers import Number, read
from payung.monitoring.figure_check.numbers import Unit as Printed
from payung.monitoring.figure_check.places import Gazetteer
from payung.monitoring.figure_check.records import Denominator, Record, Role
from payung.monitoring.models import Denominator as DenominatorKind
from payung.monitoring.models import (
    EligibleUniverse,
    IndicatorDefinition,
    Topic,
    Unit,
    UniverseKind,
    UniverseMethod,
)
from payung.monitoring.queries.observations import latest
from payung.monitoring.targets import not_withdrawn
from payung.reference.models import MinimumWage, Region, Regulation
from payung.reference.regional_citations import regional_citations
from payung.sponsorship.models import PlanDocument
from payung.sponsorship.queries.citations import Fault, check_citations
from payung.sponsorship.queries.regulations import uniqueness


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
        plans=_plans(),
        holders=_holders,
        regional_faults=_regional_faults,
    )


def earlier(reader: Reader, as_of: date | None = None) -> list[Record]:
    """What is on record as earlier figures: the universes, and the last observations by a day.

    Universes stand under their kind as definition; observations under the code and the name of
    their indicator and under nothing else, so that only the same definition is compared.
    ``AccessRefused`` without VIEW_COVERAGE. Universes that were only split by population are
    left out: a jump against them would say nothing.
    """
    reader.require(permissions.VIEW_COVERAGE)
    return [*_universes(), *_observations(reader, as_of or clock.today())]


def _universes() -> list[Record]:
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


def _observations(reader: Reader, as_of: date) -> list[Record]:
    definitions = {
        row.code: row
        for row in IndicatorDefinition.objects.filter(
            topic__in=(Topic.COVERAGE, Topic.MEMBERS), valid_from__lte=as_of
        )
        .exclude(denominator=DenominatorKind.OTHER)  # what they are shares of is not told
        .order_by("version")
    }
    regions = [*Region.objects.values_list("pk", flat=True), None]
    found = latest(reader, codes=definitions, regions=regions, as_of=as_of, parts=("",))
    return [
        record(figure, name)
        for figure in found.values()
        for name in dict.fromkeys(
            (figure.code, definitions[figure.code].name_id, definitions[figure.code].name_en)
        )
    ]


def record(figure: Figure, definition: str = "") -> Record:
    """An observation as a figure to compare with, under a definition (its code unless named)."""
    figures: dict[Role, Number] = {}
    if figure.unit == Unit.BASIS_POINTS:
        figures[Role.PERCENT] = _percent(figure.value)
        if figure.numerator is not None:
            figures[Role.NUMERATOR] = _count(figure.numerator)
        if figure.denominator is not None:
            figures[Role.DENOMINATOR] = _count(figure.denominator)
    else:
        figures[Role.NUMERATOR] = _count(figure.value)
    return Record(
        Place(),
        figures,
        region=figure.region or "ID",
        as_of=figure.as_of,
        definition=definition or figure.code,
    )


def _percent(basis_points: int) -> Number:
    whole, part = divmod(basis_points, 100)
    number = read(f"{whole},{part:02d}", where=Place(), unit=Printed.PERCENT)
    assert number is not None  # digits and a mark always read
    return number


def _plans() -> tuple[KnownPlan, ...]:
    """The plans of governments on the register; a region's own take the place of the package's."""
    rows = PlanDocument.objects.filter(agency=None).order_by("pk")
    own = [
        KnownPlan(
            row.region_id, row.kind, row.first_year, row.last_year, "daftar rencana daerah", "high"
        )
        for row in rows
    ]
    recorded = {(one.region, one.kind) for one in own}
    return (*own, *(one for one in known_plans() if (one.region, one.kind) not in recorded))


def _holders(scope: Sequence[str], instrument: str, kinds: Sequence[str], on: date) -> Holders:
    found = uniqueness(scope, instrument, on, kinds=kinds)
    names = dict.fromkeys(one.region.name for one in found.holders)
    return Holders(tuple(names), found.governments, found.recorded)


def _regional_faults(text: str) -> Iterator[RegionalFault]:
    """The rules of regions that the text cites and that do not stand."""
    regional = {cited.start for cited in regional_citations(text)}
    if not regional:
        return
    for fault in check_citations(text):
        if fault.start in regional:
            yield RegionalFault(
                fault.start,
                fault.end,
                fault.nearest[0] if fault.nearest else "",
                fault.reason_id,
                fault.reason_en,
                is_misquoted=fault.fault == Fault.MISQUOTED,
                is_known=fault.fault == Fault.ENDED,
            )


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
    """The shares that are set for whole regions, on whichever scale; those taken back left out."""
    rows = not_withdrawn().filter(share__isnull=False, part="")
    return tuple(
        KnownTarget(
            row.region_id or "ID", row.year, Fraction(row.share, 100), row.document, row.document
        )
        for row in rows
        if row.share is not None
    )


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
