"""TopoJSON unpacked into GeoJSON geometries (topojson-specification 1.0)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Ring = list[list[float]]


def features_of(topology: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The geometries of all objects as GeoJSON features, with their ids and properties.

    ``KeyError``, ``IndexError``, ``TypeError`` or ``ValueError`` when the file is not what it says.
    """
    arcs = _arcs(topology)
    for named in topology["objects"].values():
        within = named["geometries"] if named["type"] == "GeometryCollection" else [named]
        for one in within:
            yield {
                "type": "Feature",
                "id": one.get("id"),
                "properties": one.get("properties") or {},
                "geometry": _geometry(one, arcs),
            }


def _arcs(topology: dict[str, Any]) -> list[Ring]:
    """Each arc's points in degrees: with a transform they are steps from point to point."""
    transform = topology.get("transform")
    if transform is None:
        return [[[float(x), float(y)] for x, y, *_ in arc] for arc in topology["arcs"]]
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    unpacked = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y, *_ in arc:
            x, y = x + step_x, y + step_y
            points.append([x * scale_x + shift_x, y * scale_y + shift_y])
        unpacked.append(points)
    return unpacked


def _geometry(one: dict[str, Any], arcs: list[Ring]) -> dict[str, Any] | None:
    kind = one["type"]
    if kind == "Polygon":
        return {"type": kind, "coordinates": [_ring(ring, arcs) for ring in one["arcs"]]}
    if kind == "MultiPolygon":
        return {
            "type": kind,
            "coordinates": [[_ring(ring, arcs) for ring in part] for part in one["arcs"]],
        }
    return None if kind is None else {"type": kind, "coordinates": []}


def _ring(numbers: Sequence[int], arcs: list[Ring]) -> Ring:
    """Arcs joined end to end; a negative number names an arc walked backwards."""
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return points
