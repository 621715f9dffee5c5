"""Where circles and names go on the map of a province."""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt

from payung.site.charts import BATA, DAUN, KUNYIT, TRACK, Spot, Standing

#: Room around the outermost circles, and the width of a letter, in the drawing's units.
EDGE_X, EDGE_Y, LETTER = 70, 34, 8

COLOURS = {
    Standing.REACHED: DAUN,
    Standing.HALF: KUNYIT,
    Standing.FAR: BATA,
    Standing.UNKNOWN: TRACK,
}

Place = dict[str, object]


def height_of(spots: Sequence[Spot], width: int) -> int:
    """The height that keeps east-west and north-south distances alike, within a page's bounds."""
    across, down = _extent(spots)
    return min(560, max(220, (width - 2 * EDGE_X) * down // across + 2 * EDGE_Y))


def _extent(spots: Sequence[Spot]) -> tuple[int, int]:
    across = max(s.longitude_mdeg for s in spots) - min(s.longitude_mdeg for s in spots)
    down = max(s.latitude_mdeg for s in spots) - min(s.latitude_mdeg for s in spots)
    return max(across, 1), max(down, 1)


def placed_on(spots: Sequence[Spot], width: int, height: int) -> list[Place]:
    """Each region's circle: its centre in the drawing's units, its area, its colour."""
    across, down = _extent(spots)
    west = min(spot.longitude_mdeg for spot in spots)
    north = max(spot.latitude_mdeg for spot in spots)
    largest = max(spot.universe for spot in spots) or 1
    return [
        {
            "text": spot.name,
            "x": EDGE_X + (spot.longitude_mdeg - west) * (width - 2 * EDGE_X) // across,
            "y": EDGE_Y + (north - spot.latitude_mdeg) * (height - 2 * EDGE_Y) // down,
            "area": 150 + 1250 * spot.universe // largest,
            "colour": COLOURS[spot.standing],
        }
        for spot in spots
    ]


def label_places(placed: Sequence[Place], width: int) -> list[Place]:
    """Where each name goes: right, left, above or below its circle, the first that is free.

    ``text`` is empty where all four would cover another circle or name.
    """
    taken = [_box(int(p["x"]), int(p["y"]), _radius(p), _radius(p)) for p in placed]
    labels: list[Place] = []
    for place in sorted(placed, key=lambda p: -int(p["area"])):
        x, y, r = int(place["x"]), int(place["y"]), _radius(place)
        half = len(str(place["text"])) * LETTER // 2
        choices = (
            ("left", x + r + 4, y, x + r + 4 + half),
            ("right", x - r - 4, y, x - r - 4 - half),
            ("center", x, y - r - 9, x),
            ("center", x, y + r + 9, x),
        )
        for align, at_x, at_y, middle in choices:
            box = _box(middle, at_y, half, 7)
            inside = box[0] >= 0 and box[2] <= width
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                labels.append({"text": place["text"], "x": at_x, "y": at_y, "align": align})
                break
        else:
            labels.append({"text": "", "x": x, "y": y, "align": "center"})
    return labels


def _radius(place: Place) -> int:
    return isqrt(int(place["area"]) * 100 // 314) + 1


def _box(x: int, y: int, half_width: int, half_height: int) -> tuple[int, int, int, int]:
    return x - half_width, y - half_height, x + half_width, y + half_height


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
