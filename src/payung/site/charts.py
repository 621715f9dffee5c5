"""Charts drawn on the server as SVG, and kept by what they show.

The text beside each chart says what its colours say. A drawing depends on nothing but its
figures, the language, and the code and libraries that draw it; so it is drawn once and found
again by the hash of these, in memory and in the data folder (all processes of the site share
that).
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.metadata import version
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Protocol

from django.utils.safestring import SafeString, mark_safe

from payung.home import home
from payung.site import formatting

#: The colours of the stylesheet that charts use (its tokens of the same names).
INK, INK_SOFT, LINE, TRACK = "#1c2526", "#4d5a5c", "#d9d2c3", "#e9e3d6"
NILA, DAUN, BATA, KUNYIT = "#0f5563", "#2c6e49", "#a3341f", "#f2b441"
#: Drawn charts that are kept in each process and on disk; the oldest go first.
KEPT, KEPT_FILES = 500, 6_000
#: After so many drawings a process looks whether files are to go.
TIDY_EACH = 50

_DRAWING_CODE = (
    "drawings.py",
    "dashboard_drawings.py",
    "map_drawings.py",
    "map_grid.py",
    "map_places.py",
)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_in_memory: dict[Path, str] = {}
_drawings = count(1)
_one_at_a_time = Lock()


class Standing(StrEnum):
    """Where a region stands against its target."""

    REACHED = "reached"
    HALF = "half"  # at least half of the target
    FAR = "far"
    UNKNOWN = "unknown"


def standing(rate_bp: int, target_bp: int | None) -> Standing:
    """The standing of a coverage against a target, both in basis points."""
    if target_bp is None:
        return Standing.UNKNOWN
    if rate_bp >= target_bp:
        return Standing.REACHED
    return Standing.HALF if rate_bp * 2 >= target_bp else Standing.FAR


@dataclass(frozen=True)
class Spot:
    """One region on the map: a point, its figures in basis points and persons, its standing.

    ``code`` finds its boundary where the operator has loaded one; ``short`` is its name for a
    hexagon, ``text`` the figure in it (without one: the rate).
    """

    name: str
    longitude_mdeg: int
    latitude_mdeg: int
    rate_bp: int
    universe: int
    standing: Standing
    code: str = ""
    short: str = ""
    text: str = ""


@dataclass(frozen=True)
class Bar:
    """One month of the trend: rupiah billed and of that paid, and its share."""

    month: date
    billed: int
    paid: int
    rate_bp: int


@dataclass(frozen=True)
class Stage:
    """One stage of a funnel: what it is called, and how many came so far."""

    name: str
    people: int


class Meaning(Protocol):
    """What a chart needs of an indicator's definition."""

    unit: str
    version: int
    denominator: str


class Drawn(Protocol):
    """What a chart needs of one figure."""

    as_of: date
    value: int
    status: str


class Joined(Protocol):
    """Figures of one definition: only these are joined by a line."""

    @property
    def definition(self) -> Meaning: ...
    @property
    def figures(self) -> Sequence[Drawn]: ...


@dataclass(frozen=True)
class Run:
    """The points of one stretch of a trend: day, value, and whether the figure is final."""

    points: tuple[tuple[date, int, bool], ...]


@dataclass(frozen=True)
class Step:
    """One step of a waterfall: a whole (``is_total``), or what is added to or taken from it."""

    name: str
    amount: int
    is_total: bool = False


@dataclass(frozen=True)
class TargetRow:
    """One bar against its target, both in the unit of the chart; the text at its end."""

    name: str
    value: int
    target: int | None
    text: str


@dataclass(frozen=True)
class Boundaries:
    """The operator's own boundaries: GeoJSON geometries by region code, and whose they are.

    ``digest`` stands for the shapes where a drawing is looked up.
    """

    digest: str
    shapes: Mapping[str, object] = field(repr=False)
    attribution: str = ""


@dataclass(frozen=True)
class Prepared:
    """A chart that has not been drawn yet: its figures are known, and so is its address.

    A page names the address and shows the table; whoever asks for the address has it drawn, or
    gets the one that is kept.
    """

    kind: str
    shown: tuple[object, ...]
    draw: Callable[[], str] = field(repr=False, compare=False)

    @property
    def digest(self) -> str:
        """What it shows, as one word: language, figures, and the code that draws."""
        content = f"{self.kind} {formatting.language()} {_drawn_by()} {list(self.shown)!r}"
        return hashlib.sha256(content.encode()).hexdigest()

    def svg(self) -> SafeString:
        """The drawing: from memory, from disk, or drawn now and kept."""
        return drawing(self.digest) or _kept(self.digest, self.draw)


def trend(
    stretches: Sequence[Joined], *, targets: Sequence[tuple[date, int]] = ()
) -> Prepared | None:
    """A figure over time. Only figures of one definition are joined: between two stretches stands
    a gap with a mark and words. Hollow points are drafts; a dashed line is the target."""
    runs = tuple(
        Run(tuple((one.as_of, one.value, one.status == "FINAL") for one in stretch.figures))
        for stretch in stretches
        if stretch.figures
    )
    if not runs:
        return None
    unit, goals = stretches[-1].definition.unit, tuple(targets)

    def draw() -> str:
        from payung.site import dashboard_drawings

        return dashboard_drawings.trend(runs, goals, unit)

    return Prepared(f"trend {unit} {goals!r}", runs, draw)


