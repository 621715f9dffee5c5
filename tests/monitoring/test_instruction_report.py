"""The half-yearly report: counted from answers, printed, and counted again by its own formulas."""

from __future__ import annotations

import io
import re
from datetime import date

import pypdfium2
import pytest
from openpyxl import load_workbook

from payung.access.models import Role, ScopeKind
from payung.access.reader import Reader, operator, reader_for
from payung.monitoring.definitions import definition_of
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.half_years import half_year
from payung.monitoring.models import Observation
from payung.monitoring.operations.instructions import Told, answer_instruction, review_answer
from payung.monitoring.reports.instruction_report import printed, report
from payung.monitoring.reports.instruction_workbook import workbook
from tests.access.builders import holder
from tests.sponsorship import builders

pytestmark = pytest.mark.usefixtures("reference")
HALF = half_year("2024-2")


@pytest.fixture
def analyst() -> Reader:
    officer = builders.manpower("19.01")
    made = [
        answer_instruction(actor=officer, code=f"INPRES-2-2021/BUP-{number}", half=HALF,
                           told=told, region="19.01")
        for number, told in enumerate(
            (Told("DONE", "Perbup berlaku."), Told("NOT_APPLICABLE", reason="Tidak ada."),
             Told("PARTLY", "Sebagian.")), start=4)
    ]  # fmt: skip
    reader = reader_for(holder(Role.MONEV_ANALYST, ScopeKind.NATION, "").user)
    review_answer(actor=reader, answer_id=made[0].pk, accepted=True)
    review_answer(actor=reader, answer_id=made[2].pk, accepted=False, note="Sebut jumlahnya.")
    Observation.objects.create(
        definition=definition_of("ACTIVE_COVERAGE", HALF.cut_off), region_id="19",
        as_of=date(2024, 11, 30), value=3925, numerator=221_000, denominator=563_000,
        method="REPORTED", born_as="FINAL", source="Laporan monev", confidence="high",
        recorded_by=operator().user, stated_on=date(2024, 12, 1),
    )  # fmt: skip
    return reader


def test_the_report_says_in_print_what_was_answered_and_what_was_not(analyst) -> None:
    found = report(analyst, half=HALF, region="19")
    assert (found.told.answered, found.told.evidenced, found.told.accepted) == (2, 1, 1)
    assert {row.lack for _n, _l, rows in found.lacking for row in rows} == {
        "NO_ANSWER", "RETURNED", "NO_EVIDENCE",
    }  # fmt: skip
    pdf = pypdfium2.PdfDocument(printed(found))
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    text = re.sub(r"\s+", " ", text)
    assert f"Dari {found.told.asked} butir" in text
    assert "39,25 %" in text
    assert "Laporan monev" in text
    assert "sebelum batas jawaban lewat" in text
    assert "Kabupaten Bangka Barat" in text
    again = report(analyst, half=HALF, region="19")
    assert printed(again) == printed(found), "the same report gives the same bytes"
    nobody = reader_for(holder(Role.MANPOWER_OFFICER, ScopeKind.REGION, "19.02").user)
    with pytest.raises(MonitoringRefused) as refused:
        report(nobody, half=HALF, region="16")
    assert refused.value.code == "report_empty"


@pytest.mark.parametrize("region", ["19", None])
def test_the_workbook_counts_by_live_formulas_what_the_report_says(analyst, region) -> None:
    found = report(analyst, half=HALF, region=region)
    content = workbook(found)
    live, values = (load_workbook(io.BytesIO(content), data_only=only) for only in (False, True))
    rows = [row for row in values["Butir"].iter_rows(min_row=4, values_only=True) if row[2]]
    assert len(rows) == found.told.asked
    counts = [len(rows), *(sum(row[column] for row in rows) for column in (6, 7, 8))]
    told = found.told
    assert counts == [told.asked, told.answered, told.evidenced, told.accepted]
    assert live["Ringkasan"]["B4"].value == f"=COUNTA(Butir!$C$4:$C${3 + len(rows)})"
    assert [values["Ringkasan"][f"B{row}"].value for row in range(4, 9)] == [
        *counts, told.unanswered,
    ]  # fmt: skip
    for name, column in (("Menurut butir", 2), ("Menurut penjawab", 12)):
        keys = [row[column] for row in rows]
        sheet = values[name]
        for line in range(4, sheet.max_row):
            asked = live[name].cell(line, 2).value
            assert asked.startswith("=COUNTIF(Butir!")
            assert sheet.cell(line, 2).value == keys.count(sheet.cell(line, 1).value)
        assert sheet.cell(sheet.max_row, 2).value == told.asked
    assert {sheet.title for sheet in live} >= {"Belum dijawab", "Angka", "Komitmen", "Sumber"}
    sources = {row[0] for row in live["Sumber"].iter_rows(min_row=4, values_only=True)}
    assert sources == {row[2] for row in rows}
    if region:
        figure = next(live["Angka"].iter_rows(min_row=4, values_only=True))
        assert figure[1:4] == ("ACTIVE_COVERAGE", 1, 3925)
        assert figure[10] == "Laporan monev"
