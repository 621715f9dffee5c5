"""What the database itself refuses, and what a killed import leaves behind: nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from payung.registry.imports import taking
from payung.registry.imports.kinds import wages
from payung.registry.models import Enrolment, ImportFile, Membership, WageReport
from payung.registry.months import ensure_month
from payung.registry.operations import take_file
from tests.registry.builders import Branch, worker

CHANGES = [
    "UPDATE {} SET wage = wage + 1",
    "DELETE FROM {}",
    "TRUNCATE {}",
]


@pytest.mark.parametrize("table", ["registry_wagereport", "registry_wagereport_202410"])
@pytest.mark.parametrize("change", CHANGES)
def test_wage_reports_are_only_added_to(branch: Branch, table: str, change: str) -> None:
    branch.employer()
    branch.taken("NEW_WORKERS", [worker(1)], "2024-10")
    with (
        pytest.raises(DatabaseError, match="only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(table))
    assert WageReport.objects.get().wage == 4_000_000


def test_a_months_partition_is_made_once(branch: Branch) -> None:
    with connection.cursor() as cursor:
        made = [ensure_month(cursor, date(2031, 3, 1)) for _ in range(2)]

    assert made == [True, False]


@pytest.mark.parametrize(
    ("starts", "ends"), [("2024-09-01", None), ("2025-01-01", None), ("2024-01-01", "2024-10-01")]
)
def test_enrolments_of_a_membership_cannot_overlap(
    branch: Branch, starts: str, ends: str | None
) -> None:
    branch.employer()
    branch.taken("NEW_WORKERS", [worker(1)], "2024-10")
    Enrolment.objects.update(valid_to=date(2025, 6, 1))
    member = Membership.objects.get()
    with pytest.raises(DatabaseError, match="overlap"), transaction.atomic():
        Enrolment.objects.create(membership=member, programmes=3, valid_from=starts, valid_to=ends)
    Enrolment.objects.create(membership=member, programmes=3, valid_from=date(2025, 7, 1))


class Killed(BaseException):
    """Stands for the end of the process in the middle of an act."""


@pytest.mark.parametrize("moment", ["before", "after"])
def test_an_import_cut_short_leaves_nothing_and_is_taken_anew(
    branch: Branch, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    branch.employer()
    branch.taken("NEW_WORKERS", [worker(1)], "2024-10")
    card = Membership.objects.get().card_number
    write: Callable[..., dict[str, int]] = wages.write

    def killed(*arguments: object) -> dict[str, int]:
        if moment == "after":
            write(*arguments)
        raise Killed

    rows = [{"KPJ": card, "UPAH": "4.500.000"}]
    with monkeypatch.context() as patch:
        patch.setitem(taking.KINDS, "WAGES", replace(wages.WAGES, write=killed))
        with pytest.raises(Killed):
            branch.bring("WAGES", rows)
    assert not WageReport.objects.filter(month="2024-11-01").exists()
    assert branch.bring("WAGES", rows).accepted
    assert WageReport.objects.get(month="2024-11-01").wage == 4_500_000


def test_a_file_left_running_by_a_killed_process_is_taken_when_asked_again(
    branch: Branch,
) -> None:
    branch.employer()
    outcome = branch.bring("NEW_WORKERS", [worker(1, UPAH="-5")])
    ImportFile.objects.filter(pk=outcome.import_file.pk).update(status="RUNNING")
    again = take_file(actor=branch.reader, import_id=outcome.import_file.pk)
    assert (again.accepted, again.refused) == (False, 1)


def test_a_file_that_something_came_from_is_never_deleted(branch: Branch) -> None:
    outcome = branch.bring("NEW_WORKERS", [worker(1)])
    with (
        pytest.raises(DatabaseError, match="only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM registry_importfile")
    assert ImportFile.objects.filter(pk=outcome.import_file.pk).exists()
