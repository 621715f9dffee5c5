"""What is read, what is refused, and the form of the answer."""

from __future__ import annotations

import io
import json

import jsonschema
import pytest
import xlsxwriter

from payung.errors import PayungError
from payung.monitoring.figure_check import check_file, check_pasted, check_text
from payung.monitoring.figure_check.schema import json_schema
from payung.monitoring.figure_check.thresholds import MOST_ROWS, MOST_TEXT_BYTES, THRESHOLDS
from tests.monitoring.figure_check.builders import one, said, table, text


def _workbook(rows: list[list[object]], percent_columns: tuple[int, ...] = ()) -> io.BytesIO:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        percent = book.add_format({"num_format": "0.00%"})
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(at, column, cell, percent if at and column in percent_columns else None)
    return content


def test_a_workbook_with_a_title_and_percentages_as_shares_of_one() -> None:
    rows = [
        ["Rekap monev"],
        [],
        ["Wilayah", "Peserta", "Potensi", "Cakupan"],
        ["Bali", 935079, 1837899, 0.5088],
        ["Gorontalo", 254675, 466368, 0.5961],
    ]
    check = check_file(_workbook(rows, (3,)), "rekap.xlsx")
    found = one(check, "RATIO")
    assert (found.place.row, found.place.column, found.likely) == (5, "Cakupan", "0.5461")


def test_a_heading_may_name_the_size_of_its_numbers() -> None:
    rows = "Provinsi,Nilai klaim (Rp juta),Kasus\nBali,2.600.000,293\n"
    assert one(table(rows), "VALUE_PER_CASE").likely == "293.000"


def test_columns_get_their_roles_by_hand() -> None:
    rows = "Daerah,A,B,C\nBali,935079,1873899,50.88\n"
    with pytest.raises(PayungError, match="judul kolom tidak dikenal"):
        table(rows)
    check = table(rows, mapping={"numerator": "A", "denominator": "B", "percent": "C"})
    assert said(check) == [("SWAPPED_DIGITS", "1873899", "1837899")]


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ({"pembilang": "Peserta"}, "Peran kolom “pembilang” tidak dikenal"),
        ({"numerator": "Orang"}, "Judul kolom “Orang” tidak ada"),
    ],
)
def test_a_mapping_that_fits_nothing_is_refused(mapping: dict[str, str], sentence: str) -> None:
    with pytest.raises(PayungError, match=sentence):
        table("Wilayah,Peserta,Cakupan\nBali,1,2\n", mapping=mapping)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "kosong.csv", "file_empty"),
        (b"\n\n", "baris-kosong.csv", "figure_check.empty"),
        (b"Wilayah,Cakupan\n", "judul.csv", "figure_check.no_rows"),
        (b"satu,dua\n1,2\n", "asing.csv", "figure_check.no_columns"),
        (b"%PDF-1.7", "laporan.pdf", "file_kind"),
        (b"PK\x03\x04rusak", "rusak.xlsx", "workbook_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "lama.xls", "workbook_old"),
        (b"\x00\x01\x02", "biner.txt", "figure_check.not_text"),
        (b"   ", "kosong.txt", "figure_check.text_empty"),
        (b"a" * (MOST_TEXT_BYTES + 1), "besar.txt", "figure_check.text_too_large"),
        (b"Wilayah,Cakupan\n" + b"Bali,1\n" * (MOST_ROWS + 50), "panjang.csv",
         "figure_check.too_many_rows"),
    ],
)  # fmt: skip
def test_a_bad_file_gets_a_clear_answer(content: bytes, name: str, code: str) -> None:
    with pytest.raises(PayungError) as refusal:
        check_file(io.BytesIO(content), name)
    assert refusal.value.code == code
    assert refusal.value.message_id
    assert refusal.value.message_en


def test_cells_that_are_no_numbers_are_named() -> None:
    check = table("Wilayah,Peserta,Potensi\nBali,9e5,1837899\nGorontalo,-,466368\n")
    assert said(check) == [("NUMBER", "9e5", "")]


def test_dates_and_weekdays_of_a_table() -> None:
    rows = (
        "Wilayah,Hari,Tanggal,Terbit,Cakupan\nBali,Selasa,18/12/2024,20/12/2024,50.1\n"
        "Gorontalo,Rabu,18/12/2024,17/12/2024,50.1\nJambi,Rabu,31/02/2024,20/12/2024,50.1\n"
    )
    assert [(code, likely) for code, _, likely in said(table(rows))] == [
        ("WEEKDAY", "Rabu"),
        ("DATE_AFTER_PUBLICATION", "18/12/2023"),
        ("DATE", ""),
    ]


def test_a_misspelled_region_of_a_table() -> None:
    rows = "Wilayah,Cakupan\nSumatera Selatan,30.1\nLampang,24.9\nBengkulu,31.2\n"
    found = one(table(rows), "REGION_UNKNOWN")
    assert (found.found, found.likely) == ("Lampang", "Lampung")


def test_pasted_cells_are_a_table_and_all_else_a_report() -> None:
    cells = "Wilayah\tPeserta\tPotensi\tCakupan\nBali\t935079\t1873899\t50.88\n"
    assert check_pasted(cells).table is not None
    assert check_pasted("Di Bali 50 persen.").table is None


def test_spans_of_a_text_hold_what_was_found() -> None:
    words = "Di Bali 935.079 dari 1.873.899 pekerja atau 50,88 persen.\r\nUHC Jamsostek."
    check = check_text(words)
    for finding in check.findings:
        assert check.text[finding.place.start : finding.place.end] == finding.found


def test_the_answer_keeps_its_published_schema() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for check in (
        table("Wilayah,Peserta,Potensi,Cakupan\nBali,935079,1873899,50.88\n"),
        text("Di Bali 935.079 dari 1.873.899 pekerja atau 50,88 persen."),
    ):
        answer = json.loads(json.dumps(check.as_json()))
        jsonschema.validate(answer, schema)
        assert answer["total"] == 1


def test_every_threshold_has_its_reason() -> None:
    assert all(entry.reason_id and entry.reason_en and entry.unit for entry in THRESHOLDS.values())
