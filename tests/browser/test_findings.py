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
    figures = inspector.get_by_label("Angka utama")
    expect(figures).to_contain_text("11")
    expect(figures).to_contain_text("Rp 38,20 juta".replace(" ", "\N{NO-BREAK SPACE}"))
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
    page.goto("/temuan/?jenis=ARREARS")
    picture(page, "daftar-temuan")
    small = page.locator("#daftar tbody tr").filter(has_text="Pantau")
    name = small.first.locator("th a").inner_text()
    small.first.get_by_role("checkbox").check()
    page.get_by_label("Kesampingkan").check()
    page.get_by_label("Alasan").fill("Tunggakan kecil, cukup diingatkan lewat pesan")
    page.get_by_role("button", name="Catat keputusan").click()
    expect(page.get_by_role("status")).to_contain_text("1 temuan diputuskan")
    expect(page.locator("#daftar")).not_to_contain_text(name)
    page.goto("/temuan/?jenis=ARREARS&status=DISMISSED")
    page.get_by_role("link", name=name).click()
    history = page.locator("section").filter(has=page.get_by_role("heading", name="Riwayat"))
    expect(history).to_contain_text("cukup diingatkan lewat pesan")
    page.goto("/temuan/?jenis=ARREARS")
    page.locator("#daftar tbody a").first.click()
    expect(page.get_by_role("heading", name="Mengapa nilainya")).to_be_visible()
    picture(page, "temuan")
