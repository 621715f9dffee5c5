"""Each kind of post sees the rows of its bounds, and none beside them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Q

from payung.access import permissions
from payung.access.models import Role, ScopeKind
from payung.access.permissions import ALL, PERMISSIONS_OF_ROLE
from payung.access.reader import AccessRefused, operator, reader_for
from payung.access.scope import scope_q
from payung.reference.models import Office, OfficeTerritory
from payung.registry.models import Employer
from tests.access.builders import (
    PALEMBANG,
    PANGKALPINANG,
    SUMBAGSEL,
    employer,
    holder,
    office,
    offices,
    reader,
    user,
)

pytestmark = pytest.mark.django_db

BANGKA, CITY, ELSEWHERE, BELITUNG = "00000001", "00000002", "00000003", "00000004"


@pytest.fixture(autouse=True)
def _employers() -> None:
    offices()
    employer(BANGKA, PANGKALPINANG, "19.01")
    employer(CITY, PANGKALPINANG, "19.71")
    employer(ELSEWHERE, PALEMBANG, "16.71")
    employer(BELITUNG, PALEMBANG, "19.02")  # registered elsewhere, lies in Pangkalpinang's regency


def seen(by, **paths) -> set[str]:
    ours = Q(registration_number__in=[BANGKA, CITY, ELSEWHERE, BELITUNG])
    return {e.registration_number for e in Employer.objects.filter(ours & scope_q(by, **paths))}


@pytest.mark.parametrize(
    ("role", "kind", "code", "expected"),
    [
        (Role.MONEV_ANALYST, ScopeKind.NATION, "", {BANGKA, CITY, ELSEWHERE, BELITUNG}),
        (Role.PLANNER, ScopeKind.REGION, "19", {BANGKA, CITY, BELITUNG}),
        (Role.PLANNER, ScopeKind.REGION, "19.01", {BANGKA}),
        (Role.HEAD_OF_BRANCH, ScopeKind.OFFICE, PANGKALPINANG, {BANGKA, CITY, BELITUNG}),
        (Role.HEAD_OF_BRANCH, ScopeKind.OFFICE, PALEMBANG, {ELSEWHERE, BELITUNG}),
        (Role.REGIONAL_OFFICE, ScopeKind.OFFICE, SUMBAGSEL, {BANGKA, CITY, ELSEWHERE, BELITUNG}),
        (Role.HEAD_PROSECUTOR, ScopeKind.OFFICE, "KN-19.01", {BANGKA}),
        (Role.EMPLOYER_HR, ScopeKind.EMPLOYER, f"{CITY}/000", {CITY}),
        (Role.EMPLOYER_HR, ScopeKind.EMPLOYER, f"{CITY}/001", set()),
        (Role.STATE_ATTORNEY, ScopeKind.MANDATE, "", set()),
        (Role.VILLAGE_SECRETARY, ScopeKind.VILLAGE, "19.01.01.2001", set()),
    ],
)
def test_a_post_sees_its_bounds(role, kind, code, expected) -> None:
    assert seen(reader(role, kind, code)) == expected


def test_an_office_sees_a_region_only_while_it_serves_it() -> None:
    own = office("KC-UJI", "BRANCH", "16.71", [], office(SUMBAGSEL, "REGIONAL", "16.71", []))
    OfficeTerritory.objects.create(
        office=own,
        region_id="19.71",
        valid_from=date(2024, 1, 1),
        valid_to=date(2024, 6, 30),
        source="test",
        confidence="high",
    )
    who = holder(Role.HEAD_OF_BRANCH, ScopeKind.OFFICE, "KC-UJI").user
    assert seen(reader_for(who, date(2023, 12, 31))) == set()
    assert seen(reader_for(who, date(2024, 6, 30))) == {CITY}
    assert seen(reader_for(who, date(2024, 7, 1))) == set()


def test_who_holds_two_posts_sees_both_bounds_but_keeps_their_rights_apart() -> None:
    who = holder(Role.ACCOUNT_OFFICER, ScopeKind.OFFICE, PALEMBANG).user
    holder(Role.PLANNER, ScopeKind.REGION, "19.01", who=who)
    both = reader_for(who)
    assert seen(both) == {ELSEWHERE, BELITUNG, BANGKA}
    assert seen(both, permission=permissions.VIEW_WAGES) == {ELSEWHERE, BELITUNG}
    assert seen(both, permission=permissions.VIEW_COVERAGE) == {ELSEWHERE, BELITUNG, BANGKA}
    assert seen(both, permission=permissions.ISSUE_BILLS) == set()


def test_a_mandate_is_seen_by_the_office_of_the_post_and_no_other() -> None:
    """The attorney's own office is his bound; rows of the fund never name it."""
    who = holder(Role.STATE_ATTORNEY, ScopeKind.MANDATE, office_code="KN-19.01").user
    [scope] = reader_for(who).scopes
    assert scope.offices == {"KN-19.01"}
    assert scope.regions == ()
    assert seen(reader_for(who)) == set()
    by_office = Office.objects.filter(
        scope_q(reader_for(who), region=None, office="pk", employer=None)
    )
    assert {office.pk for office in by_office} == {"KN-19.01"}


