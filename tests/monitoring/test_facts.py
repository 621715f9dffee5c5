"""The stored figures of a page are those of the live queries, and never of an older state."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payung.access.models import ScopeKind
from payung.access.permissions import ALL, VIEW_COVERAGE
from payung.access.reader import AccessRefused, Reader, operator
from payung.access.scope import Scope
from payung.contributions.queries import arrears, collection_trend
from payung.monitoring.figures import ProvinceFigures
from payung.monitoring.models import FactRefresh
from payung.monitoring.operations import refresh_facts
from payung.monitoring.queries import coverage, province_page
from payung.monitoring.reach import sees_whole
from tests.monitoring import builders

AS_OF = date(2024, 12, 18)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def page(reader: Reader | None = None, region: str = "19") -> ProvinceFigures:
    return province_page(reader or operator(), region=region, as_of=AS_OF)


def within(*regions: str, permissions: frozenset[str] = ALL) -> Reader:
    scope = Scope(ScopeKind.OFFICE, "X", regions=regions, permissions=permissions)
    return Reader(operator().user, frozenset(), (scope,), permissions)


def a_year() -> None:
    """Two regencies, one of them with an employer that owes five months."""
    for region, paid in (("19.71", 11), ("19.01", 6)):
        payer = builders.employer(region)
        members = [builders.member(payer), builders.member(payer)]
        for month in range(1, 12):
            owed = builders.bill(
                payer, date(2024, month, 1), members, due_on=date(2024, month + 1, 15)
            )
            if month <= paid:
                builders.settle(owed, owed.total, date(2024, month + 1, 10))


def test_the_facts_equal_the_live_queries() -> None:
    a_year()
    reader = operator()

    stored = page()

    assert stored.refreshed_at is not None
    assert stored.coverage == coverage(reader, region="19", as_of=AS_OF)
    assert (stored.coverage.active, stored.coverage.inactive) == (2, 2)
    assert stored.arrears == arrears(reader, region="19", as_of=AS_OF)
    assert (stored.arrears.employers_in_arrears, stored.arrears.principal) == (1, 100_000)
    assert list(stored.trend) == collection_trend(reader, region="19", months=12, as_of=AS_OF)
    assert stored.bills == stored.trend[-1]
    assert stored.bills.month == date(2024, 11, 1)


def test_a_change_in_the_books_is_seen_at_once() -> None:
    a_year()
    before = page()
    newcomer = builders.employer("19.02")
    builders.member(newcomer)

    after = page()

    assert after.coverage.active == before.coverage.active + 1
    assert FactRefresh.objects.count() == 1


def test_nothing_is_computed_again_while_the_books_stand_still() -> None:
    a_year()
    page()
    reader = operator()
    with CaptureQueriesContext(connection) as captured:
        page(reader)
    statements = " ".join(query["sql"] for query in captured)
    assert "registry_membership" not in statements
    assert "contributions_bill" not in statements
    assert len(captured) <= 11


def test_refreshing_twice_writes_once() -> None:
    a_year()
    first = refresh_facts(actor=operator(), region="19", as_of=AS_OF)
    assert refresh_facts(actor=operator(), region="19", as_of=AS_OF) == first


def test_a_reader_of_a_part_gets_his_part_live() -> None:
    a_year()
    planner = within("19.01", permissions=frozenset({VIEW_COVERAGE}))

    seen = page(planner)

    assert seen.refreshed_at is None
    assert (seen.coverage.active, seen.coverage.registered) == (0, 2)
    assert (seen.bills, seen.trend, seen.arrears) == (None, (), None)


def test_who_may_see_no_money_gets_no_money_from_the_facts_either() -> None:
    a_year()
    head_of_prosecution = within("19", permissions=frozenset({VIEW_COVERAGE}))

    seen = page(head_of_prosecution)

    assert seen.refreshed_at is not None
    assert (seen.bills, seen.trend, seen.arrears) == (None, (), None)


def test_an_office_sees_a_province_whole_when_it_serves_all_its_regencies() -> None:
    seven = ("19.01", "19.02", "19.03", "19.04", "19.05", "19.06", "19.71")
    assert sees_whole(within(*seven), "19", VIEW_COVERAGE)
    assert not sees_whole(within(*seven[1:]), "19", VIEW_COVERAGE)
    assert sees_whole(within(*seven[1:]), "19.71", VIEW_COVERAGE)
    assert not sees_whole(within(), "19", VIEW_COVERAGE)


def test_without_the_permission_the_page_is_refused() -> None:
    with pytest.raises(AccessRefused):
        page(within("19", permissions=frozenset()))
