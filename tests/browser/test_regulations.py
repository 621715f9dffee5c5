"""A planner finds the next budget door, records what his government laid down, and its targets."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Picture, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.long]

PLANNER = "Perencana Bappeda Kalimantan Barat"
SHEET = (
    "Kode wilayah;Jenis;Nomor;Tahun;Judul;Tanggal penetapan;Sumber;Dasar hukum\n"
    "61.01;Perbup;12;2023;Perlindungan pekerja rentan;Senin, 8 Mei 2023;JDIH;Inpres 2/2021\n"
    "61.02;SE;560/7;2022;Edaran kepesertaan non-ASN;14-02-2022;Arsip;{basis}\n"
)


def open_step(page: Page, name: str) -> None:
    """Open one of the next steps of a page."""
    page.locator("summary", has_text=name).click()


def test_the_planner_sees_the_door_and_what_governments_have_and_lack(
    sign_in: SignIn, picture: Picture
) -> None:
    page = sign_in(PLANNER)
    expect(page.get_by_role("heading", name="Pintu anggaran segera dibuka")).to_be_visible()
    page.get_by_role("link", name="Pemerintah daerah").first.click()
    expect(page.locator("#daftar tbody tr")).to_have_count(15)
    picture(page, "regulasi-menurut-daerah")
    page.get_by_role("link", name="Kalimantan Barat", exact=True).click()
    door = page.locator("#pintu")
    expect(door).to_contain_text("RKPD 2026")
    expect(door).to_contain_text("Dibuka 1 Januari 2025, 14 hari lagi")
    open_step(page, "Mengapa pintu lain tertutup")
    expect(door).to_contain_text("Perubahan APBD 2024")
    picture(page, "regulasi-daerah")

    page.get_by_role("link", name="Catat tanggal daerah sendiri").click()
    page.get_by_role("link", name="APBD 2024").click()
    open_step(page, "Catat tanggal sendiri")
    page.get_by_label("Tahap", exact=True).select_option("SHIFT")
    page.get_by_label("Mulai (hanya pergeseran)").fill("2024-12-02")
    page.get_by_label("Tanggal", exact=True).fill("2024-12-24")
    page.get_by_label("Dokumen").first.fill("Surat Edaran Gubernur 900/12/2024")
    page.get_by_role("button", name="Simpan tanggal").click()
    expect(page.get_by_text("Tanggal sudah dicatat")).to_be_visible()
    picture(page, "kalender-anggaran")
    page.goto("/regulasi/pemerintah/61/")
    expect(page.locator("#pintu")).to_contain_text("Pergeseran APBD 2024")
    expect(page.locator("#pintu")).to_contain_text("6 hari lagi")


def test_a_regulation_is_recorded_with_a_basis_that_exists(
    sign_in: SignIn, picture: Picture, tmp_path: Path
) -> None:
    page = sign_in(PLANNER)
    page.goto("/regulasi/baru/?daerah=61")
    page.get_by_label("Jenis").select_option("PERDA")
    page.get_by_label("Nomor").fill("7")
    page.get_by_label("Tahun").fill("2024")
    page.get_by_label("Tentang").fill("Penyelenggaraan jaminan sosial ketenagakerjaan")
    page.get_by_label("Tanggal penetapan").fill("2024-10-14")
    page.get_by_label("Semua pekerja menjadi peserta").check()
    page.get_by_label("Sumber naskah").fill("JDIH provinsi")
    page.get_by_label("Dasar hukum").fill("Inpres 2/2021\nPermendagri 84/2022")
    page.get_by_role("button", name="Simpan regulasi").click()
    expect(page.get_by_text("Regulasi sudah dicatat.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nomor 7 Tahun 2024")
    open_step(page, "Catat pencabutan")
    revoke = page.locator("details[open]")
    revoke.get_by_label("Berlaku mulai").fill("2024-12-01")
    revoke.get_by_label("Keterangan").fill("Dicatat untuk daerah lain")
    revoke.get_by_role("button", name="Simpan pencabutan").click()
    expect(page.get_by_text("Pencabutan sudah dicatat.")).to_be_visible()
    open_step(page, "Batalkan catatan")
    undo = page.locator("details[open]")
    undo.get_by_label("Catatan yang keliru").select_option(label="Dicabut, 1 Desember 2024")
    undo.get_by_label("Alasan").fill("Perda ini masih berlaku")
    undo.get_by_role("button", name="Batalkan").click()
    expect(page.get_by_text("Catatan dibatalkan; yang lama tetap tersimpan.")).to_be_visible()
    expect(page.locator(".lead .state--good")).to_have_text("Berlaku")
    picture(page, "regulasi")

    page.goto("/regulasi/satu-satunya/?jenis=PERDA&per=2024-12-18&provinsi=61&tingkat=PROVINCE")
    expect(page.locator("#jawaban")).to_contain_text("Ya, satu-satunya")
    picture(page, "satu-satunya")


def test_a_sheet_is_answered_row_by_row_and_the_register_lists_it(
    sign_in: SignIn, picture: Picture, tmp_path: Path
) -> None:
    page = sign_in(PLANNER)
    sheet = tmp_path / "register.csv"
    sheet.write_text(SHEET.format(basis="Permendagri 84/2022"), encoding="utf-8")
    page.goto("/regulasi/impor/")
    page.get_by_label("Berkas XLSX atau CSV").set_input_files(sheet)
    page.get_by_role("button", name="Periksa dan catat").click()
    expect(page.get_by_text("2 regulasi baru dicatat dari 2 baris.")).to_be_visible()
    picture(page, "impor-register")
    page.goto("/regulasi/register/?cari=rentan")
    expect(page.locator("tbody tr")).not_to_have_count(0)
    picture(page, "register-regulasi")


def test_citations_of_a_text_are_checked_and_the_misquoted_one_is_told(
    sign_in: SignIn, picture: Picture
) -> None:
    page = sign_in(PLANNER)
    page.goto("/regulasi/kutipan/")
    page.get_by_label("Teks").fill(
        "Menindaklanjuti Inpres Nomor 21 Tahun 2021 dan Peraturan Gubernur Kalimantan Barat "
        "Nomor 14 Tahun 2022, serta Permendagri 84/2022."
    )
    page.get_by_role("button", name="Periksa", exact=True).click()
    found = page.locator("#temuan")
    expect(found).to_contain_text("2 kutipan perlu diperiksa")
    expect(found).to_contain_text("Mungkin maksudnya Inpres 2/2021.")
    expect(found).to_contain_text("Peraturan Gubernur Kalimantan Barat Nomor 41 Tahun 2022")
    picture(page, "periksa-kutipan")


def test_a_plan_gets_its_target_and_the_former_one_stays(sign_in: SignIn, picture: Picture) -> None:
    page = sign_in(PLANNER)
    page.goto("/regulasi/pemerintah/61/")
    page.get_by_role("link", name="RPD 2024-2026").click()
    open_step(page, "Catat target")
    page.get_by_label("Program", exact=True).fill("Program hubungan industrial")
    page.get_by_label("Indikator seperti tertulis").fill(
        "Cakupan kepesertaan jaminan sosial ketenagakerjaan"
    )
    page.get_by_label("Indikator Payung").select_option("ACTIVE_COVERAGE")
    page.get_by_label("Tahun", exact=True).fill("2026")
    page.get_by_role("textbox", name="Target", exact=True).fill("52,50")
    page.get_by_label("Alasan perubahan").fill("Perubahan RPD")
    page.get_by_role("button", name="Simpan target").click()
    expect(page.locator("#target")).to_contain_text("52,50")
    expect(page.get_by_text("Perubahan RPD")).to_be_visible()
    picture(page, "rencana-target")
