"""Figures in a browser: what they mean, where they come from, what was stated on a day."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Picture, Served, visiting

pytestmark = [pytest.mark.browser, pytest.mark.long]

BUILD = ("from tests.browser.figures_site import build; build()",)
WRONG = (
    "INDIKATOR;WILAYAH;TANGGAL;SUMBER;NILAI;PEMBILANG;PENYEBUT\n"
    "REGISTERED_COVERAGE;19;30-11-2024;Rekap kantor;50,88 %;935.079;1.873.899\n"
    "REGISTERED_COVERAGE;51;30-11-2024;Rekap kantor;41 %;;\n"
    "NON_ASN_TOTAL;19.01;30-11-2024;Data kepegawaian;seribu;;\n"
)
Open = Callable[[str], Page]


@pytest.fixture(scope="module")
def figures_home(
    served: Served, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """A site of its own with the figures of one province, and its data folder."""
    home = tmp_path_factory.mktemp("figures")
    with served(home, BUILD) as address:
        yield address, home


@pytest.fixture
def come(browser: Browser, figures_home: tuple[str, Path]) -> Iterator[Open]:
    """A page of the reporter or of the checker."""
    address, home = figures_home
    with ExitStack() as stack:

        def opened(who: str) -> Page:
            context = stack.enter_context(visiting(browser, address))
            key = json.loads((home / "figures.json").read_text())[who]
            context.add_cookies([{"name": "sessionid", "value": key, "url": address}])
            return context.new_page()

        yield opened


def test_every_figure_leads_to_its_meaning_inputs_and_history(come: Open, picture: Picture) -> None:
    page = come("checker")
    page.goto("/angka/?wilayah=19")
    expect(page.locator("tbody tr").first).to_contain_text("18 Desember 2024")
    picture(page, "angka-daftar")
    page.get_by_label("Indikator").select_option("ACTIVE_COVERAGE")
    page.get_by_role("button", name="Tampilkan").click()
    page.get_by_role("link", name="39,21 %").first.click()
    expect(page.get_by_text("220.740 ÷ 563.000")).to_be_visible()
    expect(page.locator("#riwayat").locator("xpath=..").locator("tbody tr")).to_have_count(2)
    picture(page, "angka-satu")
    page.get_by_role("link", name="Arti angka ini").click()
    expect(page.get_by_text("potensi pekerja menurut BPJS Ketenagakerjaan").first).to_be_visible()
    picture(page, "angka-arti")
    page.goto("/arti/")
    picture(page, "angka-arti-semua")


def test_what_was_stated_on_a_day_is_told_beside_what_stands_now(
    come: Open, picture: Picture
) -> None:
    page = come("checker")
    page.goto("/angka/dinyatakan/?tanggal=2024-12-05&wilayah=19")
    row = page.locator("tr", has_text="Cakupan pekerja aktif").first
    expect(row).to_contain_text("39,21 %")
    expect(row).to_contain_text("dinyatakan")
    expect(page.get_by_text("1 di antaranya kemudian diganti")).to_be_visible()
    picture(page, "angka-dinyatakan")


def test_a_figure_is_reported_with_its_evidence_checked_by_another_and_final(
    come: Open, picture: Picture, tmp_path: Path
) -> None:
    scan = tmp_path / "rekap-kepegawaian.png"
    Image.new("RGB", (60, 40), "white").save(scan)
    reporter = come("reporter")
    reporter.goto("/angka/lapor/")
    reporter.get_by_label("Indikator").select_option("NON_ASN_COVERAGE")
    reporter.get_by_label("Wilayah").select_option("19.01")
    reporter.get_by_label("Per tanggal").fill("2024-11-30")
    reporter.get_by_label("Pembilang").fill("1.030")
    reporter.get_by_label("Penyebut").fill("1.300")
    reporter.get_by_label("Nilai, atau angka yang tercetak").fill("79,23 %")
    reporter.get_by_role("textbox", name="Sumber").fill("Data kepegawaian November 2024")
    reporter.get_by_label("Berkas bukti").set_input_files(scan)
    picture(reporter, "angka-lapor")
    reporter.get_by_role("button", name="Catat").click()
    expect(reporter.get_by_text("Angka tercatat sebagai konsep.")).to_be_visible()
    expect(reporter.get_by_text("79,23 %").first).to_be_visible()
    expect(reporter.get_by_role("link", name="rekap-kepegawaian.png")).to_be_visible()
    picture(reporter, "angka-bukti")

    checker = come("checker")
    checker.goto("/angka/periksa/")
    expect(checker.locator("tbody tr")).to_have_count(3)
    expect(checker.locator("tr", has_text="tanpa bukti")).to_have_count(2)
    picture(checker, "angka-antrean")
    row = checker.locator("tr", has_text="79,23 %")
    with checker.expect_download() as download:
        row.get_by_role("link", name="Buka bukti").click()
    assert download.value.suggested_filename == scan.name
    assert Path(download.value.path()).read_bytes() == scan.read_bytes()
    row.get_by_role("link", name="non-ASN").click()
    checker.get_by_label("Catatan").fill("Cocok dengan lampiran surat.")
    checker.get_by_role("button", name="Sudah diperiksa").click()
    checker.get_by_role("button", name="Jadikan final").click()
    expect(checker.get_by_text("Angka sudah final.")).to_be_visible()


def test_a_wrong_table_is_answered_row_by_row(come: Open, picture: Picture, tmp_path: Path) -> None:
    page = come("checker")
    table = tmp_path / "rekap-november.csv"
    table.write_text(WRONG, encoding="utf-8")
    page.goto("/angka/unggah/")
    page.get_by_label("Berkas XLSX atau CSV").set_input_files(table)
    page.get_by_role("button", name="Unggah", exact=True).click()
    expect(page.get_by_text("3 baris perlu dibetulkan")).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(3)
    picture(page, "angka-jawaban")
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh jawaban").click()
    assert download.value.suggested_filename.endswith(".xlsx")
