"""What changes reference data: idempotent, all or nothing, own values kept."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from payung.reference import own_tables, queries
from payung.reference.files import MOST_BYTES, RefusedFile
from payung.reference.models import (
    BusinessKind,
    Holiday,
    KbliClass,
    MinimumWage,
    OfficeTerritory,
    Origin,
    Region,
)
from payung.reference.operations import (
    add_holiday,
    assign_territory,
    confirm_risk_group,
    end_territory,
    load_reference,
)
from payung.reference.refusals import (
    ImpossibleValue,
    MissingReason,
    OverlappingTerritory,
    UnknownReference,
)

ACTOR = "petugas.data"


def test_loading_twice_changes_nothing(reference: None) -> None:
    counts = load_reference(actor=ACTOR)
    assert {(c.created, c.changed, c.own) for c in counts.values()} == {(0, 0, 0)}
    assert counts["reference_region"].unchanged == 552


def test_loading_mends_the_package_s_rows_and_leaves_the_office_s_own(reference: None) -> None:
    Region.objects.filter(pk="19").update(name="Babel")
    MinimumWage.objects.filter(region="19", year=2024).update(amount=3_640_001, origin=Origin.OWN)
    confirm_risk_group(kbli_code="62", risk_group=1, reason="Lampiran I", actor=ACTOR)
    counts = load_reference(actor=ACTOR)
    assert counts["reference_region"].changed == 1
    assert counts["reference_minimumwage"].own == 1
    assert Region.objects.get(pk="19").name == "Kepulauan Bangka Belitung"
    assert MinimumWage.objects.get(region="19", year=2024).amount == 3_640_001
    assert KbliClass.objects.get(pk="62").confirmed_by == ACTOR


def test_a_territory_ends_and_another_office_goes_on(reference: None) -> None:
    end_territory(
        office_code="KC-PANGKALPINANG",
        region_code="19.02",
        last_day=date(2024, 12, 31),
        source="Keputusan direksi",
        actor=ACTOR,
    )
    assign_territory(
        office_code="KC-PALEMBANG",
        region_code="19.02",
        valid_from=date(2025, 1, 1),
        source="Keputusan direksi",
        actor=ACTOR,
    )
    assert "19.02" in queries.territory_codes("KC-PANGKALPINANG", date(2024, 12, 31))
    assert "19.02" not in queries.territory_codes("KC-PANGKALPINANG", date(2025, 1, 1))
    assert "19.02" in queries.territory_codes("KC-PALEMBANG", date(2025, 1, 1))
    load_reference()
    assert "19.02" not in queries.territory_codes("KC-PANGKALPINANG", date(2025, 1, 1))


def test_an_office_cannot_serve_a_region_twice_on_a_day(reference: None) -> None:
    again = {
        "office_code": "KC-PANGKALPINANG",
        "region_code": "19.01",
        "valid_from": date(2024, 6, 1),
        "actor": ACTOR,
    }
    with pytest.raises(OverlappingTerritory, match=r"sudah melayani wilayah 19\.01"):
        assign_territory(**again, source="Keputusan")
    with pytest.raises(MissingReason, match="Sumber"):
        assign_territory(**again, source=" ")
    with pytest.raises(UnknownReference, match=r"99\.99"):
        assign_territory(**{**again, "region_code": "99.99"}, source="Keputusan")
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeTerritory.objects.create(
            office_id="KC-PANGKALPINANG",
            region_id="19.01",
            valid_from=date(2020, 1, 1),
            valid_to=date(2020, 1, 1),
            source="di luar operasi",
            confidence="low",
        )


def test_the_database_refuses_what_cannot_be(reference: None) -> None:
    for statement in (
        "UPDATE reference_region SET parent_id = '63' WHERE code = '19.01'",
        "UPDATE reference_region SET kind = 'CITY' WHERE code = '19.01'",
        "UPDATE reference_minimumwage SET amount = -1",
        "UPDATE reference_bank SET source = '' WHERE code = '002'",
        "UPDATE reference_kbliclass SET confirmed_by = 'x' WHERE code = '62'",
        "UPDATE reference_office SET parent_id = NULL WHERE code = 'KC-PANGKALPINANG'",
    ):
        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_a_local_holiday_belongs_to_its_office(reference: None) -> None:
    for _ in range(2):
        add_holiday(
            day=date(2024, 11, 21),
            name="Hari jadi provinsi",
            source="Keputusan gubernur",
            office_code="KC-PANGKALPINANG",
            actor=ACTOR,
        )
    assert Holiday.objects.filter(day=date(2024, 11, 21)).count() == 1
    assert queries.extra_holidays("KC-PANGKALPINANG") == {date(2024, 11, 21)}
    assert queries.extra_holidays("KC-PALEMBANG") == frozenset()


def test_a_person_confirms_a_risk_group_and_the_finest_confirmation_decides(
    reference: None,
) -> None:
    suggested = queries.risk_group_for("49431")
    assert suggested is not None
    assert (suggested.risk_group, suggested.confirmed) == (4, False)
    confirm_risk_group(kbli_code="49", risk_group=4, reason="Lampiran I", actor=ACTOR)
    confirm_risk_group(
        kbli_code="4943", risk_group=5, reason="Lampiran I", name="Angkutan barang", actor=ACTOR
    )
    fine, coarse = queries.risk_group_for("49431"), queries.risk_group_for("49110")
    assert fine is not None
    assert coarse is not None
    assert (fine.risk_group, fine.confirmed, fine.kbli_class.code) == (5, True, "4943")
    assert (coarse.risk_group, coarse.confirmed) == (4, True)
    with pytest.raises(ImpossibleValue):
        confirm_risk_group(kbli_code="49", risk_group=6, reason="x", actor=ACTOR)
    with pytest.raises(MissingReason, match="Alasan"):
        confirm_risk_group(kbli_code="49", risk_group=4, reason="", actor=ACTOR)
    with pytest.raises(UnknownReference):
        confirm_risk_group(kbli_code="04", risk_group=4, reason="x", actor=ACTOR)


def test_a_confirmation_keeps_its_predecessor_in_the_history(reference: None) -> None:
    for group in (4, 3):
        confirm_risk_group(kbli_code="53", risk_group=group, reason="Lampiran I", actor=ACTOR)
    history = KbliClass.objects.get(pk="53").events.order_by("pgh_id")
    groups = history.values_list("confirmed_risk_group", "pgh_context__metadata__actor")
    assert list(groups)[-2:] == [(4, ACTOR), (3, ACTOR)]


def annex(change: dict[int, str] | None = None) -> io.BytesIO:
    """An annex of 191 lines with the right counts, some lines changed."""
    groups = [1] * 23 + [2] * 25 + [3] * 96 + [4] * 23 + [5] * 24
    lines = [f"{number};Jenis usaha {number};{group}" for number, group in enumerate(groups, 1)]
    for number, line in (change or {}).items():
        lines[number - 1] = line
    file = io.BytesIO("\n".join(["Nomor;Nama;Kelompok", *lines]).encode("cp1252"))
    file.name = "lampiran.csv"
    return file


def test_the_annex_is_taken_whole_and_once(reference: None) -> None:
    assert not queries.business_kinds().filter(number__isnull=False).exists()
    first = own_tables.load_business_kinds(annex(), actor=ACTOR)
    again = own_tables.load_business_kinds(annex(), actor=ACTOR)
    assert (first.created, again.created, again.changed, again.unchanged) == (191, 0, 0, 191)
    assert queries.business_kinds().count() == 191
    mended = own_tables.load_business_kinds(annex({7: "7;Kantor hukum;I"}), actor=ACTOR)
    assert mended.changed == 1


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({7: "tujuh;Kantor;1"}, "Baris 8, kolom Nomor: tertulis “tujuh”"),
        ({7: "7;;1"}, "Baris 8, kolom Nama"),
        ({7: "7;Kantor;VI"}, "Baris 8, kolom Kelompok: tertulis “VI”"),
        ({7: "8;Kantor;1"}, "nomor 8 dua kali"),
        ({7: "7;Kantor;2"}, "22 jenis usaha di kelompok 1”, seharusnya 23 jenis usaha"),
    ],
)
def test_a_wrong_annex_is_answered_by_row_and_nothing_is_written(
    reference: None, change: dict[int, str], answer: str
) -> None:
    with pytest.raises(RefusedFile, match=answer) as refusal:
        own_tables.load_business_kinds(annex(change), actor=ACTOR)
    assert "lampiran.csv tidak diambil" in refusal.value.message("id")
    assert not BusinessKind.objects.filter(number__isnull=False).exists()


WAGES = "kode_wilayah,tahun,upah_minimum,keputusan\n"


def test_minimum_wages_of_the_decree_replace_those_of_the_press(reference: None) -> None:
    text = WAGES + "19,2024,Rp 3.640.000,SK Gubernur 1\n19.71,2024,3700000,SK Gubernur 2\n"
    counts = own_tables.load_minimum_wages(io.BytesIO(text.encode()), actor=ACTOR)
    assert (counts.created, counts.changed) == (1, 1)
    again = own_tables.load_minimum_wages(io.BytesIO(text.encode()), actor=ACTOR)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)
    wage = queries.minimum_wage("19.71", date(2024, 12, 18))
    assert wage is not None
    assert (wage.amount, wage.confidence, wage.decree) == (3_700_000, "high", "SK Gubernur 2")


def test_wrong_minimum_wages_are_all_named_and_none_is_written(reference: None) -> None:
    text = WAGES + (
        "19.1,2024,3640000,SK\n"  # a spreadsheet ate a digit of the code
        "19,2024,-5,SK\n"
        "19,2024,36.40,SK\n"
        "19,1024,3640000,\n"
        "19.71,2024,3700000,SK\n"
    )
    before = MinimumWage.objects.count()
    with pytest.raises(RefusedFile) as refusal:
        own_tables.load_minimum_wages(io.BytesIO(text.encode()), actor=ACTOR)
    places = [(problem.row, problem.column) for problem in refusal.value.problems]
    assert places == [
        (2, "kode_wilayah"),
        (3, "upah_minimum"),
        (4, "upah_minimum"),
        (5, "tahun"),
        (5, "keputusan"),
    ]
    assert MinimumWage.objects.count() == before


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b"", "Berkas: tertulis “kosong”"),
        (b"PK\x03\x04\x00\x00", "seharusnya berkas XLSX yang utuh"),
        (b"\x81\x8d;tahun\n", "seharusnya berkas CSV"),
        (b'"' + b"a" * 200_000, "seharusnya berkas CSV"),
        pytest.param(b"0" * (MOST_BYTES + 1), "seharusnya berkas kecil", id="large"),
        (b"kode;tahun\n19;2024\n", "seharusnya ada kolom kode_wilayah"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(
    reference: None, content: bytes, answer: str
) -> None:
    with pytest.raises(RefusedFile, match=answer):
        own_tables.load_minimum_wages(io.BytesIO(content), actor=ACTOR)


def test_a_file_that_is_not_there_is_refused(reference: None, tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match="berkas yang dapat dibuka"):
        own_tables.load_minimum_wages(tmp_path / "tidak-ada.csv", actor=ACTOR)
