"""Villages and service points that an agency loads for the regions it works for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from payung.access.audit import acting
from payung.access.permissions import MANAGE_ACTIONS, MANAGE_REFERENCE
from payung.access.reader import Reader
from payung.reference.models import Region, ServicePoint
from payung.reference.own_tables import load_villages
from payung.reference.service_points import load_service_points
from payung.reference.upsert import TableCounts
from payung.sponsorship.errors import ActionRefused
from payung.sponsorship.reach import regions_within


def take_villages(*, actor: Reader, file: Path | BinaryIO, source: str) -> TableCounts:
    """Take a list of villages (``load_villages``): the custodian's anywhere, others' in their
    regions.

    Raises ``AccessRefused`` without MANAGE_REFERENCE or MANAGE_ACTIONS, ``RefusedFile`` with every
    wrong row.
    """
    with acting(actor, "load villages"):
        return load_villages(file, actor=str(actor.user), source=source, regions=_regions(actor))


def take_service_points(*, actor: Reader, file: Path | BinaryIO, source: str) -> TableCounts:
    """Take a list of service points (``load_service_points``) in the actor's regions.

    Raises ``AccessRefused`` without MANAGE_ACTIONS or MANAGE_REFERENCE, ``RefusedFile`` with every
    wrong row.
    """
    with acting(actor, "load service points"):
        return load_service_points(
            file, actor=str(actor.user), source=source, regions=_regions(actor)
        )


@transaction.atomic
def close_service_point(
    *, actor: Reader, point_id: int, last_day: date, reason: str
) -> ServicePoint:
    """End a service point on its last day. The same day again changes nothing.

    Raises ``ActionRefused`` when there is no such point in the actor's regions, the day lies
    before the first one, or no reason is given.
    """
    regions = _regions(actor)
    points = ServicePoint.objects.select_for_update()
    if regions is not None:
        points = points.filter(region__in=regions)
    point = points.filter(pk=point_id).first()
    if point is None:
        raise ActionRefused(
            "service_point_unknown",
            "Titik layanan ini tidak ada dalam wilayah kerja Anda.",
            "This service point is not within your scope.",
        )
    if last_day < point.open_from or not reason.strip():
        raise ActionRefused(
            "service_point_closing",
            f"Tulis alasan, dan hari terakhir tidak sebelum {point.open_from:%d-%m-%Y}.",
            f"Give a reason, and a last day not before {point.open_from.isoformat()}.",
        )
    if point.open_to != last_day:
        point.open_to = last_day
        with acting(actor, reason.strip()):
            point.save(update_fields=["open_to"])
    return point


def _regions(actor: Reader) -> frozenset[str] | None:
    """The regions whose lists the actor may load; None is the nation."""
    if not actor.can(MANAGE_REFERENCE):
        actor.require(MANAGE_ACTIONS)
    within = [regions_within(actor, each) for each in (MANAGE_REFERENCE, MANAGE_ACTIONS)]
    if not all(within):
        return None
    found = Region.objects.filter(within[0] | within[1]).values_list("code", flat=True)
    return frozenset(found)
