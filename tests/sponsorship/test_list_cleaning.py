"""Cleaning tells every row's reason, says it once, and does not hang on the order of rows."""

from __future__ import annotations

import random
from datetime import date
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from payung.access.encryption import blind_index, encrypt
from payung.access.identifiers import NATIONAL_ID
from payung.access.refusals import AccessRefused
from payung.registry.models import Membership, Person
from payung.sponsorship.errors import ListRefused
from payung.sponsorship.models import (
    BeneficiaryList,
    CivilServant,
    ListRow,
    RowStatus,
    RowStep,
    RowVerdict,
)
from payung.sponsorship.operations.cleaning import BY_CLERK, clean_list, decide_row
from tests.access.builders import PANGKALPINANG, employer, offices
from tests.sponsorship import builders
from tests.sponsorship.lists import REGION, VILLAGE, nik, propose

pytestmark = pytest.mark.django_db
BORN = "1980-05-17"
_files = count(1)


@pytest.fixture
def world(settings, tmp_path):
    settings.DEMO = True
    builders.worker_segment("FISHER", "Nelayan")
    builders.village(VILLAGE)
    return tmp_path


def person_row(serial: int, *, name: str | None = None, born: str = BORN, sex: str = "L", **other):
    """A row of the list whose NIK says what the row says."""
    year, month, day = born.split("-")
    told = (nik(serial, born, sex), name or f"Orang {serial}", f"{day}-{month}-{year}", sex)
    return (*told, other.get("occupation", "Nelayan"))


def cleaned(folder, rows, **other) -> tuple[BeneficiaryList, dict[int, str]]:
    """A cleaned list and the status of each row."""
    found = propose(
        other.pop("actor", None) or builders.village_secretary(VILLAGE),
        folder,
        rows,
        name=f"daftar{next(_files)}.csv",
        **other,
    )
    clean_list(actor=builders.manpower(REGION), list_id=found.pk)
    return found, statuses(found)


def statuses(found: BeneficiaryList) -> dict[int, str]:
    return dict(found.rows.order_by("row_no").values_list("row_no", "status"))


def reason(found: BeneficiaryList, row_no: int) -> str:
    return RowStep.objects.filter(row__list=found, row__row_no=row_no).last().reason


def register(serial: int, segment: int = 1, *, payer="00000001", born=BORN, **membership):
    """A person of the registry with the NIK of ``person_row``, and a membership."""
    offices()
    number = nik(serial, born, "L")
    person, _ = Person.objects.get_or_create(
        national_id_hash=blind_index(number, NATIONAL_ID),
        defaults={
            "national_id_cipher": encrypt(number, NATIONAL_ID),
            "name": f"ORANG {serial}",
            "birth_date": date.fromisoformat(born),
            "sex": "L",
        },
    )
    payer_row = employer(payer, PANGKALPINANG, "19.71")
    if kind := membership.pop("payer_kind", None):
        payer_row.kind = kind
        payer_row.save()
    return Membership.objects.create(
        card_number=f"{Membership.objects.count() + 1:011d}",
        person=person,
        employer=payer_row,
        segment=segment,
        non_wage_kind="SELF_EMPLOYED" if segment == 2 else "",
        work_region=payer_row.region,
        started_on=membership.pop("started_on", date(2020, 1, 1)),
        **membership,
    )


@pytest.mark.parametrize(
    ("row", "status", "code"),
    [
        (person_row(1), "VALID", ""),
        (person_row(1, born="1960-01-01"), "REFUSED", "too_old"),
        (person_row(1, born="1960-01-02"), "VALID", ""),
        (person_row(1, born="2010-01-02"), "REFUSED", "too_young"),
        (person_row(1, born="2010-01-01"), "VALID", ""),
        (("123", "Budi", "17-05-1980", "L", "Nelayan"), "REFUSED", "nik_length"),
        (("", "Budi", "17-05-1980", "L", "Nelayan"), "REFUSED", "empty"),
        ((nik(1, BORN, "L"), "Budi", "18-05-1980", "L", "Nelayan"), "DOUBTFUL", "nik_birth_date"),
        ((nik(1, BORN, "P"), "Budi", "17-05-1980", "L", "Nelayan"), "DOUBTFUL", "nik_sex"),
        (person_row(1, occupation="Pensiunan PNS"), "DOUBTFUL", "civil_servant_word"),
        (person_row(1, occupation="Penyihir"), "VALID", ""),
    ],
)
def test_a_row_is_refused_doubted_or_valid_with_its_reason(world, row, status, code) -> None:
    found, becomes = cleaned(world, [row])
    assert (becomes[2], reason(found, 2)) == (status, code)


