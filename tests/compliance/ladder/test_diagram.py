"""The drawn tables: fresh, complete, and refusing words that are missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from payung.compliance import diagram
from payung.compliance.diagrams import render
from payung.compliance.ladder import transitions

PAGES = Path(__file__).parents[3] / "docs" / "kepatuhan"


def test_the_pages_are_fresh() -> None:
    """Run ``payung compliance diagrams docs/kepatuhan`` (or ``make docs``) after a change."""
    for name, text in render().items():
        assert (PAGES / name).read_text(encoding="utf-8") == text, name


def test_every_row_of_the_table_is_on_the_page() -> None:
    rows = [line for line in render()["tangga.md"].splitlines() if line.startswith("| ")]
    assert len(rows) == len(list(transitions())) + 2  # heading and rule


def test_a_small_table_is_drawn_with_its_beginning_and_without_what_stays() -> None:
    drawn = diagram.page(
        title="Pintu",
        introduction="Contoh.",
        transitions=[
            ("", "make", "A"),
            ("A", "open", "B"),
            ("A", "knock", "A"),
            ("B", "shut", "A"),
        ],
        states={"A": "Tertutup", "B": "Terbuka"},
        acts={"make": "Buat", "open": "Buka", "knock": "Ketuk", "shut": "Tutup"},
    )
    assert "[*] --> A: Buat" in drawn
    assert "A --> B: Buka" in drawn
    assert "A --> A" not in drawn
    assert "| Tertutup | Ketuk | tetap |" in drawn


def test_a_state_without_words_is_an_error() -> None:
    with pytest.raises(KeyError):
        diagram.page(
            title="", introduction="", transitions=[("A", "go", "B")], states={}, acts={"go": "Go"}
        )
