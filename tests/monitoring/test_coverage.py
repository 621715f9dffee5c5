"""How coverage is counted: who is active, each person once, against which universe and target."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payung.access.models import ScopeKind
from payung.access.permissions import VIEW_COVERAGE
from payung.access.reader import AccessRefused, Reader, operator
from payung.access.scope import Scope
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.figures import Coverage
from payung.monitoring.models import RegionBasis
from payung.monitoring.operations import record_universe, set_target, split_universe
from payung.monitoring.queries import coverage
from payung.registry.models import Segment
from tests.monitoring import builders

AS_OF = date(2024, 12, 18)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def ask(region: str = "19", as_of: date = AS_OF, **chosen: object) -> Coverage:
    return coverage(operator(), region=region, as_of=as_of, **chosen)


def unpaid_months(count: int) -> list[builders.Bill]:
    """An employer with one member and the given number of months due and unpaid."""
    payer = builders.employer()
    members = [builders.member(payer)]
    return [
        builders.bill(payer, date(2024, month, 1), members, due_on=date(2024, month + 1, 15))
        for month in range(1, count + 1)
    ]


@pytest.mark.parametrize(("months", "active"), [(0, 1), (3, 1), (4, 0)])
def test_a_member_is_active_while_his_payer_owes_at_most_the_grace_months(
    months: int, active: int
) -> None:
    if months:
        unpaid_months(months)
    else:
        builders.member(builders.employer())

    found = ask()

    assert (found.active, found.registered) == (active, 1)
    assert found.definition.grace_months == 3


def test_a_month_counts_as_unpaid_until_its_last_rupiah_is_settled() -> None:
    bills = unpaid_months(4)
    builders.settle(bills[0], 9_999, date(2024, 6, 1))
    assert ask().active == 0

    builders.settle(bills[0], 1, date(2024, 6, 2))
    assert ask().active == 1


def test_coverage_of_a_past_day_ignores_what_was_paid_and_fell_due_later() -> None:
    bills = unpaid_months(4)  # due 15 February, March, April, May
    for owed in bills:
        builders.settle(owed, owed.total, date(2024, 8, 1))

    assert ask(as_of=date(2024, 5, 15)).active == 1  # May's is due today: not late yet
    assert ask(as_of=date(2024, 5, 16)).active == 0
    assert ask(as_of=date(2024, 8, 1)).active == 1


def test_a_correction_belongs_to_its_month() -> None:
    """Three months with a correction each are three unpaid months, not six."""
    payer = builders.employer()
    members = [builders.member(payer)]
    for month in (1, 2, 3):
        for sequence in (0, 1):
            builders.bill(
                payer,
                date(2024, month, 1),
                members,
                due_on=date(2024, month + 1, 15),
                sequence=sequence,
            )
    assert ask().active == 1


def test_who_joined_later_is_not_inactive_for_months_before_his_time() -> None:
    payer = builders.employer()
    first = builders.member(payer)
    late = builders.member(payer, started_on=date(2024, 4, 1))
    for month in (1, 2, 3, 4):
        members = [first] if month < 4 else [first, late]
        builders.bill(payer, date(2024, month, 1), members, due_on=date(2024, month + 1, 15))

    found = ask()

    assert (found.active, found.inactive) == (1, 1)


def test_an_unpaid_sponsored_bill_does_not_make_the_payers_wage_earners_inactive() -> None:
    payer = builders.employer()
    builders.member(payer)
    sponsored = [builders.member(payer, segment=Segment.NON_WAGE_EARNER)]
    for month in (1, 2, 3, 4):
        builders.bill(
            payer,
            date(2024, month, 1),
            sponsored,
            due_on=date(2024, month, 15),
            segment=Segment.NON_WAGE_EARNER,
        )

    by_name = {row.name: row for row in ask().by_segment}

    assert by_name["WAGE_EARNER"].active == 1
    assert (by_name["NON_WAGE_EARNER"].active, by_name["NON_WAGE_EARNER"].registered) == (0, 1)


def test_a_membership_counts_from_its_first_to_its_last_day() -> None:
    payer = builders.employer()
    builders.member(payer, started_on=date(2024, 3, 5), ended_on=date(2024, 9, 30))

    assert [ask(as_of=date(2024, month, day)).active for month, day in
            ((3, 4), (3, 5), (9, 30), (10, 1))] == [0, 1, 1, 0]  # fmt: skip


def test_building_workers_count_while_their_project_runs() -> None:
    payer = builders.employer()
    contract = builders.project(payer, date(2024, 3, 1), date(2024, 10, 31))
    builders.member(payer, segment=Segment.CONSTRUCTION, project=contract)

    assert ask(as_of=date(2024, 10, 31)).active == 1
    assert ask(as_of=date(2024, 11, 1)).registered == 0


def test_a_person_with_two_memberships_is_counted_once_and_everything_adds_up() -> None:
    city, regency = builders.employer("19.71"), builders.employer("19.01")
    twice = builders.person()
    builders.member(regency, who=twice, segment=Segment.NON_WAGE_EARNER)
    builders.member(city, who=twice)
    builders.member(regency)

    found = ask()

    assert found.active == 2
    assert sum(row.active for row in found.by_segment) == 2
    assert {child.region: child.active for child in found.children if child.active} == {
        "19.71": 1,
        "19.01": 1,
    }
    # The regency's own figure is the one on the province's page, although he is a member there.
    assert ask("19.01").active == 1


def test_an_inactive_membership_does_not_hide_an_active_one() -> None:
    bills = unpaid_months(4)
    who = bills[0].lines.get().membership.person
    builders.member(builders.employer(), who=who, segment=Segment.NON_WAGE_EARNER)

    assert (ask().active, ask().registered) == (1, 1)


def test_the_region_basis_is_named_and_changes_the_figure() -> None:
    builders.member(builders.employer("19.71"), work_region="19.03")

    by_work = ask("19.03", basis=RegionBasis.WORK_REGION)

    assert (ask("19.03").active, by_work.active) == (0, 1)
    assert by_work.definition.region_basis == "work_region"


def test_rate_target_and_gap_are_computed_from_the_records() -> None:
    record = record_universe(
        actor=operator(), region="19", as_of=date(2024, 12, 1), persons=563_000,
        kind="ELIGIBLE_UNIVERSE", source="Rilis", confidence="high",
    )  # fmt: skip
    set_target(
        actor=operator(), region="19", year=2024, share=5587, set_by="Pemprov", document="Rilis"
    )
    split_universe(actor=operator(), record=record)
    builders.member(builders.employer())

    found = ask()

    assert (found.universe, found.target_members) == (563_000, 314_548)  # 314,548.1
    assert found.gap == 314_547
    assert found.rate_bp == 0
    assert sum(child.universe for child in found.children) == 563_000
    assert {child.universe_record.method for child in found.children} == {"SPLIT_BY_POPULATION"}
    assert {child.target.region for child in found.children} == {"19"}
    assert found.definition.denominator_kind == "ELIGIBLE_UNIVERSE"


def test_without_universe_there_is_no_rate() -> None:
    found = ask("19.06")
    assert (found.rate_bp, found.gap, found.universe_record) == (None, None, None)


def test_only_the_employers_in_scope_are_counted() -> None:
    builders.member(builders.employer("19.71"))
    builders.member(builders.employer("19.01"))
    scope = Scope(
        ScopeKind.REGION, "19.01", regions=("19.01",), permissions=frozenset({VIEW_COVERAGE})
    )
    planner = Reader(operator().user, frozenset(), (scope,), frozenset({VIEW_COVERAGE}))

    assert coverage(planner, region="19", as_of=AS_OF).active == 1


def test_without_the_permission_coverage_is_refused() -> None:
    attorney = Reader(operator().user, frozenset(), (), frozenset())
    with pytest.raises(AccessRefused):
        coverage(attorney, region="19", as_of=AS_OF)


@pytest.mark.parametrize(
    ("region", "as_of", "sentence"),
    [
        ("99", AS_OF, "Kode wilayah '99' tidak dikenal"),
        ("19", date(2024, 12, 19), "Tanggal 19-12-2024 belum terjadi; hari ini 18-12-2024."),
    ],
)
def test_an_unknown_region_or_a_day_to_come_is_answered(
    region: str, as_of: date, sentence: str
) -> None:
    with pytest.raises(MonitoringRefused) as refusal:
        ask(region, as_of)
    assert refusal.value.message_id.startswith(sentence)


def test_coverage_of_a_province_takes_few_queries() -> None:
    reader = operator()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        coverage(reader, region="19", as_of=AS_OF)
    assert len(captured) == 5  # region, count, children, universes, targets