@pytest.mark.parametrize(
    ("segment", "membership", "status", "code"),
    [
        (1, {}, "REFUSED", "active_wage_earner"),
        (1, {"ended_on": date(2024, 12, 31)}, "VALID", ""),
        (1, {"ended_on": date(2025, 1, 31)}, "REFUSED", "active_wage_earner"),
        (1, {"ended_on": date(2023, 1, 5), "end_reason": "MENINGGAL DUNIA"}, "REFUSED", "deceased"),
        (2, {"paid_by_budget": True}, "REFUSED", "active_sponsored"),
        (2, {"payer_kind": "PRIVATE"}, "REFUSED", "active_sponsored"),
        (2, {"payer_kind": "COMMUNITY_GROUP"}, "DOUBTFUL", "active_own_payer"),
        (3, {}, "DOUBTFUL", "active_other"),
    ],
)
def test_who_is_covered_already_is_told_with_the_payer(
    world, segment, membership, status, code
) -> None:
    held = register(7, segment, **membership)
    found, becomes = cleaned(world, [person_row(7)])

    assert (becomes[2], reason(found, 2)) == (status, code)
    if code.startswith("active"):
        verdict = RowVerdict.objects.get(row__list=found, code=code)
        assert verdict.membership == held
        assert verdict.detail.startswith(held.employer.name)
    assert found.rows.get().person_id == held.person_id


def test_another_birth_date_under_one_nik_is_a_doubt_and_a_spelling_a_warning(world) -> None:
    register(7, 1, ended_on=date(2021, 1, 1))
    register(8, 1, ended_on=date(2021, 1, 1))
    number = nik(7, BORN, "L")
    rows = [
        (number, "Orang 7", "18-05-1981", "L", "Nelayan"),
        person_row(8, name="Oraang Delapan"),
    ]
    found, becomes = cleaned(world, rows)

    codes = set(RowVerdict.objects.filter(row__list=found).values_list("row__row_no", "code"))
    assert {(2, "person_differs"), (3, "name_differs")} <= codes
    assert becomes == {2: "DOUBTFUL", 3: "VALID"}


def test_of_two_rows_with_one_nik_the_better_stays(world) -> None:
    rows = [
        (nik(1, BORN, "L"), "Orang 1", "31-02-1980", "L", "Nelayan"),
        person_row(1),
        person_row(1),
        person_row(2),
        person_row(2, name="Lain Sekali"),
    ]
    found, becomes = cleaned(world, rows)

    assert becomes == {2: "REFUSED", 3: "DOUBTFUL", 4: "REFUSED", 5: "DOUBTFUL", 6: "REFUSED"}
    assert [reason(found, row) for row in (3, 4)] == ["twice_differs", "twice_in_list"]
    twice = RowVerdict.objects.get(row__list=found, row__row_no=4, code="twice_in_list")
    assert (twice.detail, twice.other_row.row_no) == ("3", 3)


def test_who_is_in_a_live_list_is_not_paid_for_twice(world) -> None:
    first, _ = cleaned(world, [person_row(1)])
    second, becomes = cleaned(world, [person_row(1), person_row(2)])

    assert becomes == {2: "REFUSED", 3: "VALID"}
    verdict = RowVerdict.objects.get(row__list=second, code="other_list")
    assert verdict.detail == f"{first.number}|Desa {VILLAGE}"
    assert verdict.other_row == first.rows.get()
    _, later = cleaned(world, [person_row(1)], first_month=date(2026, 1, 1))
    assert later == {2: "VALID"}


