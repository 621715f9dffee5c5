"""A claim in a browser: facts with sources, a hand by the law's table, questions answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Picture, served, visiting

BUILD = ("from tests.browser.claims_facts_site import build; build()",)
As = Callable[[str], Page]


@pytest.fixture(scope="module")
def claims_home(
    chromium: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """A site of its own with two claims, and its data folder."""
    home = tmp_path_factory.mktemp("claims-facts")
    with served(home, BUILD) as address:
        yield address, home


@pytest.fixture
def told(claims_home: tuple[str, Path]) -> dict[str, object]:
    found: dict[str, object] = json.loads((claims_home[1] / "claims.json").read_text())
    return found


@pytest.fixture
def come_as(
    browser: Browser, claims_home: tuple[str, Path], told: dict[str, object]
) -> Iterator[As]:
    """A page of a reader: ``come_as("petugas")``."""
    address = claims_home[0]
    open_ones: list[object] = []

    def come(name: str) -> Page:
        visitor = visiting(browser, address)
        context: BrowserContext = visitor.__enter__()
        open_ones.append(visitor)
        key = told["sessions"][name]  # type: ignore[index]
        context.add_cookies([{"name": "sessionid", "value": key, "url": address}])
        return context.new_page()

    yield come
    for visitor in open_ones:
        visitor.__exit__(None, None, None)  # type: ignore[attr-defined]


def test_the_books_ask_and_the_officer_answers(
    come_as: As, told: dict[str, object], picture: Picture
) -> None:
    page = come_as("petugas")
    page.goto(f"/klaim/{told['death']}/")
    expect(page.get_by_text("Upah dilaporkan sesudah meninggal")).to_be_visible()
    expect(page.get_by_text("Rekening dipakai pada klaim lain")).to_be_visible()
    picture(page, "klaim-ringkasan")
    page.get_by_role("link", name="Bulan iuran dibayar").click()
    expect(page.get_by_role("heading", name="Bulan iuran dibayar")).to_be_visible()
    picture(page, "klaim-fakta-bulan")
    page.go_back()
    page.get_by_role("link", name="Jawab", exact=True).first.click()
    page.get_by_label("Jawaban").fill("Pemberi kerja keliru melapor; akta kematian sudah dicek.")
    picture(page, "klaim-pertanyaan")
    page.get_by_role("button", name="Simpan jawaban").click()
    expect(page.get_by_text("Jawaban dicatat.")).to_be_visible()
    expect(page.get_by_text("Jawaban Rina Contoh:")).to_be_visible()


def test_a_hand_is_found_by_the_table_and_weeks_by_their_days(
    come_as: As, told: dict[str, object], picture: Picture
) -> None:
    page = come_as("petugas")
    page.goto(f"/klaim/{told['accident']}/")
    page.get_by_role("link", name="Catat temuan: Cacat", exact=True).click()
    page.get_by_label("Cacat 1").select_option("RIGHT_HAND_FROM_WRIST")
    page.get_by_label("Sumber").fill("Surat keterangan dokter RSUD 10-12-2024")
    picture(page, "klaim-temuan-cacat")
    page.get_by_role("button", name="Simpan temuan").click()
    expect(page.get_by_text("Temuan dicatat.")).to_be_visible()
    page.get_by_role("link", name="Catat temuan: Masa tidak mampu bekerja").click()
    page.get_by_label("Masa 1: hari pertama").fill("2024-11-21")
    page.get_by_label("Masa 1: hari terakhir").fill("2024-12-18")
    page.get_by_label("Sumber").fill("Surat istirahat dokter")
    page.get_by_role("button", name="Simpan temuan").click()
    # 80 months of wage by the share of the hand, and 28 days of full wage
    expect(page.get_by_role("listitem").filter(has_text="Santunan cacat sebagian")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="STMB")).to_be_visible()
    picture(page, "klaim-ringkasan-jkk")


def test_the_head_reads_and_does_not_record(come_as: As, told: dict[str, object]) -> None:
    page = come_as("kepala")
    page.goto(f"/klaim/{told['accident']}/")
    expect(page.get_by_text("Menurut hukum dengan fakta ini")).to_be_visible()
    expect(page.get_by_role("link", name="Catat", exact=True)).to_have_count(0)


def test_the_hand_is_decided_by_one_and_approved_by_another(
    come_as: As, told: dict[str, object]
) -> None:
    page = come_as("petugas")
    for address in (f"/klaim/{told['accident']}/", f"/klaim/{told['accident']}/keputusan/"):
        page.goto(address)
        # 32 % of 80 months of 4,600,000, and 28 days of the full wage
        expect(page.get_by_text("122.053.333").first).to_be_visible()
    page.get_by_role("button", name="Putuskan").first.click()
    head = come_as("kepala")
    head.goto(f"/klaim/{told['accident']}/keputusan/")
    head.get_by_role("button", name="Setujui").click()
    expect(head.get_by_text("Disetujui, menunggu pembayaran")).to_be_visible()
