"""Charts are drawn once, say nothing with colour alone, and fit a strict page."""

from __future__ import annotations

import itertools
import re
from datetime import date
from pathlib import Path

import pytest

from payung.site import charts, map_places
from payung.site.charts import Bar, Spot, Standing

BANGKA_BELITUNG = [
    Spot("Bangka", 105_940, -1_914, 3_500, 120_000, Standing.HALF),
    Spot("Belitung", 107_662, -2_884, 3_768, 69_000, Standing.HALF),
    Spot("Bangka Selatan", 106_290, -2_763, 2_307, 78_000, Standing.FAR),
    Spot("Bangka Tengah", 106_091, -2_431, 3_552, 76_000, Standing.HALF),
    Spot("Bangka Barat", 105_553, -1_843, 2_875, 80_000, Standing.HALF),
    Spot("Belitung Timur", 108_100, -2_900, 4_200, 50_000, Standing.HALF),
    Spot("Pangkal Pinang", 106_113, -2_130, 7_111, 90_000, Standing.REACHED),
]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAYUNG_HOME", str(tmp_path))
    charts._in_memory.clear()
    return tmp_path / "charts"


def test_a_drawing_is_found_again_by_its_content(own_folder: Path) -> None:
    first = charts.coverage_map(BANGKA_BELITUNG)
    (file,) = own_folder.iterdir()
    file.write_text(file.read_text().replace("<svg ", '<svg data-kept="yes" '))
    charts._in_memory.clear()
    assert 'data-kept="yes"' in charts.coverage_map(BANGKA_BELITUNG)
    assert charts.coverage_map(BANGKA_BELITUNG[:3]) != first


def test_a_drawing_needs_no_inline_style_and_no_script() -> None:
    """The content security policy refuses both."""
    bars = [
        Bar(date(2024, month, 1), 30_000_000_000, 25_000_000_000, 8_333) for month in range(4, 12)
    ]
    drawn = charts.coverage_map(BANGKA_BELITUNG) + charts.collection_bars(bars)
    assert re.findall(r"style=|<style|<script|href=", drawn) == []
    assert drawn.count('aria-hidden="true" focusable="false"') == 2


def test_every_regency_of_the_province_is_named_on_the_map() -> None:
    drawn = charts.coverage_map(BANGKA_BELITUNG)
    assert [spot.name for spot in BANGKA_BELITUNG if f">{spot.name}<" not in drawn] == []


def test_names_on_the_map_never_cover_one_another() -> None:
    crowd = [
        Spot(f"Kabupaten {n}", 110_000 + 90 * n, -7_000 - 70 * (n % 3), 4_000, 9_000, Standing.FAR)
        for n in range(38)
    ]
    placed = map_places.placed_on(crowd, 520, map_places.height_of(crowd, 520))
    labels = [label for label in map_places.label_places(placed, 520) if label["text"]]
    boxes = []
    for label in labels:
        half = len(str(label["text"])) * map_places.LETTER // 2
        shift = {"left": half, "right": -half, "center": 0}[str(label["align"])]
        boxes.append(map_places._box(int(label["x"]) + shift, int(label["y"]), half, 7))
    assert labels
    assert not any(map_places._overlap(a, b) for a, b in itertools.combinations(boxes, 2))


def test_the_standing_against_a_target() -> None:
    assert charts.standing(5_587, 5_587) == Standing.REACHED
    assert charts.standing(2_794, 5_587) == Standing.HALF
    assert charts.standing(2_793, 5_587) == Standing.FAR
    assert charts.standing(9_999, None) == Standing.UNKNOWN


def test_the_oldest_drawings_go_first(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "KEPT_FILES", 2)
    monkeypatch.setattr(charts, "TIDY_EACH", 1)
    for share in (1, 2, 3):
        charts.collection_bars([Bar(date(2024, 1, 1), 100, share, 100 * share)])
    assert len(list(own_folder.glob("*.svg"))) == 2
