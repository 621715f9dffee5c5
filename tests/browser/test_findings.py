"""From looking for findings to a decision, as an inspector and his head of branch do it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Picture, SignIn

pytestmark = pytest.mark.browser

LIST = """NAMA;ALAMAT;NIB;KBLI;KABUPATEN_KOTA;JUMLAH_TENAGA_KERJA
{name};Jalan Merdeka 4;9120001234567;56101;19.71;{workers}
CV Bengkel Contoh Baru;Jalan Depati 12;9120007654321;45201;19.01;4
"""


@pytest.fixture
def inspector(sign_in: SignIn) -> Page:
    return sign_in("Petugas Pemeriksa")


def look(page: Page) -> None:
    page.goto("/temuan/pilahan/")
    page.get_by_role("button", name="Cari temuan sekarang").click()
    expect(page.get_by_role("status")).to_contain_text("temuan baru")


def upload(page: Page, path: Path) -> None:
    page.goto("/temuan/pembanding/")
    form = page.locator("form").filter(has=page.get_by_text("Keadaan per tanggal"))
    form.get_by_label("Jenis daftar").select_option("WLKP")
    form.get_by_label("Keadaan per tanggal").fill("2024-12-01")
    form.get_by_label("Berkas XLSX atau CSV").set_input_files(path)
    form.get_by_role("button", name="Unggah dan periksa").click()


def test_the_debtors_of_the_ledger_are_triaged(inspector: Page, picture: Picture) -> None:
    look(inspector)
    inspector.goto("/tunggakan/")
    owed = inspector.locator("#judul-daftar").inner_text()
    debtors, principal = owed.rpartition("Daftar kerja")[2].split(" pemberi kerja, pokok ")
    assert int(debtors) > 0
    inspector.goto("/temuan/pilahan/")
    figures = inspector.locator(".figure").filter(has_text="Pemberi kerja menunggak")
    expect(figures.locator(".figure__value")).to_have_text(debtors.strip())
    everything = inspector.locator("table").filter(has_text="Menurut jalur").locator("tfoot")
    expect(everything.locator("[data-name=Tunggakan]")).to_have_text(principal.strip())
    picture(inspector, "pilahan-temuan")
    inspector.get_by_role("link", name="Kejaksaan (SKK)").click()
    expect(inspector.locator("#daftar tbody tr").first).to_contain_text("Menunggak iuran")


def test_a_list_is_answered_then_taken_and_its_firms_are_found(
    inspector: Page, picture: Picture, tmp_path: Path
) -> None:
    path = tmp_path / "wlkp-desember.csv"
    path.write_text(LIST.format(name="PT Kedai Contoh Baru", workers="sepuluh"))
    upload(inspector, path)
    expect(inspector.get_by_role("status")).to_contain_text("ditolak")
    expect(inspector.get_by_role("link", name="Buku kerja jawaban")).to_be_visible()
    path.write_text(LIST.format(name="PT Kedai Contoh Baru", workers="10"))
    upload(inspector, path)
    expect(inspector.get_by_role("status")).to_contain_text("diterima")
    picture(inspector, "daftar-pembanding")
    look(inspector)
    inspector.goto("/temuan/?jenis=UNREGISTERED")
    inspector.get_by_role("link", name="PT Kedai Contoh Baru").click()
    expect(inspector.get_by_text("Menurut daftar itu mempekerjakan 10 orang.")).to_be_visible()
    picture(inspector, "temuan-belum-daftar")


def test_a_batch_is_decided_with_a_reason_and_its_history_tells(
    sign_in: SignIn, picture: Picture
) -> None:
    page = sign_in("Kepala Kantor Cabang")
    look(page)
    page.goto("/temuan/")
    picture(page, "daftar-temuan")
    page.goto("/temuan/?urut=score")
    waiting = page.locator("#daftar tbody tr").first
    link = waiting.locator("th a")
    name, address = link.inner_text(), link.get_attribute("href")
    waiting.get_by_role("checkbox").check()
    page.get_by_label("Kesampingkan").check()
    page.get_by_label("Alasan").fill("Selisihnya kecil, cukup diingatkan lewat pesan")
    page.get_by_role("button", name="Catat keputusan").click()
    expect(page.get_by_role("status")).to_contain_text("1 temuan diputuskan")
    same = page.locator(f"#daftar a[href='{address}']")
    expect(same).to_have_count(0)
    page.goto("/temuan/?status=DISMISSED")
    expect(same).to_have_text(name)
    same.click()
    history = page.locator("section").filter(has=page.get_by_role("heading", name="Riwayat"))
    expect(history).to_contain_text("cukup diingatkan lewat pesan")


def test_a_list_with_nothing_left_to_decide_tells_where_its_findings_went(
    sign_in: SignIn, picture: Picture
) -> None:
    page = sign_in("Kepala Kantor Cabang")
    look(page)
    page.goto("/temuan/?jenis=ARREARS")
    if page.get_by_role("button", name="Catat keputusan").count():
        page.get_by_label("Terima").check()
        page.get_by_label("dalam daftar ini").check()
        page.get_by_label("Alasan").fill("Ditindaklanjuti bulan ini")
        page.get_by_role("button", name="Catat keputusan").click()
    empty = page.locator("#daftar .empty")
    expect(empty).to_contain_text("sudah diputuskan")
    empty.get_by_role("link", name="Diterima").click()
    page.locator("#daftar tbody tr", has_text="Menunggak iuran").locator("th a").first.click()
    expect(page.get_by_role("heading", name="Mengapa nilainya")).to_be_visible()
    picture(page, "temuan")


def test_missing_programmes_lead_to_the_form_that_takes_them(
    sign_in: SignIn, picture: Picture
) -> None:
    page = sign_in("Petugas Pembina Peserta Banjarmasin")
    page.goto("/temuan/?jenis=PROGRAMMES_MISSING&status=")
    page.locator("#daftar tbody th a").first.click()
    page.get_by_role("link", name="Ubah program").click()
    page.get_by_label("Alasan").fill("Formulir perubahan program")
    page.get_by_label("JP – Jaminan Pensiun").check()
    picture(page, "ubah-program")
    page.get_by_role("button", name="Simpan perubahan").click()
    expect(page.get_by_role("status")).to_contain_text("Program berlaku mulai Desember 2024")
    expect(page.locator("main")).to_contain_text("JKK · JKM · JHT · JP")
