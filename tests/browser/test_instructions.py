"""Instruction items in a browser: an officer confirms and answers, the secretariat reviews."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Picture, Served, visiting

pytestmark = pytest.mark.browser

BUILD = ("from tests.browser.instructions_site import build; build()",)
As = Callable[[str], Page]


@pytest.fixture(scope="module")
def answering_site(
    served: Served, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """A site of its own with answers of three provinces, and its data folder."""
    home = tmp_path_factory.mktemp("instructions")
    with served(home, BUILD) as address:
        yield address, home


@pytest.fixture
def come_as(browser: Browser, answering_site: tuple[str, Path]) -> Iterator[As]:
    """A page of a reader: ``come_as("disnaker")``."""
    address, home = answering_site
    sessions = json.loads((home / "instructions.json").read_text())
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


def test_an_officer_confirms_what_payung_knows_and_the_secretariat_accepts_it(
    come_as: As, picture: Picture, tmp_path: Path
) -> None:
    officer = come_as("disnaker")
    officer.goto("/")
    expect(officer.get_by_text("Butir Inpres belum dijawab")).to_be_visible()
    officer.goto("/butir-inpres/")  # of one government: its own items
    expect(officer.get_by_role("heading", name="Kabupaten Bangka")).to_be_visible()
    clock = officer.get_by_text("Jawab paling lambat 15 Januari 2025, 28 hari lagi.")
    expect(clock.first).to_be_visible()
    picture(officer, "butir-inpres-daerah")
    officer.locator("tr").filter(has_text="Menyusun dan menjalankan").get_by_role(
        "link", name="Jawab"
    ).click()
    expect(officer.get_by_role("checkbox").first).to_be_checked()
    picture(officer, "butir-inpres-jawab")
    officer.get_by_label("Selesai").check()
    officer.get_by_label("Yang sudah dikerjakan").fill("Peraturan Bupati sudah berlaku.")
    scan = tmp_path / "perbup.png"
    Image.new("RGB", (60, 80), "white").save(scan)
    officer.get_by_label("Berkas bukti").set_input_files(scan)
    officer.get_by_role("button", name="Simpan jawaban").click()
    expect(officer.get_by_role("status")).to_contain_text("menunggu telaah")
    expect(officer.locator("#bukti")).to_contain_text("perbup.png")
    expect(officer.locator("#bukti")).to_contain_text("Nomor 7 Tahun 2023")
    answer = officer.url

    analyst = come_as("monev")
    analyst.goto("/butir-inpres/telaah/")
    picture(analyst, "butir-inpres-telaah")
    analyst.goto(answer)
    analyst.get_by_label("Terima").check()
    picture(analyst, "butir-inpres-jawaban")
    analyst.get_by_role("button", name="Simpan telaah").click()
    expect(analyst.get_by_role("status")).to_contain_text("Jawaban diterima")
    officer.reload()
    expect(officer.locator(".lead .state")).to_contain_text("diterima")


def test_the_secretariat_sees_who_has_answered_what_and_takes_the_report(
    come_as: As, picture: Picture
) -> None:
    analyst = come_as("monev")
    analyst.goto("/butir-inpres/")
    province = analyst.get_by_role("row", name="Kepulauan Bangka Belitung")
    expect(province).to_contain_text("/")
    picture(analyst, "butir-inpres-matriks")
    province.get_by_role("link").first.click()
    expect(analyst.get_by_role("row", name="Kabupaten Belitung Timur")).to_be_visible()
    picture(analyst, "butir-inpres-provinsi")
    analyst.goto("/butir-inpres/belum/?wilayah=19")
    expect(analyst.get_by_text("belum dijawab").first).to_be_visible()
    picture(analyst, "butir-inpres-belum")
    analyst.goto("/butir-inpres/butir/INPRES-2-2021/BUP-2/")
    expect(analyst.locator("#dasar")).to_contain_text("Inpres 2/2021")
    picture(analyst, "butir-inpres-butir")
    analyst.goto("/butir-inpres/laporan/?wilayah=19")
    expect(analyst.get_by_text("39,25 %").first).to_be_visible()
    picture(analyst, "butir-inpres-laporan")
    for name, ending in (("Unduh PDF", "pdf"), ("Unduh XLSX", "xlsx")):
        with analyst.expect_download() as taken:
            analyst.get_by_role("link", name=name).click()
        assert taken.value.suggested_filename == f"laporan-inpres-2024-2-19.{ending}"
