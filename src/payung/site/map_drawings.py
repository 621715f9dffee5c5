"""Maps of regions: within boundaries, as circles at their places, or as hexagons.

Imported only when something has to be drawn: Altair is heavy.
"""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from payung.site.charts import BATA, DAUN, INK, KUNYIT, TRACK, Boundaries, Spot
from payung.site.drawings import coverage_map, svg
from payung.site.map_grid import ROW_STEP_PERMILLE, grid_of
from payung.site.map_places import COLOURS, height_of, label_places, placed_on

WIDTH = 440
#: On more areas than these no figure finds room.
MOST_TEXTS = 20
#: A hexagon with a point above: its corners in thousandths of its radius.
_HEXAGON = "M0,-1L0.866,-0.5L0.866,0.5L0,1L-0.866,0.5L-0.866,-0.5Z"
#: Letters on each colour, light or dark (tests/site/test_contrast.py holds the pairs).
_LETTERS = {DAUN: "#ffffff", BATA: "#ffffff", KUNYIT: INK, TRACK: INK}


def region_map(spots: Sequence[Spot], boundaries: Boundaries | None) -> str:
    """Boundaries when the operator has loaded those of these regions; else circles while every
    name finds room beside its own; else hexagons."""
    if boundaries is not None and any(spot.code in boundaries.shapes for spot in spots):
        return _shapes(spots, boundaries)
    if _crowded(spots):
        return _hexagons(spots)
    return coverage_map(spots)


def _crowded(spots: Sequence[Spot]) -> bool:
    labels = label_places(placed_on(spots, 520, height_of(spots, 520)), 520)
    return any(not label["text"] for label in labels)


def _hexagons(spots: Sequence[Spot]) -> str:
    """One hexagon a region, with its short name and its figure."""
    grid = grid_of(tuple((spot.longitude_mdeg, spot.latitude_mdeg) for spot in spots))
    cell = WIDTH / (grid.columns + 0.5)
    step = cell * ROW_STEP_PERMILLE / 1000
    height = round(step * (grid.rows - 1) + cell * 1.2)
    name_size = max(8, min(11, cell / 4.4))
    letters = round(cell / name_size / 0.56)
    rows = [
        {
            "x": round(cell * (column + 0.5 + 0.5 * (row % 2)), 1),
            "y": round(cell * 0.6 + step * row, 1),
            "colour": COLOURS[spot.standing],
            "ink": _LETTERS[COLOURS[spot.standing]],
            "name": _cut(spot.short or spot.name, letters),
            "figure": spot.text or str((spot.rate_bp + 50) // 100),
        }
        for spot, (column, row) in zip(spots, grid.cells, strict=True)
    ]
    base = alt.Chart(alt.NamedData(name="cells")).encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH], nice=False)),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False)),
    )
    # The area of Vega's symbols is the square of twice their unit: corner to corner is 2 units.
    size = (cell / 0.866 * 0.97) ** 2
    hexagons = base.mark_point(
        shape=_HEXAGON, filled=True, size=size, opacity=1, stroke="#ffffff", strokeWidth=1
    ).encode(fill=alt.Fill("colour:N", scale=None))
    ink = alt.Color("ink:N", scale=None)
    names = base.mark_text(fontSize=name_size, dy=-name_size * 0.45).encode(
        text="name:N", color=ink
    )
    figures = base.mark_text(
        fontSize=name_size * 1.3, fontWeight="bold", dy=name_size * 0.85
    ).encode(text="figure:N", color=ink)
    return svg(
        alt.layer(hexagons, names, figures).properties(width=WIDTH, height=height), cells=rows
    )


def _cut(name: str, letters: int) -> str:
    return name if len(name) <= letters else f"{name[: letters - 1].rstrip()}."


def _shapes(spots: Sequence[Spot], boundaries: Boundaries) -> str:
    """The areas coloured; a region without a boundary keeps its circle."""
    within = [spot for spot in spots if spot.code in boundaries.shapes]
    shapes = [
        {
            "type": "Feature",
            "geometry": boundaries.shapes[spot.code],
            "properties": {"colour": COLOURS[spot.standing]},
        }
        for spot in within
    ]
    areas = (
        alt.Chart(alt.NamedData(name="shapes"))
        .mark_geoshape(stroke=INK, strokeWidth=0.5)
        .encode(fill=alt.Fill("properties.colour:N", scale=None))
    )
    points = alt.Chart(
        alt.Data(
            values=[
                {
                    "longitude": spot.longitude_mdeg / 1000,
                    "latitude": spot.latitude_mdeg / 1000,
                    "colour": COLOURS[spot.standing],
                    "name": spot.short or spot.name,
                }
                for spot in spots
                if spot.code not in boundaries.shapes
            ]
        )
    ).encode(longitude="longitude:Q", latitude="latitude:Q")
    circles = points.mark_circle(size=120, stroke=INK, strokeWidth=1, opacity=1).encode(
        fill=alt.Fill("colour:N", scale=None)
    )
    layers = [areas, circles] if len(within) < len(spots) else [areas]
    if len(spots) <= MOST_TEXTS:
        layers.append(_texts(spots))
    chart = alt.layer(*layers).project(type="identity", reflectY=True)
    return svg(chart.properties(width=WIDTH, height=_height(spots)), shapes=shapes)


def _texts(spots: Sequence[Spot]) -> alt.Chart:
    """The figure of each region on its area, on a light ground so that every colour bears it."""
    rows = [
        {
            "longitude": spot.longitude_mdeg / 1000,
            "latitude": spot.latitude_mdeg / 1000,
            "text": spot.text or str((spot.rate_bp + 50) // 100),
        }
        for spot in spots
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        longitude="longitude:Q", latitude="latitude:Q", text="text:N"
    )
    halo = {"stroke": "#ffffff", "strokeWidth": 3, "strokeJoin": "round"}
    words = {"fontSize": 13, "fontWeight": "bold"}
    return alt.layer(base.mark_text(**words, **halo), base.mark_text(**words, color=INK))


def _height(spots: Sequence[Spot]) -> int:
    return min(420, max(180, height_of(spots, WIDTH)))
