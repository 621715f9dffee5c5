"""Single entries at the counter hold the same rules as the lists."""

from __future__ import annotations

from datetime import date

import pytest

from payung.registry.models import Enrolment, Membership, WageReport
from payung.registry.operations import ImportRefused, end_membership, register_employer
from tests.registry.builders import OFFICE, Branch, nik, worker


def enter(branch: Branch, **changes: object) -> object:
    values: dict[str, object] = {
        "registration_number": "jj000001",
        "name": "PT  CONTOH",
        "kind": "PRIVATE",
        "business_size": "SMALL",
        "risk_group": 2,
        "region_id": "19.71",
        "registered_on": date(2024, 12, 1),
    }
    return register_employer(actor=branch.reader, office_code=OFFICE, **(values | changes))


def test_one_employer_is_registered_with_the_least_programmes_of_its_size(branch: Branch) -> None:
    new = enter(branch)
    assert (new.registration_number, new.name, new.programmes) == ("JJ000001", "PT CONTOH", 23)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "TOKO"},
        {"risk_group": 6},
        {"region_id": "99.99"},
        {"registered_on": date(2024, 12, 19)},
    ],
)
def test_a_wrong_field_of_an_employer_is_refused(branch: Branch, change: dict[str, object]) -> None:
    with pytest.raises(ImportRefused):
        enter(branch, **change)


def test_a_registration_number_is_given_once(branch: Branch) -> None:
    enter(branch)
    with pytest.raises(ImportRefused) as refused:
        enter(branch)
    assert refused.value.code == "employer_not_valid"


def test_one_membership_is_ended_and_its_later_wages_withdrawn(branch: Branch) -> None:
    branch.employer()
    branch.taken("NEW_WORKERS", [worker(1)], "2024-10")
    branch.taken("WAGES", [{"NIK": nik(1), "UPAH": "4.000.000"}], "2024-11")
    member = Membership.objects.get()
    for _ in range(2):
        ended = end_membership(
            actor=branch.reader, membership_id=member.pk, left_on=date(2024, 10, 31), reason="PHK"
        )
    assert (ended.ended_on, ended.end_reason) == (date(2024, 10, 31), "PHK")
    assert Enrolment.objects.get().valid_to == date(2024, 10, 1)
    wages = WageReport.objects.filter(month="2024-11-01").order_by("revision")
    assert list(wages.values_list("wage", flat=True)) == [4_000_000, 0]
    with pytest.raises(ImportRefused) as refused:
        end_membership(
            actor=branch.reader, membership_id=member.pk, left_on=date(2024, 11, 30), reason="PHK"
        )
    assert refused.value.message_id == "Peserta ini sudah keluar pada 31-10-2024."


def test_nobody_leaves_before_he_came(branch: Branch) -> None:
    branch.employer()
    branch.taken("NEW_WORKERS", [worker(1)], "2024-10")
    with pytest.raises(ImportRefused) as refused:
        end_membership(
            actor=branch.reader,
            membership_id=Membership.objects.get().pk,
            left_on=date(2024, 9, 30),
            reason="PHK",
        )
    assert refused.value.message_id == (
        "Tanggal keluar 30-09-2024 harus di antara 01-10-2024 dan 18-12-2024."
    )
