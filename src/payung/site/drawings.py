"""The drawings themselves: Altair's specifications, rendered to SVG by vl-convert.

Imported only when something has to be drawn: both libraries are heavy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import altair as alt
import vl_convert
from altair.utils import schemapi

from payung.site import formatting
from payung.site.charts import DAUN, INK, INK_SOFT, LINE, NILA, TRACK, Bar, Spot, Stage
from payung.site.map_places import height_of, label_places, placed_on

#: Altair holds each part of a chart against Vega-Lite's schema when it is made: three quarters of
#: the time of a drawing. What our drawings are made of does not change from one to the next.
schemapi.disable_debug_mode()


def coverage_map(spots: Sequence[Spot]) -> str:
    """The regencies at their places: the larger the circle, the more workers; colour = class.

    A name stands beside its circle where there is room; the ranking beside the map has them all.
    """
    width, height = 520, height_of(spots, 520)
    placed = placed_on(spots, width, height)
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
    return svg(alt.layer(circles, *words).properties(width=width, height=height))


def collection_bars(bars: Sequence[Bar]) -> str:
    """Month by month: what was billed (pale) and what of it has been paid (dark)."""
    rows = [
        {
            "month": formatting.short_month(bar.month),
            "billed": bar.billed,
            "paid": bar.paid,
            "text": formatting.percent(bar.rate_bp),
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
    return svg(
        alt.layer(billed, paid, share).properties(width=max(320, 62 * len(rows)), height=190)
    )


def funnel_bars(stages: Sequence[Stage]) -> str:
    """The stages below each other on the pale track of the first; the last, who is covered, green.

    Names and numbers stand in words beside the bars.
    """
    whole = max((stage.people for stage in stages), default=0) or 1
    rows = [
        {
            "name": stage.name,
            "people": stage.people,
            "whole": whole,
            "text": formatting.number(stage.people),
            "colour": DAUN if place + 1 == len(stages) else NILA,
        }
        for place, stage in enumerate(stages)
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y(
            "name:N",
            sort=[row["name"] for row in rows],
            axis=alt.Axis(title=None, ticks=False, domain=False, labelLimit=160),
        )
    )
    across = alt.X(
        "people:Q", axis=None, scale=alt.Scale(domain=[0, round(whole * 1.18)], nice=False)
    )
    track = base.mark_bar(color=TRACK, size=20).encode(x=alt.X("whole:Q", axis=None))
    bars = base.mark_bar(size=20).encode(x=across, color=alt.Color("colour:N", scale=None))
    words = base.mark_text(align="left", dx=6, fontSize=12, color=INK).encode(
        x=alt.X("whole:Q", axis=None), text="text:N"
    )
    chart = alt.layer(track, bars, words).properties(
        width=330, height=32 * len(rows), padding={"left": 12, "right": 4, "top": 4, "bottom": 4}
    )
    return svg(chart)


#: How every drawing looks.
_CONFIGURATION = {
    "background": "transparent",
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {"labelColor": INK_SOFT, "domainColor": LINE, "labelFontSize": 11},
}


def svg(chart: alt.LayerChart, **tables: Sequence[object]) -> str:
    """An Altair chart, drawn. ``tables`` are the rows of ``alt.NamedData``: Altair copies other
    rows with each part of a chart."""
    specification = chart.to_dict(validate=False)
    if tables:
        specification["datasets"] = {**specification.get("datasets", {}), **tables}
    return vega_lite(specification)


def vega_lite(specification: dict[str, object]) -> str:
    """The drawing as a part of a page: it scales, and is hidden from screen readers, which have
    the table beside it."""
    drawn = vl_convert.vegalite_to_svg({**specification, "config": _CONFIGURATION})
    return re.sub(r"<svg ", '<svg aria-hidden="true" focusable="false" ', drawn, count=1)
