"""What is read: figures as of any day, within the scope, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from payung.access.models import Role, ScopeKind
from payung.access.reader import operator
from payung.access.refusals import AccessRefused
from payung.contributions import queries
from payung.contributions.models import BillLine
from payung.contributions.operations import charge_penalties
from payung.errors import NotFound
from payung.law.non_wage_earner import explain_contribution as explain_non_wage
from payung.law.wage_earner import explain_contribution as explain_wage
from payung.registry.models import Employer, Segment
from tests.access.builders import PALEMBANG, reader
from tests.contributions import builders as build
from tests.contributions.builders import NOVEMBER, OCTOBER, OFFICE, SEPTEMBER

pytestmark = pytest.mark.django_db

TODAY = date(2024, 12, 18)
MONTHS = tuple(date(2024, month, 1) for month in range(1, 12))
Counter = Callable[..., object]


def billed(*payers: tuple[Employer, tuple[date, ...]], wage: int = 4_000_000) -> None:
    for employer, months in payers:
        build.worker(employer, dict.fromkeys(months, wage))
    for month in sorted({month for _, months in payers for month in months}):
        build.issue(month)


def test_arrears_are_aged_by_unpaid_months_as_of_any_day() -> None:
    good, late, worst = build.payer(), build.payer(region_id="19.01"), build.payer()
    billed((good, (NOVEMBER,)), (late, (OCTOBER, NOVEMBER)), (worst, MONTHS))
    bill = build.bill_of(good, NOVEMBER)
    build.pay(bill, bill.total, date(2024, 12, 16))
    charge_penalties(actor=operator(), office_code=OFFICE, as_of=TODAY)

    found = queries.arrears(operator(), region="19", as_of=TODAY)

    assert (found.active_employers, found.employers_in_arrears, found.share_bp) == (3, 2, 6667)
    assert found.principal == 13 * bill.total
    assert found.mean == (13 * bill.total + 1) // 2
    assert [(row.code, row.employers, row.principal) for row in found.by_class] == [
        ("CURRENT", 1, 2 * bill.total),
        ("SUBSTANDARD", 0, 0),
        ("DOUBTFUL", 0, 0),
        ("BAD", 1, 11 * bill.total),
    ]
    regions = {row.region: row.employers_in_arrears for row in found.by_region}
    assert {code for code, count in regions.items() if count == 1} == {"19.01", "19.71"}
    in_june = queries.arrears(operator(), region="19", as_of=date(2024, 6, 19))
    assert (in_june.employers_in_arrears, in_june.principal) == (1, 5 * bill.total)
    assert [row.employers for row in in_june.by_class] == [0, 1, 0, 0]
    on_the_due_date = queries.arrears(operator(), region="19.01", as_of=date(2024, 11, 15))
    assert on_the_due_date.employers_in_arrears == 0  # October's bill is due on that very day


def test_the_worklist_tells_whom_to_call() -> None:
    small, large = build.payer("UD Kecil"), build.payer("PT Timah Contoh")
    billed((small, (NOVEMBER,)), (large, MONTHS))
    bill = build.bill_of(small, NOVEMBER)
    build.pay(bill, 1_000, date(2024, 12, 3))
    rows = queries.arrears_worklist(operator(), region="19", as_of=TODAY)
    assert [(row.name, row.months, row.class_code) for row in rows] == [
        ("PT Timah Contoh", 11, "BAD"),
        ("UD Kecil", 1, "CURRENT"),
    ]
    assert rows[1].last_paid_on == date(2024, 12, 3)
    assert rows[1].principal == bill.total - 1_000
    for chosen, count in ((("BAD", ""), 1), (("DOUBTFUL", ""), 0), (("", "kecil"), 1)):
        found = queries.arrears_worklist(
            operator(), region="19", as_of=TODAY, collectability=chosen[0] or None, search=chosen[1]
        )
        assert len(found) == count


def test_unpaid_months_of_non_wage_earners_are_no_arrears() -> None:
    employer = build.payer(programmes=3)
    build.worker(employer, {SEPTEMBER: 4_000_000})
    build.worker(
        employer, {NOVEMBER: 1_000_000}, segment=Segment.NON_WAGE_EARNER, non_wage_kind="OTHER"
    )
    build.issue(SEPTEMBER)
    build.issue(NOVEMBER)
    bill = build.bill_of(employer, SEPTEMBER)
    build.pay(bill, bill.total, date(2024, 10, 1))
    assert queries.arrears(operator(), as_of=TODAY).employers_in_arrears == 0


def test_a_months_bills_and_the_trend() -> None:
    first, second = build.payer(), build.payer(region_id="19.01")
    billed((first, (OCTOBER, NOVEMBER)), (second, (NOVEMBER,)))
    bill = build.bill_of(first, NOVEMBER)
    build.pay(build.bill_of(first, OCTOBER), bill.total + bill.total // 4, date(2024, 12, 5))
    found = queries.month_bills(operator(), region="19", month=NOVEMBER, as_of=TODAY)
    assert (found.employers, found.workers, found.total) == (2, 2, 2 * bill.total)
    assert (found.paid, found.collection_rate_bp) == (bill.total // 4, 1250)
    assert found.jkk + found.jkm + found.jht + found.jp == found.total
    before = queries.month_bills(operator(), month=NOVEMBER, as_of=date(2024, 12, 4))
    assert before.paid == 0
    trend = queries.collection_trend(operator(), region="19.71", months=3, as_of=TODAY)
    assert [(row.month, row.collection_rate_bp) for row in trend] == [
        (OCTOBER, 10_000),
        (NOVEMBER, 2500),
    ]
    nothing = queries.month_bills(operator(), month=date(2024, 12, 1), as_of=TODAY)
    assert (nothing.total, nothing.collection_rate_bp) == (0, None)


def test_the_statement_of_account_runs_from_bill_to_bill() -> None:
    employer = build.payer()
    billed((employer, (OCTOBER, NOVEMBER)))
    total = build.bill_of(employer, OCTOBER).total
    charge_penalties(actor=operator(), office_code=OFFICE, as_of=date(2024, 11, 16))
    build.pay(build.bill_of(employer, OCTOBER), total + 50_000, date(2024, 11, 20))
    account = queries.statement_of_account(operator(), employer, TODAY)
    assert [(row.kind, row.charge - row.payment) for row in account.rows] == [
        ("BILL", total),
        ("BILL", total),
        ("PENALTY", total * 2 // 100),
        ("PAYMENT", -total - 50_000),
    ]
    paid = account.rows[-1]
    assert [(part.month, part.amount) for part in paid.allocations] == [
        (OCTOBER, total),
        (NOVEMBER, 50_000),
    ]
    assert paid.balance == account.balance == account.principal + account.penalty - account.credit
    assert account.overdue == account.principal == total - 50_000
    earlier = queries.statement_of_account(operator(), employer, date(2024, 10, 31))
    assert (earlier.balance, earlier.overdue) == (total, 0)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    cases=some.lists(
        some.tuples(
            some.integers(1, 60_000_000), some.sampled_from([3, 7, 15]), some.integers(1, 2)
        ),
        min_size=1,
        max_size=4,
    ),
    group=some.integers(1, 5),
    month=some.sampled_from([date(2020, 10, 1), date(2022, 2, 1), NOVEMBER]),
)
def test_every_line_is_explained_to_the_rupiah(
    cases: list[tuple[int, int, int]], group: int, month: date
) -> None:
    employer = build.payer(risk_group=group)
    members = []
    for wage, programmes, segment in cases:
        kind = "SELF_EMPLOYED" if segment == Segment.NON_WAGE_EARNER else ""
        members.append(build.member(employer, segment=segment, non_wage_kind=kind))
        build.report(members[-1], month, wage, programmes=programmes)
    build.issue(month)
    build.report(members[0], month, cases[0][0] + 1_234_567, programmes=cases[0][1])
    build.issue(month)
    for bill in queries.bills(operator(), employer):
        explained = 0
        for line in queries.bill_lines(operator(), bill):
            explanation = queries.explain_line(operator(), bill, line.membership_id)
            assert explanation.amount == line.total  # type: ignore[attr-defined]
            assert explanation.as_text("id")
            explained += explanation.amount
        assert explained == bill.total


def test_an_explanation_is_the_laws_own() -> None:
    employer = build.payer(risk_group=4)
    earner = build.worker(employer, {NOVEMBER: 12_345_678})
    alone = build.worker(
        employer, {NOVEMBER: 2_650_000}, segment=Segment.NON_WAGE_EARNER, non_wage_kind="OTHER"
    )
    build.issue(NOVEMBER)
    expected = {
        earner: explain_wage(
            NOVEMBER, wage=12_345_678, risk_group=4, takes_jht=True, takes_jp=False
        ),
        alone: explain_non_wage(
            NOVEMBER,
            income=2_650_000,
            takes_jht=True,
            sector="OTHER",
            kind="OTHER",
            paid_by_budget=False,
        ),
    }
    for member, explanation in expected.items():
        bill = build.bill_of(employer, NOVEMBER, segment=member.segment)
        assert queries.explain_line(operator(), bill, member.pk) == explanation


def test_a_projects_bill_is_explained_by_its_value() -> None:
    builder = build.payer()
    build.project(builder)
    build.issue(NOVEMBER)
    bill = queries.bill(operator(), build.bill_of(builder, NOVEMBER).billing_code)
    assert queries.explain_project(operator(), bill).amount == bill.total == 1_750_000
    assert not queries.bill_lines(operator(), bill)


def test_a_reader_sees_the_money_of_his_own_office_only() -> None:
    employer = build.payer()
    billed((employer, (NOVEMBER,)))
    build.bring(build.csv([("12-12-2024", 5_000, "?", "R1")]))
    bill = build.bill_of(employer, NOVEMBER)
    elsewhere = reader(Role.FINANCE_OFFICER, ScopeKind.OFFICE, PALEMBANG)
    assert queries.month_bills(elsewhere, month=NOVEMBER, as_of=TODAY).total == 0
    assert queries.arrears(elsewhere, as_of=TODAY).active_employers == 0
    assert queries.arrears_worklist(elsewhere, as_of=TODAY) == []
    assert not queries.bills(elsewhere, employer)
    assert not queries.ledger(elsewhere, employer)
    for refused in (
        lambda: queries.bill(elsewhere, bill.billing_code),
        lambda: queries.bill_lines(elsewhere, bill),
        lambda: queries.explain_line(elsewhere, bill, 1),
        lambda: queries.statement_of_account(elsewhere, employer, TODAY),
        lambda: queries.suspense_entry(elsewhere, 1),
    ):
        with pytest.raises(NotFound):
            refused()
    own = reader(Role.FINANCE_OFFICER, ScopeKind.OFFICE, OFFICE)
    assert queries.bill(own, bill.billing_code) == bill
    assert len(queries.suspense(own)) == 1
    planner = reader(Role.PLANNER, ScopeKind.REGION, "19")
    with pytest.raises(AccessRefused):
        queries.month_bills(planner, month=NOVEMBER, as_of=TODAY)
    with pytest.raises(AccessRefused, match="seluruh Indonesia"):
        queries.trial_balance(own)


def test_reading_takes_a_fixed_number_of_queries(
    django_assert_num_queries: Counter,
) -> None:
    employer = build.payer()
    billed((employer, MONTHS), (build.payer(), MONTHS))
    build.bring(build.csv([(f"{day:02d}-12-2024", day, "?", f"R{day}") for day in range(1, 9)]))
    bill = build.bill_of(employer, NOVEMBER)
    reader = operator()
    for count, read in (
        (1, lambda: queries.month_bills(reader, month=NOVEMBER, as_of=TODAY)),
        (1, lambda: queries.collection_trend(reader, months=12, as_of=TODAY)),
        (2, lambda: queries.arrears(reader, region="19", as_of=TODAY)),
        (1, lambda: queries.arrears_worklist(reader, as_of=TODAY)),
        (6, lambda: queries.statement_of_account(reader, employer, TODAY)),
        (1, lambda: list(queries.bills(reader, employer))),
        (2, lambda: list(queries.bill_lines(reader, bill))),
        (1, lambda: list(queries.ledger(reader, employer))),
        (1, lambda: queries.trial_balance(reader)),
        (1, queries.last_change),
        (3, lambda: queries.suspense(reader)[0:5]),
    ):
        with django_assert_num_queries(count):
            read()


def test_last_change_grows_with_each_write() -> None:
    seen = [queries.last_change()]
    employer = build.payer()
    seen.append(queries.last_change())
    member = build.member(employer)
    seen.append(queries.last_change())
    build.report(member, NOVEMBER, 4_000_000)
    build.issue(NOVEMBER)
    seen.append(queries.last_change())
    build.pay(build.bill_of(employer, NOVEMBER), 5_000, date(2024, 12, 3))
    seen.append(queries.last_change())
    queries.arrears(operator(), as_of=TODAY)
    assert sorted(set(seen)) == seen
    assert queries.last_change() == seen[-1]


def test_lines_of_a_month_lie_in_their_own_partition() -> None:
    billed((build.payer(), (OCTOBER, NOVEMBER)))
    plan = BillLine.objects.filter(month=NOVEMBER, bill_id=1).explain()
    assert "contributions_billline_202411" in plan
    assert "contributions_billline_202410" not in plan
