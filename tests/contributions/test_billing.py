"""Bills of a month: the law on every report, once, and afterwards only what has changed."""

from __future__ import annotations

from datetime import date

import pytest
from stdnum import luhn

from payung.access.models import Role, ScopeKind
from payung.access.reader import operator
from payung.access.refusals import AccessRefused
from payung.contributions.errors import BillingRefused
from payung.contributions.models import Bill, BillLine, BillRun, Condition, Posting
from payung.contributions.operations import issue_bills
from payung.law import construction, non_wage_earner, wage_earner
from payung.registry.models import Segment
from tests.access.builders import PALEMBANG, reader
from tests.contributions import builders as build
from tests.contributions.builders import NOVEMBER, OFFICE

pytestmark = pytest.mark.django_db

BASIC = 3  # JKK and JKM
SAVINGS = 7  # and JHT
ALL = 15  # and JP


def test_a_bill_is_the_law_on_each_workers_report() -> None:
    employer = build.payer(risk_group=5)
    members = {
        build.member(employer): (9_800_000, ALL),
        build.member(employer): (3_640_001, SAVINGS),
        build.member(employer): (2_000_000, BASIC),
    }
    for member, (wage, programmes) in members.items():
        build.report(member, NOVEMBER, wage, programmes=programmes)

    run = build.issue(NOVEMBER)

    bill = build.bill_of(employer, NOVEMBER)
    assert run is not None
    assert (run.employers, run.workers, run.total) == (1, 3, bill.total)
    for member, (wage, programmes) in members.items():
        line = BillLine.objects.get(bill_id=bill.pk, membership=member, month=NOVEMBER)
        owed = wage_earner.contribution(
            NOVEMBER,
            wage=wage,
            risk_group=5,
            takes_jht=bool(programmes & 4),
            takes_jp=bool(programmes & 8),
        )
        assert (line.jkk, line.jkm, line.jht_employer, line.jht_worker) == owed[:4]
        assert (line.jp_employer, line.jp_worker) == owed[4:6]
    lines = BillLine.objects.filter(bill_id=bill.pk, month=NOVEMBER)
    assert bill.jkk == sum(line.jkk for line in lines)
    assert bill.jp_worker == sum(line.jp_worker for line in lines) == 98_000
    assert bill.due_on == date(2024, 12, 16)  # the 15th is a Sunday
    assert len(bill.billing_code) == 16
    assert luhn.is_valid(bill.billing_code)


def test_a_second_office_adds_its_bills_to_the_same_month() -> None:
    here = build.payer()
    there = build.payer(office_id=PALEMBANG, region_id="16.71")
    for employer in (here, there):
        build.worker(employer, {NOVEMBER: 4_000_000})
    build.issue(NOVEMBER)
    assert not Bill.objects.filter(employer=there).exists()
    run = issue_bills(actor=operator(), office_code=PALEMBANG, month=NOVEMBER, issued_on=NOVEMBER)
    assert run is not None
    assert (run.kind, run.workers) == ("ORIGINAL", 1)
    assert build.bill_of(there, NOVEMBER).total == build.bill_of(here, NOVEMBER).total
    assert BillLine.objects.filter(month=NOVEMBER).count() == 2
    assert build.issue(NOVEMBER) is None


def test_a_run_keeps_the_parameters_it_was_computed_with() -> None:
    build.worker(build.payer(), {NOVEMBER: 4_000_000})
    run = build.issue(NOVEMBER)
    assert run is not None
    value, valid_from, article = run.parameters["jp/wage_ceiling"]
    assert (value, valid_from) == (10_042_300, "2024-03-01")
    assert "PP 45/2015" in article


def test_the_ledger_owes_by_bill_and_earns_by_programme() -> None:
    employer = build.payer()
    build.worker(employer, {NOVEMBER: 4_000_000})
    build.issue(NOVEMBER)
    bill = build.bill_of(employer, NOVEMBER)
    postings = Posting.objects.values_list("account", "programme", "amount")
    assert set(postings) == {
        (110, None, bill.total),
        (300, 1, -bill.jkk),
        (300, 2, -bill.jkm),
        (300, 4, -(bill.jht_employer + bill.jht_worker)),
    }


