"""Three people at their work, in a real browser, on the small demo."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from payung.demo.plan import SMALL
from tests.browser.conftest import PUBLISHED_COVERAGE, Picture, SignIn

pytestmark = pytest.mark.browser


def rupiah(text: str) -> int:
    """The amount in a piece of a page: ``Rp 3.939.695`` is 3939695."""
    found = re.search(r"Rp\s([\d.]+)", text)
    assert found, text
    return int(found[1].replace(".", ""))


def test_the_head_of_branch_goes_from_the_province_to_the_article(
    sign_in: SignIn, picture: Picture
) -> None:
    page = sign_in("Kepala Kantor Cabang")
    expect(page.get_by_role("heading", name="Pekerjaan hari ini")).to_be_visible()
    picture(page, "beranda-kepala-cabang")

    page.get_by_role("link", name="Cakupan", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kepulauan Bangka Belitung")
    expect(page.get_by_text(PUBLISHED_COVERAGE)).to_be_visible()
    expect(page.locator(".chart svg")).to_have_count(2)
    ranking = page.get_by_role("table", name="Peringkat kabupaten dan kota")
    expect(ranking.locator("tbody tr")).to_have_count(7)
    picture(page, "wilayah")

    page.get_by_role("link", name="Buka daftar kerja tunggakan").click()
    owing = f"{SMALL.employers_in_arrears} dari {SMALL.active_employers} pemberi kerja aktif"
    expect(page.get_by_text(owing)).to_be_visible()
    picture(page, "tunggakan")
    worst = page.locator("#daftar tbody tr").first
    owed = rupiah(worst.locator("td.n").nth(1).inner_text())
    worst.get_by_role("link").click()

    expect(page.get_by_role("heading", level=2).or_(page.locator("caption")).first).to_be_visible()
    picture(page, "rekening-iuran")
    page.locator(".tabs").get_by_role("link", name="Buku besar").click()
    expect(page.get_by_role("table", name="Buku besar")).to_be_visible()
    picture(page, "buku-besar")
    page.locator(".tabs").get_by_role("link", name="Ringkasan").click()
    overdue = page.locator(".figure", has_text="Tunggakan lewat jatuh tempo")
    assert rupiah(overdue.inner_text()) == owed
    picture(page, "pemberi-kerja")

    page.locator(".tabs").get_by_role("link", name="Pekerja").click()
    picture(page, "pekerja")
    page.locator(".tabs").get_by_role("link", name="Tagihan").click()
    page.locator("tbody th a").first.click()
    picture(page, "tagihan-pemberi-kerja")

    line = page.get_by_role("table", name="Pekerja dalam tagihan").locator("tbody tr").first
    contribution = rupiah(line.locator("td").last.inner_text())
    line.locator("td a").click()
    root = page.locator(".tree > li > .tree__row > .tree__amount")
    assert rupiah(root.inner_text()) == contribution
    expect(page.get_by_text("PP 44/2015").first).to_be_visible()
    picture(page, "cara-menghitung")


def test_the_account_officer_mends_a_list(
    sign_in: SignIn, picture: Picture, tmp_path: Path
) -> None:
    page = sign_in("Petugas Pembina Peserta")
    rows = _wage_rows(page)
    wrong = tmp_path / "upah-desember.csv"
    wrong.write_text("\n".join([*rows[:1], rows[1] + "x", *rows[2:]]))
    _upload(page, wrong)
    expect(page.get_by_text("Tidak ada satu baris pun yang disimpan")).to_be_visible()
    expect(page.get_by_role("table", name="Yang ditemukan")).to_be_visible()
    picture(page, "impor-ditolak")

    with page.expect_download() as waiting:
        page.get_by_role("link", name="Unduh buku kerja jawaban").click()
    answer = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(answer)
    cells = CalamineWorkbook.from_path(answer).get_sheet_by_index(0).to_python()
    told = [cell for row in cells for cell in row if "rupiah bulat" in str(cell)]
    assert len(told) == 1, "the one wrong wage is explained beside its row"

    mended = tmp_path / "upah-desember-perbaikan.csv"
    mended.write_text("\n".join(rows))
    _upload(page, mended)
    expect(page.get_by_text(f"Seluruh {len(rows) - 1} baris diterima.")).to_be_visible()
    picture(page, "impor-diterima")
    page.get_by_role("link", name="Impor data", exact=True).first.click()
    expect(page.get_by_role("row", name=re.compile("desember-perbaikan.*Diterima"))).to_be_visible()
    picture(page, "impor")


def test_the_finance_officer_finds_a_payer(sign_in: SignIn, picture: Picture) -> None:
    page = sign_in("Petugas Keuangan")
    expect(page.get_by_role("heading", name="Penerimaan belum dikenali")).to_be_visible()
    page.get_by_role("link", name="Iuran", exact=True).first.click()
    page.get_by_role("link", name="Penerimaan", exact=True).click()
    rows = page.get_by_role("table", name="Daftar kerja").locator("tbody tr")
    before = rows.count()
    picture(page, "penerimaan")

    rows.filter(has_text="nama disebut").first.get_by_role("link").click()
    page.get_by_role("radio").first.check()
    page.get_by_label("Alasan").fill("Bukti transfer dikirim pemberi kerja")
    picture(page, "hubungkan-penerimaan")
    page.get_by_role("button", name="Hubungkan").click()
    expect(page.get_by_role("status")).to_contain_text("sudah dihubungkan")
    expect(rows).to_have_count(before - 1)

    page.get_by_role("link", name="Tagihan", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tagihan November 2024")
    picture(page, "tagihan-bulan")
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_role("status")).to_contain_text("Tidak ada yang berubah")


def _wage_rows(page: Page) -> list[str]:
    """December's wage list of one employer, as its officer would write it from the page."""
    page.goto("/pemberi-kerja/?cari=CV&urut=-workers")
    page.locator("#daftar tbody a").first.click()
    page.locator(".tabs").get_by_role("link", name="Pekerja").click()
    cards = page.locator("tbody td[data-name=KPJ]").all_inner_texts()
    assert len(cards) > 2
    return ["KPJ;UPAH", *(f"{card};4000000" for card in cards)]


def _upload(page: Page, file: Path) -> None:
    page.goto("/impor/")
    page.get_by_label("Jenis daftar").select_option(label="Daftar upah bulanan")
    page.get_by_label("Bulan", exact=True).fill("2024-12")
    page.get_by_label("Berkas XLSX atau CSV").set_input_files(file)
    page.get_by_role("button", name="Unggah dan periksa").click()
    # The page asks for the progress by itself until the check is done.
    expect(page.get_by_text(re.compile("Ditolak|Diterima")).first).to_be_visible()
