"""A government plans its contribution budget, pays from it, sees gaps and catches a wrong unit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Picture, Served, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.long]

SEED = """
import django; django.setup()
from tests.sponsorship.budget_scene import seed; seed()
"""
OFFICER = "Kepala Disnaker Kabupaten Banjar"


@pytest.fixture(scope="module")
def site(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own: the governments of Kalimantan Selatan with their budgets."""
    with served(tmp_path_factory.mktemp("anggaran"), (SEED,)) as address:
        yield address


def test_an_officer_plans_a_line_and_pays_from_it(sign_in: SignIn, picture: Picture) -> None:
    page = sign_in(OFFICER)
    expect(page.get_by_text("Anggaran belum dicairkan")).to_be_visible()
    page.goto("/anggaran/baru/")
    page.get_by_label("Kegiatan", exact=True).fill("Iuran JKK dan JKM sopir angkutan desa")
    page.get_by_label("Segmen pekerja", exact=True).select_option("DRIVER")
    page.get_by_label("Sumber dana", exact=True).select_option("REGENCY_BUDGET")
    page.get_by_label("Orang", exact=True).fill("100")
    page.get_by_label("Bulan pertama", exact=True).fill("2024-10")
    page.get_by_label("Jumlah bulan", exact=True).fill("6")
    page.get_by_label("Pemerintah", exact=True).select_option("63.03")
    page.get_by_label("Dasar hukum", exact=True).fill("Inpres 2 Tahun 2021")
    page.get_by_role("button", name="Hitung dulu").click()
    expect(page.locator("#hasil")).to_contain_text("10.080.000")
    expect(page.locator("#hasil")).to_contain_text("di luar tahun anggaran 2024")
    picture(page, "anggaran-baris-baru")
    page.get_by_role("button", name="Simpan baris").click()
    expect(page.get_by_role("heading", name="Iuran JKK dan JKM sopir")).to_be_visible()
    page.locator("summary", has_text="Catat pencairan (SP2D)").click()
    page.locator("#id_paid-amount").fill("5040000")
    page.locator("#id_paid-document").fill("SP2D 0457/2024")
    page.locator("#id_paid-months").fill("3")
    page.locator("form", has=page.locator("#id_paid-amount")).get_by_role("button").click()
    expect(page.get_by_text("SP2D 0457/2024")).to_be_visible()
    picture(page, "anggaran-baris")


def test_a_government_and_its_province_see_what_is_budgeted(
    sign_in: SignIn, picture: Picture
) -> None:
    page = sign_in("Kepala Dinas Tenaga Kerja Provinsi")
    page.goto("/anggaran/?tahun=2024")
    expect(page.get_by_role("heading", name="Anggaran iuran")).to_be_visible()
    picture(page, "anggaran")
    page.get_by_role("link", name="Kabupaten Banjar").first.click()
    expect(page.get_by_text("Dari rencana sampai iuran diterima")).to_be_visible()
    picture(page, "anggaran-pemerintah")
    page.goto("/anggaran/celah/?tahun=2024")
    expect(page.locator("tbody tr")).to_have_count(14)
    picture(page, "anggaran-celah")
    page.goto("/anggaran/ganda/?tahun=2024")
    expect(page.get_by_text("Ini pertanyaan, bukan kesalahan")).to_be_visible()
    picture(page, "anggaran-ganda")
    page.goto("/anggaran/kode/?kode=5.1.02.02.02.0060")
    expect(page.get_by_text("Yang terdekat")).to_be_visible()
    picture(page, "anggaran-kode")


def test_a_simulation_costs_groups_before_anybody_decides(
    sign_in: SignIn, picture: Picture
) -> None:
    page = sign_in(OFFICER)
    page.goto("/anggaran/simulasi/")
    for place, persons in enumerate(("7.168", "1.512", "930", "2.000")):
        page.locator(f"#id_k-{place}-persons").fill(persons.replace(".", ""))
    page.get_by_role("button", name="Hitung", exact=True).click()
    expect(page.locator("#hasil")).to_be_visible()
    expect(page.get_by_text("5.400").first).to_be_visible()
    picture(page, "anggaran-simulasi")


def test_a_wrong_unit_is_caught(sign_in: SignIn, picture: Picture) -> None:
    page = sign_in(OFFICER)
    page.goto("/anggaran/cocokkan/")
    page.get_by_label("Angka tercetak", exact=True).fill("Rp 71.211.600 juta")
    page.get_by_label("Segmen pekerja", exact=True).select_option("KPPS")
    page.get_by_label("Orang", exact=True).fill("11631")
    page.get_by_label("Bulan pertama", exact=True).fill("2024-02")
    page.get_by_label("Bulan, paling sedikit", exact=True).fill("1")
    page.get_by_label("Bulan, paling banyak", exact=True).fill("3")
    page.get_by_role("button", name="Cocokkan").click()
    expect(page.get_by_role("status")).to_contain_text("Yang cocok: Rp71.211.600")
    picture(page, "anggaran-cocokkan")
    page.goto("/anggaran/unggah/")
    rows = (
        "KEGIATAN;SEGMEN;SUMBER_DANA;ORANG;BULAN_PERTAMA;JUMLAH_BULAN;ANGGARAN\n"
        "Iuran nelayan;FISHER;APBD kabupaten;100;2024-01;12;Rp 20.160.000\n"
        "Iuran petani;FARMER;APBD kabupaten;200;2024-01;12;Rp 40.320.000 juta\n"
    )
    page.get_by_label("Berkas XLSX atau CSV", exact=True).set_input_files(
        {"name": "anggaran.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    page.get_by_label("Tahun anggaran", exact=True).select_option("2024")
    page.get_by_role("button", name="Periksa dan simpan").click()
    expect(page.get_by_text("tidak satu pun disimpan. Perbaiki")).to_be_visible()
    picture(page, "anggaran-unggah")
