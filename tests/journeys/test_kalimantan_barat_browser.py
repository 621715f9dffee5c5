"""Journey Kalimantan Barat by the interface: the governor sees what every agency does and what is
missing; a list goes from its proposal to members.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Page, expect

from payung.demo import beneficiaries
from payung.demo.files import write_csv
from payung.demo.members import People
from payung.demo.plan import AS_OF
from tests.journeys.conftest import Served, SignIn
from tests.journeys.desk import told

pytestmark = [pytest.mark.browser, pytest.mark.long]

REGISTERED_ON = date(2025, 1, 6)
GOVERNOR = "Gubernur Kalimantan Barat"
OFFICER = "Kepala Dinas Tenaga Kerja Kalimantan Barat"
BRANCH_OFFICER = "Petugas Pembina Peserta Pontianak"
PEOPLE = 60


def test_from_the_governors_overview_to_members(
    town: Served, sign_in: SignIn, tmp_path: Path
) -> None:
    town.open(AS_OF)
    see_the_agencies(sign_in(GOVERNOR))
    page = sign_in(OFFICER)
    propose(page, people(tmp_path))
    address = re.sub(r"https?://[^/]+", "", page.url)
    page.get_by_role("button", name="Periksa sekarang").click()
    expect(page.locator(".figure", has_text="lulus pemeriksaan")).to_contain_text(str(PEOPLE))
    page.goto(f"{address}penetapan/")
    page.get_by_role("button", name="Susun konsep").click()
    page = sign_in(GOVERNOR)
    page.goto(f"{address}penetapan/")
    page.get_by_role("button", name="Tanda tangani").click()
    told(page, "penerimanya ditetapkan")

    town.open(REGISTERED_ON)
    page = sign_in(BRANCH_OFFICER)
    page.goto(f"{address}pendaftaran/")
    page.get_by_role("button", name="Daftarkan").click()
    told(page, f"{PEOPLE} orang didaftarkan; 0 ditolak sistem")
    page = sign_in(GOVERNOR)
    page.goto(f"{address}perlindungan/")
    expect(page.locator(".figure", has_text="Aktif hari ini")).to_contain_text(str(PEOPLE))


def people(folder: Path) -> Path:
    """A list of fishers, all of whom will do."""
    made = People(Random("nelayan"), first=970_000).make(PEOPLE, beneficiaries.payers()[1])
    rows = [beneficiaries.row_of(number, one) for number, one in enumerate(made)]
    return write_csv(folder / "nelayan.csv", beneficiaries.COLUMNS, rows)


def see_the_agencies(page: Page) -> None:
    """Each agency with its groups and both tracks; regulation, plan and services one click on."""
    page.goto("/aksi-perangkat-daerah/pemerintah/61/")
    expect(page.get_by_text("Dinas Kelautan dan Perikanan").first).to_be_visible()
    expect(page.get_by_text("Dinas Pertanian dan Perkebunan").first).to_be_visible()
    page.goto("/regulasi/pemerintah/61/")
    expect(page.get_by_text("RPD 2024-2026").first).to_be_visible()


def propose(page: Page, path: Path) -> None:
    page.goto("/daftar-penerima/usulkan/")
    page.get_by_label("Pengusul").select_option("opd:OPD-61-DISKAN")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_label("Nama daftar").fill("Nelayan pesisir tambahan")
    page.get_by_label("Segmen pekerja").select_option("FISHER")
    page.get_by_label("Sumber dana").select_option("PROVINCE_BUDGET")
    page.get_by_label("Bulan pertama").fill("2025-01")
    page.get_by_label("Jumlah bulan").fill("12")
    page.get_by_role("button", name="Usulkan").click()
    expect(page.get_by_role("heading", name="Nelayan pesisir tambahan")).to_be_visible()
