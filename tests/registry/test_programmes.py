"""An employer takes other programmes from a month on, and its workers follow."""

from __future__ import annotations

from datetime import date

import pghistory.models
import pytest

from payung.access.refusals import AccessRefused
from payung.contributions.models import Bill
from payung.contributions.operations import issue_bills
from payung.registry.models import BusinessSize, Employer, Enrolment, Membership, WageReport
from payung.registry.operations import ImportRefused, ProgrammeChange, change_programmes
from tests.access import builders as access
from tests.registry.builders import OFFICE, Branch, nik, worker

NOVEMBER, DECEMBER = date(2024, 11, 1), date(2024, 12, 1)
WITHOUT_PENSION, WITH_PENSION, ALL = 7, 15, 31


def with_workers(branch: Branch, **changes: object) -> Employer:
    """A medium employer without JP, with a young worker and one too old for JP and JKP."""
    made = branch.employer(**({"programmes": WITHOUT_PENSION} | changes))
    old = {"TANGGAL_LAHIR": "05-01-1966", "NOMOR_IDENTITAS": nik(2, date(1966, 1, 5))}
    branch.taken("NEW_WORKERS", [worker(1), worker(2, **old)], "2024-10")
    return made


def reported(branch: Branch, month: str = "2024-11") -> None:
    branch.taken("WAGES", [{"NIK": nik(1), "UPAH": "4.000.000"}], month)


def change(branch: Branch, employer: Employer, **other: object) -> ProgrammeChange:
    asked: dict[str, object] = {
        "programmes": ALL,
        "month": DECEMBER,
        "reason": "Formulir perubahan 12-12-2024",
    }
    return change_programmes(actor=branch.reader, employer_id=employer.pk, **(asked | other))


def periods(serial: int) -> list[tuple[int, date, date | None]]:
    found = Enrolment.objects.filter(membership__employee_number=f"P{serial}")
    return list(found.order_by("valid_from").values_list("programmes", "valid_from", "valid_to"))


def test_workers_follow_from_that_month_each_in_what_his_age_allows(branch: Branch) -> None:
    made = with_workers(branch)
    done = change(branch, made)
    made.refresh_from_db()
    assert (made.programmes, done.workers, done.wage_reports) == (ALL, 1, 0)
    october = date(2024, 10, 1)
    assert periods(1) == [(WITHOUT_PENSION, october, NOVEMBER), (ALL, DECEMBER, None)]
    assert periods(2) == [(WITHOUT_PENSION, october, None)]


def test_who_changed_it_and_why_is_kept(branch: Branch) -> None:
    made = with_workers(branch)
    change(branch, made)
    event = pghistory.models.Events.objects.tracks(made).latest("pgh_id")
    assert event.pgh_data["programmes"] == ALL
    assert event.pgh_context["user"] == branch.reader.user.pk
    assert event.pgh_context["reason"] == (
        "Program diubah mulai 2024-12: Formulir perubahan 12-12-2024"
    )


def test_a_month_that_was_billed_is_changed_as_a_correction_and_billed_again(
    branch: Branch,
) -> None:
    made = with_workers(branch)
    reported(branch)
    issue_bills(actor=branch.reader, office_code=OFFICE, month=NOVEMBER, issued_on=DECEMBER)
    with pytest.raises(ImportRefused) as refused:
        change(branch, made, month=NOVEMBER, programmes=WITH_PENSION)
    assert refused.value.code == "month_reported"
    assert Enrolment.objects.filter(programmes=WITH_PENSION).count() == 0

    done = change(branch, made, month=NOVEMBER, programmes=WITH_PENSION, as_correction=True)

    assert (done.workers, done.wage_reports) == (1, 1)
    young = WageReport.objects.filter(month=NOVEMBER, membership__employee_number="P1")
    assert list(young.order_by("revision").values_list("programmes", "wage")) == [
        (WITHOUT_PENSION, 4_000_000),
        (WITH_PENSION, 4_000_000),
    ]
    issue_bills(actor=branch.reader, office_code=OFFICE, month=NOVEMBER, issued_on=DECEMBER)
    correction = Bill.objects.filter(employer=made, month=NOVEMBER).latest("pk")
    assert correction.total == 120_000  # JP of 4,000,000: 2 % employer, 1 % worker (PP 45/2015)


def test_a_second_change_from_the_same_month_replaces_the_first(branch: Branch) -> None:
    made = with_workers(branch)
    change(branch, made, programmes=ALL)
    change(branch, made, programmes=WITH_PENSION, reason="Belum terdaftar JKN")
    assert periods(1)[1:] == [(WITH_PENSION, DECEMBER, None)]


@pytest.mark.parametrize(
    ("employer", "asked", "code"),
    [
        ({}, {"programmes": WITHOUT_PENSION}, "nothing_changed"),
        ({}, {"programmes": 3}, "programmes_below_minimum"),
        ({"business_size": BusinessSize.LARGE}, {"programmes": 23}, "programmes_below_minimum"),
        ({"kind": "GOVERNMENT_UNIT"}, {"programmes": WITH_PENSION}, "programme_not_open"),
        ({"business_size": "MICRO", "programmes": 3}, {"programmes": 19}, "job_loss_requires"),
        ({}, {"month": "2025-01"}, "month_in_future"),
        ({}, {"month": "2019-12"}, "month_before_registration"),
        ({"status": "CLOSED"}, {}, "employer_not_active"),
        ({}, {"reason": " a  b "}, "no_reason"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    branch: Branch, employer: dict[str, object], asked: dict[str, object], code: str
) -> None:
    small = {"business_size": "SMALL", "programmes": WITHOUT_PENSION}
    made = branch.employer(**(small | employer))
    with pytest.raises(ImportRefused) as refused:
        change(branch, made, **asked)
    assert refused.value.code == code
    before = made.programmes
    made.refresh_from_db()
    assert made.programmes == before


def test_only_the_employers_own_branch_changes_them(branch: Branch) -> None:
    made = with_workers(branch)
    other = access.reader("ACCOUNT_OFFICER", "OFFICE", access.PALEMBANG)
    with pytest.raises(ImportRefused) as refused:
        change_programmes(
            actor=other, employer_id=made.pk, programmes=ALL, month=DECEMBER, reason="Salah kantor"
        )
    assert refused.value.code == "employer_unknown"
    head = access.reader("EMPLOYER_HR", "EMPLOYER", f"{made.registration_number}/000")
    with pytest.raises(AccessRefused):
        change_programmes(
            actor=head, employer_id=made.pk, programmes=ALL, month=DECEMBER, reason="Atas sendiri"
        )
    assert Membership.objects.filter(enrolments__programmes=ALL).count() == 0
