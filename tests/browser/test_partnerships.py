"""Kalimantan Selatan renews: one parent, thirteen children, one signing, a review, a monev."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Picture, Served, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.long]

SEED = """
import django; django.setup()
from tests.partnerships.kalimantan import seed; seed()
"""
DUTIES = "Menyerahkan data dan surat kuasa khusus."


@pytest.fixture(scope="module")
def site(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own, with the offices of Kalimantan Selatan and no employer at all."""
    with served(tmp_path_factory.mktemp("kalimantan"), (SEED,)) as address:
        yield address


def open_step(page: Page, name: str) -> None:
    """Open one of the next steps of a page."""
    page.locator("summary", has_text=name).click()


def test_a_province_renews_with_all_its_districts_in_one_signing(
    sign_in: SignIn, picture: Picture
) -> None:
    page = sign_in("Kepala Kantor Wilayah Kalimantan")
    picture(page, "kerja-sama-beranda")
    page.get_by_role("link", name="Kerja sama", exact=True).click()
    expect(page.get_by_text("Berakhir tanpa pengganti")).to_be_visible()
    picture(page, "kerja-sama")
    page.get_by_role("link", name="Peta keberlakuan").click()
    page.get_by_label("Wilayah").select_option("63")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.locator("#pasangan")).to_contain_text("14 pasangan")
    picture(page, "peta-keberlakuan")

    page.goto("/perjanjian/baru/")
    page.get_by_label("Jenis").select_option("KESEPAKATAN_BERSAMA")
    page.get_by_label("Judul").fill("Penanganan masalah hukum perdata dan tata usaha negara")
    page.get_by_label("Kantor BPJS Ketenagakerjaan").select_option("KW-KALIMANTAN")
    page.get_by_label("Kejaksaan", exact=True).select_option("KT-63")
    page.get_by_label("Mulai berlaku").fill("2024-12-18")
    page.get_by_label("Maksud dan tujuan").fill("Meningkatkan kepatuhan pemberi kerja.")
    for scope in ("Bantuan hukum", "Pertimbangan hukum", "Tindakan hukum lain"):
        page.get_by_label(scope, exact=True).check()
    picture(page, "perjanjian-baru")
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.get_by_text("Draf perjanjian sudah disimpan.")).to_be_visible()

    page.get_by_role("link", name="Susun perjanjian turunan").click()
    expect(page.locator("#daerah")).to_contain_text("13 kejaksaan negeri")
    page.get_by_label("Tugas BPJS Ketenagakerjaan").fill(DUTIES)
    page.get_by_label("Tugas kejaksaan negeri").fill("Memberi bantuan hukum.")
    page.get_by_label("Rekening iuran pemberi kerja yang dikuasakan").check()
    picture(page, "perjanjian-turunan")
    page.get_by_role("button", name="Susun semua draf").click()

    expect(page.locator("#naskah")).to_contain_text("14 perjanjian menunggu")
    picture(page, "tanda-tangan")
    page.get_by_role("button", name="Tanda tangani yang dipilih").click()
    expect(page.get_by_text("14 perjanjian ditandatangani pada 18 Desember 2024.")).to_be_visible()
    expect(page.locator("#turunan li")).to_have_count(13)

    page.locator("summary", has_text="Catat evaluasi tahunan").click()
    page.get_by_label("Hasil evaluasi").fill("Evaluasi pertama: semua kantor sudah menandatangani.")
    page.get_by_role("button", name="Simpan evaluasi").click()
    expect(page.get_by_text("Evaluasi sudah dicatat.")).to_be_visible()
    open_step(page, "Terbitkan naskah bernomor")
    page.get_by_role("button", name="Terbitkan", exact=True).click()
    expect(page.get_by_text("Naskah terbit dengan nomor")).to_be_visible()
    picture(page, "perjanjian")
    page.goto("/perjanjian/peta/?wilayah=63")
    expect(page.locator("tbody .state--good")).to_have_count(14)
    picture(page, "peta-sesudah")


def test_the_monev_carries_what_was_promised(sign_in: SignIn, picture: Picture) -> None:
    page = sign_in("Kepala Kantor Wilayah Kalimantan")
    page.goto("/perjanjian/")
    page.get_by_role("link", name="Rapat", exact=True).click()
    expect(page.get_by_text("Komitmen terlambat")).to_be_visible()
    page.get_by_role("link", name="Rapat baru").click()
    page.get_by_label("Rangkaian rapat").fill("Monev tahunan Kalimantan Selatan")
    page.get_by_label("Judul rapat").fill("Monev Inpres 2/2021 tahun 2024")
    page.get_by_label("Kantor penyelenggara").select_option("KW-KALIMANTAN")
    page.get_by_label("Tempat").fill("Banjarmasin")
    page.get_by_label("Tanggal").fill("2024-12-18")
    page.get_by_label("Mulai pukul").fill("09:00")
    page.get_by_label("Acara").fill("Tindak lanjut 2023\nPerpanjangan perjanjian")
    page.get_by_label("Undangan lain").fill("Kepala Dinas; Kepala; Dinas Tenaga Kerja Provinsi")
    page.get_by_role("button", name="Simpan rapat").click()
    open_step(page, "Tulis notulen")
    page.get_by_label("Pokok pembicaraan").fill("Dua komitmen tahun lalu belum dipenuhi.")
    page.get_by_label("Keputusan").fill("Daftar penunggak diserahkan sebelum akhir Januari.")
    page.get_by_label("Pimpinan rapat").fill("Kepala Kejaksaan Tinggi Kalimantan Selatan")
    page.get_by_label("Notulis").fill("Kepala Kantor Cabang Banjarmasin")
    page.get_by_role("button", name="Simpan notulen").click()
    carried = page.locator("table", has=page.locator("#komitmen")).locator("tbody tr")
    expect(carried).to_have_count(2)
    expect(carried.first).to_contain_text("dilanjutkan 1 kali")

    open_step(page, "Tambah komitmen")
    page.get_by_label("Tindak lanjut").fill("Menghitung biaya JKK dan JKM petugas pemilu")
    page.get_by_label("Atau pihak lain").fill("Dinas Tenaga Kerja Provinsi")
    page.get_by_label("Batas waktu", exact=True).fill("2025-01-31")
    page.get_by_role("button", name="Simpan komitmen").click()
    expect(carried).to_have_count(3)
    picture(page, "rapat")
    open_step(page, "Sahkan notulen")
    page.get_by_role("button", name="Sahkan", exact=True).click()
    expect(page.get_by_text("Notulen sudah disahkan dan tidak berubah lagi.")).to_be_visible()
    expect(page.get_by_text("Langkah berikutnya")).to_have_count(0)

    page.goto("/komitmen/")
    picture(page, "komitmen")
    page.get_by_role("link", name=re.compile("daftar 40 pemberi kerja")).first.click()
    page.get_by_label("Perkembangan").select_option("DONE")
    page.get_by_label("Keterangan dan bukti").fill("Berita acara serah terima 12 Desember 2024")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("h1 + .lead")).to_contain_text("Selesai")


def test_a_district_prosecutor_sees_his_own_agreement_and_no_other(sign_in: SignIn) -> None:
    page = sign_in("Kepala Kejaksaan Negeri Tapin")
    page.get_by_role("link", name="Kerja sama", exact=True).click()
    rows = page.locator("#daftar tbody tr")
    for text in rows.all_inner_texts():
        assert "Kejaksaan Negeri Tapin" in text
    expect(rows.first).to_contain_text("Penanganan masalah hukum")
