"""A list is taken row by row: the wrong rows are kept too, with what is wrong with them."""

from __future__ import annotations

from datetime import date

import pytest

from payung.access.encryption import blind_index, decrypt
from payung.access.identifiers import NATIONAL_ID
from payung.access.refusals import AccessRefused
from payung.registry.imports import store
from payung.registry.imports.problems import FileRefused
from payung.sponsorship.errors import ListRefused
from payung.sponsorship.models import BeneficiaryList, ListAct, RowVerdict
from payung.sponsorship.operations.entering import enter_row
from payung.sponsorship.operations.list_acts import return_list, withdraw_list
from payung.sponsorship.operations.proposing import open_list, propose_list, submit_list
from tests.sponsorship import builders
from tests.sponsorship.lists import HEADERS, REGION, VILLAGE, nik, propose, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(settings, monkeypatch, tmp_path):
    settings.DEMO = True
    builders.worker_segment("FISHER", "Nelayan")
    builders.village(f"{REGION}.01.2002")
    return builders.village_secretary(VILLAGE)


def codes(found: BeneficiaryList, row_no: int) -> set[str]:
    return set(
        RowVerdict.objects.filter(row__list=found, row__row_no=row_no).values_list(
            "code", flat=True
        )
    )


def test_every_row_is_kept_with_what_is_wrong_with_it(secretary, tmp_path) -> None:
    good = nik(1, "1980-05-17", "L")
    found = propose(
        secretary,
        tmp_path,
        [
            (good, "Abdul Karim", "17-05-1980", "L", "Nelayan"),
            (good[:15], "Budi", "17-05-1980", "L", "Nelayan"),
            ("", "Citra Dewi", "31-02-1990", "P", "Nelayan"),
            (nik(4, "1970-01-02", "P"), "", "02-01-1970", "L", "Tukang sihir"),
        ],
    )

    assert found.number == f"DP-{REGION}-2024-0001"
    assert found.rows_read == found.rows.count() == 4
    assert codes(found, 2) == {"nik_synthetic"}
    assert codes(found, 3) == {"nik_one_digit_lost"}
    assert codes(found, 4) == {"empty", "no_such_day"}
    assert codes(found, 5) == {"empty", "nik_sex", "nik_synthetic", "occupation_unknown"}
    first, second, third, _ = found.rows.order_by("row_no")
    assert bytes(first.national_id_hash) == blind_index(good, NATIONAL_ID)
    assert first.worker_segment_id == "FISHER"
    assert second.national_id_hash is None
    assert decrypt(second.national_id_cipher, NATIONAL_ID) == good[:15]
    assert (third.national_id_cipher, third.birth_date, third.name) == (None, None, "Citra Dewi")
    assert {row.village_id for row in found.rows.all()} == {VILLAGE}
    assert found.acts.get().kind == ListAct.Kind.PROPOSED


def test_no_number_of_a_person_stands_in_a_verdict(secretary, tmp_path) -> None:
    number = nik(1, "1980-05-17", "L")
    found = propose(secretary, tmp_path, [(number[:14], "Abdul", "17-5-80", "X", "Nelayan")])

    told = RowVerdict.objects.filter(row__list=found).values_list("found", "detail")
    assert {text for pair in told for text in pair} >= {"17-5-80", "X"}
    assert not [text for pair in told for text in pair if number[:12] in text]


def test_the_same_file_gives_the_same_list_and_the_original_is_kept_sealed(
    secretary, tmp_path
) -> None:
    rows = [(nik(1, "1980-05-17", "L"), "Abdul", "17-05-1980", "L", "Nelayan")]
    first = propose(secretary, tmp_path, rows)
    again = propose(secretary, tmp_path, rows)

    assert again.pk == first.pk
    assert BeneficiaryList.objects.count() == first.acts.count() == 1
    path = write(tmp_path, rows)
    assert b"".join(store.unseal(first.stored_path)) == path.read_bytes()


def test_a_village_is_found_by_code_and_by_name_and_nowhere_else(secretary, tmp_path) -> None:
    manpower = builders.manpower(REGION)
    builders.village("61.02.01.2001")
    agency = builders.agency(REGION)
    number = nik(1, "1980-05-17", "L")
    rows = [
        (number, "Abdul", "17-05-1980", "L", "Nelayan", f"{REGION}.01.2002"),
        (number, "Abdul", "17-05-1980", "L", "Nelayan", f"desa {REGION}.01.2001".replace(" ", " ")),
        (number, "Abdul", "17-05-1980", "L", "Nelayan", "61.02.01.2001"),
        (number, "Abdul", "17-05-1980", "L", "Nelayan", "Negeri Antah"),
    ]
    found = propose(
        manpower, tmp_path, rows, headers=(*HEADERS, "DESA"), village=None, agency=agency.pk
    )

    placed = list(found.rows.order_by("row_no").values_list("village_id", flat=True))
    assert placed == [f"{REGION}.01.2002", f"{REGION}.01.2001", "61.02.01.2001", None]
    assert codes(found, 4) >= {"village_elsewhere"}
    assert codes(found, 5) >= {"village_unknown"}


def test_a_village_may_not_propose_people_of_another(secretary, tmp_path) -> None:
    row = (nik(1, "1980-05-17", "L"), "Abdul", "17-05-1980", "L", "Nelayan", f"{REGION}.01.2002")
    found = propose(secretary, tmp_path, [row], headers=(*HEADERS, "DESA"))

    assert codes(found, 2) >= {"village_other"}


