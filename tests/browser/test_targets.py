"""Targets in a browser: what is missing, on which scale, by when, and what followed a rule."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Picture, Served, visiting

pytestmark = [pytest.mark.browser, pytest.mark.long]

BUILD = ("from tests.browser.targets_site import build; build()",)
SHEET = (
    "Wilayah;Tahun;Target;Ditetapkan oleh;Dokumen;Segmen\n"
    "Bangka;2025;45,5;Bupati Bangka;RKPD 2025;\n"
    "19.02;2025;{};Bupati Belitung;RKPD 2025;BPU\n"
)


@pytest.fixture(scope="module")
def targets_home(
    served: Served, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """A site of its own with the coverage of one province, and its data folder."""
    home = tmp_path_factory.mktemp("targets")
    with served(home, BUILD) as address:
        yield address, home


@pytest.fixture
def page(browser: Browser, targets_home: tuple[str, Path]) -> Iterator[Page]:
    """A page of the province's analyst."""
    address, home = targets_home
    with visiting(browser, address) as context:
        key = json.loads((home / "targets.json").read_text())
        context.add_cookies([{"name": "sessionid", "value": key, "url": address}])
        yield context.new_page()


def test_the_gap_is_read_in_five_seconds(page: Page, picture: Picture) -> None:
    page.goto("/target/")
    missing = page.locator("#kurang")
    expect(missing).to_contain_text("93.548 orang")
    expect(missing).to_contain_text("7.196 orang per hari, 13.364 per hari kerja")
    expect(page.get_by_text("Ada target lain pada skala yang sama: 52,00")).to_be_visible()
    expect(page.locator("#tabel tbody tr")).to_have_count(7)
    expect(page.locator("#tabel tfoot")).to_contain_text("93.548")
    expect(page.locator(".chart svg")).to_have_count(2)
    picture(page, "target-kekurangan")
    page.get_by_role("link", name="Bangka", exact=True).click()
    page.get_by_text("Bagian tiap segmen").click()
    page.get_by_label("Penerima upah (PU)", exact=True).fill("30")
    page.get_by_label("Bukan penerima upah (BPU)").fill("70")
    page.get_by_role("button", name="Hitung").click()
    expect(page.locator("#judul-tabel")).to_contain_text("anggapan Anda")
    picture(page, "target-kekurangan-daerah")


def test_two_scales_are_never_compared(page: Page, picture: Picture) -> None:
    page.goto("/target/kekurangan/nasional/?tahun=2025")
    expect(page.locator(".notices")).to_contain_text("Target 32,15")
    expect(page.locator(".notices")).to_contain_text("Keduanya tidak dibandingkan.")
    page.goto("/target/daftar/")
    expect(page.locator("#daftar")).to_contain_text("berselisih pada skala yang sama")
    picture(page, "target-daftar")


def test_a_target_is_recorded_taken_in_by_sheet_and_withdrawn(
    page: Page, picture: Picture, tmp_path: Path
) -> None:
    page.goto("/target/baru/?wilayah=19")
    page.get_by_label("Tahun").fill("2026")
    page.get_by_label("Target dalam persen").fill("60,25")
    page.get_by_label("Jenis penetap").select_option("PROVINCE")
    page.get_by_label("Ditetapkan oleh").fill("Gubernur")
    page.get_by_label("Dokumen").fill("Keputusan Gubernur 188/2025")
    picture(page, "target-catat")
    page.get_by_role("button", name="Simpan target").click()
    expect(page.get_by_text("Target sudah dicatat.")).to_be_visible()
    page.get_by_role("link", name="Cabut Kepulauan Bangka Belitung 2026").click()
    page.get_by_label("Alasan pencabutan").fill("Salah tahun")
    page.get_by_role("button", name="Cabut target").click()
    expect(page.locator("#daftar")).to_contain_text("Salah tahun")

    sheet = tmp_path / "target.csv"
    sheet.write_text(SHEET.format("12.000 orang"), encoding="utf-8")
    page.goto("/target/impor/")
    page.get_by_label("Berkas XLSX atau CSV").set_input_files(sheet)
    page.get_by_role("button", name="Periksa dan catat").click()
    expect(page.get_by_text("2 target baru dicatat dari 2 baris.")).to_be_visible()
    picture(page, "target-impor")


def test_the_path_tells_each_year_and_lets_the_universe_grow(page: Page, picture: Picture) -> None:
    page.goto("/target/jalan/19/")
    expect(page.locator("#tahun-tahun tbody tr").last).to_contain_text("99,50")
    expect(page.locator("#tahun-tahun tbody tr").first).to_contain_text("93.548")
    picture(page, "target-jalan-2045")
    page.get_by_label("Pertumbuhan potensi setahun").fill("1,8")
    page.get_by_role("button", name="Hitung").click()
    expect(page.get_by_label("Pertumbuhan potensi setahun")).to_have_value("1,80")


def test_before_and_after_a_rule_claims_no_cause(page: Page, picture: Picture) -> None:
    page.goto("/target/sebelum-sesudah/?wilayah=19")
    expect(page.get_by_text("Ini bukan bukti sebab akibat.")).to_be_visible()
    expect(page.locator("#daftar tbody tr")).to_have_count(8)
    expect(page.locator("#daftar")).to_contain_text("poin")
    picture(page, "target-sebelum-sesudah")
