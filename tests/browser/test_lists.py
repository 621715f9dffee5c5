"""Proposing and cleaning lists in a browser: a village on its phone, a clerk at his desk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import PHONE, Picture, Served, visiting
from tests.sponsorship.lists import nik, write

pytestmark = pytest.mark.browser
BUILD = ("from tests.browser.lists_site import build; build()",)


@pytest.fixture(scope="module")
def lists_home(
    served: Served, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, dict[str, object]]]:
    """A site with lists of its own, and what was told when it was built."""
    home = tmp_path_factory.mktemp("lists")
    with served(home, BUILD) as address:
        yield address, json.loads((home / "lists.json").read_text())


@pytest.fixture
def visitor(
    browser: Browser, lists_home: tuple[str, dict[str, object]], request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    address, told = lists_home
    with visiting(browser, address) as context:
        key = told["sessions"][request.param]  # type: ignore[index]
        context.add_cookies([{"name": "sessionid", "value": key, "url": address}])
        yield context


@pytest.mark.parametrize("visitor", ["desa"], indirect=True)
def test_a_secretary_proposes_in_three_taps_on_a_phone(
    visitor: BrowserContext, tmp_path: Path, picture: Picture
) -> None:
    page = visitor.new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/")
    expect(page.get_by_text("Daftar dikembalikan")).to_be_visible()
    page.get_by_role("link", name="Daftar penerima").first.click()
    page.get_by_role("link", name="Usulkan daftar").click()
    rows = [(nik(7, "1985-02-03", "P"), "Siti Aminah", "03-02-1985", "P", "Nelayan")]
    page.get_by_label("Berkas XLSX atau CSV").set_input_files(write(tmp_path, rows))
    page.get_by_label("Segmen pekerja").select_option("FISHER")
    picture(page, "daftar-usulkan")
    page.get_by_role("button", name="Usulkan").click()
    expect(page.get_by_text("menunggu diperiksa dinas tenaga kerja")).to_be_visible()


@pytest.mark.parametrize("visitor", ["desa"], indirect=True)
def test_a_secretary_mends_a_returned_list_on_a_phone(
    visitor: BrowserContext, lists_home: tuple[str, dict[str, object]], picture: Picture
) -> None:
    page = visitor.new_page()
    page.goto(f"/daftar-penerima/{lists_home[1]['back']}/isi/")
    expect(page.get_by_text("seharusnya 16 angka").first).to_be_visible()
    picture(page, "daftar-isi")
    page.get_by_label("Nama lengkap").fill("Rahmat Hidayat")
    page.get_by_role("button", name="Simpan, orang berikutnya").click()
    expect(page.get_by_role("status")).to_contain_text("Rahmat Hidayat disimpan")


@pytest.mark.parametrize("visitor", ["disnaker"], indirect=True)
def test_a_clerk_sees_every_reason_and_decides(
    visitor: BrowserContext, lists_home: tuple[str, dict[str, object]], picture: Picture
) -> None:
    page = visitor.new_page()
    page.goto("/daftar-penerima/")
    expect(page.get_by_role("row", name="Nelayan kecil")).to_be_visible()
    picture(page, "daftar-penerima")
    page.goto(f"/daftar-penerima/{lists_home[1]['big']}/")
    expect(page.get_by_role("row", name="Berumur").first).to_be_visible()
    picture(page, "daftar-ringkas")
    page.get_by_role("link", name="Putuskan yang ragu").click()
    picture(page, "daftar-orang")
    page.locator("tbody th a").first.click()
    picture(page, "daftar-putuskan")
    page.get_by_label("Layak", exact=True).check()
    page.get_by_label("Alasan").fill("KTP sudah dilihat")
    page.get_by_role("button", name="Simpan keputusan").click()
    expect(page.get_by_role("status")).to_contain_text("tercatat")
    page.goto("/daftar-penerima/pembanding/")
    picture(page, "daftar-pembanding")
