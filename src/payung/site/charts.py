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
from functools import lru_cache

import altair as alt
import vl_convert
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from payung.home import home
from payung.site import formatting

#: The colours of the stylesheet that charts use (its tokens of the same names).
INK, INK_SOFT, LINE, TRACK = "#1c2526", "#4d5a5c", "#d9d2c3", "#e9e3d6"
NILA, DAUN, BATA, KUNYIT = "#0f5563", "#2c6e49", "#a3341f", "#f2b441"
#: Drawn charts that are kept on disk; the oldest go first.
KEPT = 500


@dataclass(frozen=True)
class Spot:
    """One regency on the map: a point, its figures in basis points and persons, its verdict."""

    name: str
    longitude_mdeg: int
    latitude_mdeg: int
    rate_bp: int
    universe: int
    reached: bool


@dataclass(frozen=True)
class Bar:
    """One month of the trend: rupiah billed and of that paid."""

    month: date
    billed: int
    paid: int


def coverage_map(spots: Sequence[Spot]) -> SafeString:
    """The regencies at their places: the larger the circle, the more workers; filled = covered."""
    rows = [
        {
            "name": spot.name,
            "text": formatting.percent(spot.rate_bp),
            "x": spot.longitude_mdeg,
            "y": spot.latitude_mdeg,
            "universe": spot.universe,
            "verdict": _("target tercapai") if spot.reached else _("di bawah target"),
        }
        for spot in spots
    ]
    width, height = 520, _height(spots, 520)
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(zero=False, nice=False, padding=64)),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(zero=False, nice=False, padding=40)),
    )
    circles = base.mark_circle(opacity=0.9, stroke=INK, strokeWidth=1).encode(
        size=alt.Size("universe:Q", scale=alt.Scale(range=[120, 1400]), legend=None),
        color=alt.Color(
            "verdict:N",
            scale=alt.Scale(
                domain=[_("target tercapai"), _("di bawah target")], range=[DAUN, KUNYIT]
            ),
            legend=alt.Legend(title=None, orient="top", symbolType="circle"),
        ),
    )
    names = base.mark_text(dy=-26, fontSize=12, fontWeight=600, color=INK).encode(text="name:N")
    shares = base.mark_text(dy=29, fontSize=12, color=INK_SOFT).encode(text="text:N")
    return _draw(alt.layer(circles, names, shares).properties(width=width, height=height))


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
    across = max(s.longitude_mdeg for s in spots) - min(s.longitude_mdeg for s in spots)
    down = max(s.latitude_mdeg for s in spots) - min(s.latitude_mdeg for s in spots)
    return min(520, max(200, width * down // max(across, 1)))


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


def _forget_oldest(folder) -> None:  # type: ignore[no-untyped-def]
    files = sorted(folder.glob("*.svg"), key=lambda file: file.stat().st_mtime_ns)
    for file in files[:-KEPT]:
        file.unlink(missing_ok=True)
