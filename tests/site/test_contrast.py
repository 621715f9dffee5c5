"""Every ink of the stylesheet can be read on its ground (WCAG 2.2 AA)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import payung.site
from payung.site import charts

STYLESHEET = Path(payung.site.__file__).parent / "static" / "site" / "payung.css"
TEXT, SHAPE = 450, 300  # hundredths: 4.5 to 1 for text, 3 to 1 for shapes and edges

PAIRS = [
    *(
        (ink, ground, TEXT)
        for ink in ("ink", "ink-soft", "nila", "nila-ink")
        for ground in ("paper", "card")
    ),
    ("ink", "nila-wash", TEXT),
    ("ink-soft", "nila-wash", TEXT),
    ("nila-ink", "nila-wash", TEXT),
    ("nila", "nila-wash", TEXT),
    ("ink", "track", TEXT),
    ("on-dark", "nila", TEXT),
    ("on-dark", "nila-deep", TEXT),
    ("on-dark-soft", "nila", TEXT),
    ("nila-deep", "kunyit", TEXT),
    ("kunyit-ink", "kunyit-wash", TEXT),
    ("ink", "kunyit-wash", TEXT),
    ("daun", "daun-wash", TEXT),
    ("ink", "daun-wash", TEXT),
    ("bata", "bata-wash", TEXT),
    ("ink", "bata-wash", TEXT),
    ("bata", "card", TEXT),
    ("bata", "paper", TEXT),
    ("line-strong", "card", SHAPE),
    ("line-strong", "paper", SHAPE),
    ("kunyit", "nila", SHAPE),
    ("nila-ink", "track", SHAPE),
    ("bata", "track", SHAPE),
    ("daun", "track", SHAPE),
]


def tokens() -> dict[str, str]:
    root = STYLESHEET.read_text().split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", root))


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_contrast(ink: str, ground: str, least: int) -> None:
    colours = tokens()
    light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) * 100 >= least


def test_colours_are_named_once() -> None:
    """A colour outside the tokens would escape this check."""
    rules = STYLESHEET.read_text().split("}", 1)[1]
    strays = set(re.findall(r"#[0-9a-fA-F]{3,6}\b", rules)) - {"#000", "#cari"}
    assert strays == set()


def test_charts_use_the_colours_of_the_stylesheet() -> None:
    drawn = {charts.INK, charts.INK_SOFT, charts.LINE, charts.TRACK, charts.NILA}
    drawn |= {charts.DAUN, charts.BATA, charts.KUNYIT}
    assert drawn <= set(tokens().values())