def test_a_right_ends_with_the_term() -> None:
    who = holder(
        Role.HEAD_OF_BRANCH,
        ScopeKind.OFFICE,
        PANGKALPINANG,
        valid_from=date(2024, 1, 1),
        valid_to=date(2024, 11, 30),
    ).user
    assert reader_for(who, date(2024, 11, 30)).can(permissions.ISSUE_BILLS)
    after = reader_for(who, date(2024, 12, 1))
    assert after.permissions == frozenset()
    assert seen(after) == set()
    with pytest.raises(AccessRefused, match="tidak berhak"):
        after.require(permissions.VIEW_EMPLOYERS)


def test_without_a_post_or_when_inactive_nothing_is_seen() -> None:
    assert seen(reader_for(user())) == set()
    left = holder(Role.MONEV_ANALYST, ScopeKind.NATION).user
    left.is_active = False
    assert seen(reader_for(left)) == set()


def test_a_path_that_a_model_lacks_gives_nobody_more() -> None:
    assert seen(reader(Role.PLANNER, ScopeKind.REGION, "19"), region=None) == set()
    hr = reader(Role.EMPLOYER_HR, ScopeKind.EMPLOYER, f"{CITY}/000")
    assert seen(hr, employer=None) == set()


def test_the_operator_of_the_machine_may_everything_and_cannot_sign_in() -> None:
    first, again = operator(), operator()
    assert first.user == again.user
    assert first.permissions == ALL
    assert seen(first) == {BANGKA, CITY, ELSEWHERE, BELITUNG}
    assert not first.user.has_usable_password()


def test_a_reader_costs_at_most_three_queries(django_assert_max_num_queries) -> None:
    who = holder(Role.REGIONAL_OFFICE, ScopeKind.OFFICE, SUMBAGSEL).user
    holder(Role.HEAD_OF_BRANCH, ScopeKind.OFFICE, PANGKALPINANG, who=who)
    with django_assert_max_num_queries(3):
        reader_for(who)


def test_every_role_has_its_row_in_the_table_and_every_right_someone_who_has_it() -> None:
    assert set(PERMISSIONS_OF_ROLE) == set(Role.values)
    assert frozenset().union(*PERMISSIONS_OF_ROLE.values()) == ALL


@pytest.mark.parametrize("role", Role.values)
def test_who_prepares_does_not_settle_and_outsiders_see_no_worker(role) -> None:
    granted = PERMISSIONS_OF_ROLE[role]
    settles = granted & {permissions.IMPORT_PAYMENTS, permissions.RESOLVE_SUSPENSE}
    assert not (settles and permissions.IMPORT_REGISTRY in granted)
    if role in {
        Role.STATE_ATTORNEY,
        Role.HEAD_PROSECUTOR,
        Role.MANPOWER_OFFICER,
        Role.PLANNER,
        Role.MONEV_ANALYST,
        Role.DATA_CUSTODIAN,
        Role.REGIONAL_OFFICE,
    }:
        assert not granted & {permissions.VIEW_WORKERS, permissions.VIEW_WAGES}
    if permissions.VIEW_IDENTITY in granted:
        assert permissions.VIEW_WORKERS in granted