def trend_chart(
    stretches: Sequence[Joined], *, targets: Sequence[tuple[date, int]] = ()
) -> SafeString:
    """The trend, drawn; empty without a figure."""
    prepared = trend(stretches, targets=targets)
    return prepared.svg() if prepared else SafeString("")


def falling(steps: Sequence[Step]) -> Prepared:
    """From one whole to another, step by step, below each other."""

    def draw() -> str:
        from payung.site import dashboard_drawings

        return dashboard_drawings.waterfall(steps)

    return Prepared("waterfall", tuple(steps), draw)


def waterfall(steps: Sequence[Step]) -> SafeString:
    """The steps from one whole to another, drawn."""
    return falling(steps).svg()


def target_bars(rows: Sequence[TargetRow]) -> SafeString:
    """Bars below each other, a mark at each one's target."""

    def draw() -> str:
        from payung.site import dashboard_drawings

        return dashboard_drawings.target_bars(rows)

    return Prepared("targets", tuple(rows), draw).svg()


def regions(spots: Sequence[Spot], boundaries: Boundaries | None = None) -> Prepared:
    """Regions coloured by their standing: within the operator's boundaries where he loaded them,
    else as circles at their places, or as hexagons where circles would cover one another."""

    def draw() -> str:
        from payung.site import map_drawings

        return map_drawings.region_map(spots, boundaries)

    return Prepared(f"regions {boundaries.digest if boundaries else ''}", tuple(spots), draw)


def region_map(spots: Sequence[Spot], boundaries: Boundaries | None = None) -> SafeString:
    """The map of regions, drawn."""
    return regions(spots, boundaries).svg()


def coverage_map(spots: Sequence[Spot]) -> SafeString:
    """The regencies at their places: the larger the circle, the more workers; colour = class."""

    def draw() -> str:
        from payung.site import drawings

        return drawings.coverage_map(spots)

    return Prepared("map", tuple(spots), draw).svg()


def collection_bars(bars: Sequence[Bar]) -> SafeString:
    """Month by month: what was billed (pale) and what of it has been paid (dark)."""

    def draw() -> str:
        from payung.site import drawings

        return drawings.collection_bars(bars)

    return Prepared("bars", tuple(bars), draw).svg()


def funnel_bars(stages: Sequence[Stage]) -> SafeString:
    """The stages of a funnel below each other, each as long as many came so far."""

    def draw() -> str:
        from payung.site import drawings

        return drawings.funnel_bars(stages)

    return Prepared("funnel", tuple(stages), draw).svg()


def load() -> None:
    """Load what draws, without drawing."""
    from payung.site import dashboard_drawings, drawings  # noqa: F401 - loaded, not used


def get_ready() -> None:
    """Draw once: the first drawing of a process takes a second or two."""
    from payung.site import dashboard_drawings

    dashboard_drawings.waterfall([Step("", 1, is_total=True)])


def drawing(digest: str) -> SafeString | None:
    """A kept drawing by its word; None when it has to be drawn (again)."""
    if not _DIGEST.fullmatch(digest):
        return None
    file = _file(digest)
    if file not in _in_memory:
        try:
            drawn = file.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        while len(_in_memory) >= KEPT:
            _in_memory.pop(next(iter(_in_memory)))
        _in_memory[file] = drawn
    return mark_safe(_in_memory[file])  # noqa: S308  # our own drawing, its texts are escaped


def _kept(digest: str, draw: Callable[[], str]) -> SafeString:
    """Drawn now and kept: one at a time in a process, so that pages are not kept waiting."""
    with _one_at_a_time:
        meanwhile = drawing(digest)
        if meanwhile is not None:
            return meanwhile
        drawn = draw()
        _keep(_file(digest), drawn)
    return mark_safe(drawn)  # noqa: S308  # our own drawing, its texts are escaped


def _file(digest: str) -> Path:
    return home() / "charts" / f"{digest}.svg"


def _keep(file: Path, svg: str) -> None:
    """Put a drawing in place whole; now and then the oldest beyond ``KEPT_FILES`` go."""
    file.parent.mkdir(exist_ok=True)
    part = file.with_suffix(f".{os.getpid()}.part")
    part.write_text(svg, encoding="utf-8")
    part.replace(file)
    if next(_drawings) % TIDY_EACH == 0:
        there = sorted(file.parent.glob("*.svg"), key=lambda other: other.stat().st_mtime_ns)
        for old in there[:-KEPT_FILES]:
            old.unlink(missing_ok=True)


@cache
def _drawn_by() -> str:
    """What draws: the libraries' versions and the code."""
    here = Path(__file__).parent
    code = b"".join((here / name).read_bytes() for name in _DRAWING_CODE)
    libraries = f"{version('altair')} {version('vl-convert-python')}"
    return f"{libraries} {hashlib.sha256(code).hexdigest()}"
