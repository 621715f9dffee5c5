"""The figure checker in a browser: a report and a table, with and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Picture, SignIn

pytestmark = pytest.mark.browser

REPORT = """Terbit: 20 Maret 2025

Monev kepatuhan jaminan sosial ketenagakerjaan digelar Rabu (18/3/2025) oleh 14 perangkat daerah.

Cakupan di Bali baru 50,88 persen: 935.079 dari 1.873.899 pekerja sudah terlindungi, sedangkan \
target 2025 sebesar 67,28 persen. Di Kabupaten Karangasen cakupannya 35,52 persen.

Dasarnya Inpres Nomor 21 Tahun 2021 tentang jaminan sosial ketenagakerjaan. Target nasional \
95 persen pada 2045.

Di Sulawesi Tenggara terdaftar 284.207 peserta, terdiri atas 151.413 penerima upah, 66.647 bukan \
penerima upah, dan 66.647 pekerja jasa konstruksi.
"""
HEADINGS = "Wilayah,Peserta,Potensi,Cakupan,Target,Belum terlindungi,Nilai klaim,Kasus"


def table(rows: int) -> bytes:
    """A table of so many right rows, of which every tenth is spoilt in one of three ways."""
    lines = [HEADINGS]
    for at in range(rows):
        universe = 200_000 + 613 * at
        members = universe * (31 + at % 40) // 100
        percent = (20_000 * members + universe) // (2 * universe)
        cells = [f"Kecamatan {at + 1}", members, universe, f"{percent / 100:.2f}", "67.28"]
        cells += [universe - members, (900 + at) * 13_100_000, 900 + at]
        if at % 10 == 3:
            spoilt = (1, 5, 7)[at // 10 % 3]
            cells[spoilt] = int(str(cells[spoilt]).rjust(6, "1")[::-1]) if spoilt < 7 else 2
        lines.append(",".join(map(str, cells)))
    return "\n".join(lines).encode()


def check(page: Page, report: str = "", content: bytes = b"") -> None:
    """Fill the form and send it."""
    page.goto("/periksa-angka/")
    if report:
        page.get_by_label("Teks laporan").fill(report)
    else:
        file = {"name": "rekap-monev.csv", "mimeType": "text/csv", "buffer": content}
        page.get_by_label("Atau berkas").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Periksa", exact=True).click()
    expect(page.get_by_role("heading", name="Yang diragukan")).to_be_visible()


def test_a_report_with_its_findings_beside_it(sign_in: SignIn, picture: Picture) -> None:
    page = sign_in("Kepala Kantor Cabang")
    page.get_by_role("link", name="Cakupan").first.click()
    page.get_by_role("link", name="Periksa angka").click()
    picture(page, "periksa-angka")
    check(page, REPORT)
    expect(page.locator("mark", has_text="1.873.899")).to_be_visible()
    expect(page.locator(".likely", has_text="1.837.899")).to_be_visible()
    assert page.locator("mark").count() == page.locator(".doubted__findings li").count()
    picture(page, "periksa-angka-laporan")


def test_a_table_of_500_rows_and_a_long_report_fit_window_and_phone(
    sign_in: SignIn, picture: Picture
) -> None:
    page = sign_in("Kepala Kantor Cabang")
    check(page, content=table(500))
    expect(page.locator(".figures")).to_contain_text("500")
    picture(page, "periksa-angka-tabel")
    plain = "Peserta baru mendaftar di kantor cabang dan menerima kartu pada hari yang sama.\n\n"
    check(page, (plain * 30 + REPORT) * 5)
    page.get_by_text("Bagian tanpa temuan").first.click()
    expect(page.get_by_text("Peserta baru mendaftar").first).to_be_visible()
    picture(page, "periksa-angka-panjang")


def test_a_likely_value_is_picked_whole_by_one_click(sign_in: SignIn) -> None:
    page = sign_in("Kepala Kantor Cabang")
    check(page, REPORT)
    page.locator(".likely", has_text="1.837.899").click()
    assert page.evaluate("getSelection().toString()") == "1.837.899"


def test_without_javascript_it_answers_as_well(browser: Browser, site: str) -> None:
    visitor = browser.new_context(base_url=site, java_script_enabled=False)
    page = visitor.new_page()
    page.goto("/akun/masuk/?next=/periksa-angka/")
    page.get_by_role("button", name="Kepala Kantor Cabang").first.click()
    check(page, REPORT)
    page.locator(".doubt__number").first.click()
    assert page.url.endswith("#temuan-1")
    visitor.close()
