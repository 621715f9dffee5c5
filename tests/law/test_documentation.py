"""The reference pages are made from the parameters and name what is not certain."""

from __future__ import annotations

import re
from pathlib import Path

from payung.law import formulas, parameters
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


def test_every_module_of_the_law_is_a_formula_on_a_page_or_machinery() -> None:
    shown = [name for names in formulas.FORMULAS.values() for name in names]
    hidden = [name for name in formulas.modules() if name.startswith(formulas.MACHINERY)]

    assert sorted([*shown, *hidden]) == formulas.modules()


def test_every_formula_stands_beside_its_code_its_parameters_and_their_articles() -> None:
    pages = render()
    page = pages["jkk.md"]

    assert "### `payung.law.jkk.death`" in page
    assert "def lump_sum(accident_on: date, wage: Amount) -> Amount:" in page
    assert "def explain_lump_sum" not in page
    assert "- `jkk/death_share`: PP 44/2015 Pasal 25; PP 44/2015 Pasal 25 jo. PP 82/2019" in page
    for group, names in formulas.FORMULAS.items():
        for name in names:
            assert f"`payung.law.{name.replace('/', '.')}`" in pages[f"{group}.md"]


def test_every_parameter_is_read_by_a_formula_beside_it_or_is_named_here() -> None:
    elsewhere = {
        "membership/first_contribution_month",  # the bound of every question
        "jkp/total_rate",  # the sum of its parts, which are read; a test compares them
        "payment/settlement_order",  # the only order that there is
        "payment/report_difference_within_working_days",  # a duty of the office, no formula
    }
    read = {
        name
        for names in formulas.FORMULAS.values()
        for module in names
        for name in formulas.parameters_of(module)
    }
    groups = formulas.FORMULAS.keys()
    own = {item.name for item in parameters.in_use() if item.name.split("/")[0] in groups}

    assert own - read == elsewhere
