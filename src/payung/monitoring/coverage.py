"""Coverage of a region on any day: who is a member, against which universe and target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from payung import clock
from payung.access import permissions
from payung.access.reader import Reader
from payung.contributions.queries.activity import active_grace
from payung.law.arithmetic import half_up_ratio
from payung.law.parameters import Value
from payung.monitoring.counting import Count, count_members, total
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.figures import (
    Coverage,
    Definition,
    SegmentCount,
    Target,
    UniverseRecord,
)
from payung.monitoring.gaps import BASIS_POINTS, members_needed
from payung.monitoring.models import (
    CoverageTarget,
    EligibleUniverse,
    RegionBasis,
    UniverseKind,
    UniverseMethod,
)
from payung.monitoring.targets import goals
from payung.reference.models import Region
from payung.registry.models import Segment


def known_region(code: str) -> Region:
    """The region of a code; ``MonitoringRefused`` when there is none."""
    region = Region.objects.filter(pk=code).first()
    if region is None:
        raise MonitoringRefused(
            "region_unknown",
            f"Kode wilayah {code!r} tidak dikenal; tulis seperti 19 (provinsi) atau 19.01.",
            f"Region code {code!r} is unknown; write it as 19 (province) or 19.01.",
            region=code,
        )
    return region


def past_day(as_of: date) -> date:
    """The day, when it is no later than the business date; else ``MonitoringRefused``."""
    today = clock.today()
    if as_of > today:
        raise MonitoringRefused(
            "day_in_future",
            f"Tanggal {as_of:%d-%m-%Y} belum terjadi; hari ini {today:%d-%m-%Y}.",
            f"The day {as_of.isoformat()} has not come yet; today is {today.isoformat()}.",
            as_of=as_of.isoformat(),
        )
    return as_of


def universe_of(
    region: str, as_of: date, kind: UniverseKind = UniverseKind.ELIGIBLE_UNIVERSE
) -> EligibleUniverse | None:
    """The universe of that kind in force on a day: the latest day, then the newest record."""
    return universes_of([region], as_of, kind).get(region)


def target_of(region: str, year: int) -> CoverageTarget | None:
    """The share of ACTIVE_COVERAGE to be reached by a year's end: the one that counts."""
    return _targets([region], year).get(region)


def coverage(
    reader: Reader,
    *,
    region: str,
    as_of: date,
    basis: RegionBasis = RegionBasis.REGISTRATION,
    kind: UniverseKind = UniverseKind.ELIGIBLE_UNIVERSE,
) -> Coverage:
    """The coverage of a region and of each region below it, computed from registry and bills.

    The same books give the same figures for any past day. Only employers within the reader's
    scope are counted. ``AccessRefused`` without VIEW_COVERAGE, ``MonitoringRefused`` for an
    unknown region or a day to come.
    """
    reader.require(permissions.VIEW_COVERAGE)
    root = known_region(region)
    grace = active_grace(past_day(as_of))
    counts = count_members(
        reader, region=region, as_of=as_of, grace=grace.number, basis=RegionBasis(basis)
    )
    return assemble(root, counts, as_of=as_of, grace=grace, basis=RegionBasis(basis), kind=kind)


def assemble(
    root: Region,
    counts: Sequence[Count],
    *,
    as_of: date,
    grace: Value,
    basis: RegionBasis,
    kind: UniverseKind = UniverseKind.ELIGIBLE_UNIVERSE,
) -> Coverage:
    """Counts by regency, joined with universes and targets, as coverage with its children."""
    children = list(Region.objects.filter(parent=root).order_by("code"))
    codes = [root.code, *(child.code for child in children)]
    universes = universes_of(codes, as_of, kind)
    targets = _targets(codes, as_of.year)

    def one(region: Region, below: tuple[Coverage, ...] = ()) -> Coverage:
        return _coverage_of(
            region,
            [count for count in counts if count.region.startswith(region.code)],
            as_of=as_of,
            universe=universes.get(region.code),
            target=targets.get(region.code),
            definition=_definition(grace, basis, kind),
            children=below,
        )

    return one(root, tuple(one(child) for child in children))


def _coverage_of(
    region: Region,
    counts: Sequence[Count],
    *,
    as_of: date,
    universe: EligibleUniverse | None,
    target: CoverageTarget | None,
    definition: Definition,
    children: tuple[Coverage, ...],
) -> Coverage:
    active, registered = total(counts)
    persons = universe.persons if universe else None
    members = None
    if persons is not None and target is not None:
        members = members_needed(target.share, persons)
    return Coverage(
        region=region.code,
        region_name=region.name,
        as_of=as_of,
        active=active,
        registered=registered,
        by_segment=_by_segment(counts),
        universe=persons,
        universe_record=_universe_record(universe) if universe else None,
        rate_bp=half_up_ratio(active, BASIS_POINTS, persons) if persons else None,
        target=_target(target) if target else None,
        target_members=members,
        gap=None if members is None else members - active,
        definition=definition,
        children=children,
    )


def _by_segment(counts: Sequence[Count]) -> tuple[SegmentCount, ...]:
    return tuple(
        SegmentCount(segment.value, segment.name, *total(c for c in counts if c.segment == segment))
        for segment in Segment
    )


def _definition(grace: Value, basis: RegionBasis, kind: UniverseKind) -> Definition:
    months = grace.number
    return Definition(
        numerator_id="Orang dengan kepesertaan terbuka yang iuran jatuh temponya belum lunas "
        f"paling banyak {months} bulan; tiap orang dihitung sekali.",
        numerator_en="Persons with an open membership whose due contributions are unsettled for "
        f"at most {months} months; each person is counted once.",
        grace_months=months,
        grace_article=grace.article,
        grace_confidence=grace.confidence,
        segments=tuple(segment.name for segment in Segment),
        region_basis=basis.value,
        region_basis_label=str(basis.label),
        denominator_kind=kind.value,
        denominator_kind_label=str(kind.label),
    )


def _universe_record(record: EligibleUniverse) -> UniverseRecord:
    return UniverseRecord(
        persons=record.persons,
        kind=record.kind,
        kind_label=str(UniverseKind(record.kind).label),
        method=UniverseMethod(record.method).value,
        as_of=record.as_of,
        source=record.source,
        confidence=record.confidence,
    )


def _target(record: CoverageTarget) -> Target:
    return Target(
        share=record.share,
        year=record.year,
        region=record.region_id,
        set_by=record.set_by,
        document=record.document,
    )


def universes_of(
    codes: Iterable[str], as_of: date, kind: UniverseKind
) -> dict[str, EligibleUniverse]:
    """The universe in force of each region that has one, by code: one query."""
    rows = EligibleUniverse.objects.filter(region__in=list(codes), as_of__lte=as_of, kind=kind)
    return {row.region_id: row for row in rows.order_by("as_of", "id")}


def _targets(codes: Iterable[str], year: int) -> dict[str, CoverageTarget]:
    """The shares that count for regions, a province's for its regencies without their own."""
    found = goals(codes, year=year, on=clock.today())
    return {
        code: goal.target
        for code, goal in found.items()
        if code is not None and goal.target.share is not None
    }
