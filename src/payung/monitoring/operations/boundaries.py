"""Outlines of regions: taken from a file of the operator's own."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.db import connection, transaction

from payung.access import permissions
from payung.access.audit import acting
from payung.access.reader import Reader
from payung.monitoring.boundaries.checking import Checked, check
from payung.monitoring.boundaries.reading import read, refused
from payung.monitoring.boundaries.simplifying import corners, lightened
from payung.monitoring.models.boundaries import BoundaryFile, BoundaryLevel, RegionBoundary

#: Class of the advisory lock of boundary files ("bnds").
_LOCK = 0x626E6473


@transaction.atomic
def import_boundaries(
    *,
    actor: Reader,
    content: bytes,
    file_name: str,
    source: str,
    licence: str,
    level: BoundaryLevel | None = None,
    code_property: str | None = None,
) -> BoundaryFile:
    """Take the outlines of all regions of one level; from then on maps are drawn within them.

    The same file with the same source and licence again changes nothing. ``AccessRefused`` without
    MANAGE_REFERENCE; ``MonitoringRefused`` when source or licence are not stated, or the file is
    not what it should be (``boundaries.reading``, ``boundaries.checking``).
    """
    actor.require(permissions.MANAGE_REFERENCE)
    if not source.strip() or not licence.strip():
        raise refused(
            "source_missing",
            "Sebutkan sumber dan lisensi berkas batas wilayah.",
            "State the source and the licence of the boundary file.",
        )
    checked = check(read(content, code_property=code_property), level=level)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    stated: dict[str, object] = {
        "content_hash": hashlib.sha256(content).digest(),
        "source": source.strip(),
        "licence": licence.strip(),
    }
    in_force = BoundaryFile.objects.filter(level=checked.level).first()
    if in_force and all(_same(getattr(in_force, key), value) for key, value in stated.items()):
        return in_force
    with acting(actor, "import_boundaries"):
        return _write(checked, Path(file_name).name[:200], actor, stated)


def _write(
    checked: Checked, file_name: str, actor: Reader, stated: dict[str, object]
) -> BoundaryFile:
    shapes = lightened(checked.shapes)
    taken = BoundaryFile.objects.create(
        **stated,
        level=checked.level,
        file_name=file_name,
        regions=len(shapes),
        corners_read=corners(checked.shapes),
        corners_kept=sum(_points(shape["coordinates"]) for shape in shapes.values()),
        missing=list(checked.missing),
        renamed=checked.renamed,
        recorded_by=actor.user,
    )
    RegionBoundary.objects.bulk_create(
        RegionBoundary(file=taken, region_id=code, shape=shape) for code, shape in shapes.items()
    )
    return taken


def _same(there: object, stated: object) -> bool:
    return bytes(there) == stated if isinstance(there, (bytes, memoryview)) else there == stated


def _points(coordinates: object) -> int:
    """How many points nested lists of coordinates hold."""
    if not isinstance(coordinates, list):
        return 0
    if coordinates and isinstance(coordinates[0], (int, float)):
        return 1
    return sum(_points(one) for one in coordinates)
