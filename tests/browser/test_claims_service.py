"""Worklist, service, statistics and hand-overs of claims in a browser, and their pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Picture, served, signed_in, visiting

BUILD = ("from tests.browser.claims_service_site import build; build()",)
OFFICER, HEAD = "Petugas Pelayanan", "Kepala Kantor Cabang"


@pytest.fixture(scope="module")
def claims_site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a branch with a year of claims."""
    with served(tmp_path_factory.mktemp("claims-service"), BUILD) as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, claims_site: str) -> Iterator[BrowserContext]:
    """One visitor's browser at that branch."""
    with visiting(browser, claims_site) as found:
        yield found


def test_an_officer_begins_with_what_is_late(visitor: BrowserContext, picture: Picture) -> None:
    page = signed_in(visitor, OFFICER)
    expect(page.get_by_role("heading", name="Klaim yang menunggu Anda")).to_be_visible()
    page.goto("/klaim/")
    first = page.locator("#daftar tbody tr").first
    expect(first).to_contain_text("Terlambat")
    expect(first).to_contain_text(re.compile(r"lewat \d+ hari kerja"))
    picture(page, "klaim-daftar-kerja")
    number = page.locator("#daftar tbody tr th .small").first.inner_text().split(" ")[0]
    page.get_by_label("Nama, nomor klaim, atau NIK lengkap").fill(number)
    page.get_by_role("button", name="Cari").click()
    expect(page.locator("#daftar tbody tr")).to_have_count(1)
    assert number not in page.url


def test_a_head_sees_where_the_days_go(visitor: BrowserContext, picture: Picture) -> None:
    page = signed_in(visitor, HEAD)
    page.goto("/layanan-klaim/")
    expect(page.get_by_role("heading", name="Ke mana hari terpakai")).to_be_visible()
    expect(page.get_by_text("Kantor Cabang Pangkalpinang")).to_be_visible()
    picture(page, "klaim-waktu-layanan")


def test_boards_stand_apart_from_payments(visitor: BrowserContext, picture: Picture) -> None:
    page = signed_in(visitor, OFFICER)
    page.goto("/statistik-klaim/")
    paid = page.locator(".figure__value").nth(1).inner_text()
    expect(page.locator("#diterbitkan")).to_contain_text("Rp 2.939.000.000.000")
    before = rupiah_of(page, "#simbolis tbody td")
    picture(page, "klaim-statistik")
    page.get_by_role("link", name="Lihat penyerahan satu per satu").click()
    picture(page, "klaim-penyerahan-simbolis")
    page.get_by_role("link", name="Catat penyerahan").click()
    page.get_by_label("Tempat acara").select_option("19.71")
    page.get_by_label("Tanggal acara").fill("2024-12-17")
    page.get_by_label("Nama acara").fill("Kunjungan kerja gubernur")
    page.get_by_label("Jumlah pada semua papan").fill("84.000.000")
    page.get_by_label("Banyaknya penerima").fill("2")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Tidak ada yang dibayar.")).to_be_visible()
    page.goto("/statistik-klaim/")
    assert page.locator(".figure__value").nth(1).inner_text() == paid
    assert rupiah_of(page, "#simbolis tbody td") == before + 84_000_000


def rupiah_of(page: Page, cells: str) -> int:
    """The last amount among some cells."""
    told = page.locator(cells).last.inner_text()
    return int(re.sub(r"\D", "", told))
