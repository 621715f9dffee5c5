"""Without network: a workbook that comes back as a list, and a form to be written by hand."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from payung.access.refusals import AccessRefused
from payung.sponsorship.errors import ListRefused
from payung.sponsorship.listing.workbook import LIST_SHEET, STAMP_SHEET, Stamp, stamp_of
from payung.sponsorship.operations.cleaning import clean_list
from payung.sponsorship.operations.proposing import propose_list
from payung.sponsorship.queries import sheets
from tests.sponsorship import builders
from tests.sponsorship.lists import REGION, VILLAGE, nik

pytestmark = pytest.mark.django_db
HEADER_ROW = 5
PEOPLE = [
    (nik(1, "1980-05-17", "L"), "Abdul Karim", "Sambas", date(1980, 5, 17), "L"),
    (nik(2, "1979-11-02", "P"), "Siti Aminah", None, "02-11-1979", "P"),
]


@pytest.fixture
def secretary(settings):
    settings.DEMO = True
    builders.worker_segment("FISHER", "Nelayan")
    builders.village(f"{REGION}.01.2002")
    return builders.village_secretary(VILLAGE)


def filled(secretary, folder, village: str = VILLAGE):
    """The workbook of the village, filled as a secretary fills it."""
    book = load_workbook(io.BytesIO(sheets.entry_workbook(secretary, village_code=village)))
    sheet = book[LIST_SHEET]
    headers = [cell.value for cell in sheet[HEADER_ROW]]
    for row, (number, name, place, born, sex) in enumerate(PEOPLE, start=HEADER_ROW + 1):
        told = {"NIK": number, "NAMA": name, "TEMPAT LAHIR": place, "TANGGAL LAHIR": born}
        told |= {"JENIS KELAMIN": sex, "DESA": f"Desa {village}", "PEKERJAAN": "Nelayan"}
        for header, value in told.items():
            sheet.cell(row, headers.index(header) + 1).value = value
    path = folder / "daftar-desa.xlsx"
    book.save(path)
    return path


def propose(actor, path, village: str = VILLAGE):
    return propose_list(
        actor=actor,
        region_code=REGION,
        village_code=village,
        title="Nelayan",
        path=path,
        worker_segment="FISHER",
        fund_source="VILLAGE_BUDGET",
        first_month=date(2025, 1, 1),
        months=12,
        programmes=3,
    )


def test_a_workbook_filled_without_network_comes_back_as_a_clean_list(secretary, tmp_path) -> None:
    path = filled(secretary, tmp_path)
    found = propose(secretary, path)

    assert stamp_of(path) == Stamp(REGION, VILLAGE)
    result = clean_list(actor=builders.manpower(REGION), list_id=found.pk)
    assert (result.rows, result.valid) == (2, 2)
    rows = found.rows.order_by("row_no")
    assert [(row.name, row.birth_date, row.worker_segment_id) for row in rows] == [
        ("Abdul Karim", date(1980, 5, 17), "FISHER"),
        ("Siti Aminah", date(1979, 11, 2), "FISHER"),
    ]
    assert {row.village_id for row in rows} == {VILLAGE}


def test_the_workbook_guides_who_fills_it(secretary) -> None:
    book = load_workbook(io.BytesIO(sheets.entry_workbook(secretary, village_code=VILLAGE)))
    sheet = book[LIST_SHEET]

    assert book.sheetnames[:2] == ["Petunjuk", LIST_SHEET]
    assert book[STAMP_SHEET].sheet_state == "veryHidden"
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    assert rules["A6"].formula1 == "AND(LEN(A6)=16,ISNUMBER(VALUE(A6)))"
    assert {rules[cell].type for cell in ("E6", "G6", "H6")} == {"list"}
    assert (sheet["A6"].number_format, sheet["D6"].number_format) == ("@", "dd-mm-yyyy")
    assert sheet["B2"].value == "=COUNTA(B6:B505)"
    assert [book["_pilihan"][f"A{row}"].value for row in (1, 2)] == [f"Desa {VILLAGE}", None]


def test_a_workbook_of_another_village_is_told(secretary, tmp_path) -> None:
    manpower = builders.manpower(REGION)
    path = filled(manpower, tmp_path, f"{REGION}.01.2002")
    with pytest.raises(ListRefused, match="list_other_village"):
        propose(secretary, path)
    assert propose(manpower, path, f"{REGION}.01.2002").rows.count() == 2


def test_a_workbook_for_a_whole_government_offers_all_its_villages(secretary) -> None:
    manpower = builders.manpower(REGION)
    book = load_workbook(io.BytesIO(sheets.entry_workbook(manpower, region_code=REGION)))
    choices = [book["_pilihan"][f"A{row}"].value for row in (1, 2)]
    assert choices == [f"Desa {VILLAGE}", f"Desa {REGION}.01.2002"]


def test_the_printed_form_has_its_sheets_with_village_and_signatures(secretary) -> None:
    pages = PdfReader(io.BytesIO(sheets.entry_form(secretary, VILLAGE, sheets=3))).pages

    assert len(pages) == 3
    width, height = (round(float(side)) for side in pages[0].mediabox[2:])
    assert (width, height) == (842, 595)
    first, last = pages[0].extract_text(), pages[2].extract_text()
    assert VILLAGE in first
    assert "Tanggal musyawarah desa" in first
    assert "Kepala desa" in last
    assert "Kepala desa" not in first


def test_nobody_takes_the_sheets_of_others(secretary) -> None:
    with pytest.raises(AccessRefused):
        sheets.entry_workbook(secretary, village_code=f"{REGION}.01.2002")
    with pytest.raises(AccessRefused):
        sheets.entry_form(secretary, f"{REGION}.01.2002")
    with pytest.raises(AccessRefused):
        sheets.entry_workbook(secretary, region_code=REGION)
