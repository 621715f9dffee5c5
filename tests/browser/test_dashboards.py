"""Dashboards in a browser: without JavaScript, on a phone, and as pictures for the guide."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Picture, Served, visiting

BUILD = ("from tests.browser.dashboards_site import build; build()",)
As = Callable[[str], Page]


@pytest.fixture(scope="module")
def figures_home(
    served: Served, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """A site of its own with figures of the nation, and its data folder."""
    home = tmp_path_factory.mktemp("dashboards")
    with served(home, BUILD) as address:
        yield address, home


@pytest.fixture
def come_as(browser: Browser, figures_home: tuple[str, Path]) -> Iterator[As]:
    """A page of a reader: ``come_as("analis")``."""
    address, home = figures_home
    sessions = json.loads((home / "dashboards.json").read_text())
    open_ones: list[object] = []

    def come(name: str) -> Page:
        visitor = visiting(browser, address)
        context: BrowserContext = visitor.__enter__()
        open_ones.append(visitor)
        context.add_cookies([{"name": "sessionid", "value": sessions[name], "url": address}])
        return context.new_page()

    yield come
    for visitor in open_ones:
        visitor.__exit__(None, None, None)  # type: ignore[attr-defined]


def drawings_are_there(page: Page, least: int) -> None:
    """Every drawing that the page names has come and shows something."""
    page.wait_for_load_state("networkidle")
    widths = page.eval_on_selector_all("img", "all => all.map(one => one.naturalWidth)")
    assert len(widths) >= least
    assert all(widths), widths


def test_the_nation_is_understood_and_led_into(come_as: As, picture: Picture) -> None:
    page = come_as("analis")
    page.goto("/dasbor/")
    expect(page.get_by_role("heading", level=1, name="Indonesia")).to_be_visible()
    drawings_are_there(page, 2)
    expect(page.get_by_text("Terbanyak kurang:")).to_be_visible()
    picture(page, "dasbor-nasional")
    page.get_by_label("Per bulan").select_option("2024-06")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.get_by_text("Dasbor per Juni 2024")).to_be_visible()
    page.get_by_text("Peringkat lengkap: 38 daerah").click()
    page.get_by_role("link", name="Jawa Tengah").last.click()
    expect(page.get_by_role("heading", level=1, name="Jawa Tengah")).to_be_visible()
    drawings_are_there(page, 2)
    picture(page, "dasbor-provinsi-besar")


def test_a_province_shows_its_gap_and_its_break(come_as: As, picture: Picture) -> None:
    page = come_as("analis")
    page.goto("/dasbor/19/")
    drawings_are_there(page, 2)
    expect(page.get_by_text("Terbanyak kurang:")).to_be_visible()
    picture(page, "dasbor-provinsi")
    page.get_by_label("Angka", exact=True).select_option("ACTIVE_COVERAGE_WORK")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.get_by_text("Sejak Juli 2023 penyebutnya")).to_be_visible()
    drawings_are_there(page, 2)
    picture(page, "dasbor-putus")


def test_a_regional_office_begins_with_its_sum(come_as: As, picture: Picture) -> None:
    page = come_as("kanwil")
    page.goto("/dasbor/")
    expect(page.get_by_text("jumlah 5 provinsi").first).to_be_visible()
    drawings_are_there(page, 3)
    picture(page, "dasbor-kanwil")


def test_a_regency_stands_without_javascript(
    browser: Browser, figures_home: tuple[str, Path], come_as: As, picture: Picture
) -> None:
    page = come_as("bappeda")
    page.goto("/dasbor/")
    expect(page.get_by_role("heading", level=1, name="Kota Pangkal Pinang")).to_be_visible()
    drawings_are_there(page, 1)
    picture(page, "dasbor-kota")
    address, home = figures_home
    key = json.loads((home / "dashboards.json").read_text())["bappeda"]
    plain = browser.new_context(base_url=address, java_script_enabled=False)
    plain.add_cookies([{"name": "sessionid", "value": key, "url": address}])
    still = plain.new_page()
    still.goto("/dasbor/19.71/")
    still.get_by_role("link", name="Lihat kekurangan menurut segmen").click()
    expect(still.get_by_role("heading", level=1, name="Kekurangan menurut segmen")).to_be_visible()
    expect(still.get_by_text("Terbanyak kurang:")).to_be_visible()
    plain.close()
