"""What is read of lists: who sees which, what is shown of a person, and why a row is refused."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from payung.access.refusals import AccessRefused
from payung.errors import NotFound
from payung.registry.imports.problems import FileRefused
from payung.sponsorship.errors import ListRefused
from payung.sponsorship.models import CivilServant
from payung.sponsorship.operations.civil_servants import import_civil_servants
from payung.sponsorship.operations.cleaning import clean_list, decide_row
from payung.sponsorship.operations.list_acts import return_list
from payung.sponsorship.operations.proposing import open_list
from payung.sponsorship.queries import lists as queries
from tests.access.builders import PANGKALPINANG, offices
from tests.sponsorship import builders
from tests.sponsorship.lists import FIRST_MONTH, REGION, VILLAGE, nik, propose, write

pytestmark = pytest.mark.django_db
BORN = "1980-05-17"
ROWS = [
    (nik(1, BORN, "L"), "Abdul Karim", "17-05-1980", "L", "Nelayan"),
    (nik(2, BORN, "L"), "Budi Santoso", "17-05-1980", "P", "Nelayan"),
    (nik(3, BORN, "L")[:15], "Citra Dewi", "17-05-1980", "P", "Nelayan"),
    (nik(4, "1950-01-02", "L"), "Dulah", "02-01-1950", "L", "=1+1"),
]


@pytest.fixture
def folder(settings, tmp_path):
    settings.DEMO = True
    builders.worker_segment("FISHER", "Nelayan")
    builders.village(VILLAGE)
    return tmp_path


@pytest.fixture
def cleaned(folder):
    found = propose(builders.village_secretary(VILLAGE), folder, ROWS)
    clean_list(actor=builders.manpower(REGION), list_id=found.pk)
    return found


def book(reader, found):
    return load_workbook(io.BytesIO(queries.answer_workbook(reader, found.pk)))


def test_the_answer_holds_the_offices_own_rows_with_the_reason_first(cleaned) -> None:
    answer = book(builders.village_secretary(VILLAGE), cleaned)
    head, *rows = answer["Daftar"].iter_rows()

    assert [cell.value for cell in head][:4] == ["KETERANGAN", "BARIS", "NIK", "NAMA"]
    by_row = {row[1].value: row for row in rows}
    assert by_row.keys() == {3, 4, 5}
    assert by_row[3][0].value.startswith("PERLU DIPUTUSKAN: kolom NIK")
    assert by_row[4][0].value.startswith("TIDAK LAYAK: kolom NIK")
    assert by_row[5][0].value.startswith("TIDAK LAYAK: Berumur 74 tahun")
    assert by_row[5][2].value == ROWS[3][0]
    assert by_row[5][6].value == "=1+1"
    assert by_row[5][6].data_type == "s"
    assert by_row[5][4].fill.fgColor.rgb == "FFF8C9C4"
    assert by_row[3][2].fill.fgColor.rgb == "FFFCE8B2"
    told = [row[0].value for row in answer["Ringkasan"].iter_rows()]
    assert told[1] == "Baris: 4; layak 1, perlu diputuskan 1, tidak layak 2."


def test_a_decision_is_told_and_the_row_is_no_longer_bad(cleaned) -> None:
    row = cleaned.rows.get(row_no=3)
    clerk = builders.manpower(REGION)
    decide_row(actor=clerk, row_id=row.pk, status="VALID", reason="KTP sudah dilihat")

    rows = {row[1].value: row for row in book(clerk, cleaned)["Daftar"].iter_rows(min_row=2)}
    assert set(rows[3][0].value.splitlines()) == {
        "DIPUTUSKAN LAYAK: KTP sudah dilihat",
        f'PERHATIAN: kolom NIK ditemukan "{ROWS[1][0]}"; '
        "seharusnya sesuai dengan jenis kelamin di kolom JENIS KELAMIN.",
    }


def test_rows_are_read_with_masked_numbers_and_reasons_in_two_languages(cleaned) -> None:
    reader = builders.village_secretary(VILLAGE)
    told = queries.told(list(queries.rows(reader, cleaned.pk)))

    assert [one.national_id[:12] for one in told[:2]] == ["*" * 12] * 2
    assert told[0].reasons == ()
    assert told[3].reason.startswith("Berumur 74 tahun")
    english = queries.told(list(queries.rows(reader, cleaned.pk)), "en")
    assert english[3].reason == "Aged 74 in the first month; only those below 65 can be registered."


def test_rows_are_found_by_status_name_reason_and_whole_nik(cleaned) -> None:
    reader = builders.manpower(REGION)

    def found(**how: str) -> list[int]:
        return [row.row_no for row in queries.rows(reader, cleaned.pk, **how)]

    assert found(status="REFUSED") == [4, 5]
    assert found(search="karim abdul") == [2]
    assert found(search=ROWS[1][0]) == [3]
    assert found(code="too_old") == [5]
    assert found(village=VILLAGE) == [2, 3, 4, 5]
    assert queries.status_counts(reader, cleaned.pk)["REFUSED"] == 2
    assert [(code, many) for code, _, many in queries.reason_counts(reader, cleaned.pk)] == [
        ("nik_one_digit_lost", 1),
        ("nik_sex", 1),
        ("too_old", 1),
    ]
    assert queries.village_counts(reader, cleaned.pk) == [
        (VILLAGE, f"Desa {VILLAGE}", {"DOUBTFUL": 1, "REFUSED": 2, "VALID": 1})
    ]


def test_telling_a_page_of_rows_takes_three_queries(cleaned, django_assert_num_queries) -> None:
    rows = list(queries.rows(builders.manpower(REGION), cleaned.pk))
    with django_assert_num_queries(3):
        queries.told(rows)


def test_each_sees_the_lists_of_his_own_scope(folder, cleaned) -> None:
    other = builders.village(f"{REGION}.01.2002")
    elsewhere = builders.manpower("61.02")
    builders.village("61.02.01.2001")

    def seen(reader) -> list[int]:
        return [one.pk for one in queries.lists(reader)]

    assert seen(builders.village_secretary(VILLAGE)) == [cleaned.pk]
    assert seen(builders.village_secretary(other)) == []
    assert seen(builders.guide(builders.agency(REGION))) == [cleaned.pk]
    assert seen(elsewhere) == []
    offices()
    assert seen(builders.officer(PANGKALPINANG)) == []
    with pytest.raises(NotFound):
        queries.list_(elsewhere, cleaned.pk)
    with pytest.raises(AccessRefused):
        queries.lists(builders.planner(REGION))
    with pytest.raises(AccessRefused):
        queries.answer_workbook(builders.head_of_government(REGION), cleaned.pk)


def test_what_waits_is_told_to_who_can_do_it(folder, cleaned) -> None:
    secretary, clerk = builders.village_secretary(VILLAGE), builders.manpower(REGION)
    waiting = propose(secretary, folder, ROWS[:1], first_month=date(2026, 1, 1), name="b.csv")
    draft = open_list(
        actor=secretary,
        region_code=REGION,
        village_code=VILLAGE,
        title="Konsep",
        worker_segment="FISHER",
        fund_source="VILLAGE_BUDGET",
        first_month=FIRST_MONTH,
        months=6,
        programmes=3,
    )
    # the same bytes are the same list, whatever months are asked for
    assert waiting.pk != cleaned.pk
    assert [one.pk for one in queries.to_clean(clerk)] == [waiting.pk]
    assert [(one.pk, one.many) for one in queries.doubtful(clerk)] == [(cleaned.pk, 1)]
    assert [one.pk for one in queries.drafts(secretary)] == [draft.pk]
    return_list(actor=clerk, list_id=waiting.pk, note="Lengkapi alamat")
    assert [one.pk for one in queries.returned(secretary)] == [waiting.pk]
    assert not queries.to_clean(secretary)


def test_servants_are_kept_as_hashes_and_leave_with_the_next_list(folder) -> None:
    clerk = builders.manpower(REGION)

    def take(numbers: list[str], day: date):
        path = write(folder, [(number, "Nama") for number in numbers], ("NIK", "NAMA"), "asn.csv")
        return import_civil_servants(
            actor=clerk, region_code=REGION, kind="ASN", listed_on=day, path=path
        )

    first, second, third = (nik(serial, BORN, "P") for serial in (1, 2, 3))
    taken = take([first, second, first, "tidak ada"], date(2024, 1, 1))
    assert (taken.persons, taken.added, taken.left, taken.unreadable) == (2, 2, 0, 1)
    again = take([first, second], date(2024, 1, 1))
    assert (again.added, again.left) == (0, 0)
    later = take([second, third], date(2024, 6, 1))
    assert (later.added, later.left) == (1, 1)
    assert CivilServant.objects.filter(left_on=None).count() == 2
    back = take([first, second, third], date(2024, 7, 1))
    assert (back.added, CivilServant.objects.filter(left_on=None).count()) == (1, 3)
    with pytest.raises(FileRefused, match="no_numbers"):
        take(["x"], date(2024, 7, 1))
    with pytest.raises(ListRefused, match="servant_day"):
        take([first], date(2099, 1, 1))
    with pytest.raises(AccessRefused):
        import_civil_servants(
            actor=builders.village_secretary(VILLAGE),
            region_code=REGION,
            kind="ASN",
            listed_on=date(2024, 1, 1),
            path=folder / "asn.csv",
        )
