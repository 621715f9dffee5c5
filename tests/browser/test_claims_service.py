"""Worklist, service, statistics and hand-overs of claims in a browser, and their pictures."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Browser, BrowserContext, Page, expect
from python_calamine import CalamineWorkbook

from tests.browser.conftest import Ground, Picture, Served, signed_in, visiting

BUILD = ("from tests.browser.claims_service_site import build; build()",)
OFFICER, HEAD = "Petugas Pelayanan", "Kepala Kantor Cabang"


@pytest.fixture(scope="module")
def claims_site(
    served: Served, small_demo_site: Ground, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the small demo's branch with a year of claims."""
    home = tmp_path_factory.mktemp("claims-service")
    with served(home, BUILD, of=small_demo_site) as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, claims_site: str) -> Iterator[BrowserContext]:
    """One visitor's browser at that branch."""
    with visiting(browser, claims_site) as found:
        yield found


def test_an_officer_begins_with_what_is_late(visitor: BrowserContext, picture: Picture) -> None:
    page = signed_in(visitor, OFFICER)
    expect(page.get_by_role("heading", name="Klaim yang menunggu Anda")).to_be_visible()
    page.goto("/klaim/")
    first = page.locator("#daftar tbody tr").first
    expect(first).to_contain_text("Terlambat")
    expect(first).to_contain_text(re.compile(r"lewat \d+ hari kerja"))
    picture(page, "klaim-daftar-kerja")
    number = page.locator("#daftar tbody tr th .small").first.inner_text().split(" ")[0]
    page.get_by_label("Nama, nomor klaim, atau NIK lengkap").fill(number)
    page.get_by_role("button", name="Cari").click()
    expect(page.locator("#daftar tbody tr")).to_have_count(1)
    assert number not in page.url


def test_a_head_sees_where_the_days_go(visitor: BrowserContext, picture: Picture) -> None:
    page = signed_in(visitor, HEAD)
    page.goto("/layanan-klaim/")
    expect(page.get_by_role("heading", name="Ke mana hari terpakai")).to_be_visible()
    expect(page.get_by_text("Kantor Cabang Pangkalpinang")).to_be_visible()
    picture(page, "klaim-waktu-layanan")


def test_boards_stand_apart_from_payments(visitor: BrowserContext, picture: Picture) -> None:
    page = signed_in(visitor, OFFICER)
    page.goto("/statistik-klaim/")
    paid = page.locator(".figure__value").nth(1).inner_text()
    expect(page.locator("#diterbitkan")).to_contain_text("Rp 2.939.000.000.000")
    before = rupiah_of(page, "#simbolis tbody td")
    picture(page, "klaim-statistik")
    page.get_by_role("link", name="Lihat penyerahan satu per satu").click()
    picture(page, "klaim-penyerahan-simbolis")
    page.get_by_role("link", name="Catat penyerahan").click()
    page.get_by_label("Tempat acara").select_option("19.71")
    page.get_by_label("Tanggal acara").fill("2024-12-17")
    page.get_by_label("Nama acara").fill("Kunjungan kerja gubernur")
    page.get_by_label("Jumlah pada semua papan").fill("84.000.000")
    page.get_by_label("Banyaknya penerima").fill("2")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Tidak ada yang dibayar.")).to_be_visible()
    page.goto("/statistik-klaim/")
    assert page.locator(".figure__value").nth(1).inner_text() == paid
    assert rupiah_of(page, "#simbolis tbody td") == before + 84_000_000


