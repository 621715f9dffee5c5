"""Paying in a browser: one prepares, another releases, the bank answers."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import As, Picture, Told

BUILD = ("from tests.browser.claims_payments_site import build; build()",)


def test_one_prepares_another_releases_and_the_bank_answers(
    come_as: As, told: Told, picture: Picture, tmp_path: Path
) -> None:
    desk, chief = come_as("keuangan"), come_as("kepala")
    desk.goto("/pembayaran-manfaat/")
    expect(desk.get_by_text("Rekening terbaru belum diperiksa orang lain")).to_be_visible()
    picture(desk, "pembayaran-manfaat")
    desk.get_by_role("button", name="Siapkan").click()
    expect(desk.get_by_text("yang melepas harus orang lain")).to_be_visible()
    address = desk.url
    chief.goto(address)
    picture(chief, "pembayaran-manfaat-lepas")
    chief.get_by_role("button", name="Lepas perintah").click()
    expect(chief.get_by_text("dilepas. Unduh berkasnya")).to_be_visible()
    with chief.expect_download() as download:
        chief.get_by_role("link", name="pain.001").click()
    assert download.value.suggested_filename.startswith("PB-24-")
    desk.goto(address)
    with desk.expect_download() as sheet:
        desk.get_by_role("link", name="Unduh lembar jawaban CSV").click()
    answered = tmp_path / "jawaban.csv"
    rows = Path(sheet.value.path()).read_text(encoding="utf-8")
    answered.write_text(rows.replace(";;;", ";DIBAYAR;18-12-2024;"), encoding="utf-8")
    desk.get_by_label("Berkas jawaban bank").set_input_files(answered)
    desk.get_by_role("button", name="Catat jawaban").click()
    expect(desk.get_by_text("0 dikembalikan")).to_be_visible()


def test_what_came_back_stands_out_and_a_claim_tells_its_payments(
    come_as: As, told: Told, picture: Picture
) -> None:
    desk = come_as("keuangan")
    desk.goto(f"/pembayaran-manfaat/{told['done']}/")
    expect(desk.get_by_text("AC04 Rekening ditutup").first).to_be_visible()
    picture(desk, "pembayaran-manfaat-jawaban")
    officer = come_as("petugas")
    officer.goto(f"/klaim/{told['claim']}/pembayaran/")
    expect(officer.get_by_text("Dikembalikan bank").first).to_be_visible()
    picture(officer, "klaim-pembayaran")


def test_an_employer_is_told_in_a_signed_letter_and_his_share_is_proven(
    come_as: As, told: Told, picture: Picture
) -> None:
    desk, chief = come_as("keuangan"), come_as("kepala")
    desk.goto(f"/bagian-pemberi-kerja/{told['share']}/")
    desk.get_by_role("button", name="Susun surat").click()
    expect(desk.get_by_text("Konsepnya menunggu tanda tangan")).to_be_visible()
    chief.goto("/surat/?jenis=employer_share_notice")
    chief.get_by_role("link", name="Belum bernomor").click()
    expect(chief.get_by_role("img").first).to_be_visible()
    picture(chief, "surat-pemberi-kerja")
    chief.get_by_role("button", name="Tandatangani").click()
    expect(chief.get_by_text("sudah ditandatangani dengan nomor")).to_be_visible()
    desk.goto("/bagian-pemberi-kerja/?keadaan=TOLD")
    expect(desk.get_by_text("Bambang Contoh")).to_be_visible()
    picture(desk, "bagian-pemberi-kerja")
    desk.get_by_role("link", name="CV Maju Contoh").click()
    expect(desk.get_by_role("link", name="Buka surat (PDF)")).to_be_visible()
    picture(desk, "bagian-pemberi-kerja-surat")
    desk.get_by_label("Nomor bukti").fill("TRX-2024-118")
    desk.get_by_role("button", name="Catat").click()
    expect(desk.get_by_text("Bukti pembayaran pemberi kerja dicatat.")).to_be_visible()


def test_the_tax_of_a_month_is_remitted(come_as: As, told: Told, picture: Picture) -> None:
    desk = come_as("keuangan")
    desk.goto("/pajak-manfaat/")
    expect(desk.get_by_text("Tidak ada", exact=True)).to_be_visible()  # rows and ledger agree
    picture(desk, "pajak-dipotong")
    desk.get_by_role("link", name="November 2024").click()
    picture(desk, "pajak-dipotong-bulan")
    desk.get_by_label("NTPN").fill("2412C8D4F1G7H3J6")
    desk.get_by_role("button", name="Catat setoran").click()
    expect(desk.get_by_text("Setoran pajak dicatat.")).to_be_visible()
    expect(desk.get_by_text("Sudah disetor")).to_be_visible()
