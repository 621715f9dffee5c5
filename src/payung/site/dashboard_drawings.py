"""The drawings of the dashboards: a trend with breaks, a waterfall, bars against targets.

Imported only when something has to be drawn: Altair is heavy.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import altair as alt
from django.utils.translation import gettext as _

from payung.site import formatting
from payung.site.charts import (
    BATA,
    DAUN,
    INK,
    INK_SOFT,
    KUNYIT,
    LINE,
    NILA,
    TRACK,
    Run,
    Step,
    TargetRow,
)
from payung.site.drawings import svg, vega_lite

#: The width of a drawing: its letters are still read when a phone shows it at three quarters.
WIDTH = 440
#: Where words end: longer names are cut, the table beside the drawing has them whole.
NAME_LENGTH = 22

#: Around names and numbers: a page's letters may be wider than those of the drawing.
_ROOM = {"left": 26, "right": 12, "top": 4, "bottom": 4}

Rows = list[dict[str, object]]


def figure_text(value: int, unit: str) -> str:
    """A value as it stands in a drawing: short."""
    if unit == "BASIS_POINTS":
        return formatting.percent(value)
    if unit == "RUPIAH":
        return formatting.rupiah_compact(value)
    return formatting.number(value)


def nice_ticks(low: int, high: int, wanted: int = 4) -> list[int]:
    """Round values that take in all of ``low`` .. ``high``: steps of 1, 2 or 5 times a ten."""
    span = max(high - low, 1)
    step = 1
    while True:
        for factor in (1, 2, 5):
            if span <= factor * step * wanted:
                first = low // (factor * step)
                last = -(-high // (factor * step))
                return [place * factor * step for place in range(first, max(last, first + 1) + 1)]
        step *= 10


def _labels(texts: dict[int, str]) -> str:
    """The expression that gives each tick its words."""
    pairs = ",".join(f"'{key}':{text!r}" for key, text in texts.items())
    return f"({{{pairs}}})[format(datum.value, 'd')]"


def _months_labelled(first: date, last: date) -> dict[int, str]:
    """The days under the trend: each January, or the ends of a short one."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if months <= 13:
        return {one.toordinal(): formatting.short_month(one) for one in {first, last}}
    each = 1 if months <= 72 else 2
    years = range(first.year + 1, last.year + 1, each)
    return {date(year, 1, 1).toordinal(): str(year) for year in years}


def trend(runs: Sequence[Run], targets: Sequence[tuple[date, int]], unit: str) -> str:
    """Lines that end where the definition ends; a dashed upright with words between them.

    Written as Vega-Lite at once: by Altair its dozen layers take twice as long as drawing them.
    """
    drawn = _points(runs, unit)
    days = [day for run in runs for day, _value, _final in run.points]
    values = [int(str(row["y"])) for row in drawn] + [value for _day, value in targets]
    across, up = _days_axis(min(days), max(days)), _values_axis(values, unit)
    joined = {"type": "line", "color": NILA, "strokeWidth": 2.2}
    points = {"type": "point", "filled": True, "stroke": NILA, "strokeWidth": 1.2, "size": 18}
    run = {"field": "run", "type": "nominal"}
    fill = {"field": "fill", "type": "nominal", "scale": None}
    figures = [
        *_target_line(targets, max(days)),
        {"mark": joined, "encoding": {"detail": run}},
        {"mark": {**points, "opacity": 1}, "encoding": {"fill": fill}},
        *_ends(drawn),
    ]
    return vega_lite(
        {
            "width": WIDTH - 70,
            "height": 190,
            "data": {"values": drawn},
            "layer": [
                {"encoding": {"x": across, "y": up}, "layer": figures},
                *_breaks(runs, across),
            ],
        }
    )


def _points(runs: Sequence[Run], unit: str) -> Rows:
    """Each figure with the stretch that it belongs to; what is not final is hollow."""
    return [
        {
            "x": day.toordinal(),
            "y": value,
            "run": place,
            "fill": NILA if final else "#ffffff",
            "text": figure_text(value, unit),
        }
        for place, run in enumerate(runs)
        for day, value, final in run.points
    ]