def test_a_list_that_was_proposed_earlier_goes_first(world) -> None:
    first = propose(builders.village_secretary(VILLAGE), world, [person_row(1)])
    _, becomes = cleaned(world, [person_row(1), person_row(2)])
    assert becomes == {2: "DOUBTFUL", 3: "VALID"}
    clean_list(actor=builders.manpower(REGION), list_id=first.pk)
    assert statuses(first) == {2: "VALID"}


def test_servants_of_the_state_are_found_by_their_nik(world) -> None:
    clerk = builders.manpower(REGION)
    CivilServant.objects.create(
        region_id=REGION,
        kind="ASN",
        national_id_hash=blind_index(nik(3, BORN, "L"), NATIONAL_ID),
        listed_on=date(2024, 1, 1),
        recorded_by=clerk.user,
    )
    found, becomes = cleaned(world, [person_row(3)])
    assert (becomes[2], reason(found, 2)) == ("REFUSED", "civil_servant")


def test_cleaning_again_tells_only_what_has_changed(world) -> None:
    held = register(7, 1)
    found, becomes = cleaned(world, [person_row(7), person_row(8)])
    clerk = builders.manpower(REGION)
    told, steps = RowVerdict.objects.count(), RowStep.objects.count()

    again = clean_list(actor=clerk, list_id=found.pk)
    assert (again.changed, again.act) == (0, found.acts.last())
    assert (RowVerdict.objects.count(), RowStep.objects.count()) == (told, steps)

    held.ended_on = date(2024, 12, 1)
    held.save()
    now = clean_list(actor=clerk, list_id=found.pk)
    assert becomes[2] == "REFUSED"
    assert (now.changed, statuses(found)) == (1, {2: "VALID", 3: "VALID"})
    lifted = RowVerdict.objects.filter(row__list=found, code="active_wage_earner")
    assert list(lifted.order_by("pk").values_list("holds", flat=True)) == [True, False]


def test_a_clerk_decides_and_the_decision_stands_until_something_new_is_found(world) -> None:
    found, becomes = cleaned(world, [person_row(7, occupation="Pensiunan TNI")])
    clerk, row = builders.manpower(REGION), found.rows.get()
    assert becomes[2] == "DOUBTFUL"

    decided = decide_row(actor=clerk, row_id=row.pk, status="VALID", reason="Pensiun tahun 2015")
    decide_row(actor=clerk, row_id=row.pk, status="VALID", reason="Pensiun tahun 2015")
    assert decided.status == RowStatus.VALID
    assert row.steps.filter(decided=True).count() == 1
    assert clean_list(actor=clerk, list_id=found.pk).valid == 1

    register(7, 1)
    assert clean_list(actor=clerk, list_id=found.pk).refused == 1
    decide_row(actor=clerk, row_id=row.pk, status="REFUSED", reason="Masih bekerja di sana")
    assert clean_list(actor=clerk, list_id=found.pk).by_reason == {BY_CLERK: 1}


def test_a_decision_needs_a_reason_a_right_and_a_number(world) -> None:
    found, _ = cleaned(world, [("", "Budi", "17-05-1980", "L", "Nelayan"), person_row(2)])
    without, row = found.rows.order_by("row_no")
    clerk = builders.manpower(REGION)
    with pytest.raises(AccessRefused):
        decide_row(
            actor=builders.village_secretary(VILLAGE), row_id=row.pk, status="VALID", reason="Ya ya"
        )
    for row_id, status, why, code in (
        (row.pk, "VALID", " ", "row_reason"),
        (row.pk, "DECREED", "Langsung saja", "row_status"),
        (without.pk, "VALID", "Orangnya dikenal", "row_without_number"),
        (0, "VALID", "Tidak ada", "list_unknown"),
    ):
        with pytest.raises(ListRefused, match=code):
            decide_row(actor=clerk, row_id=row_id, status=status, reason=why)


