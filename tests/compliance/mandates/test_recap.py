"""The recap adds up and equals the ledger to the rupiah, whatever happened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from payung.access.reader import operator
from payung.access.refusals import AccessRefused
from payung.compliance.models import Mandate
from payung.compliance.queries.recap import (
    GROUPS,
    Outcome,
    Recap,
    disagreements,
    recap,
)
from payung.compliance.queries.recoveries import recoveries, recoveries_of
from payung.contributions.errors import BookRefused
from payung.contributions.models import PenaltyCharge, Settlement
from payung.contributions.operations import charge_penalties
from tests.compliance.mandates import builders as build
from tests.compliance.mandates.builders import GRANTED, MONTHS, TODAY, People, do
from tests.contributions import builders as money

pytestmark = pytest.mark.django_db

YEAR = {"from_": date(2024, 1, 1), "to": date(2024, 12, 31)}
_DAYS = some.dates(date(2024, 9, 2), TODAY)
_EVENTS = some.lists(
    some.tuples(
        some.sampled_from(["pay", "pay", "pay", "correct", "charge"]),
        some.integers(0, 2),
        _DAYS,
        some.integers(1, 9_000_000),
    ),
    max_size=6,
)
_ENDS = some.lists(
    some.sampled_from(["", "", "WITHDRAW", "RETURN", "DISSOLVED", "WRITTEN_OFF"]),
    min_size=3,
    max_size=3,
)


@pytest.fixture
def who() -> People:
    return build.people()


def all_together(**period) -> Recap:
    return recap(operator(), **{**YEAR, "as_of": TODAY, **period})


def happen(kind: str, mandate: Mandate, on: date, amount: int) -> None:
    employer = mandate.employer
    first = money.bill_of(employer, MONTHS[0], sequence=0)
    if kind == "pay":
        money.pay(first, amount, on)
    elif kind == "charge":
        charge_penalties(actor=operator(), office_code=build.BRANCH, as_of=on)
    else:
        month = MONTHS[amount % 3]
        money.report(employer.memberships.get(), month, amount % 50_000_000 + 1)
        money.issue(month, max(on, date(2024, 9, 2)))


def end(kind: str, mandate: Mandate, who: People) -> None:
    """End a mandate (of which something remains) on a day of November, whatever came after."""
    on = date(2024, 11, 18)
    if not kind or recoveries(mandate, on).remaining <= 0:
        return
    if kind == "WITHDRAW":
        do(who.head, mandate, "WITHDRAW", on, reason="Diselesaikan sendiri")
    elif kind == "RETURN":
        build.in_state(mandate, "RETURNED", who.head, on)
        Mandate.objects.filter(pk=mandate.pk).update(closed_on=on)
    else:
        told = {"close_reason": kind, "decision_number": "KEP/1/2024", "reason": "Tidak ada aset"}
        try:
            do(who.head, mandate, "CLOSE", on, **told)
        except BookRefused as refusal:  # all was paid between that day and today
            if refusal.code != "nothing_open":
                raise


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    wages=some.lists(some.integers(1_000_000, 90_000_000), min_size=3, max_size=3),
    events=_EVENTS,
    before=some.booleans(),
    ends=_ENDS,
)
def test_on_random_runs_everything_adds_up_and_equals_the_ledger(
    who, wages, events, before, ends
) -> None:
    with transaction.atomic():
        debtors = build.debtors(wages)
        if before:
            charge_penalties(actor=operator(), office_code=build.BRANCH, as_of=date(2024, 9, 20))
        mandates = [build.bare_granted(who, debtor) for debtor in debtors]
        for kind, index, on, amount in events:
            happen(kind, mandates[index], on, amount)
        for kind, mandate in zip(ends, mandates, strict=True):
            end(kind, mandate, who)
        check_recap(mandates)
        transaction.set_rollback(True)


def check_recap(mandates: list[Mandate]) -> None:
    accounts = recoveries_of([mandate.pk for mandate in mandates], TODAY)
    for mandate in mandates:
        check_against_the_ledger(mandate, accounts[mandate.pk])
    for by in GROUPS:
        found = all_together(by=by)
        total = found.total.total
        assert sum((row.total for row in found.rows), type(total)()) == total
        assert total.count == len(mandates)
        assert total.handed_over == (
            total.recovered + total.corrected + total.written_off + total.remaining
        )
        assert total.recovered == sum(account.recovered for account in accounts.values())
        values = [(sums.count, sums.handed_over) for sums in found.total.outcomes.values()]
        assert disagreements((total.count, total.handed_over), values) == []


def check_against_the_ledger(mandate: Mandate, account) -> None:
    """The same figures, taken from the ledger's rows by another way."""
    mandate.refresh_from_db()
    until = mandate.closed_on or TODAY
    bills = {row.bill_id: row for row in mandate.bills.select_related("bill")}
    rows = Settlement.objects.filter(bill__in=bills, settled_on__lte=until)

    def summed(found) -> int:
        return found.aggregate(amount=Sum("amount"))["amount"] or 0

    principal = rows.filter(component=Settlement.Component.PRINCIPAL)
    paid = principal.filter(payment__isnull=False, settled_on__gt=GRANTED)
    assert account.principal_recovered == summed(paid)
    still_open = sum(row.bill.total for row in bills.values()) - summed(principal)
    assert account.principal_remaining == still_open
    off = principal.filter(write_off__isnull=False)
    assert account.principal_written_off == summed(off)
    penalty = rows.filter(component=Settlement.Component.PENALTY)
    charged = PenaltyCharge.objects.filter(bill__in=bills, charged_on__lte=until)
    open_penalty = summed(charged) - summed(penalty)
    owed = account.penalty_remaining
    off = penalty.filter(write_off__isnull=False)
    assert account.penalty_written_off <= summed(off)
    assert 0 <= owed <= account.penalty_handed_over
    assert owed <= max(open_penalty, 0)  # the rest arose after the grant
    assert account.penalty_recovered <= max(0, summed(penalty.filter(settled_on__gt=GRANTED)))


