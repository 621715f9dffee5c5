"""The pages of budgets: what they show, keep and refuse, and the RKA that an office takes along."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from payung.sponsorship.drafts import Draft
from payung.sponsorship.models import AccountMapping, BudgetLine, FundSource
from payung.sponsorship.operations.account_codes import load_account_codes
from payung.sponsorship.operations.budgets import plan_budget_line
from tests.access.builders import region
from tests.sponsorship import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]

HERE = "35.08"


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2025-12-15")


@pytest.fixture
def client() -> Client:
    return _client(builders.manpower(HERE))


def _client(reader) -> Client:
    found = Client()
    found.force_login(reader.user)
    return found


@pytest.fixture
def line() -> BudgetLine:
    builders.worker_segment("TOBACCO_FARMER", "Petani tembakau")
    draft = Draft(
        region_code=HERE,
        fiscal_year=2025,
        title="Iuran petani tembakau",
        worker_segment="TOBACCO_FARMER",
        fund_source=FundSource.TOBACCO_SHARE,
        persons=5_606,
        first_month=date(2025, 6, 1),
        months=7,
        account_code="5.1.02.02.02.0006",
    )
    return plan_budget_line(actor=builders.planner(HERE), draft=draft).line


def text(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ")


def test_the_overview_and_the_government_show_the_same_sums(client, line) -> None:
    for address in (
        reverse("site:budgets"),
        reverse("site:budget_government", kwargs={"code": HERE}),
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "Rp 659.265.600" in text(answer)
        assert line.number in text(answer)


def test_the_line_explains_itself_and_takes_a_payment_with_its_sp2d(client, line) -> None:
    address = reverse("site:budget_line", kwargs={"number": line.number})
    shown = text(client.get(address))
    assert "5.606 × 7 × Rp 16.800" in shown
    assert "5.1.02.02.02.0006" in shown
    posted = {
        "act": "paid",
        "paid-amount": "659265600",
        "paid-document": "SP2D 0012/2025",
        "paid-persons": "5606",
        "paid-first_month": "2025-06",
        "paid-months": "7",
        "paid-day": "2025-12-01",
    }
    assert client.post(address, posted).status_code == 302
    again = client.post(address, posted, follow=True)
    assert "tidak ada yang berubah" in text(again)
    above = client.post(address, posted | {"paid-document": "SP2D 0013/2025", "paid-amount": "1"})
    assert above.status_code == 400
    assert "Ubah anggarannya lebih dahulu" in text(above)
    assert line.entries.count() == 2


def _new(**told: str) -> dict[str, str]:
    return {
        "token": "satu",
        "region": HERE,
        "fiscal_year": "2025",
        "title": "Iuran nelayan",
        "worker_segment": "FISHER",
        "fund_source": "REGENCY_BUDGET",
        "persons": "100",
        "first_month": "2025-10",
        "months": "3",
        "programmes": "3",
    } | told


def test_a_new_line_is_computed_first_and_kept_once(client) -> None:
    _segments()
    address = reverse("site:budget_new")
    looked = text(client.post(address, _new(hitung="1")))
    assert "Rp 5.040.000" in looked
    assert "tidak melewati masa tunggu" in looked
    assert not BudgetLine.objects.exists()
    for _ in range(2):  # the button was pressed twice
        assert client.post(address, _new(simpan="1")).status_code == 302
    assert BudgetLine.objects.count() == 1
    refused = client.post(address, _new(token="dua", fund_source="TOBACCO_SHARE", simpan="1"))
    assert refused.status_code == 400
    assert "tidak dapat membayar segmen" in text(refused)


def _segments() -> None:
    """Groups of workers as the package has them: below the segment of non-wage earners."""
    above = builders.worker_segment("NON_WAGE_EARNER")
    for code in ("KPPS", "VILLAGE_OFFICIAL", "NEIGHBOURHOOD_HEAD", "FISHER", "FARMER"):
        found = builders.worker_segment(code)
        found.parent = above
        found.often_state_wage_earner = code not in ("FISHER", "FARMER")
        found.save()


def _groups(*persons: str) -> dict[str, str]:
    codes = ["KPPS", "VILLAGE_OFFICIAL", "NEIGHBOURHOOD_HEAD", "FISHER"]
    posted = {"token": "tiga", "region": HERE, "fiscal_year": "2025"}
    posted |= {"k-TOTAL_FORMS": "4", "k-INITIAL_FORMS": "4"}
    for place, (code, count) in enumerate(zip(codes, persons, strict=True)):
        posted |= {
            f"k-{place}-worker_segment": code,
            f"k-{place}-fund_source": "REGENCY_BUDGET",
            f"k-{place}-persons": count,
            f"k-{place}-first_month": "2025-01",
            f"k-{place}-months": "12",
        }
    return posted


def test_a_simulation_costs_groups_and_keeps_nothing_until_asked(client) -> None:
    _segments()
    address = reverse("site:budget_simulation")
    found = text(client.post(address, _groups("100", "", "50", "200") | {"hitung": "1"}))
    assert "Rp 5.400" in found
    assert "Rp 50.040.000" in found  # 150 x 12 x 5,400 + 200 x 12 x 16,800
    assert not BudgetLine.objects.exists()
    for _ in range(2):
        client.post(address, _groups("100", "", "50", "200") | {"simpan": "1"})
    assert BudgetLine.objects.count() == 3


def test_the_gap_list_shows_who_is_budgeted_for_and_who_is_not(client, line) -> None:
    region("35")
    shown = text(client.get(reverse("site:budget_gaps")))
    assert "belum ada" in shown
    assert "5.606 orang, 7 bulan" in shown
    export = client.get(reverse("site:budget_gaps_export", kwargs={"format": "csv"}))
    assert ";5606;7;659265600;0" in export.content.decode()


def test_the_rka_splits_programmes_over_their_accounts_and_adds_up(client, line) -> None:
    answer = client.get(reverse("site:budget_rka", kwargs={"code": HERE}))
    sheet = openpyxl.load_workbook(BytesIO(answer.content), data_only=True).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [(row[0], row[3], row[4], row[5]) for row in rows[:2]] == [
        ("5.1.02.02.02.0006", "5.606 orang x 7 bulan", 10_000, 392_420_000),
        ("5.1.02.02.02.0007", "5.606 orang x 7 bulan", 6_800, 266_845_600),
    ]
    assert rows[2][5] == 659_265_600


def test_a_table_is_answered_row_by_row_on_the_page(client) -> None:
    _segments()
    heading = "KEGIATAN;SEGMEN;SUMBER_DANA;ORANG;BULAN_PERTAMA;JUMLAH_BULAN;ANGGARAN\n"
    row = "Nelayan;FISHER;APBD kabupaten;100;2025-01;12;"

    def upload(stated: str):
        file = SimpleUploadedFile("anggaran.csv", (heading + row + stated).encode())
        told = {"region": HERE, "fiscal_year": "2025", "unit": "1", "file": file}
        return client.post(reverse("site:budget_import"), told)

    wrong = upload("20.160.000 juta")
    assert "tidak satu pun disimpan" in text(wrong)
    assert "Yang cocok: Rp20.160.000" in text(wrong)
    assert not BudgetLine.objects.exists()
    assert "baris baru" in text(upload("20.160.000"))
    sample = client.get(reverse("site:budget_import_sample"))
    sheet = openpyxl.load_workbook(BytesIO(sample.content)).active
    assert sheet["A1"].value == "KEGIATAN"


def test_a_printed_amount_is_compared_with_what_the_law_gives(client) -> None:
    _segments()
    asked = {
        "printed": "Rp 71.211.600 juta",
        "worker_segment": "KPPS",
        "fund_source": "REGENCY_BUDGET",
        "persons": "11631",
        "first_month": "2024-02",
        "months": "1",
        "most_months": "3",
    }
    shown = text(client.get(reverse("site:budget_check"), asked))
    assert "Satuannya tampak keliru. Yang cocok: Rp71.211.600" in shown


def test_codes_are_looked_up_and_mapped_on_the_page(client) -> None:
    load_account_codes()
    _segments()
    address = reverse("site:budget_codes")
    assert "Jaminan Kecelakaan Kerja" in text(client.get(address, {"kode": "510202020006"}))
    assert "Yang terdekat" in text(client.get(address, {"kode": "5.1.02.02.02.0099"}))
    posted = {
        "act": "map",
        "map-region": HERE,
        "map-kind": "ACCOUNT",
        "map-code": "510601010001",
        "map-from_year": "2025",
        "map-worker_segment": "FISHER",
        "map-reason": "Bukan pegawai",
    }
    assert client.post(address, posted).status_code == 302
    assert AccountMapping.objects.get().code == "5.1.6.1.1.1"


def test_a_planner_sees_lines_that_overlap_and_no_names(line) -> None:
    shown = text(_client(builders.planner(HERE)).get(reverse("site:budget_payers")))
    assert "Nama orang hanya dibuka" in shown
    assert "Tidak ada baris yang beririsan" in shown


def test_months_that_run_unpaid_wait_on_the_home_page(client, line) -> None:
    shown = text(client.get(reverse("site:home")))
    assert "Anggaran belum dicairkan" in shown
    assert "Masa iuran segera berakhir" in shown


def test_another_governments_line_is_not_found(line) -> None:
    other = _client(builders.manpower("33.01"))
    for name, told in (
        ("budget_line", {"number": line.number}),
        ("budget_government", {"code": HERE}),
        ("budget_rka", {"code": HERE}),
    ):
        assert other.get(reverse(f"site:{name}", kwargs=told)).status_code == 404
