"""The directory of service points, and the regions of a province where a service is missing."""

from __future__ import annotations

from datetime import date

from django.db.models import F, QuerySet

from payung.access.permissions import VIEW_REGULATIONS
from payung.access.reader import Reader
from payung.errors import NotFound
from payung.reference.models import Region, Service, ServicePoint
from payung.reference.service_points import RegionServices, open_points, services_by_region
from payung.sponsorship.reach import by_region, regions_within


def service_points(
    reader: Reader,
    on: date,
    *,
    region: str | None = None,
    kind: str = "",
    service: Service | None = None,
    search: str = "",
) -> QuerySet[ServicePoint]:
    """The service points open on a day in the reader's regions, by region, kind and name.

    Raises ``AccessRefused`` without VIEW_REGULATIONS.
    """
    reader.require(VIEW_REGULATIONS)
    found = open_points(on).filter(by_region(reader, VIEW_REGULATIONS))
    if region:
        found = found.filter(region__pk__startswith=region)
    if kind:
        found = found.filter(kind=kind)
    if service:
        found = found.annotate(bit=F("services").bitand(int(service))).filter(bit__gt=0)
    if search:
        found = found.filter(name__icontains=search)
    return found.order_by("region", "kind", "name")


def service_point(reader: Reader, point_id: int) -> ServicePoint:
    """A service point in the reader's regions, also a closed one. Raises ``NotFound``."""
    reader.require(VIEW_REGULATIONS)
    points = ServicePoint.objects.select_related("region", "village")
    found = points.filter(by_region(reader, VIEW_REGULATIONS), pk=point_id).first()
    if found is None:
        raise NotFound(
            "service_point_unknown",
            "Titik layanan ini tidak ada dalam wilayah kerja Anda.",
            "This service point is not within your scope.",
        )
    return found


def services_of(reader: Reader, on: date, *, region: str | None = None) -> list[RegionServices]:
    """What each regency in sight has on a day; those that lack most first.

    ``region`` narrows to a province or a regency. Where a service is missing, the nearest region
    that has one is named, by the straight line between the two regions' points.
    """
    reader.require(VIEW_REGULATIONS)
    regions = Region.objects.filter(regions_within(reader, VIEW_REGULATIONS), parent__isnull=False)
    if region:
        regions = regions.filter(pk__startswith=region)
    found = services_by_region(list(regions.order_by("code")), on)
    return sorted(found, key=lambda row: (-len(row.missing), row.region.pk))
