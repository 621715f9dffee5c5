"""Tables of figures from an office: every wrong row answered, all rows taken or none."""

from __future__ import annotations

import io

import pytest

from payung.access.models import Role, ScopeKind
from payung.access.reader import AccessRefused, Reader
from payung.monitoring.models import Observation, ReportFile
from payung.monitoring.operations import import_report
from payung.monitoring.queries.answer_sheet import answer_sheet
from payung.monitoring.report_columns import HEADINGS, template
from payung.reference.files import RefusedFile
from tests.access.builders import reader

HEADER = ";".join(HEADINGS)
GOOD = "ACTIVE_COVERAGE;19;30-11-2024;Laporan kantor;39,25 %;221.000;563.000;;;tinggi;"
CASES = "CLAIMS_CASES;19;30-11-2024;Laporan klaim;1.204;;;JKK;01-01-2024;;"


def analyst(region: str = "19") -> Reader:
    return reader(Role.MONEV_ANALYST, ScopeKind.REGION, region)


def hand_in(actor: Reader, *lines: str) -> ReportFile:
    file = io.BytesIO("\n".join((HEADER, *lines)).encode())
    return import_report(actor=actor, office=None, file=file, file_name="laporan.csv")


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
class TestFigureReports:
    def test_a_right_table_is_taken_whole_as_drafts_and_once(self) -> None:
        actor = analyst()
        found = hand_in(actor, GOOD, CASES)
        assert (found.accepted, found.refused, found.observations.count()) == (2, 0, 2)
        assert set(found.observations.values_list("value", "born_as")) == {
            (3925, "DRAFT"),
            (1204, "DRAFT"),
        }
        assert hand_in(actor, GOOD, CASES) == found
        assert Observation.objects.count() == 2

    def test_one_wrong_row_and_nothing_is_written_but_every_row_is_answered(self) -> None:
        actor = analyst()
        found = hand_in(
            actor,
            GOOD,
            "ACTIVE_COVERAGE;51;30-11-2024;Rilis;40 %;;;;;;",
            "ENTAH;19;30-11-2024;Rilis;40 %;;;;;;",
            "ACTIVE_COVERAGE;19;30-02-2024;Rilis;40 %;;;;;;",
            "REGISTERED_COVERAGE;19;30-11-2024;Rilis;50,88 %;935079;1873899;;;;",
            "CLAIMS_CASES;19;30-11-2024;Laporan klaim;banyak;;;JKK;01-01-2024;;",
            GOOD,
        )
        assert (found.accepted, found.refused) == (0, 6)
        assert not Observation.objects.exists()
        told = {row["row"]: [p["column"] for p in row["problems"]] for row in found.answers}
        assert told == {
            2: [],
            3: ["WILAYAH"],
            4: ["INDIKATOR"],
            5: ["TANGGAL"],
            6: ["NILAI"],
            7: ["NILAI"],
            8: ["INDIKATOR"],
        }

    def test_the_answer_is_a_workbook_that_is_mended_and_handed_in_again(self) -> None:
        from openpyxl import load_workbook

        actor = analyst()
        refused = hand_in(actor, GOOD, "CLAIMS_CASES;19;30-11-2024;Laporan klaim;12;;;;;;")
        book = load_workbook(io.BytesIO(answer_sheet(actor, refused.pk)))
        sheet = book.worksheets[0]
        headings = [cell.value for cell in sheet[1]]
        assert headings == [*HEADINGS, "JAWABAN"]
        assert "hari pertama" in sheet.cell(3, len(headings)).value
        sheet.cell(3, headings.index("AWAL") + 1, "01-01-2024")
        mended = io.BytesIO()
        book.save(mended)
        mended.seek(0)
        found = import_report(actor=actor, office=None, file=mended, file_name="jawaban.xlsx")
        assert (found.accepted, found.refused) == (2, 0)

    def test_a_row_that_contradicts_a_figure_names_it_and_is_taken_with_a_reason(self) -> None:
        actor = analyst()
        first = hand_in(actor, GOOD).observations.get()
        other = GOOD.replace("39,25 %;221.000", ";222.000")
        refused = hand_in(actor, CASES, other)
        assert (refused.refused, Observation.objects.count()) == (1, 1)
        assert f"nomor {first.pk}" in refused.answers[1]["problems"][0]["expected"]
        found = hand_in(actor, CASES, other + "Rekonsiliasi")
        assert found.accepted == 2
        assert found.observations.get(supersedes=first).reason == "Rekonsiliasi"

    def test_the_empty_table_s_examples_would_be_taken(self) -> None:
        lines = [";".join(row) for row in template()[1:]]
        with pytest.raises(RefusedFile):
            hand_in(analyst())
        found = hand_in(analyst(), *(line.replace("31-12-2024", "30-11-2024") for line in lines))
        assert found.accepted == 2

    def test_only_who_may_report_hands_in(self) -> None:
        with pytest.raises(AccessRefused):
            hand_in(reader(Role.HEAD_OF_GOVERNMENT, ScopeKind.REGION, "19"), GOOD)