@pytest.mark.parametrize(
    ("by_budget", "kind", "sector", "total"),
    [
        (False, "SELF_EMPLOYED", "OTHER", 8_400),  # PP 50/2025: half of JKK and JKM
        (False, "SELF_EMPLOYED", "TRANSPORT", 8_400),
        (True, "SELF_EMPLOYED", "OTHER", 16_800),  # a budget pays: no relief
        (False, "EMPLOYER", "OTHER", 16_800),  # who employs others is not named in it
    ],
)
def test_non_wage_earners_are_billed_by_tier_and_relief(
    monkeypatch: pytest.MonkeyPatch, by_budget: bool, kind: str, sector: str, total: int
) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2026-05-20")
    may = date(2026, 5, 1)
    village = build.payer(kind="VILLAGE", programmes=BASIC)
    build.worker(
        village,
        {may: 1_000_000},
        segment=Segment.NON_WAGE_EARNER,
        non_wage_kind=kind,
        occupation_sector=sector,
        paid_by_budget=by_budget,
    )
    build.issue(may)
    bill = build.bill_of(village, may, segment=Segment.NON_WAGE_EARNER)
    owed = non_wage_earner.contribution(
        may, income=1_000_000, takes_jht=False, sector=sector, kind=kind, paid_by_budget=by_budget
    )
    assert bill.total == total == owed.total
    assert bill.due_on == date(2026, 5, 15)  # in the same month


def test_a_project_is_billed_once_by_its_value_without_vat() -> None:
    builder = build.payer()
    build.project(builder, contract_value=1_110_000_000, includes_vat=True)
    build.issue(NOVEMBER)
    bill = build.bill_of(builder, NOVEMBER, segment=Segment.CONSTRUCTION)
    expected = construction.contribution(NOVEMBER, value=1_110_000_000, includes_vat=True)
    assert (bill.jkk, bill.jkm) == (expected.jkk, expected.jkm)
    assert bill.total == 1_750_000
    late = build.project(builder, contract_value=100_000_000)  # told after the run
    assert build.issue(NOVEMBER, date(2024, 12, 1)) is not None
    assert build.bill_of(builder, NOVEMBER, project=late).total == 240_000
    assert build.issue(NOVEMBER, date(2024, 12, 1)) is None


def test_a_second_run_finds_nothing_to_do() -> None:
    build.worker(build.payer(), {NOVEMBER: 4_000_000})
    assert build.issue(NOVEMBER) is not None
    assert build.issue(NOVEMBER) is None
    assert (BillRun.objects.count(), Bill.objects.count()) == (1, 1)


def test_a_correction_bills_only_the_difference() -> None:
    employer, other = build.payer(risk_group=3), build.payer()
    changed = build.worker(employer, {NOVEMBER: 4_000_000})
    left = build.worker(employer, {NOVEMBER: 5_000_000})
    build.worker(employer, {NOVEMBER: 6_000_000})
    build.worker(other, {NOVEMBER: 4_000_000})
    build.issue(NOVEMBER)
    build.report(changed, NOVEMBER, 4_500_000)
    build.report(left, NOVEMBER, 0)
    joined = build.worker(employer, {NOVEMBER: 3_700_000})

    run = build.issue(NOVEMBER, date(2024, 12, 5))

    assert run is not None
    assert (run.kind, run.employers, run.workers) == ("CORRECTION", 1, 0)  # one came, one left
    correction = build.bill_of(employer, NOVEMBER, sequence=1)
    lines = BillLine.objects.filter(bill_id=correction.pk, month=NOVEMBER)
    assert {line.membership_id for line in lines} == {changed.pk, left.pk, joined.pk}
    original = build.bill_of(employer, NOVEMBER, sequence=0)
    owed = [
        wage_earner.contribution(
            NOVEMBER, wage=wage, risk_group=3, takes_jht=True, takes_jp=False
        ).total
        for wage in (4_500_000, 6_000_000, 3_700_000)
    ]
    assert original.total + correction.total == sum(owed)
    assert build.issue(NOVEMBER, date(2024, 12, 5)) is None

    build.report(left, NOVEMBER, 5_000_000)  # the withdrawal was a mistake
    again = build.issue(NOVEMBER, date(2024, 12, 6))
    assert again is not None
    assert again.workers == 1
    assert sum(bill.total for bill in Bill.objects.filter(employer=employer)) == sum(owed) + (
        wage_earner.contribution(
            NOVEMBER, wage=5_000_000, risk_group=3, takes_jht=True, takes_jp=False
        ).total
    )


