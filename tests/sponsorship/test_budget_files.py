"""A table of lines is answered row by row, and taken whole or not at all."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from payung.reference.files import RefusedFile
from payung.sponsorship.models import BudgetLine
from payung.sponsorship.operations.budget_files import Answer, TableAnswer, import_budget_lines
from tests.sponsorship import builders

pytestmark = pytest.mark.django_db

CILEGON = "36.72"
HEADINGS = "KEGIATAN;SEGMEN;SUMBER_DANA;ORANG;BULAN_PERTAMA;JUMLAH_BULAN;UPAH;ANGGARAN"
STAFF = "Petugas pemilu;KPPS;APBD kota;11.631;2024-02;1;1000000;"


@pytest.fixture(autouse=True)
def _segments() -> None:
    for code in ("KPPS", "FISHER"):
        found = builders.worker_segment(code, {"KPPS": "Petugas KPPS", "FISHER": "Nelayan"}[code])
        found.often_state_wage_earner = code == "KPPS"
        found.save()


def take(*rows: str, unit: int = 1, heading: str = HEADINGS) -> TableAnswer:
    file = BytesIO("\n".join([heading, *rows]).encode())
    file.name = "anggaran.csv"
    return import_budget_lines(
        actor=builders.planner(CILEGON), region_code=CILEGON, fiscal_year=2024, file=file, unit=unit
    )


def test_each_row_becomes_a_line_and_the_same_table_again_changes_nothing() -> None:
    rows = [STAFF, "Nelayan rentan;Nelayan;apbd kabupaten;100;Januari 2024;12;;Rp 20.160.000"]
    found = take(*rows)
    assert [(row.answer, row.amount) for row in found.rows] == [
        (Answer.PLANNED, 62_807_400),
        (Answer.PLANNED, 20_160_000),
    ]
    again = take(*rows)
    assert {row.answer for row in again.rows} == {Answer.REPEATED}
    assert BudgetLine.objects.count() == 2


def test_rupiah_that_were_printed_as_millions_refuse_the_row_with_the_right_amount() -> None:
    found = take(STAFF + "Rp 62.807.400 juta", "Nelayan;FISHER;APBD;1;2024-01;12;;")
    wrong = found.rows[0]
    assert wrong.answer == Answer.REFUSED
    assert "Yang cocok: Rp62.807.400, angka yang sama dalam rupiah." in wrong.reasons()[0]
    assert not BudgetLine.objects.exists()


def test_a_table_in_millions_is_read_in_millions() -> None:
    assert take("Nelayan;FISHER;csr;5.000;2024-01;12;;1.008", unit=10**6).accepted
    assert not take("Nelayan;FISHER;csr;4.000;2024-01;12;;806.400.000", unit=10**6).accepted


def test_another_amount_than_the_laws_is_told_and_the_law_holds() -> None:
    found = take(STAFF + "70.000.000")
    assert found.accepted
    assert "tidak cocok; menurut aturan Rp62.807.400" in found.rows[0].reasons()[0]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Nelayan;ASTRONOT;csr;1;2024-01;12;;", "Segmen 'ASTRONOT' tidak dikenal."),
        ("Nelayan;FISHER;emas;1;2024-01;12;;", "Sumber dana 'emas' tidak dikenal."),
        ("Nelayan;FISHER;csr;banyak;2024-01;12;;", "bilangan bulat"),
        ("Nelayan;FISHER;csr;1;2024-13;12;;", "Bulan pertama '2024-13' tidak terbaca"),
        ("Nelayan;FISHER;csr;0;2024-01;12;;", "Ditemukan 0 orang"),
        (";FISHER;csr;1;2024-01;12;;", "Isi nama kegiatan"),
    ],
)
def test_a_wrong_row_is_answered_and_takes_the_right_ones_back(row, reason) -> None:
    found = take(STAFF, row)
    assert [one.answer for one in found.rows] == [Answer.PLANNED, Answer.REFUSED]
    assert reason in found.rows[1].reasons()[0]
    assert (found.accepted, found.planned) == (False, 0)
    assert not BudgetLine.objects.exists()


def test_a_row_twice_in_the_table_is_refused_with_the_number_of_the_first() -> None:
    assert "Sama dengan baris 2" in take(STAFF, STAFF).rows[1].reasons()[0]


def test_a_workbook_is_read_like_a_csv(tmp_path: Path) -> None:
    path = tmp_path / "anggaran.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("RKA")
        sheet.write_row(0, 0, HEADINGS.split(";")[:6])
        sheet.write_row(1, 0, ["Nelayan", "FISHER", "Zakat", 5_000])
        sheet.write_datetime(1, 4, date(2024, 1, 1), book.add_format({"num_format": "mmm yyyy"}))
        sheet.write_number(1, 5, 12)
    found = import_budget_lines(
        actor=builders.planner(CILEGON), region_code=CILEGON, fiscal_year=2024, file=path
    )
    assert [row.reasons() for row in found.rows if row.answer == Answer.REFUSED] == []
    assert found.total == 1_008_000_000


def test_a_table_without_the_columns_is_refused_by_name() -> None:
    with pytest.raises(RefusedFile):
        take("1;2", heading="KOLOM;LAIN")
