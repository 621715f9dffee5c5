"""The register of regional regulations: what holds on a day, and what cannot be entered."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from payung.access.models import Role, ScopeKind
from payung.access.reader import operator
from payung.access.refusals import AccessRefused
from payung.errors import NotFound
from payung.reference.files import RefusedFile
from payung.reference.models import Regulation
from payung.sponsorship.errors import RegulationRefused
from payung.sponsorship.models import Duty, Instrument, RegionalRegulation, RegulationAct
from payung.sponsorship.operations.importing_regulations import import_regulations
from payung.sponsorship.operations.regulations import (
    amend_regulation,
    attach_text,
    correct_regulation,
    record_regulation,
    revoke_regulation,
    undo_act,
)
from payung.sponsorship.queries import regulations as register
from payung.sponsorship.standing import Status, in_force
from tests.access.builders import offices, reader, region
from tests.sponsorship import builders

pytestmark = pytest.mark.django_db

SULAWESI = {"71": "7101", "72": "7201", "73": "7301", "74": "7411", "81": "8101"}
TODAY = date(2024, 12, 18)


@pytest.fixture(autouse=True)
def _rules() -> None:
    rule = {"title_en": "-", "role": "-", "status": "IN_FORCE", "source": "t", "confidence": "high"}
    Regulation.objects.get_or_create(
        pk="inpres-2-2021",
        defaults={"type": "Inpres", "number": "2", "year": 2021, "title": "Optimalisasi", **rule},
    )


def entered(code: str = "19.01", instrument: str = "PERDA", **told: object) -> RegionalRegulation:
    region(code)
    entry = {
        "number": "3",
        "year": 2021,
        "title": "Jaminan sosial ketenagakerjaan",
        "enacted_on": date(2021, 6, 1),
        "source": "JDIH",
    } | told
    return record_regulation(actor=operator(), region_code=code, instrument=instrument, **entry)


def status_on(found: RegionalRegulation, on: date) -> Status:
    return register.rows([found], on)[0].standing.status


def test_a_regulation_stands_on_a_day_by_its_dates_and_acts() -> None:
    found = entered(valid_from=date(2021, 7, 1), valid_to=date(2026, 12, 31))
    newer = entered(number="9", year=2024, enacted_on=date(2024, 5, 2))
    amend_regulation(
        actor=operator(),
        regulation_id=found.pk,
        effective_on=date(2023, 1, 5),
        reason="Diubah Perda lain",
    )
    revoke_regulation(
        actor=operator(),
        regulation_id=found.pk,
        effective_on=date(2024, 5, 2),
        reason="Diganti Perda 9/2024",
        by_id=newer.pk,
    )

    days = [date(2021, 6, 30), date(2021, 7, 1), date(2024, 5, 1), date(2024, 5, 2)]
    assert [status_on(found, day) for day in days] == [
        Status.NOT_YET,
        Status.IN_FORCE,
        Status.IN_FORCE,
        Status.REVOKED,
    ]
    assert register.rows([found], date(2023, 1, 5))[0].standing.amended
    for day in [*days, TODAY, date(2027, 1, 1)]:  # the database and the sentence agree
        holds = RegionalRegulation.objects.filter(in_force(day), pk=found.pk).exists()
        assert holds == (status_on(found, day) == Status.IN_FORCE)


def test_a_mistaken_act_is_taken_back_and_a_voided_entry_can_be_entered_anew() -> None:
    found = entered()
    act = revoke_regulation(
        actor=operator(), regulation_id=found.pk, effective_on=TODAY, reason="Salah baca"
    )
    undo_act(actor=operator(), act_id=act.pk, reason="Ternyata masih berlaku")
    assert status_on(found, TODAY) == Status.IN_FORCE

    undo_act(actor=operator(), act_id=found.acts.first().pk, reason="Bukan Perda daerah ini")
    assert status_on(found, TODAY) == Status.VOID
    assert not register.has_perda("19.01", TODAY)
    again = entered(title="Judul yang benar", enacted_on=date(2021, 8, 1))
    assert again.pk == found.pk
    assert status_on(again, TODAY) == Status.IN_FORCE
    assert again.acts.count() == 5


def test_the_same_entry_twice_is_one_and_another_with_its_number_is_refused() -> None:
    first = entered()
    assert entered().pk == first.pk
    assert entered(number="3/2021").pk == first.pk
    with pytest.raises(RegulationRefused) as refusal:
        entered(title="Retribusi pasar")
    assert refusal.value.code == "already_recorded"
    assert first.acts.count() == 1


def test_a_correction_keeps_what_was_said_before_and_its_reason() -> None:
    found = entered()
    fixed = correct_regulation(
        actor=operator(),
        regulation_id=found.pk,
        reason="Tanggal di lembaran daerah",
        enacted_on=date(2021, 6, 7),
        valid_from=date(2021, 6, 7),
    )
    correct_regulation(
        actor=operator(), regulation_id=found.pk, reason="tidak ada", title=found.title
    )

    act = RegulationAct.objects.get(kind="CORRECTED")
    assert fixed.enacted_on == date(2021, 6, 7)
    assert act.before == {"enacted_on": "2021-06-01", "valid_from": "2021-06-01"}
    assert act.reason == "Tanggal di lembaran daerah"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"enacted_on": date(2022, 1, 1)}, "field_unfit"),
        ({"year": 2031, "enacted_on": date(2031, 1, 1)}, "field_unfit"),
        ({"valid_from": date(2021, 1, 1)}, "field_unfit"),
        ({"valid_to": date(2021, 5, 1)}, "field_unfit"),
        ({"number": ""}, "field_unfit"),
        ({"title": "JSK"}, "field_unfit"),
        ({"duties": ["TERBANG"]}, "field_unfit"),
        ({"village_code": "19.01.01.2001"}, "village_mismatch"),
        ({"legal_basis": ["Inpres 21/2021"]}, "citation_unknown"),
    ],
)
def test_an_entry_that_does_not_stand_is_refused_whole(wrong: dict, code: str) -> None:
    with pytest.raises(RegulationRefused) as refusal:
        entered(**wrong)
    assert refusal.value.code == code
    assert not RegionalRegulation.objects.exists()


def test_a_legal_basis_may_be_a_national_rule_or_one_of_the_government() -> None:
    perda = entered(legal_basis=["Inpres Nomor 2 Tahun 2021", "inpres-2-2021"])
    rule = entered(
        instrument="PERKADA",
        number="7",
        year=2022,
        enacted_on=date(2022, 2, 2),
        legal_basis=["Perda Nomor 3 Tahun 2021"],
    )
    assert perda.legal_basis == ["inpres-2-2021"]
    assert rule.legal_basis == [perda.code]


def test_rows_of_the_acts_cannot_be_changed() -> None:
    found = entered()
    with pytest.raises(DatabaseError), transaction.atomic():
        RegulationAct.objects.filter(regulation=found).update(reason="lain")


def test_only_the_government_s_own_people_record_and_others_do_not_see_it() -> None:
    found = entered("19.01")
    offices()
    with pytest.raises(AccessRefused):
        record_regulation(
            actor=builders.planner("19.71"),
            region_code="19.01",
            instrument="SE",
            number="1",
            year=2021,
            title="Edaran",
            enacted_on=TODAY,
            source="JDIH",
        )
    with pytest.raises(NotFound):
        register.regulation(builders.planner("19.71"), found.pk)
    with pytest.raises(AccessRefused):
        register.regulations(reader(Role.FINANCE_OFFICER, ScopeKind.OFFICE, "KC-PANGKALPINANG"))
    assert register.regulation(builders.head_of_branch("KC-PANGKALPINANG"), found.pk) == found


def test_the_only_perda_of_two_island_groups_on_a_day() -> None:
    """East Kolaka on 14 October 2021: the only one of Sulawesi and Maluku, and later not."""
    for province in SULAWESI:
        region(f"{province}.01")
    kolaka = entered("74.11", enacted_on=date(2021, 3, 1))
    entered("73.01", "PERKADA", enacted_on=date(2021, 2, 1))
    entered("32.01", enacted_on=date(2020, 1, 1), year=2020)  # another island
    entered("71.01", year=2022, enacted_on=date(2022, 4, 1))

    on_the_day = register.uniqueness(list(SULAWESI), "PERDA", date(2021, 10, 14), kinds=["REGENCY"])
    later = register.uniqueness(list(SULAWESI), "PERDA", date(2022, 10, 14), kinds=["REGENCY"])

    assert on_the_day.only
    assert on_the_day.holders == (kolaka,)
    assert (on_the_day.governments, on_the_day.recorded) == (6, 3)
    assert not later.only
    assert len(later.holders) == 2


def test_which_governments_of_a_province_have_what_since_when_and_what_they_lack() -> None:
    region("19.02")
    entered("19", enacted_on=date(2021, 1, 4), duties=[Duty.ALL_WORKERS])
    entered("19.01", "PERKADA", enacted_on=date(2021, 9, 1), duties=[Duty.NON_ASN_BUDGET])
    entered("19.01", "CIRCULAR", number="5", enacted_on=date(2021, 2, 1))

    found = {row.region.pk: row for row in register.governments(operator(), TODAY, region="19")}

    assert found["19"].strongest is not None
    assert found["19"].strongest.instrument == Instrument.PERDA
    assert found["19"].since == date(2021, 1, 4)
    assert found["19"].lacking == (Duty.NON_ASN_BUDGET, Duty.VULNERABLE_BUDGET)
    assert found["19.01"].strongest is not None
    assert found["19.01"].strongest.instrument == Instrument.PERKADA
    assert (found["19.01"].perda, found["19.01"].since) == (None, date(2021, 9, 1))
    assert found["19.02"].strongest is None
    assert len(found["19.02"].lacking) == 3


def test_the_register_is_narrowed_to_a_region_with_those_below_it() -> None:
    inside, outside = entered("19.01"), entered("16.71")
    assert list(register.regulations(operator(), region="19")) == [inside]
    assert list(register.regulations(operator(), region="16.71")) == [outside]


def test_the_table_of_governments_takes_a_fixed_number_of_queries(
    django_assert_max_num_queries,
) -> None:
    for number in range(1, 7):
        entered(f"19.0{number}")
    reader_ = operator()
    with django_assert_max_num_queries(6):
        register.governments(reader_, TODAY)


def test_the_text_is_kept_for_the_government_and_opened_by_whoever_sees_the_entry(
    tmp_path,
) -> None:
    found = entered("19.71")
    offices()
    path = tmp_path / "naskah.png"
    path.write_bytes(png())
    officer = builders.manpower("19.71")
    kept = attach_text(
        actor=officer, regulation_id=found.pk, path=path, file_name="naskah.png", note="Lembaran"
    )
    branch = builders.head_of_branch("KC-PANGKALPINANG")
    assert register.text_content(branch, found.pk, kept.pk).content == path.read_bytes()
    assert kept.shared_with_id == "PD-19.71"
    with pytest.raises(NotFound):
        register.text_content(builders.planner("19.01"), found.pk, kept.pk)


def png() -> bytes:
    from PIL import Image

    memory = io.BytesIO()
    Image.new("RGB", (4, 4)).save(memory, "PNG")
    return memory.getvalue()


HEADER = "Kode wilayah;Jenis;Nomor;Tahun;Judul;Tanggal penetapan;Sumber;Dasar hukum;Kewajiban\n"
GOOD = (
    "19.01;Perda;3;2021;Jaminan sosial ketenagakerjaan;Selasa, 1 Juni 2021;JDIH;Inpres 2/2021;"
    "Anggaran bagi pegawai non-ASN\n"
    "19.01;SE;5/HK;2022;Edaran kepesertaan;02-02-2022;Arsip;;\n"
)


def sheet(text: str) -> io.BytesIO:
    file = io.BytesIO(text.encode())
    file.name = "register.csv"
    return file


def test_a_sheet_is_taken_whole_with_an_answer_for_each_row() -> None:
    region("19.01")
    planner = builders.planner("19.01")
    answer = import_regulations(actor=planner, file=sheet(HEADER + GOOD))
    again = import_regulations(actor=planner, file=sheet(HEADER + GOOD))

    assert answer.written
    assert [row.is_new for row in answer.rows] == [True, True]
    assert [row.is_new for row in again.rows] == [False, False]
    first = RegionalRegulation.objects.get(instrument="PERDA")
    assert first.enacted_on == date(2021, 6, 1)
    assert first.duties == [Duty.NON_ASN_BUDGET]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("19.01;Perda;3;2021;Jaminan sosial;Rabu, 1 Juni 2021;JDIH;;", "jatuh pada hari Selasa"),
        ("19.01;Perda;3;2021;Jaminan sosial;21/22023;JDIH;;", "bukan tanggal lengkap"),
        ("19.01;Perda;3;2021;Jaminan sosial;1-6-2021;JDIH;Inpres 21/2021;", "Inpres 2/2021"),
        ("16.71;Perda;3;2021;Jaminan sosial;1-6-2021;JDIH;;", "wilayah kerja Anda"),
        ("19.01;Dekrit;3;2021;Jaminan sosial;1-6-2021;JDIH;;", "Jenis “DEKRIT”"),
    ],
)
def test_one_wrong_row_keeps_the_whole_sheet_out_and_says_why(row: str, said: str) -> None:
    region("16.71")
    answer = import_regulations(
        actor=builders.planner("19.01"), file=sheet(f"{HEADER}{GOOD}{row}\n")
    )
    assert not answer.written
    assert [one.number for one in answer.refused] == [4]
    assert said in str(answer.refused[0].refusal.message())
    assert not RegionalRegulation.objects.exists()


def test_a_file_without_the_columns_is_refused() -> None:
    with pytest.raises(RefusedFile):
        import_regulations(actor=operator(), file=sheet("Judul;Nomor\nA;1\n"))


@pytest.mark.parametrize(
    ("code", "instrument", "cited"),
    [
        ("19", "PERDA", "Perda Provinsi Daerah 19 Nomor 3 Tahun 2021"),
        ("19", "PERKADA", "Peraturan Gubernur Daerah 19 Nomor 3 Tahun 2021"),
        ("19.01", "PERKADA", "Peraturan Bupati Daerah 19.01 Nomor 3 Tahun 2021"),
        ("19.71", "PERKADA", "Peraturan Wali Kota Daerah 19.71 Nomor 3 Tahun 2021"),
        ("19.01", "CIRCULAR", "Surat Edaran Daerah 19.01 Nomor 3 Tahun 2021"),
    ],
)
def test_a_regulation_is_cited_by_its_government(code: str, instrument: str, cited: str) -> None:
    assert entered(code, instrument).citation == cited
