"""The reference pages are made from the parameters and name what is not certain."""

from __future__ import annotations

import re
from pathlib import Path

from payung.law import parameters
from payung.law.arithmetic import half_up
from payung.law.documentation import render, source_codes, sources

PAGES = Path(__file__).parents[2] / "docs" / "law"


def test_published_pages_are_current() -> None:
    """Run ``payung law docs docs/law`` after changing a parameter."""
    for name, text in render().items():
        assert (PAGES / name).read_text(encoding="utf-8") == text, name


def test_every_parameter_and_every_open_point_is_on_a_page() -> None:
    pages = render()
    for parameter in parameters.in_use():
        assert f"`{parameter.name}`" in pages[f"{parameter.name.split('/')[0]}.md"]
    for value in parameters.in_use().uncertain():
        assert f"`{value.name}` | {value.valid_from}" in pages["uncertain.md"]


def test_every_source_code_is_explained() -> None:
    for parameter in parameters.in_use():
        for value in parameter.values:
            codes = source_codes(value)
            assert codes, f"{value.name}: {value.source}"
            assert set(codes) <= sources().keys(), f"{value.name}: {value.source}"


def test_rounding_page_computes_what_it_prints() -> None:
    rows = re.findall(
        r"^\| ([\d.]+) \| ([\d,]+)% \| [\d.,]+ \| ([\d.]+) \|$",
        (PAGES / "rounding.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert len(rows) >= 5
    for amount, percent, rounded in rows:
        whole, _, part = percent.partition(",")
        ppm = int(whole) * 10_000 + int(part.ljust(4, "0"))
        assert half_up(int(amount.replace(".", "")), ppm) == int(rounded.replace(".", ""))
