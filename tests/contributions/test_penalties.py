"""Late payment charges: each begun month once, on what was unpaid when it began."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from payung.access.reader import operator
from payung.contributions import queries
from payung.contributions.errors import BillingRefused
from payung.contributions.models import Bill, PenaltyCharge
from payung.contributions.operations import PenaltiesCharged, charge_penalties
from payung.law.payment.penalty import penalty
from payung.registry.models import Employer, Segment
from tests.contributions import builders as build
from tests.contributions.builders import NOVEMBER, OFFICE

pytestmark = pytest.mark.django_db


def charge(as_of: date) -> PenaltiesCharged:
    return charge_penalties(actor=operator(), office_code=OFFICE, as_of=as_of)


def billed(monkeypatch: pytest.MonkeyPatch, *months: date, wage: int = 4_000_000) -> Employer:
    monkeypatch.setenv("PAYUNG_TODAY", "2025-12-31")
    employer = build.payer()
    build.worker(employer, dict.fromkeys(months, wage))
    for month in months:
        build.issue(month)
    return employer


def test_months_late_are_counted_as_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law sheet A-3: January to March 2025, all paid on 16 May: 3, 2 and 2 months late."""
    months = [date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)]
    employer = billed(monkeypatch, *months)
    total = build.bill_of(employer, months[0]).total
    build.pay(build.bill_of(employer, months[2]), 3 * total, date(2025, 5, 16))
    charge(date(2025, 8, 1))
    charges = [
        PenaltyCharge.objects.filter(bill__month=month).values_list("charged_on", flat=True)
        for month in months
    ]
    assert [sorted(days) for days in charges] == [
        [date(2025, 2, 18), date(2025, 3, 18), date(2025, 4, 18)],
        [date(2025, 3, 18), date(2025, 4, 18)],
        [date(2025, 4, 16), date(2025, 5, 16)],
    ]
    expected = sum(
        penalty(bill.month, due_amount=bill.total, due_on=bill.due_on, paid_on=date(2025, 5, 16))
        for bill in Bill.objects.filter(employer=employer)
    )
    assert sum(row.amount for row in PenaltyCharge.objects.all()) == expected


def test_a_second_call_charges_nothing_and_a_new_month_only_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    employer = billed(monkeypatch, NOVEMBER)
    total = build.bill_of(employer, NOVEMBER).total
    assert charge(date(2024, 12, 16)).charges == 0  # the due date itself is in time
    assert charge(date(2024, 12, 17)) == PenaltiesCharged(1, 0, total * 2 // 100)
    assert charge(date(2024, 12, 18)).charges == 0
    assert charge(date(2025, 1, 17)).charges == 1


def test_after_an_instalment_only_the_rest_is_charged(monkeypatch: pytest.MonkeyPatch) -> None:
    employer = billed(monkeypatch, NOVEMBER)
    bill = build.bill_of(employer, NOVEMBER)
    build.pay(bill, bill.total - 100_000, date(2024, 12, 20))
    charge(date(2025, 1, 20))
    bases = PenaltyCharge.objects.order_by("month_late").values_list("base", flat=True)
    assert list(bases) == [bill.total, 100_000]


def test_a_payment_told_late_lowers_the_charge_and_gives_it_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    employer = billed(monkeypatch, NOVEMBER)
    bill = build.bill_of(employer, NOVEMBER)
    charge(date(2025, 1, 20))
    owed = queries.statement_of_account(operator(), employer, date(2025, 1, 20)).penalty
    build.pay(bill, bill.total + owed, date(2024, 12, 16))  # in time, but known only now
    charged = charge(date(2025, 1, 21))
    assert (charged.charges, charged.reductions, charged.amount) == (2, 2, -owed)
    account = queries.statement_of_account(operator(), employer, date(2025, 1, 21))
    assert (account.principal, account.penalty, account.credit) == (0, 0, owed)
    assert charge(date(2025, 1, 22)).charges == 0


def test_a_penalty_is_paid_after_all_contributions(monkeypatch: pytest.MonkeyPatch) -> None:
    december = date(2024, 12, 1)
    employer = billed(monkeypatch, NOVEMBER, december)
    charge(date(2024, 12, 20))
    bills = Bill.objects.filter(employer=employer)
    total = sum(bill.total for bill in bills)
    build.pay(bills[0], total, date(2025, 1, 3))
    account = queries.statement_of_account(operator(), employer, date(2025, 1, 3))
    assert account.principal == 0
    assert account.balance == account.penalty > 0


def test_only_wage_earners_bills_bear_penalties(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2025-12-31")
    group = build.payer(kind="COMMUNITY_GROUP", programmes=3)
    build.worker(
        group,
        {NOVEMBER: 1_000_000},
        segment=Segment.NON_WAGE_EARNER,
        non_wage_kind="SELF_EMPLOYED",
    )
    build.issue(NOVEMBER)
    assert charge(date(2025, 12, 1)).charges == 0


def test_covid_months_have_their_own_rate_and_due_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law sheet A-4: contribution month September 2020, two months late at 0.5 %."""
    september = date(2020, 9, 1)
    employer = billed(monkeypatch, september)
    bill = build.bill_of(employer, september)
    assert bill.due_on == date(2020, 10, 30)
    charge(date(2020, 12, 29))
    assert sum(row.amount for row in PenaltyCharge.objects.all()) == bill.total * 2 * 5 // 1000


def test_a_day_in_the_future_is_refused() -> None:
    build.payer()
    with pytest.raises(BillingRefused, match="hari ini 2024-12-18"):
        charge(date(2024, 12, 19))


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    wage=some.integers(1_000_001, 9_999_999),
    paid_on=some.dates(date(2024, 11, 20), date(2025, 12, 31)),
)
def test_a_whole_payment_bears_the_penalty_of_the_law(
    monkeypatch: pytest.MonkeyPatch, wage: int, paid_on: date
) -> None:
    employer = billed(monkeypatch, NOVEMBER, wage=wage)
    bill = build.bill_of(employer, NOVEMBER)
    build.pay(bill, bill.total, paid_on)
    charge(date(2025, 12, 31))
    charged = sum(row.amount for row in PenaltyCharge.objects.filter(bill=bill))
    assert charged == penalty(NOVEMBER, due_amount=bill.total, due_on=bill.due_on, paid_on=paid_on)
