"""A governor's agencies at a glance; a guide reports; Disnaker loads places (S1)."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Picture, SignIn

pytestmark = pytest.mark.browser

POINTS = """jenis;layanan;nama;alamat;kode_wilayah;buka
Kantor pos;{services};Kantor Pos Contoh Sanggau;Jalan Contoh 1;61.03;01-03-2024
"""
VILLAGES = """kode;nama;kecamatan;jenis;penduduk
61.03.91.2001;Desa Contoh Baru;Kecamatan Contoh;{kind};1.250
"""


def upload(page: Page, path: Path) -> None:
    page.get_by_label("Sumber daftar").fill("Surat kantor cabang 12/2024")
    page.get_by_label("Berkas XLSX atau CSV").set_input_files(path)
    page.get_by_role("button", name="Unggah dan periksa").click()


def test_a_governor_sees_who_is_reached_and_who_does_nothing(
    sign_in: SignIn, picture: Picture
) -> None:
    governor = sign_in("Gubernur Kalimantan Barat")
    governor.get_by_role("link", name="Pemerintah daerah", exact=True).click()
    governor.get_by_role("link", name="Aksi perangkat daerah").first.click()
    expect(governor.locator(".figures")).to_contain_text("Pekerja binaan terlindungi")
    expect(governor.locator(".figures")).to_contain_text("Peserta bukan penerima upah")
    expect(governor.get_by_text("Belum ada aksi untuk kelompok binaannya")).to_be_visible()
    gaps = governor.locator("table").first.locator("tbody [data-name=Belum]").all_inner_texts()
    told = [int(gap.replace(".", "")) for gap in gaps if gap != "–"]
    assert told == sorted(told, reverse=True)
    assert told
    picture(governor, "aksi-matriks")
    governor.get_by_role("link", name="Titik layanan").click()
    expect(governor.get_by_text("Di mana belum ada")).to_be_visible()
    expect(governor.get_by_text("terdekat Kabupaten").first).to_contain_text("km")
    picture(governor, "titik-layanan")


def test_a_guide_reports_from_his_work_list_and_plans_an_action(
    sign_in: SignIn, picture: Picture
) -> None:
    guide = sign_in("Pembina Nelayan Kalimantan Barat")
    picture(guide, "aksi-beranda-pembina")
    due = guide.locator(".task").filter(has_text="Aksi jatuh tempo")
    due.locator(".work a").first.click()
    guide.get_by_label("Selesai").check()
    guide.get_by_label("Orang yang sudah terjangkau").fill("905")
    guide.get_by_role("button", name="Simpan laporan").click()
    expect(guide.get_by_role("status")).to_contain_text("Perkembangan sudah dicatat")
    expect(guide.locator(".work").first).to_contain_text("905 orang")
    picture(guide, "aksi-laporan")
    guide.locator(".trail a").last.click()
    plan = guide.locator("form").filter(has=guide.get_by_role("button", name="Simpan aksi"))
    plan.get_by_label("Aksi", exact=True).fill("Iuran nelayan buruh tahun 2025")
    plan.get_by_label("Beranggaran").check()
    plan.get_by_label("Batas waktu").fill("2025-03-31")
    plan.get_by_label("Sasaran, orang").fill("400")
    plan.get_by_role("button", name="Simpan aksi").click()
    expect(guide.get_by_role("status")).to_contain_text("Aksi tercatat")
    made = guide.locator("tr").filter(has_text="Iuran nelayan buruh tahun 2025")
    expect(made).to_contain_text("belum ada baris anggaran")
    picture(guide, "aksi-perangkat-daerah")


def test_lists_of_places_are_taken_whole_or_answered_row_by_row(
    sign_in: SignIn, picture: Picture, tmp_path: Path
) -> None:
    officer = sign_in("Kepala Dinas Tenaga Kerja Kalimantan Barat")
    officer.goto("/titik-layanan/?wilayah=61.03")
    path = tmp_path / "titik.csv"
    for services, answer in (("pendaftaran", "1 baru"), ("pendaftaran, klaim", "1 diubah")):
        path.write_text(POINTS.format(services=services))
        upload(officer, path)
        expect(officer.get_by_role("status")).to_contain_text(answer)
    officer.goto("/desa/unggah/")
    path = tmp_path / "desa.csv"
    path.write_text(VILLAGES.format(kind="desa"))
    upload(officer, path)
    expect(officer.get_by_role("status")).to_contain_text("1 baru")
    picture(officer, "desa-unggah")
