"""What everybody may read without signing in: releases, and nothing but what stands in them.

No reader is asked for: these functions see only the tables of published cells. ``preview`` is the
custodian's, and sees the figures behind them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.models import IndicatorDefinition, OpenCell, OpenRelease
from payung.monitoring.open_data.catalogue import Dataset, dataset_of, datasets
from payung.monitoring.open_data.draft import Draft, draft_of
from payung.reference.models import Region

#: The headline of the public page, and where its figures are published.
HEADLINE, COVERAGE, MEMBERS = "ACTIVE_COVERAGE", "cakupan", "peserta"
SEGMENTS_OF = "ACTIVE_MEMBERS"


@dataclass(frozen=True)
class Listed:
    """A data set with its releases, the newest first; ``current`` is not withdrawn."""

    dataset: Dataset
    releases: tuple[OpenRelease, ...]

    @property
    def current(self) -> OpenRelease | None:
        """The newest release that stands."""
        return next((one for one in self.releases if not hasattr(one, "withdrawal")), None)


@dataclass(frozen=True)
class Shown:
    """A published figure of a region: ``cell.value`` None and ``hidden`` when it is not shown."""

    region: str | None
    name: str
    cell: OpenCell | None

    @property
    def hidden(self) -> bool:
        """Whether the figure exists and is not shown."""
        return self.cell is not None and self.cell.hidden


@dataclass(frozen=True)
class PublicOverview:
    """What the public page shows of the nation or of a province.

    ``whole`` is the region's latest coverage, ``below`` that of the regions in it on the same day,
    ``series`` its months (one definition), ``parts`` its members by segment.
    """

    region: Region | None
    release: OpenRelease | None
    definition: IndicatorDefinition | None
    as_of: date | None
    whole: Shown
    below: tuple[Shown, ...]
    series: tuple[OpenCell, ...]
    parts: tuple[OpenCell, ...]


def listed(slug: str) -> Listed:
    """One data set with its releases; ``MonitoringRefused`` when there is none of that name."""
    return next(one for one in all_listed() if one.dataset is dataset_of(slug))


def all_listed() -> tuple[Listed, ...]:
    """All data sets with their releases. One statement."""
    found: dict[str, list[OpenRelease]] = {slug: [] for slug in datasets()}
    for release in OpenRelease.objects.select_related("withdrawal").order_by("-version"):
        if release.dataset in found:
            found[release.dataset].append(release)
    return tuple(Listed(one, tuple(found[slug])) for slug, one in datasets().items())


def release_of(slug: str, version: int | None) -> OpenRelease | None:
    """A version of a data set (None: the newest that stands), also a withdrawn one when named."""
    if slug not in datasets():
        return None
    known = OpenRelease.objects.select_related("withdrawal").filter(dataset=slug)
    if version is None:
        return known.filter(withdrawal=None).order_by("-version").first()
    return known.filter(version=version).first()


def preview(reader: Reader, *, dataset: str) -> Draft:
    """The next release of a data set as it would be now, with what is hidden and why.

    ``AccessRefused`` without PUBLISH_DATA, ``MonitoringRefused`` for an unknown data set.
    """
    reader.require(permissions.PUBLISH_DATA)
    releases = OpenRelease.objects.filter(dataset=dataset).order_by("-version")
    return draft_of(dataset_of(dataset), today(), list(releases))


def public_overview(region: str | None) -> PublicOverview:
    """The published coverage of the nation (None) or of a province.

    ``MonitoringRefused`` (``region_unknown``) when there is no province of that code.
    """
    place = Region.objects.filter(code=region, parent=None).first() if region else None
    if region and place is None:
        raise MonitoringRefused(
            "region_unknown",
            f"Provinsi {region!r} tidak dikenal.",
            f"There is no province {region!r}.",
        )
    release = release_of(COVERAGE, None)
    places = list(Region.objects.filter(parent=place).order_by("code"))
    cells = _coverage_cells(release, place, places)
    definition = max((one.definition for one in cells), key=lambda d: d.version, default=None)
    own = [one for one in cells if one.definition == definition]
    as_of = max((one.as_of for one in own if one.as_of), default=None)
    now = {one.region_id: one for one in own if one.as_of == as_of}
    code = place.code if place else None
    return PublicOverview(
        region=place,
        release=release,
        definition=definition,
        as_of=as_of,
        whole=Shown(code, place.name if place else "Indonesia", now.get(code)),
        below=tuple(Shown(one.code, one.name, now.get(one.code)) for one in places),
        series=tuple(one for one in own if one.region_id == code),
        parts=_segments(code),
    )


def _coverage_cells(
    release: OpenRelease | None, place: Region | None, below: Sequence[Region]
) -> list[OpenCell]:
    """Coverage of a place in all months, and of those below it in the last one."""
    if release is None:
        return []
    cells = OpenCell.objects.filter(
        release=release, definition__code=HEADLINE, part="", period_from=None
    ).select_related("definition")
    own = cells.filter(region=place) if place else cells.filter(region=None)
    last = cells.order_by("-as_of").values_list("as_of", flat=True).first()
    there = cells.filter(region__in=below, as_of=last)
    return [*own.order_by("as_of"), *there]


def _segments(code: str | None) -> tuple[OpenCell, ...]:
    """The members of a region by segment, on the last day published."""
    release = release_of(MEMBERS, None)
    if release is None:
        return ()
    cells = OpenCell.objects.filter(
        release=release, definition__code=SEGMENTS_OF, region=code
    ).exclude(part="")
    found = list(cells.order_by("-as_of", "-definition__version", "pk"))
    return tuple(
        one
        for one in found
        if (one.as_of, one.definition_id) == (found[0].as_of, found[0].definition_id)
    )