# What counts, and until when


def test_money_counts_from_the_day_after_the_grant_until_the_end(who) -> None:
    employer = build.debtor()
    mandate = build.bare_granted(who, employer)
    bill = money.bill_of(employer, MONTHS[0])
    for on, amount in (
        (GRANTED, 1_000),  # known later, but received by the grant: a correction of the value
        (GRANTED + timedelta(days=1), 20_000),
        (date(2024, 11, 18), 300_000),
        (date(2024, 11, 19), 4_000_000),
    ):
        money.pay(bill, amount, on)
    do(who.head, mandate, "WITHDRAW", date(2024, 11, 18), reason="Diselesaikan sendiri")
    account = recoveries(mandate, TODAY)
    assert (account.recovered, account.corrected) == (320_000, 1_000)
    assert account.remaining == account.handed_over - 321_000
    assert account.first_payment_on == GRANTED + timedelta(days=1)


def test_a_bill_corrected_downwards_is_no_recovery(who) -> None:
    employer = build.debtor()
    mandate = build.bare_granted(who, employer)
    before = money.bill_of(employer, MONTHS[0]).total
    money.report(employer.memberships.get(), MONTHS[0], 30_000_000)
    money.issue(MONTHS[0], date(2024, 11, 4))
    account = recoveries(mandate, TODAY)
    assert (account.recovered, account.corrected) == (0, before // 2)


def test_charges_of_before_the_grant_are_handed_over_and_later_ones_are_not(who) -> None:
    employer = build.debtor()
    charge_penalties(actor=operator(), office_code=build.BRANCH, as_of=GRANTED)
    mandate = build.bare_granted(who, employer)
    handed = mandate.penalty_handed_over
    assert handed > 0
    charge_penalties(actor=operator(), office_code=build.BRANCH, as_of=TODAY)
    owed = PenaltyCharge.objects.aggregate(amount=Sum("amount"))["amount"]
    assert owed > handed
    money.pay(money.bill_of(employer, MONTHS[0]), mandate.principal_handed_over + owed, TODAY)
    account = recoveries(mandate, TODAY)
    assert (account.principal_recovered, account.penalty_recovered) == (
        mandate.principal_handed_over,
        handed,
    )
    assert (account.remaining, account.later_penalty) == (0, owed - handed)


def test_each_outcome_in_its_row_with_days_to_the_first_payment_and_rates(who) -> None:
    payer, slow, silent = (build.bare_granted(who, build.debtor()) for _ in range(3))
    value = payer.handed_over
    money.pay(money.bill_of(payer.employer, MONTHS[0]), value, date(2024, 10, 24))
    money.pay(money.bill_of(slow.employer, MONTHS[0]), value // 4, date(2024, 11, 13))
    found = all_together(by="prosecution")
    [row] = found.rows
    counts = {outcome: sums.count for outcome, sums in row.outcomes.items() if sums.count}
    assert counts == {Outcome.PAID: 1, Outcome.INSTALMENTS: 1, Outcome.UNPAID: 1}
    assert row.outcomes[Outcome.UNPAID].remaining == silent.handed_over
    assert row.days_to_first_payment == 10  # of 10 and 30 days the lower
    assert row.rate_by_count == 3_333
    assert row.rate_by_value == 4_167  # five quarters of one of three


def test_the_recap_is_for_those_who_compare_and_holds_only_their_offices(who) -> None:
    build.bare_granted(who, build.debtor())
    assert recap(who.regional, **YEAR).total.total.count == 1
    assert recap(who.kajati, **YEAR).total.total.count == 1
    palembang = build.access.reader("HEAD_OF_BRANCH", "OFFICE", build.access.PALEMBANG)
    assert recap(palembang, **YEAR).total.total.count == 0
    with pytest.raises(AccessRefused):
        recap(who.attorney, **YEAR)


def test_the_published_table_of_kudus_does_not_add_up() -> None:
    """January to April 2018: 169 mandates over Rp 983.75 million were stated."""
    outcomes = [(75, 668_930_000), (8, 26_420_000), (64, 209_330_000), (20, 106_290_000)]
    by_count, by_value = disagreements((169, 983_750_000), outcomes)
    assert (by_count.summed, by_count.difference) == (167, -2)
    assert (by_value.summed, by_value.difference) == (1_010_970_000, 27_220_000)
    districts = [(34, 0), (40, 0), (40, 0), (35, 0), (20, 0)]
    assert disagreements((169, 0), districts) == []