def test_a_file_without_the_columns_is_refused_and_nothing_is_kept(secretary, tmp_path) -> None:
    with pytest.raises(FileRefused) as refused:
        propose(secretary, tmp_path, [("1", "2")], headers=("NIK", "ALAMAT"))

    assert "NAMA" in refused.value.message_id
    assert not BeneficiaryList.objects.exists()


def test_nobody_proposes_for_others(secretary, tmp_path) -> None:
    rows = [(nik(1, "1980-05-17", "L"), "Abdul", "17-05-1980", "L", "Nelayan")]
    with pytest.raises(AccessRefused):
        propose(secretary, tmp_path, rows, village=f"{REGION}.01.2002")
    fisheries, education = builders.agency(REGION), builders.agency(REGION, "Dinas P", "DIKBUD")
    guide = builders.guide(fisheries)
    with pytest.raises(ListRefused, match="list_agency"):
        propose(guide, tmp_path, rows, village=None, agency=education.pk)
    assert propose(guide, tmp_path, rows, village=None, agency=fisheries.pk).agency == fisheries


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"months": 0}, "list_months"),
        ({"programmes": 1}, "list_programmes"),
        ({"fund_source": "SULAP"}, "list_fund_source"),
        ({"worker_segment": "PESULAP"}, "list_segment"),
        ({"title": "  "}, "list_title"),
        ({"budget_line_id": 9}, "list_budget_line"),
        ({"agency_code": "OPD-61.01-X"}, "list_proposer"),
    ],
)
def test_what_cannot_be_asked_is_told(secretary, tmp_path, wrong, code) -> None:
    rows = [(nik(1, "1980-05-17", "L"), "Abdul", "17-05-1980", "L", "Nelayan")]
    with pytest.raises(ListRefused, match=code):
        propose(secretary, tmp_path, rows, **wrong)


def test_persons_are_entered_one_by_one_also_incomplete_and_handed_in(secretary) -> None:
    draft = open_list(actor=secretary, **asked())
    assert open_list(actor=secretary, **asked()).pk == draft.pk
    with pytest.raises(ListRefused, match="list_empty"):
        submit_list(actor=secretary, list_id=draft.pk)

    row = enter_row(actor=secretary, list_id=draft.pk, entered={"name": "Abdul Karim"})
    assert codes(draft, row.row_no) == {"empty"}
    mended = enter_row(
        actor=secretary,
        list_id=draft.pk,
        row_no=row.row_no,
        entered={
            "identity": nik(1, "1980-05-17", "L"),
            "name": "Abdul Karim",
            "birth_date": "17-05-1980",
            "sex": "L",
            "occupation": "Nelayan",
        },
    )
    assert mended.pk == row.pk
    held = RowVerdict.objects.filter(row=row).order_by("pk")
    assert [(v.column, v.holds) for v in held if v.code == "empty"] == [
        *((column, True) for column in ("identity", "birth_date", "sex")),
        *((column, False) for column in ("identity", "birth_date", "sex")),
    ]
    submitted = submit_list(actor=secretary, list_id=draft.pk)
    assert (submitted.rows_read, submitted.acts.get().kind) == (1, ListAct.Kind.PROPOSED)
    with pytest.raises(ListRefused, match="list_handed_in"):
        enter_row(actor=secretary, list_id=draft.pk, entered={"name": "Terlambat"})


def test_a_returned_list_is_mended_and_handed_in_again(secretary, tmp_path) -> None:
    found = propose(secretary, tmp_path, [("", "Abdul", "17-05-1980", "L", "Nelayan")])
    manpower = builders.manpower(REGION)
    return_list(actor=manpower, list_id=found.pk, note="NIK belum diisi")
    return_list(actor=manpower, list_id=found.pk, note="NIK belum diisi")

    mended = {"identity": nik(1, "1980-05-17", "L"), "name": "Abdul", "sex": "L"}
    enter_row(
        actor=secretary,
        list_id=found.pk,
        row_no=2,
        entered=mended | {"birth_date": "17-05-1980"},
    )
    submit_list(actor=secretary, list_id=found.pk)
    assert list(found.acts.values_list("kind", flat=True)) == ["PROPOSED", "RETURNED", "PROPOSED"]
    withdraw_list(actor=secretary, list_id=found.pk, note="Diganti dengan daftar baru")
    with pytest.raises(ListRefused, match="list_over"):
        submit_list(actor=secretary, list_id=found.pk)


def test_who_returns_a_list_says_why(secretary, tmp_path) -> None:
    rows = [(nik(1, "1980-05-17", "L"), "Abdul", "17-05-1980", "L", "Nelayan")]
    found = propose(secretary, tmp_path, rows)
    with pytest.raises(AccessRefused):
        return_list(actor=secretary, list_id=found.pk, note="Sendiri")
    with pytest.raises(ListRefused, match="list_note"):
        return_list(actor=builders.manpower(REGION), list_id=found.pk, note=" ")


def asked() -> dict[str, object]:
    return {
        "region_code": REGION,
        "village_code": VILLAGE,
        "title": "Nelayan Desa Pantai",
        "worker_segment": "FISHER",
        "fund_source": "VILLAGE_BUDGET",
        "first_month": date(2025, 1, 1),
        "months": 12,
        "programmes": 3,
    }


def test_proposing_by_file_is_one_act(secretary, tmp_path) -> None:
    path = write(tmp_path, [(nik(1, "1980-05-17", "L"), "Abdul", "17-05-1980", "L", "Nelayan")])
    assert propose_list(actor=secretary, path=path, **asked()).first_month == date(2025, 1, 1)
