"""Charts drawn on the server as SVG, and kept by what they show.

The text beside each chart says what its colours say. A drawing depends on nothing but its
figures, the language, and the code and libraries that draw it; so it is drawn once and found
again by the hash of these, in memory and in the data folder (all processes of the site share
that).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

from payung.home import home
from payung.site import formatting

#: The colours of the stylesheet that charts use (its tokens of the same names).
INK, INK_SOFT, LINE, TRACK = "#1c2526", "#4d5a5c", "#d9d2c3", "#e9e3d6"
NILA, DAUN, BATA, KUNYIT = "#0f5563", "#2c6e49", "#a3341f", "#f2b441"
#: Drawn charts that are kept, on disk and in each process; the oldest go first.
KEPT = 500

_in_memory: dict[Path, str] = {}


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
    """One regency on the map: a point, its figures in basis points and persons, its standing."""

    name: str
    longitude_mdeg: int
    latitude_mdeg: int
    rate_bp: int
    universe: int
    standing: Standing


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


def coverage_map(spots: Sequence[Spot]) -> SafeString:
    """The regencies at their places: the larger the circle, the more workers; colour = class."""

    def draw() -> str:
        from payung.site import drawings

        return drawings.coverage_map(spots)

    return _kept("map", spots, draw)


def collection_bars(bars: Sequence[Bar]) -> SafeString:
    """Month by month: what was billed (pale) and what of it has been paid (dark)."""

    def draw() -> str:
        from payung.site import drawings

        return drawings.collection_bars(bars)

    return _kept("bars", bars, draw)


def funnel_bars(stages: Sequence[Stage]) -> SafeString:
    """The stages of a funnel below each other, each as long as many came so far."""

    def draw() -> str:
        from payung.site import drawings

        return drawings.funnel_bars(stages)

    return _kept("funnel", stages, draw)


def _kept(kind: str, shown: Sequence[object], draw: Callable[[], str]) -> SafeString:
    """The drawing of these figures: from memory, from disk, or drawn now and kept."""
    content = f"{kind} {formatting.language()} {_drawn_by()} {list(shown)!r}"
    file = home() / "charts" / f"{hashlib.sha256(content.encode()).hexdigest()}.svg"
    if file not in _in_memory:
        if not file.exists():
            _keep(file, draw())
        while len(_in_memory) >= KEPT:
            _in_memory.pop(next(iter(_in_memory)))
        _in_memory[file] = file.read_text(encoding="utf-8")
    return mark_safe(_in_memory[file])  # noqa: S308  # our own drawing, its texts are escaped


def _keep(file: Path, svg: str) -> None:
    """Put a drawing in place whole; the oldest beyond ``KEPT`` go."""
    file.parent.mkdir(exist_ok=True)
    part = file.with_suffix(f".{os.getpid()}.part")
    part.write_text(svg, encoding="utf-8")
    part.replace(file)
    there = sorted(file.parent.glob("*.svg"), key=lambda other: other.stat().st_mtime_ns)
    for old in there[:-KEPT]:
        old.unlink(missing_ok=True)


@cache
def _drawn_by() -> str:
    """What draws: the libraries' versions and the code."""
    here = Path(__file__).parent
    code = b"".join((here / name).read_bytes() for name in ("drawings.py", "map_places.py"))
    libraries = f"{version('altair')} {version('vl-convert-python')}"
    return f"{libraries} {hashlib.sha256(code).hexdigest()}"
