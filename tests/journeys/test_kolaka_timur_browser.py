"""Journey Kolaka Timur by the interface: a village's list, from its check to active cover.

18 December 2024: the manpower agency checks the list and drafts the decree; the acting regent,
whose own decree lets him, signs it. 6 January 2025: the branch registers and bills. 10 January:
the money has come, and the village sees its people covered.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from payung.access.reader import operator
from payung.contributions.models import Bill
from payung.contributions.operations import import_statement, issue_bills
from payung.demo import files
from payung.demo.governments import VILLAGE_OF_KOLTIM
from payung.demo.plan import AS_OF
from payung.registry.models import ImportFile
from payung.sponsorship.models import BeneficiaryList
from tests.journeys.conftest import Served, SignIn
from tests.journeys.desk import told
from tests.journeys.koltim import BRANCH, JANUARY, VILLAGE, agreed, allow, payers, take

pytestmark = [pytest.mark.browser, pytest.mark.long]

REGISTERED_ON, PAID_ON = date(2025, 1, 6), date(2025, 1, 10)
OFFICER = "Kepala Dinas Tenaga Kerja Kolaka Timur"
REGENT = "Bupati Kolaka Timur"
BRANCH_OFFICER = "Petugas Pembina Peserta Kolaka"
SECRETARY = "Sekretaris Desa Air Contoh 01 Kolaka Timur"


def test_a_villages_list_becomes_active_cover(
    town: Served, sign_in: SignIn, tmp_path: Path
) -> None:
    town.open(AS_OF)
    with town.at_the_desk(AS_OF):
        found = BeneficiaryList.objects.get(village=VILLAGE_OF_KOLTIM)
        people = found.rows.count()
    address = f"/daftar-penerima/{found.pk}/"
    check_and_decree(sign_in, address)
    with town.at_the_desk(AS_OF):
        allow("binding_agreement")
        agreed()
    page = sign_in(REGENT)
    page.goto(f"{address}penetapan/")
    page.get_by_role("button", name="Tanda tangani").click()
    told(page, "penerimanya ditetapkan")

    town.open(REGISTERED_ON)
    with town.at_the_desk(REGISTERED_ON):
        take(ImportFile.Kind.EMPLOYERS, tmp_path / "f1.csv", files.employer_rows(payers()))
    page = sign_in(BRANCH_OFFICER)
    page.goto(f"{address}pendaftaran/")
    page.locator("select").first.select_option(label=payer_label(page, "Desa Air Contoh 01"))
    page.get_by_role("button", name="Daftarkan").click()
    told(page, f"{people} orang didaftarkan; 0 ditolak sistem")
    with town.at_the_desk(REGISTERED_ON):
        issue_bills(actor=operator(), office_code=BRANCH, month=JANUARY, issued_on=REGISTERED_ON)
        bill = Bill.objects.get(employer__registration_number=VILLAGE)

    with town.at_the_desk(PAID_ON):
        path = files.write_csv(
            tmp_path / "mutasi.csv", ("tanggal", "jumlah", "keterangan", "referensi"),
            [("10-01-2025", bill.total, f"IURAN {bill.billing_code}", "KT-1")],
        )  # fmt: skip
        import_statement(actor=operator(), office_code=BRANCH, path=path, file_name=path.name)
    town.open(PAID_ON)
    page = sign_in(SECRETARY)
    page.goto(f"{address}perlindungan/")
    active = page.locator(".figure", has_text="Aktif hari ini")
    expect(active).to_contain_text(str(people))


def check_and_decree(sign_in: SignIn, address: str) -> None:
    """The agency's part."""
    page = sign_in(OFFICER)
    page.goto(address)
    page.get_by_role("button", name="Periksa sekarang").click()
    expect(page.locator(".figure", has_text="lulus pemeriksaan")).to_contain_text("34")
    page.goto(f"{address}penetapan/")
    page.get_by_role("button", name="Susun konsep").click()


def payer_label(page, name: str) -> str:
    """The option of a payer, whatever stands beside its name."""
    options = page.locator("select").first.locator("option").all_inner_texts()
    return next(text for text in options if name in text)