def _days_axis(first: date, last: date) -> dict[str, object]:
    labels = _months_labelled(first, last)
    room = max((last - first).days // 5, 20)  # the last figure stands beside its point
    domain = [first.toordinal() - room // 8, last.toordinal() + room]
    axis = {"title": None, "grid": False, "tickSize": 4, "values": list(labels)}
    return {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": domain, "nice": False},
        "axis": {**axis, "labelExpr": _labels(labels)},
    }


def _values_axis(values: Sequence[int], unit: str) -> dict[str, object]:
    low, high = min(values), max(values)
    room = (high - low) // 10  # the words of the lowest figure stand below it
    ticks = nice_ticks(max(low - room, 0) if low >= 0 else low, high)
    texts = {tick: figure_text(tick, unit) for tick in ticks}
    axis = {"title": None, "gridColor": LINE, "domain": False, "ticks": False, "values": ticks}
    return {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [ticks[0], ticks[-1]], "nice": False},
        "axis": {**axis, "labelExpr": _labels(texts)},
    }


Layers = list[dict[str, object]]

_WORDS = {"text": {"field": "text", "type": "nominal"}}


def _target_line(targets: Sequence[tuple[date, int]], last: date) -> Layers:
    """The target as a dashed line of steps; it ends where the figures end."""
    if not targets:
        return []
    rows: Rows = [{"x": day.toordinal(), "y": value} for day, value in targets]
    rows.append({"x": last.toordinal(), "y": targets[-1][1]})
    line = {"type": "line", "color": BATA, "strokeDash": [5, 3], "strokeWidth": 1.6, "clip": True}
    word = {"type": "text", "align": "left", "dy": -7, "fontSize": 12, "color": BATA}
    return [
        {"data": {"values": rows}, "mark": {**line, "interpolate": "step-after"}},
        {
            "data": {"values": [{**rows[-2], "text": _("target")}]},
            "mark": word,
            "encoding": _WORDS,
        },
    ]


def _ends(drawn: Rows) -> Layers:
    """The first figure in words, on the side that the line leaves free, and the last beside it."""
    values = [int(str(row["y"])) for row in drawn]
    near = values[: max(2, len(values) // 5)]
    chosen = [(drawn[0], {"dy": -13 if sum(near) < near[0] * len(near) else 14})]
    if len(drawn) > 1:
        chosen.append((drawn[-1], {"dx": 8}))
    mark = {"type": "text", "align": "left", "fontSize": 12, "fontWeight": "bold", "color": INK}
    return [
        {"data": {"values": [row]}, "mark": {**mark, **where}, "encoding": _WORDS}
        for row, where in chosen
    ]


def _breaks(runs: Sequence[Run], across: dict[str, object]) -> Layers:
    """Between two stretches: an upright, and words above it."""
    rows: Rows = []
    for before, after in pairwise(runs):
        ends, begins = before.points[-1][0], after.points[0][0]
        rows.append({"x": (ends.toordinal() + begins.toordinal()) // 2, "text": _("arti berganti")})
    if not rows:
        return []
    upright = {"type": "rule", "color": INK_SOFT, "strokeDash": [2, 3], "strokeWidth": 1.4}
    words = {"type": "text", "fontSize": 12, "color": INK_SOFT, "dy": -6, "baseline": "bottom"}
    return [
        {
            "data": {"values": rows},
            "encoding": {"x": across},
            "layer": [
                {"mark": upright},
                {"mark": words, "encoding": {"y": {"value": 0}, **_WORDS}},
            ],
        }
    ]


def waterfall(steps: Sequence[Step]) -> str:
    """Wholes from zero, changes from where the last step ended; the words at the right."""
    rows: Rows = []
    level = 0
    for step in steps:
        begin = 0 if step.is_total else level
        level = step.amount if step.is_total else level + step.amount
        sign = "+" if step.amount > 0 and not step.is_total else ""
        rows.append(
            {
                "name": short(step.name),
                "from": min(begin, level),
                "to": max(begin, level),
                "at": level,
                "text": f"{sign}{formatting.number(step.amount)}",
                "colour": _step_colour(step),
            }
        )
    widest = max((int(str(row["to"])) for row in rows), default=1) or 1
    base = _named(rows)
    across = alt.Scale(domain=[0, widest * 3 // 2], nice=False)
    bars = base.mark_bar(size=20, stroke=INK_SOFT, strokeWidth=0.7).encode(
        x=alt.X("from:Q", axis=None, scale=across),
        x2="to:Q",
        color=alt.Color("colour:N", scale=None),
    )
    words = base.mark_text(align="left", dx=5, fontSize=12, color=INK).encode(
        x=alt.X("to:Q", axis=None, scale=across), text="text:N"
    )
    size = {"width": WIDTH - 150, "height": 30 * len(rows), "padding": _ROOM}
    return svg(alt.layer(bars, words).properties(**size))


def _step_colour(step: Step) -> str:
    if step.is_total:
        return NILA
    return KUNYIT if step.amount >= 0 else BATA


def target_bars(rows: Sequence[TargetRow]) -> str:
    """Green where the target is reached; the mark is an upright through the bar."""
    widest = max([1, *(row.value for row in rows), *(row.target or 0 for row in rows)])
    drawn: Rows = [
        {
            "name": short(row.name),
            "value": row.value,
            "target": row.target,
            "whole": widest,
            "text": row.text,
            "colour": DAUN if row.target is not None and row.value >= row.target else NILA,
        }
        for row in rows
    ]
    base = _named(drawn)
    scale = alt.Scale(domain=[0, widest * 4 // 3], nice=False)
    track = base.mark_bar(color=TRACK, size=16).encode(x=alt.X("whole:Q", axis=None, scale=scale))
    bars = base.mark_bar(size=16).encode(
        x=alt.X("value:Q", axis=None, scale=scale), color=alt.Color("colour:N", scale=None)
    )
    marks = (
        base.transform_filter("isValid(datum.target)")
        .mark_tick(color=INK, thickness=3, size=22, opacity=1)
        .encode(x=alt.X("target:Q", axis=None, scale=scale))
    )
    words = base.mark_text(align="left", dx=5, fontSize=12, color=INK).encode(
        x=alt.X("whole:Q", axis=None, scale=scale), text="text:N"
    )
    layers = alt.layer(track, bars, marks, words)
    return svg(layers.properties(width=WIDTH - 150, height=26 * len(drawn), padding=_ROOM))


def _named(rows: Rows) -> alt.Chart:
    """Rows below each other in their own order, each with its name."""
    return alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y(
            "name:N",
            sort=[row["name"] for row in rows],
            axis=alt.Axis(
                title=None,
                ticks=False,
                domain=False,
                labelLimit=150,
                labelColor=INK,
                labelFontSize=12,
            ),
        )
    )


def short(name: str) -> str:
    """A name that fits beside a bar."""
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1].rstrip()}…"
