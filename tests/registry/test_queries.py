"""Reading within scope: who sees which employer, worker and file, masked, in few queries."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from payung.access.models import IdentityView, ScopeKind, User
from payung.access.permissions import ALL, VIEW_WAGES
from payung.access.reader import AccessRefused, Reader
from payung.access.scope import Scope
from payung.errors import NotFound
from payung.registry import queries
from payung.registry.models import Person
from tests.registry.builders import OFFICE, Branch, nik, worker


def reader(branch: Branch, *, region: str = "", without: str = "") -> Reader:
    """A reader bounded by a region."""
    granted = ALL - {without}
    scope = Scope(kind=ScopeKind.REGION, code=region, regions=(region,), permissions=granted)
    return Reader(branch.reader.user, frozenset(), (scope,), granted)


def test_an_employer_outside_the_readers_region_is_not_found(branch: Branch) -> None:
    branch.employer("JJ000001", region_id="19.71")
    branch.employer("JJ000002", region_id="19.03")
    here = reader(branch, region="19.03")
    assert [found.registration_number for found in queries.employers(here)] == ["JJ000002"]
    assert queries.employer(here, "JJ000002").region_id == "19.03"
    with pytest.raises(NotFound):
        queries.employer(here, "JJ000001")
    assert queries.employers(branch.reader, region="19").count() == 2
    assert queries.employers(branch.reader, search="contoh 02").count() == 1


def test_workers_are_shown_masked_and_wages_only_to_who_may(
    branch: Branch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    employer = branch.employer()
    branch.taken("NEW_WORKERS", [worker(n) for n in range(1, 8)], "2024-10")
    branch.taken("WAGES", [{"NIK": nik(1), "UPAH": "5.000.000"}], "2024-11")
    rows = queries.workers(branch.reader, employer, on=date(2024, 12, 18))
    with django_assert_num_queries(4):
        assert len(rows) == 7
        page = rows[0:5]
    first = page[0]
    assert (first.name, first.national_id) == ("BUDI CONTOH 1", "************0001")
    assert (first.wage, first.wage_month, first.programmes) == (
        5_000_000,
        date(2024, 11, 1),
        31,
    )
    without = reader(branch, region="19", without=VIEW_WAGES)
    assert {row.wage for row in queries.workers(without, employer)} == {None}
    assert [row.name for row in queries.workers(branch.reader, employer, search=nik(3))] == [
        "BUDI CONTOH 3"
    ]


def test_employers_are_listed_with_their_open_memberships_in_one_query(
    branch: Branch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    branch.employer("JJ000001")
    branch.employer("JJ000002")
    branch.taken("NEW_WORKERS", [worker(1), worker(2)], "2024-10")
    with django_assert_num_queries(1):
        found = list(queries.employers(branch.reader, order="-workers"))
        assert [(row.open_memberships, row.region.name) for row in found] == [
            (2, "Kota Pangkal Pinang"),
            (0, "Kota Pangkal Pinang"),
        ]


def test_a_full_nik_is_shown_with_a_reason_that_is_recorded(branch: Branch) -> None:
    branch.employer()
    branch.taken("NEW_WORKERS", [worker(1)])
    person = Person.objects.get()
    assert queries.identity(branch.reader, person.pk, "mencocokkan klaim") == nik(1)
    seen = IdentityView.objects.get()
    assert (seen.user, seen.person_id, seen.reason) == (
        User.objects.get(pk=branch.reader.user.pk),
        person.pk,
        "mencocokkan klaim",
    )
    with pytest.raises(NotFound):
        queries.identity(reader(branch, region="16"), person.pk, "mencocokkan klaim")
    with pytest.raises(AccessRefused):
        queries.identity(
            reader(branch, region="19", without="VIEW_IDENTITY"), person.pk, "mencocokkan"
        )


def test_files_are_seen_by_their_office_only(branch: Branch) -> None:
    outcome = branch.bring("NEW_WORKERS", [worker(1)])
    assert queries.import_file(branch.reader, outcome.import_file.pk).office_id == OFFICE
    assert set(queries.findings(branch.reader, outcome.import_file.pk)) == {
        ("Seharusnya NIK sintetis, hanya untuk data contoh", 1),
        ("Seharusnya NPP dan divisi yang sudah terdaftar di kantor ini", 1),
    }
    with pytest.raises(NotFound):
        queries.import_file(reader(branch, region="16"), outcome.import_file.pk)