def test_who_was_identified_needs_no_readable_number(world) -> None:
    person = register(9, 1, ended_on=date(2021, 1, 1)).person
    found, becomes = cleaned(world, [("", "Orang 9", "17-05-1980", "L", "Nelayan")])
    assert becomes[2] == "REFUSED"
    ListRow.objects.filter(list=found).update(person=person)

    result = clean_list(actor=builders.manpower(REGION), list_id=found.pk)
    assert (result.valid, result.changed) == (1, 1)


def test_only_a_clerk_of_the_government_cleans(world) -> None:
    found = propose(builders.village_secretary(VILLAGE), world, [person_row(1)])
    with pytest.raises(AccessRefused):
        clean_list(actor=builders.village_secretary(VILLAGE), list_id=found.pk)
    with pytest.raises(ListRefused, match="list_unknown"):
        clean_list(actor=builders.manpower("19.01"), list_id=found.pk)


def test_1800_rows_end_as_1616_with_every_one_of_the_184_explained(world) -> None:
    rows = [person_row(serial) for serial in range(1, 1617)]
    wrong = [person_row(serial, born="1955-03-02") for serial in range(2001, 2101)]
    short = [(nik(n, BORN, "L")[:15], f"Orang {n}", "17-05-1980", "L", "") for n in range(60)]
    twice = [person_row(serial) for serial in range(1, 25)]
    found, _ = cleaned(world, [*rows, *wrong, *short, *twice])

    result = clean_list(actor=builders.manpower(REGION), list_id=found.pk)
    assert (result.rows, result.valid, result.doubtful, result.refused) == (1800, 1616, 0, 184)
    assert result.by_reason == {"too_old": 100, "nik_one_digit_lost": 60, "twice_in_list": 24}


def _any_row(serial: int, fault: str) -> tuple[str, ...]:
    faults = {
        "none": person_row(serial),
        "old": person_row(serial, born="1950-05-05"),
        "short": (nik(serial, BORN, "L")[:15], "Orang", "17-05-1980", "L", "Nelayan"),
        "no day": (nik(serial, BORN, "L"), f"Orang {serial}", "31-02-1980", "L", "Nelayan"),
        "other sex": (nik(serial, BORN, "P"), f"Orang {serial}", "17-05-1980", "L", "Nelayan"),
        "other name": person_row(serial, name="Nama Lain"),
        "servant": person_row(serial, occupation="PNS"),
    }
    return faults[fault]


class TestAnyList(TestCase):
    """Whatever a list holds, each row ends in one status, and their order does not matter."""

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.lists(
            st.tuples(
                st.integers(1, 6),
                st.sampled_from(
                    ["none", "old", "short", "no day", "other sex", "other name", "servant"]
                ),
            ),
            min_size=1,
            max_size=12,
        ),
        st.randoms(use_true_random=False),
    )
    def test_any_list(self, told: list[tuple[int, str]], chance: random.Random) -> None:
        import tempfile
        from pathlib import Path

        from django.test import override_settings

        rows = [_any_row(*row) for row in told]
        shuffled = rows[:]
        chance.shuffle(shuffled)
        builders.worker_segment("FISHER", "Nelayan")
        builders.village(VILLAGE)
        with override_settings(DEMO=True), tempfile.TemporaryDirectory() as folder:
            found, becomes = cleaned(Path(folder), rows)
            _, again = cleaned(Path(folder), shuffled, first_month=date(2027, 1, 1))
            result = clean_list(actor=builders.manpower(REGION), list_id=found.pk)

        assert set(becomes.values()) <= {"VALID", "DOUBTFUL", "REFUSED"}
        assert result.valid + result.doubtful + result.refused == result.rows == len(rows)
        assert sum(result.by_reason.values()) == result.doubtful + result.refused
        assert sorted(becomes.values()) == sorted(again.values())
        assert RowStep.objects.filter(row__list=found).count() == len(rows)