_DEATH = {
    "Nomor klaim": "ARSIP-0001", "Program": "JKM", "NIK": "0019710503750001",
    "Nama": "Rahman Contoh", "Tanggal lahir": "05-03-1975", "Jenis kelamin": "L",
    "Tanggal peristiwa": "10-01-2023", "Tanggal diterima": "16-01-2023",
    "Tanggal diputus": "18-01-2023", "Tanggal dibayar": "19-01-2023",
    "Jumlah dibayar": "42.000.000", "Bulan iuran": "40", "Ahli waris": "Siti / istri",
}  # fmt: skip
_SAVINGS = {
    **_DEATH, "Nomor klaim": "ARSIP-0002", "Program": "JHT", "NIK": "0019710503750002",
    "Nama": "Yusuf Contoh", "Sebab": "Mengundurkan diri", "Tanggal diterima": "06-03-2023",
    "Tanggal diputus": "06-03-2023", "Tanggal dibayar": "08-03-2023", "Saldo": "12.345.678",
    "Jumlah dibayar": "12.345.678", "Bulan iuran": "", "Ahli waris": "",
}  # fmt: skip
#: A wrong sum, and a wrong date.
_WRONG = (
    {**_DEATH, "Nomor klaim": "ARSIP-0003", "NIK": "0019710503750003", "Nama": "Harun Contoh",
     "Jumlah dibayar": "24.000.000"},
    {**_DEATH, "Nomor klaim": "ARSIP-0004", "NIK": "0019710503750004", "Nama": "Idris Contoh",
     "Tanggal dibayar": "31-02-2023"},
)  # fmt: skip


def test_settled_claims_are_looked_through_taken_and_the_refused_rows_mended(
    visitor: BrowserContext, picture: Picture
) -> None:
    page = signed_in(visitor, OFFICER)
    page.goto("/klaim/")
    page.get_by_role("link", name="Ambil alih klaim lama").click()
    _bring(page, "klaim-arsip-2023.csv", _csv(_DEATH, _SAVINGS, *_WRONG))
    take = page.get_by_role("button", name="Ambil alih 2 klaim")
    expect(take).to_be_visible()
    expect(page.get_by_text("menurut hukum Rp42.000.000")).to_be_visible()
    picture(page, "klaim-ambil-alih-periksa")
    take.click()
    expect(page.get_by_text("2 klaim diambil alih")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh baris yang ditolak").click()
    _bring(page, "klaim-diperbaiki.xlsx", _mended(Path(download.value.path())))
    page.get_by_role("button", name="Ambil alih 2 klaim").click()
    expect(page.get_by_text("2 klaim diambil alih, 0 sudah tercatat")).to_be_visible()
    picture(page, "klaim-ambil-alih-selesai")
    page.get_by_role("link", name="Unggah berkas lain").click()
    first = page.locator("tbody tr", has_text="klaim-arsip-2023.csv")
    expect(first).to_contain_text("Sebagian diambil alih")
    picture(page, "klaim-ambil-alih-riwayat")


def _bring(page: Page, name: str, content: bytes) -> None:
    """Upload a sheet from wherever its form is."""
    page.goto("/ambil-alih-klaim/")
    page.get_by_label("Lembar klaim, XLSX atau CSV").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Unggah dan periksa").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def _csv(*rows: dict[str, str]) -> bytes:
    heads = list(dict.fromkeys(name for row in rows for name in row))
    return "\n".join(
        ";".join(line) for line in (heads, *([row.get(name, "") for name in heads] for row in rows))
    ).encode()


def _mended(answer: Path) -> bytes:
    """The workbook of refused rows with the sum and the date as they should be."""
    heads, *rows = CalamineWorkbook.from_path(answer).get_sheet_by_index(0).to_python()
    for row in rows:
        row[heads.index("Jumlah dibayar")] = "42000000"
        row[heads.index("Tanggal dibayar")] = "19-01-2023"
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True})
    sheet = book.add_worksheet()
    for place, line in enumerate((heads, *rows)):
        sheet.write_row(place, 0, [str(cell) for cell in line])
    book.close()
    return memory.getvalue()


def rupiah_of(page: Page, cells: str) -> int:
    """The last amount among some cells."""
    told = page.locator(cells).last.inner_text()
    return int(re.sub(r"\D", "", told))