def test_a_correction_keeps_the_risk_group_of_its_month() -> None:
    employer = build.payer(risk_group=2)
    member = build.worker(employer, {NOVEMBER: 4_000_000})
    build.issue(NOVEMBER)
    employer.risk_group = 5  # from next month on
    employer.save()
    build.report(member, NOVEMBER, 4_000_001)
    build.issue(NOVEMBER, date(2024, 12, 5))
    total = sum(bill.jkk for bill in Bill.objects.filter(employer=employer))
    assert total == 21_600  # 0.54 % of 4,000,001


@pytest.mark.parametrize(
    ("workers", "paid", "relieved"), [(50, True, True), (49, True, False), (50, False, False)]
)
def test_labour_intensive_relief_needs_fifty_workers_and_paid_months(
    monkeypatch: pytest.MonkeyPatch, workers: int, paid: bool, relieved: bool
) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2025-10-01")
    january, september = date(2025, 1, 1), date(2025, 9, 1)
    factory = build.payer(risk_group=3, labour_intensive=True, programmes=BASIC)
    members = [build.member(factory) for _ in range(workers)]
    build.report(members[0], january, 5_000_000)
    build.issue(january)
    if paid:
        bill = build.bill_of(factory, january)
        build.pay(bill, bill.total, date(2025, 2, 10))
    for member in members:
        build.report(member, september, 5_000_000)
    build.issue(september)
    line = BillLine.objects.filter(month=september).first()
    assert line is not None
    assert line.jkk == (22_250 if relieved else 44_500)
    assert bool(line.conditions & Condition.LABOUR_INTENSIVE) is relieved
    assert line.jkm == 15_000


@pytest.mark.parametrize(
    ("month", "code"),
    [
        (date(2025, 1, 1), "month_in_future"),
        (date(2015, 6, 1), "month_unknown"),
        (date(2024, 11, 2), "month_unknown"),
        (date(2023, 1, 1), "month_without_reports"),
    ],
)
def test_a_month_that_cannot_be_billed_is_refused(month: date, code: str) -> None:
    build.worker(build.payer(), {NOVEMBER: 4_000_000})
    with pytest.raises(BillingRefused) as refusal:
        issue_bills(actor=operator(), office_code=OFFICE, month=month)
    assert refusal.value.code == code
    assert f"{month:%Y-%m}" in refusal.value.message_id
    assert not BillRun.objects.exists()


def test_a_wage_beyond_the_law_is_refused_and_nothing_is_billed() -> None:
    employer = build.payer()
    wrong = build.worker(employer, {NOVEMBER: 10**13})
    for _ in range(2):
        with pytest.raises(BillingRefused, match="di luar batas"):
            build.issue(NOVEMBER)
        assert not Bill.objects.exists()
    build.report(wrong, NOVEMBER, 10**12)
    assert build.issue(NOVEMBER) is not None
    build.report(wrong, NOVEMBER, 10**13)
    with pytest.raises(BillingRefused, match="di luar batas"):
        build.issue(NOVEMBER)
    assert Bill.objects.count() == 1


def test_an_office_is_billed_by_its_own_finance_officer_only() -> None:
    build.worker(build.payer(), {NOVEMBER: 4_000_000})
    elsewhere = reader(Role.FINANCE_OFFICER, ScopeKind.OFFICE, PALEMBANG)
    with pytest.raises(AccessRefused):
        issue_bills(actor=elsewhere, office_code=OFFICE, month=NOVEMBER)
    clerk = reader(Role.ACCOUNT_OFFICER, ScopeKind.OFFICE, OFFICE)
    with pytest.raises(AccessRefused):
        issue_bills(actor=clerk, office_code=OFFICE, month=NOVEMBER)
    own = reader(Role.FINANCE_OFFICER, ScopeKind.OFFICE, OFFICE)
    assert issue_bills(actor=own, office_code=OFFICE, month=NOVEMBER) is not None
