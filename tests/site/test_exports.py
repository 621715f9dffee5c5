"""A list leaves the house only with the names of who took it and the date of its figures."""

from __future__ import annotations

import io
from datetime import date

from python_calamine import CalamineWorkbook

from payung.access.models import User
from payung.access.reader import Reader
from payung.site import export

READER = Reader(User(username="uji", full_name="A & B"), frozenset(), (), frozenset())
COLUMNS = [
    export.Column("Nama"),
    export.Column("Pokok", "money"),
    export.Column("Sejak", "date"),
]


def test_money_is_a_number_and_a_date_a_date_in_the_workbook() -> None:
    rows = [("PT Contoh", 9_007_199_254_740_991, date(2024, 11, 1)), ("CV Kosong", None, None)]
    answer = export.answer(
        reader=READER, format="xlsx", name="uji", title="Uji", columns=COLUMNS, rows=rows
    )
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    title, mark, _, heading, first, second = sheet.to_python()
    assert title[0] == "Uji"
    assert "Diunduh oleh A & B" in mark[0]
    assert heading == ["Nama", "Pokok", "Sejak"]
    assert first == ["PT Contoh", 9_007_199_254_740_991, date(2024, 11, 1)]
    assert second == ["CV Kosong", "", ""]


def test_the_file_name_carries_the_date_of_the_figures() -> None:
    answer = export.answer(
        reader=READER, format="csv", name="tunggakan", title="Uji", columns=COLUMNS, rows=[]
    )
    assert answer["Content-Disposition"] == 'attachment; filename="tunggakan-2024-12-18.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
