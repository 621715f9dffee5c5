"""Outlines made light enough for a page, neighbours keeping one border between them."""

from __future__ import annotations

import json
from collections.abc import Mapping

import shapely
from shapely.geometry.base import BaseGeometry

#: So many corners may all outlines of a level have: some 700 kB of text.
MOST_CORNERS = 30_000
#: Coordinates are kept to a thousandth of a degree, about 110 metres.
GRID = 0.001
#: Islands below this many square degrees (about 12 km2) go when an outline is heavy.
LEAST_ISLAND = 0.001
#: How the tolerance (degrees) begins and how it grows until the outlines are light enough.
_FIRST_TOLERANCE, _GROWTH, _ROUNDS = 0.002, 1.7, 12


def corners(shapes: Mapping[str, BaseGeometry]) -> int:
    """All corners of all outlines."""
    return int(shapely.get_num_coordinates(list(shapes.values())).sum())


def lightened(shapes: Mapping[str, BaseGeometry]) -> dict[str, dict[str, object]]:
    """GeoJSON geometries by code; as they came when they are few corners, else simplified.

    Shared borders stay shared (coverage simplification after Visvalingam), so that no gap opens
    between neighbours. Every region keeps at least its largest part.
    """
    codes, areas = list(shapes), list(shapes.values())
    if corners(shapes) > MOST_CORNERS:
        areas = [_without_small_islands(area) for area in areas]
    tolerance = _FIRST_TOLERANCE
    for _ in range(_ROUNDS):
        if int(shapely.get_num_coordinates(areas).sum()) <= MOST_CORNERS:
            break
        areas = list(shapely.coverage_simplify(areas, tolerance))
        tolerance *= _GROWTH
    return {
        code: json.loads(shapely.to_geojson(_on_grid(area)))
        for code, area in zip(codes, areas, strict=True)
    }


def _without_small_islands(area: BaseGeometry) -> BaseGeometry:
    parts = sorted(getattr(area, "geoms", [area]), key=lambda part: -part.area)
    kept = [parts[0], *(part for part in parts[1:] if part.area >= LEAST_ISLAND)]
    return shapely.MultiPolygon(kept) if len(kept) > 1 else kept[0]


def _on_grid(area: BaseGeometry) -> BaseGeometry:
    rounded = shapely.set_precision(area, GRID)
    return area if rounded.is_empty else rounded
