"""Charts drawn on the server as SVG, kept by content.

The text beside each chart says what its colours say. An SVG depends on nothing but its
specification and the version of the drawing library, so it is drawn once and found again by the
hash of both, in memory and in the data folder (all processes of the site share that).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from math import isqrt
from pathlib import Path

import altair as alt
import vl_convert
from django.utils.safestring import SafeString, mark_safe

from payung.home import home
from payung.site import formatting

#: The colours of the stylesheet that charts use (its tokens of the same names).
INK, INK_SOFT, LINE, TRACK = "#1c2526", "#4d5a5c", "#d9d2c3", "#e9e3d6"
NILA, DAUN, BATA, KUNYIT = "#0f5563", "#2c6e49", "#a3341f", "#f2b441"
#: Drawn charts that are kept on disk; the oldest go first.
KEPT = 500


#: Room around the outermost circles, and the width of a letter, in the drawing's units.
EDGE_X, EDGE_Y, LETTER = 70, 34, 8

Place = dict[str, object]


class Standing(StrEnum):
    """Where a region stands against its target."""

    REACHED = "reached"
    HALF = "half"  # at least half of the target
    FAR = "far"
    UNKNOWN = "unknown"


_CLASS_COLOURS = {
    Standing.REACHED: DAUN,
    Standing.HALF: KUNYIT,
    Standing.FAR: BATA,
    Standing.UNKNOWN: TRACK,
}


def standing(rate_bp: int, target_bp: int | None) -> Standing:
    """The standing of a coverage against a target, both in basis points."""
    if target_bp is None:
        return Standing.UNKNOWN
    if rate_bp >= target_bp:
        return Standing.REACHED
    return Standing.HALF if rate_bp * 2 >= target_bp else Standing.FAR


@dataclass(frozen=True)
class Spot:
    """One regency on the map: a point, its figures in basis points and persons, its standing."""

    name: str
    longitude_mdeg: int
    latitude_mdeg: int
    rate_bp: int
    universe: int
    standing: Standing


@dataclass(frozen=True)
class Bar:
    """One month of the trend: rupiah billed and of that paid."""

    month: date
    billed: int
    paid: int


def coverage_map(spots: Sequence[Spot]) -> SafeString:
    """The regencies at their places: the larger the circle, the more workers; colour = class.

    A name stands beside its circle where there is room; the ranking beside the map has them all.
    """
    width, height = 520, _height(spots, 520)
    placed = _placed(spots, width, height)
    names = [row for row in label_places(placed, width) if row["text"]]
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False))
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))
    circles = (
        alt.Chart(alt.Data(values=placed))
        .mark_circle(opacity=1, stroke=INK, strokeWidth=1.2)
        .encode(
            x=across,
            y=down,
            size=alt.Size("area:Q", scale=None),
            color=alt.Color("colour:N", scale=None),
        )
    )
    words = [
        alt.Chart(alt.Data(values=[row for row in names if row["align"] == align]))
        .mark_text(align=align, fontSize=13, color=INK, baseline="middle")
        .encode(x=across, y=down, text="text:N")
        for align in ("left", "right", "center")
    ]
    return _draw(alt.layer(circles, *words).properties(width=width, height=height))


def collection_bars(bars: Sequence[Bar]) -> SafeString:
    """Month by month: what was billed (pale) and what of it has been paid (dark)."""
    rows = [
        {
            "month": formatting.short_month(bar.month),
            "billed": bar.billed,
            "paid": bar.paid,
            "text": formatting.percent(bar.paid * 10_000 // bar.billed if bar.billed else 0),
        }
        for bar in bars
    ]
    order = [row["month"] for row in rows]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("month:N", sort=order, axis=alt.Axis(title=None, labelAngle=0, ticks=False))
    )
    scale = alt.Axis(title=None, grid=True, gridColor=LINE, labels=False, ticks=False, domain=False)
    billed = base.mark_bar(color=TRACK, stroke=INK_SOFT, size=34).encode(
        y=alt.Y("billed:Q", axis=scale)
    )
    paid = base.mark_bar(color=NILA, size=34).encode(y="paid:Q")
    share = base.mark_text(dy=-8, fontSize=11, color=INK).encode(y="billed:Q", text="text:N")
    return _draw(
        alt.layer(billed, paid, share).properties(width=max(320, 62 * len(rows)), height=190)
    )


def _height(spots: Sequence[Spot], width: int) -> int:
    """The height that keeps east-west and north-south distances alike, within a page's bounds."""
    across, down = _extent(spots)
    return min(560, max(220, (width - 2 * EDGE_X) * down // across + 2 * EDGE_Y))


def _extent(spots: Sequence[Spot]) -> tuple[int, int]:
    across = max(s.longitude_mdeg for s in spots) - min(s.longitude_mdeg for s in spots)
    down = max(s.latitude_mdeg for s in spots) - min(s.latitude_mdeg for s in spots)
    return max(across, 1), max(down, 1)


def _placed(spots: Sequence[Spot], width: int, height: int) -> list[Place]:
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
            "colour": _CLASS_COLOURS[spot.standing],
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


def _draw(chart: alt.LayerChart) -> SafeString:
    specification = (
        chart.configure(background="transparent", font="sans-serif")
        .configure_view(stroke=None)
        .configure_axis(labelColor=INK_SOFT, domainColor=LINE, labelFontSize=11)
        .configure_legend(labelColor=INK, labelFontSize=12, symbolStrokeColor=INK)
        .to_json(indent=None)
    )
    key = hashlib.sha256(f"{vl_convert.__version__}\n{specification}".encode()).hexdigest()
    return mark_safe(_kept(key, specification))  # noqa: S308  # our own drawing, texts escaped by it


@lru_cache(maxsize=256)
def _kept(key: str, specification: str) -> str:
    folder = home() / "charts"
    folder.mkdir(exist_ok=True)
    file = folder / f"{key}.svg"
    if not file.exists():
        svg = vl_convert.vegalite_to_svg(json.loads(specification))
        part = folder / f"{key}.{id(specification)}.part"
        part.write_text(_for_page(svg), encoding="utf-8")
        part.replace(file)
        _forget_oldest(folder)
    return file.read_text(encoding="utf-8")


def _for_page(svg: str) -> str:
    """The drawing as a part of a page: it scales, and is hidden from screen readers, which have
    the table beside it."""
    return re.sub(r"<svg ", '<svg aria-hidden="true" focusable="false" ', svg, count=1)


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("*.svg"), key=lambda file: file.stat().st_mtime_ns)
    for file in files[:-KEPT]:
        file.unlink(missing_ok=True)
