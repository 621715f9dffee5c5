"""A prepared session put together from what its preparation keeps: a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from payung.monitoring.models import CoverageTarget, MonevPreparation
from payung.monitoring.sessions.pages import (
    GovernmentPage,
    Pack,
    common_definition,
    coverage_of,
    ranking,
)
from payung.monitoring.sessions.shown import Figures, Shown, by_region, shown_of
from payung.monitoring.targets import above
from payung.reference.models import Region
from payung.reference.queries import in_regions


def assemble(preparation: MonevPreparation) -> Pack:
    """The pages of a preparation; the same preparation gives the same pages for ever."""
    session = preparation.session
    regions = [one.region for one in session.regions.select_related("region")]
    now, past = shown_of(preparation)
    figures = by_region(now)
    common = common_definition(figures.get(region.pk, {}) for region in regions)
    targets = _targets(preparation)
    own = [region.pk for region in regions]
    below = [
        region
        for region in Region.objects.filter(in_regions(own)).order_by("code")
        if region.pk not in own and region.pk in figures
    ]
    shares = _shares(targets, common, session.as_of.year, (*regions, *below))
    nation = figures.get(None, {})
    lower = ranking(below, figures, common, _bp(shares))
    return Pack(
        session=session,
        preparation=preparation,
        nation=nation,
        nation_coverage=coverage_of(nation, common)[0],
        common=common,
        governments=tuple(
            _page(region, figures, common, shares, preparation.lists, past) for region in regions
        ),
        league=ranking(regions, figures, common, _bp(shares)),
        regencies=lower if any(one.rank for one in lower) else (),
        national_path=tuple(one for one in targets if one.region_id is None),
        figures=now,
    )


def _page(
    region: Region,
    figures: Mapping[str | None, Figures],
    common: Shown | None,
    targets: Mapping[str, CoverageTarget],
    lists: Mapping[str, object],
    past: Sequence[Shown],
) -> GovernmentPage:
    own = figures.get(region.pk, {})
    coverage, alike = coverage_of(own, common)
    found = lists.get(region.pk, {})
    return GovernmentPage(
        region=region,
        figures=own,
        coverage=coverage,
        comparable=alike,
        target=targets.get(region.pk) if alike else None,
        lists=found if isinstance(found, dict) else {},
        past=_line(region, own, common, past),
    )


def _line(
    region: Region, own: Figures, common: Shown | None, past: Sequence[Shown]
) -> tuple[Shown, ...]:
    """The coverage that is compared, from the past to the session's day, of one region."""
    line = [one for one in past if one.region == region.pk]
    now = own.get((common.code, "")) if common else None
    if now is not None:
        line.append(now)
    return tuple(sorted(line, key=lambda one: (one.as_of, one.pk)))


def _targets(preparation: MonevPreparation) -> list[CoverageTarget]:
    rows = preparation.figures.filter(target__isnull=False).select_related(
        "target__definition", "target__region"
    )
    found = [row.target for row in rows.order_by("pk") if row.target is not None]
    return sorted(found, key=lambda one: (one.definition.code, one.year, one.pk))


def _shares(
    targets: Sequence[CoverageTarget],
    common: Shown | None,
    year: int,
    regions: Sequence[Region],
) -> dict[str, CoverageTarget]:
    """The target of each region on the scale that is compared: its own, else its province's."""
    found = {
        one.region_id: one
        for one in targets
        if common is not None
        and one.definition.code == common.code
        and one.year == year
        and one.share is not None
    }
    return {
        region.pk: found[code]
        for region in regions
        for code in (region.pk, above(region.pk))
        if code in found and (code == region.pk or region.pk not in found)
    }


def _bp(targets: Mapping[str, CoverageTarget]) -> dict[str, int]:
    return {code: one.share for code, one in targets.items() if one.share is not None}
