"""The outlines in force: those of the last file of a level."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from payung.monitoring.models.boundaries import BoundaryFile, BoundaryLevel, RegionBoundary


@dataclass(frozen=True)
class LoadedBoundaries:
    """GeoJSON geometries by region code, and what is said of their source."""

    file_id: int
    source: str
    licence: str
    shapes: dict[str, object]


def boundaries_in_force(level: BoundaryLevel) -> LoadedBoundaries | None:
    """The outlines of a level; None when no file was loaded. Public facts: no bounds apply."""
    newest = BoundaryFile.objects.filter(level=level).values_list("pk", flat=True).first()
    return None if newest is None else _loaded(newest)


@lru_cache(maxsize=4)
def _loaded(file_id: int) -> LoadedBoundaries:
    """Files are never changed: each process reads one once."""
    file = BoundaryFile.objects.get(pk=file_id)
    rows = RegionBoundary.objects.filter(file=file_id).values_list("region", "shape")
    return LoadedBoundaries(file_id, file.source, file.licence, dict(rows))
