"""Open data in a browser: the public page without session or scripts, and the desk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import DESKTOP, PHONE, Picture, Served, visiting

pytestmark = pytest.mark.browser

BUILD = ("from tests.browser.open_data_site import build; build()",)


@pytest.fixture(scope="module")
def nation(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a site that publishes a nation, and the custodian's session."""
    home: Path = tmp_path_factory.mktemp("open_data")
    with served(home, BUILD) as address:
        yield address, json.loads((home / "open_data.json").read_text())["custodian"]


@pytest.fixture
def visitor(browser: Browser, nation: tuple[str, str]) -> Iterator[BrowserContext]:
    """Somebody without an account."""
    with visiting(browser, nation[0]) as context:
        yield context


def test_somebody_without_an_account_finds_the_coverage_of_a_province(
    visitor: BrowserContext, picture: Picture
) -> None:
    page = visitor.new_page()
    page.goto("/akun/masuk/")
    page.locator("form").get_by_role("link", name="Data terbuka").click()
    expect(page.get_by_text("Dari setiap 100 pekerja")).to_be_visible()
    picture(page, "data-terbuka")
    page.get_by_label("Provinsi", exact=True).select_option(label="Kepulauan Bangka Belitung")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kepulauan Bangka Belitung")
    expect(page.get_by_text("kurang dari 10 orang tidak ditampilkan")).to_be_visible()
    picture(page, "data-terbuka-provinsi")
    page.get_by_role("link", name="Peserta menurut segmen").first.click()
    expect(page.get_by_role("heading", name="Cara mengutip")).to_be_visible()
    picture(page, "data-terbuka-himpunan")
    with page.expect_download() as kept:
        page.get_by_role("link", name="CSV: untuk semua program").click()
    assert kept.value.suggested_filename == "payung-peserta-2.csv"


@pytest.mark.parametrize("window", [DESKTOP, PHONE])
def test_the_page_works_without_scripts_and_is_light(
    browser: Browser, nation: tuple[str, str], window: dict[str, int]
) -> None:
    context = browser.new_context(base_url=nation[0], viewport=window, java_script_enabled=False)
    page = context.new_page()
    sizes: list[int] = []
    page.on("response", lambda one: sizes.append(len(one.body())))
    page.goto("/data/")
    page.wait_for_load_state("networkidle")
    assert sum(sizes) < 260_000, "with its stylesheets and the chart"
    assert sizes[0] < 200_000
    page.get_by_label("Provinsi", exact=True).select_option("16")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sumatera Selatan")
    context.close()


def test_the_custodian_sees_what_is_hidden_before_he_publishes(
    browser: Browser, nation: tuple[str, str], picture: Picture
) -> None:
    address, session = nation
    with visiting(browser, address) as context:
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        page = context.new_page()
        page.goto("/terbitkan-data/")
        picture(page, "data-terbuka-terbitkan")
        page.get_by_role("link", name="Klaim menurut provinsi").click()
        expect(page.get_by_text("hitungan kecil", exact=True).first).to_be_visible()
        picture(page, "data-terbuka-pratinjau")
        page.get_by_role("button", name="Terbitkan", exact=True).click()
        expect(page.get_by_text("Versi 1 terbit.")).to_be_visible()
        expect(page.get_by_text("Tidak ada yang berubah")).to_be_visible()
