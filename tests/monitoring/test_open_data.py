"""Open data: only final figures, small counts hidden in all that is ever published, for ever."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pandas
import pytest
from django.db import IntegrityError, transaction
from jsonschema import validate
from pysdmx.io import read_sdmx

from payung.access.models import Role
from payung.access.reader import AccessRefused, operator, reader_for
from payung.law import parameters
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.models import OpenCell, OpenRelease, Status
from payung.monitoring.open_data.files import FORMATS, file_of, formats_of, tag_of
from payung.monitoring.open_data.sdmx import time_of
from payung.monitoring.operations import set_target
from payung.monitoring.operations.open_data import publish_data, withdraw_release
from payung.monitoring.queries.open_data import preview, public_overview, release_of
from payung.monitoring.suppression import Why
from tests.access.builders import usual_holder
from tests.monitoring.open_data_world import (
    BABEL,
    NOVEMBER,
    OCTOBER,
    PARTS,
    claims,
    figure,
    figures_of,
    record,
)

pytestmark = pytest.mark.usefixtures("reference")

Place = tuple[str, str | None, str]


def publish(dataset: str, **more: object) -> OpenRelease:
    return publish_data(actor=operator(), dataset=dataset, note="Uji", **more).release


def cells(release: OpenRelease) -> dict[Place, OpenCell]:
    found = release.cells.select_related("definition")
    return {(one.definition.code, one.region_id, one.part): one for one in found}


def hidden(release: OpenRelease) -> set[Place]:
    return {place for place, one in cells(release).items() if one.hidden}


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAYUNG_HOME", str(tmp_path))


# What is published --------------------------------------------------------------------------


def test_only_final_figures_of_public_meanings_are_published() -> None:
    record(*figures_of(BABEL))
    record(
        figure("ACTIVE_COVERAGE", "18", 2_450, NOVEMBER, born_as=Status.DRAFT.value),
        figure("ACTIVE_COVERAGE", "17", 3_000, NOVEMBER, born_as=Status.CHECKED.value),
        figure("ACTIVE_COVERAGE", "16", 3_000, date(2030, 1, 31)),
    )
    regions = {place[1] for place in cells(publish("cakupan"))}

    assert regions == {*BABEL, "19", None}


def test_a_corrected_figure_is_published_anew_and_the_old_release_stays() -> None:
    record(figure("UCJ_PUBLISHED", "19", 3_900, OCTOBER))
    first = publish("cakupan")
    record(figure("UCJ_PUBLISHED", "19", 4_100, OCTOBER, reason="Angka cetak salah"))
    record(figure("UCJ_PUBLISHED", "19", 4_200, OCTOBER, reason="Ragu", born_as="DRAFT"))
    second = publish("cakupan")

    values = [one.cells.get().value for one in (first, second)]
    assert values == [3_900, 4_100]
    assert (first.version, second.version) == (1, 2)
    assert release_of("cakupan", None) == second
    with pytest.raises(IntegrityError), transaction.atomic():
        OpenCell.objects.filter(release=first).update(value=1)


def test_publishing_twice_without_a_change_is_one_release() -> None:
    record(*figures_of(BABEL))
    again = [publish_data(actor=operator(), dataset="peserta", note="Uji") for _ in range(2)]

    assert [one.is_new for one in again] == [True, False]
    assert again[0].release == again[1].release


def test_what_is_published_is_what_was_read_before() -> None:
    record(*figures_of(BABEL))
    seen = preview(operator(), dataset="cakupan").fingerprint
    record(figure("UCJ_PUBLISHED", "19", 3_900, OCTOBER))

    with pytest.raises(MonitoringRefused) as refused:
        publish("cakupan", expected=seen)
    assert refused.value.code == "open_data_changed"
    assert not OpenRelease.objects.exists()


def test_publishing_is_refused_without_the_right_without_rows_and_without_a_word_of_change() -> (
    None
):
    with pytest.raises(AccessRefused):
        publish_data(actor=reader_for(usual_holder(Role.HEAD_OF_BRANCH).user), dataset="cakupan")
    codes = []
    for dataset in ("komitmen", "rahasia"):
        with pytest.raises(MonitoringRefused) as refused:
            publish(dataset)
        codes.append(refused.value.code)
    record(*figures_of(BABEL))
    publish("cakupan")
    record(figure("UCJ_PUBLISHED", "19", 3_900, OCTOBER))
    with pytest.raises(MonitoringRefused) as refused:
        publish_data(actor=operator(), dataset="cakupan")

    assert [*codes, refused.value.code] == [
        "open_data_empty",
        "open_dataset_unknown",
        "open_note_missing",
    ]


def test_targets_and_meanings_are_published_with_who_set_them() -> None:
    set_target(
        actor=operator(),
        region="19",
        year=2024,
        share=5_587,
        set_by="Kementerian Dalam Negeri",
        document="Surat 500.11.2/9602/Bangda",
    )
    target = publish("target").cells.get(region="19")
    meanings = publish("definisi")

    assert (target.value, target.as_of) == (5_587, date(2024, 12, 31))
    assert (target.text, target.source) == (
        "Kementerian Dalam Negeri",
        "Surat 500.11.2/9602/Bangda",
    )
    assert "ACTIVE_COVERAGE" in {one.definition.code for one in meanings.cells.all()}


# What is hidden -----------------------------------------------------------------------------


def test_fewer_than_ten_persons_are_not_shown_nor_what_would_tell_them() -> None:
    record(*figures_of(BABEL))
    release = publish("peserta")
    out = hidden(release)

    assert ("ACTIVE_MEMBERS", "19.01", "MIGRANT_WORKER") in out
    assert ("ACTIVE_MEMBERS", "19.06", "MIGRANT_WORKER") not in out, "zero is shown"
    assert len(out) > 1, "the totals would tell the seven persons"
    for cell in release.cells.filter(hidden=True):
        assert (cell.value, cell.numerator) == (None, None)
    shown = release.cells.filter(hidden=False, definition__code="ACTIVE_MEMBERS")
    assert not shown.filter(value__in=range(1, 10)).exists()


def test_the_parts_and_the_whole_that_are_shown_leave_no_small_count_to_be_found() -> None:
    """For each sum of the published table: at least two of its cells are hidden, or none."""
    record(*figures_of(BABEL))
    shown = cells(publish("peserta"))
    sums: dict[object, list[bool]] = defaultdict(list)
    for (code, region, part), cell in shown.items():
        if code in ("ACTIVE_MEMBERS", "REGISTERED_MEMBERS"):
            sums[code, region].append(cell.hidden)
            if region and "." in region:
                sums[code, "19", part].append(cell.hidden)
            if region in (None, "19"):
                sums[code, "whole", part].append(cell.hidden)
            if region == "19":
                sums[code, "19", part].append(cell.hidden)
    assert all(sum(line) != 1 for line in sums.values())


def test_who_is_registered_and_not_active_is_counted_as_well() -> None:
    """Three in arrears in a segment: active and registered are not both shown."""
    record(*figures_of(BABEL, behind=3))
    shown = cells(publish("peserta"))

    for regency in BABEL:
        for part in PARTS[:2]:
            pair = [shown[code, regency, part] for code in ("ACTIVE_MEMBERS", "REGISTERED_MEMBERS")]
            assert any(one.hidden for one in pair)


def test_a_share_whose_count_is_hidden_is_hidden_with_its_numerator() -> None:
    small = {"19.01": (4, 0, 0, 0), "19.02": (800, 0, 0, 0), "19.03": (700, 0, 0, 0)}
    record(*figures_of(small))
    shown = cells(publish("cakupan"))

    tiny = shown["ACTIVE_COVERAGE", "19.01", ""]
    assert (tiny.hidden, tiny.value, tiny.numerator) == (True, None, None)
    assert tiny.denominator, "the universe is no count of members"
    other = [shown["ACTIVE_COVERAGE", code, ""].hidden for code in ("19.02", "19.03", "19")]
    assert any(other), "else the province less the others is the four"


def test_members_and_coverage_hide_the_same_counts_whichever_is_published_first() -> None:
    small = {"19.01": (4, 0, 0, 0), "19.02": (800, 0, 0, 0), "19.03": (700, 0, 0, 0)}
    record(*figures_of(small))
    coverage, members = publish("cakupan"), publish("peserta")

    for (code, region, part), cell in cells(coverage).items():
        assert code == "ACTIVE_COVERAGE"
        count = cells(members)["ACTIVE_MEMBERS", region, part]
        assert cell.hidden == count.hidden
        assert cell.numerator == count.value


def test_two_releases_together_tell_no_more_than_one() -> None:
    """A correction elsewhere must not change what protects a count that stays the same."""
    record(*figures_of(BABEL))
    first = publish("peserta")
    more = dict(BABEL) | {"19.71": (60_000, 20_500, 2_400, 150)}
    corrected = [
        replace(row, reason="Terlambat dilaporkan")
        for row in figures_of(more)
        if not _stands(first, row)
    ]
    record(*corrected)
    second = publish("peserta")

    before, after = cells(first), cells(second)
    same = [place for place in before if _number(before[place]) == _number(after[place])]
    assert len(same) < len(before), "something was corrected"
    for place in same:
        assert before[place].hidden == after[place].hidden
    assert ("ACTIVE_MEMBERS", "19.01", "MIGRANT_WORKER") in hidden(second)


def _number(cell: OpenCell) -> int:
    return cell.observation.value


def _stands(release: OpenRelease, row: object) -> bool:
    cell = cells(release).get((row.code, row.region, row.part))
    return cell is None or _number(cell) == row.value


def test_a_next_month_keeps_what_was_hidden_of_the_month_before() -> None:
    record(*figures_of(BABEL, OCTOBER))
    first = publish("peserta")
    record(*figures_of(BABEL, NOVEMBER))
    second = publish("peserta")

    october = second.cells.filter(as_of=OCTOBER)
    assert {(one.definition.code, one.region_id, one.part) for one in october.filter(hidden=True)}
    assert set(october.filter(hidden=True).values_list("observation_id", flat=True)) == set(
        first.cells.filter(hidden=True).values_list("observation_id", flat=True)
    )


def test_rupiah_of_too_few_cases_are_hidden_with_them() -> None:
    cases = {
        "16": {"JKK": 900, "JKM": 4, "JHT": 7_000},
        "17": {"JKK": 310, "JKM": 60, "JHT": 2_100},
        "18": {"JKK": 820, "JKM": 95, "JHT": 6_400},
    }
    record(*claims(2023, cases))
    out = hidden(publish("klaim"))

    assert {("CLAIMS_CASES", "16", "JKM"), ("CLAIMS_PAID", "16", "JKM")} <= out
    for code in ("CLAIMS_CASES", "CLAIMS_PAID"):
        assert len([place for place in out if place[0] == code]) >= 4


def test_a_year_so_far_and_one_month_more_leave_a_small_month_hidden() -> None:
    first = date(2024, 1, 1)
    record(
        figure("CLAIMS_CASES", "19", 120, OCTOBER, period_from=first),
        figure("CLAIMS_CASES", "19", 123, NOVEMBER, period_from=first),
        figure("CLAIMS_CASES", "18", 620, OCTOBER, period_from=first),
        figure("CLAIMS_CASES", "18", 700, NOVEMBER, period_from=first),
    )
    release = publish("klaim")

    assert release.cells.filter(region="19", hidden=True).exists()
    assert not release.cells.filter(region="18", hidden=True).exists()


def test_those_left_of_a_counted_group_are_a_count_too() -> None:
    """497 of 500 staff are covered: the three others are not told by the share."""
    record(
        figure("NON_ASN_COVERAGE", "19.01", 9_940, NOVEMBER, numerator=497, denominator=500),
        figure("NON_ASN_COVERAGE", "19.02", 5_000, NOVEMBER, numerator=250, denominator=500),
    )
    shown = cells(publish("cakupan"))

    assert shown["NON_ASN_COVERAGE", "19.01", ""].hidden
    assert not shown["NON_ASN_COVERAGE", "19.02", ""].hidden


def test_thresholds_are_the_offices_and_stand_in_the_metadata(tmp_path: Path) -> None:
    record(*figures_of({"19.01": (40, 50, 60, 70), "19.02": (40, 50, 60, 70)}))
    folder = tmp_path / "law"
    folder.mkdir()
    (folder / "smallest.yaml").write_text(
        "name: monitoring/open_smallest_count\nreason: Keputusan kantor\n"
        "values:\n  - {from: 2020-01-01, value: 45, article: Keputusan kantor,"
        " source: kantor, confidence: H/H}\n",
        encoding="utf-8",
    )
    assert not hidden(publish("peserta"))
    with parameters.under(parameters.load(overlay=folder)):
        draft = preview(operator(), dataset="peserta")

    assert draft.metadata["hiding"]["smallest_count_shown"] == 45
    assert draft.why[Why.SMALL]
    assert draft.narrow, "what was public before can't be taken back, and the custodian is told"


# Files --------------------------------------------------------------------------------------


@pytest.fixture
def release() -> OpenRelease:
    record(*figures_of(BABEL))
    return publish("cakupan")


def test_csv_is_read_by_another_library_with_codes_as_text(release: OpenRelease) -> None:
    content = file_of(release, "csv").read_bytes()
    table = pandas.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)

    assert len(table) == release.rows
    row = table[(table.region_code == "19.71")].iloc[0]
    assert (row.period, row.unit, row.status) == ("2024-11-30", "PERCENT", "FINAL")
    numerator, denominator = int(row.numerator), int(row.denominator)
    assert f"{100 * numerator / denominator:.2f}" == row.value
    assert set(table.region_code) == {*BABEL, "19", "ID"}
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.decode().splitlines()[0] == ",".join(csv.DictReader(_text(content)).fieldnames)


def _text(content: bytes) -> io.StringIO:
    return io.StringIO(content.decode())


def test_xlsx_is_opened_by_another_library_with_metadata_and_meanings(
    release: OpenRelease,
) -> None:
    book = openpyxl.load_workbook(file_of(release, "xlsx"))

    assert book.sheetnames == ["Data", "Metadata", "Definisi"]
    data = list(book["Data"].iter_rows(values_only=True))
    assert len(data) == release.rows + 1
    column = data[0].index("region_code")
    assert {row[column] for row in data[1:]} == {*BABEL, "19", "ID"}
    about = dict(book["Metadata"].iter_rows(values_only=True))
    assert "CC BY 4.0" in about["licence"]
    assert "Cahya DSN" in about["attribution"]
    meaning = list(book["Definisi"].iter_rows(values_only=True))
    assert meaning[1][meaning[0].index("kode")] == "ACTIVE_COVERAGE"


def test_json_carries_the_metadata_of_satu_data_indonesia(release: OpenRelease) -> None:
    content = json.loads(file_of(release, "json").read_bytes())

    text = {"type": "string", "minLength": 1}
    names = ("konsep", "definisi", "satuan", "sumber", "produsen")
    meaning = {
        "type": "object",
        "required": [*names, "klasifikasi", "ukuran", "periode", "kode_referensi_wilayah"],
        "properties": dict.fromkeys(names, text),
    }
    validate(content["definitions"], {"type": "array", "minItems": 1, "items": meaning})
    assert len(content["rows"]) == release.rows
    assert content["metadata"]["licence"]["url"].startswith("https://creativecommons.org/")
    assert content["metadata"]["hiding"]["smallest_count_shown"] == 10


def test_sdmx_csv_is_read_by_an_sdmx_library_with_hidden_cells_empty() -> None:
    record(*figures_of(BABEL))
    release = publish("peserta")
    text = file_of(release, "sdmx.csv").read_text(encoding="utf-8")
    [dataset] = read_sdmx(text, validate=False).data

    table = dataset.data
    assert len(table) == release.rows
    assert dataset.short_urn.endswith("PAYUNG:PESERTA(1.0)")
    key = ["REF_AREA", "INDICATOR", "SEGMENT", "FREQ", "TIME_PERIOD"]
    assert not table.duplicated(key).any()
    out = table[table.CONF_STATUS == "C"]
    assert len(out) == release.hidden > 0
    assert set(out.OBS_VALUE) == {""}
    assert set(out.OBS_STATUS) == {"Q"}
    assert set(table[table.CONF_STATUS == "F"].OBS_STATUS) == {"A"}
    assert {"1971", "19", "ID"} <= set(table.REF_AREA)
    assert set(table.FREQ + table.TIME_PERIOD) == {"M2024-11"}


def test_sdmx_names_months_quarters_half_years_years_and_other_spans() -> None:
    days = [
        (None, date(2024, 12, 31)),
        (None, date(2024, 12, 18)),
        (date(2024, 12, 1), date(2024, 12, 31)),
        (date(2024, 4, 1), date(2024, 6, 30)),
        (date(2024, 7, 1), date(2024, 12, 31)),
        (date(2023, 1, 1), date(2023, 12, 31)),
        (date(2024, 1, 1), date(2024, 11, 30)),
    ]
    assert [time_of(*span) for span in days] == [
        ("M", "2024-12"),
        ("D", "2024-12-18"),
        ("M", "2024-12"),
        ("Q", "2024-Q2"),
        ("S", "2024-S2"),
        ("A", "2023"),
        ("_O", "2024-01-01/P335D"),
    ]


def test_no_file_holds_a_hidden_number_or_says_which_of_the_hidden_is_small() -> None:
    record(*figures_of(BABEL))
    release = publish("peserta")
    for format in formats_of("peserta"):
        content = file_of(release, format).read_bytes()
        assert b"PROTECTS" not in content
        assert b"SMALL" not in content
    rows = list(csv.DictReader(_text(file_of(release, "csv").read_bytes())))
    assert {row["value"] for row in rows if row["status"] == "HIDDEN"} == {""}


def test_files_and_tags_are_the_same_every_time_and_differ_by_version_and_format(
    release: OpenRelease,
) -> None:
    tags = {tag_of(release, format) for format in FORMATS}
    record(figure("UCJ_PUBLISHED", "19", 3_900, OCTOBER))
    tags |= {tag_of(publish("cakupan"), "csv")}
    assert len(tags) == len(FORMATS) + 1

    first = {format: file_of(release, format).read_bytes() for format in FORMATS}
    for format in FORMATS:
        file_of(release, format).unlink()
    assert first == {format: file_of(release, format).read_bytes() for format in FORMATS}


# Pages' queries -----------------------------------------------------------------------------


def test_the_overview_shows_what_was_published_and_nothing_newer() -> None:
    record(*figures_of(BABEL))
    publish("cakupan")
    publish("peserta")
    record(*figures_of(dict.fromkeys(BABEL, (1, 1, 1, 1)), date(2024, 12, 1)))
    found = public_overview("19")

    assert found.as_of == NOVEMBER
    assert found.whole.cell.numerator == sum(map(sum, BABEL.values()))
    assert len(found.below) == len(BABEL)
    assert [one.part for one in found.parts]
    assert public_overview(None).whole.cell.region_id is None


def test_a_withdrawn_release_is_no_longer_the_newest_and_still_counts_as_known() -> None:
    record(*figures_of(BABEL))
    first = publish("peserta")
    record(figure("LABOUR_FORCE", "19", 790_000, NOVEMBER))
    second = publish("peserta")
    for _twice in range(2):
        withdraw_release(actor=operator(), dataset="peserta", version=2, reason="Salah sumber")

    assert release_of("peserta", None) == first
    third = publish("peserta")
    assert third.version == 3
    assert hidden(third) == hidden(second)
    assert preview(operator(), dataset="peserta").is_new is False
