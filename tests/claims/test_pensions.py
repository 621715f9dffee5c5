"""Pensions month by month: each once, to the rupiah, as long as the right lasts."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Sum

from payung.claims.errors import PaymentRefused
from payung.claims.models import (
    Party,
    Payable,
    PayableEnd,
    Pension,
    PensionRate,
    PensionRun,
    PensionStop,
    PensionWait,
)
from payung.claims.operations.pension_runs import index_pensions, run_pensions
from payung.claims.operations.pensions import stop_pension
from payung.contributions.models import Account, Journal, Posting
from payung.law.benefits.days import months_after
from tests.claims.builders import BRANCH, cashier, officer
from tests.claims.pensioners import granted, prove, survivors, widow

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2026-06-10")


def _run(*months: date) -> PensionRun | None:
    made = None
    for month in months:
        made = run_pensions(actor=cashier(), office=BRANCH, month=month)
    return made


def _months(first: date, count: int) -> list[date]:
    return [months_after(first, number) for number in range(count)]


def _paid(pension: Pension) -> dict[date, int]:
    rows = Payable.objects.filter(claim=pension.claim_id, party=pension.party_id, end=None)
    return dict(rows.values_list("period").annotate(all=Sum("gross")).order_by("period"))


def test_each_month_is_made_once_and_owed_in_the_books() -> None:
    pension = widow()
    first = _run(date(2024, 1, 1))
    assert first is not None
    assert (first.pensions, first.total) == (0, 0)  # the decision itself made the first month
    run = _run(date(2024, 2, 1))

    assert run is not None
    assert (run.pensions, run.late, run.waiting, run.stopped, run.total) == (1, 0, 0, 0, 600_000)
    assert _paid(pension) == {date(2024, 1, 1): 600_000, date(2024, 2, 1): 600_000}
    row = Payable.objects.get(sequence=2)
    assert (row.code, row.needs, row.due_on, row.net) == ("SPOUSE", "", date(2024, 2, 1), 600_000)
    journal = Journal.objects.get(source=f"pension_run:{run.pk}")
    assert dict(Posting.objects.filter(journal=journal).values_list("account", "amount")) == {
        Account.BENEFITS: 600_000,
        Account.BENEFIT_PAYABLE: -600_000,
    }
    assert _run(date(2024, 2, 1)) is None
    assert Payable.objects.count() == 2
    with pytest.raises(PaymentRefused, match="month_out_of_turn"):
        _run(date(2024, 4, 1))
    with pytest.raises(PaymentRefused, match="month_in_future"):
        _run(date(2026, 7, 1))


def test_a_pension_decided_late_is_paid_all_its_months_with_the_next_run() -> None:
    _run(*_months(date(2024, 1, 1), 3))
    pension = widow()
    run = _run(date(2024, 4, 1))
    assert run is not None
    assert (run.pensions, run.late, run.total) == (1, 2, 1_800_000)
    assert list(_paid(pension)) == _months(date(2024, 1, 1), 4)
    assert _run(date(2024, 4, 1)) is None


def test_without_a_proof_of_life_months_wait_and_are_paid_when_it_comes() -> None:
    pension = widow()
    _run(*_months(date(2024, 1, 1), 14))  # until February 2025: the claim itself covers a year

    assert len(_paid(pension)) == 12
    waits = PensionWait.objects.filter(pension=pension)
    assert [(wait.month, wait.reason) for wait in waits.order_by("month")] == [
        (date(2025, 1, 1), "NO_PROOF"),
        (date(2025, 2, 1), "NO_PROOF"),
    ]
    prove(pension.party, date(2025, 3, 5), "ALIVE")  # a widow also proves that she did not marry
    run = _run(date(2025, 3, 1))
    assert run is not None
    assert (run.pensions, run.waiting) == (0, 1)
    prove(pension.party, date(2025, 4, 5))
    run = _run(date(2025, 4, 1))

    assert run is not None
    assert (run.pensions, run.late, run.waiting, run.total) == (1, 3, 0, 2_400_000)
    assert list(_paid(pension)) == _months(date(2024, 1, 1), 16)


def test_a_child_ends_at_the_age_of_the_law_at_work_or_marriage_and_it_is_told() -> None:
    pensions = survivors(
        date(2023, 12, 10),
        [("CHILD", "Budi", date(2001, 4, 1)), ("CHILD", "Ani", date(2004, 2, 29))],
    )
    assert [len(_paid(one)) for one in pensions] == [1, 1]
    assert sum(sum(_paid(one).values()) for one in pensions) == 600_000  # shared by head
    _run(*_months(date(2024, 1, 1), 4))
    budi, ani = pensions
    # 23 on 1 April 2024: the last day of the right is the day before
    stop = PensionStop.objects.get(pension=budi)
    assert (stop.reason, stop.last_day, stop.found_by_run) == ("AGE", date(2024, 3, 31), True)
    assert list(_paid(budi)) == _months(date(2024, 1, 1), 3)

    Party.objects.filter(pk=ani.party_id).update(works=True)
    run = _run(date(2024, 5, 1))
    assert run is not None
    assert (run.pensions, run.stopped) == (0, 1)
    assert PensionStop.objects.get(pension=ani).reason == "WORK"


def test_an_officer_ends_a_pension_and_what_was_made_beyond_it_ends() -> None:
    pension = widow()
    _run(*_months(date(2024, 1, 1), 4))
    wedding = date(2024, 3, 9)
    stop = stop_pension(
        actor=officer(), number=pension.claim.number, pension=pension.pk, reason="REMARRIED",
        last_day=wedding,
    )  # fmt: skip
    assert (stop.overpaid, stop.last_day) == (0, wedding)
    assert list(_paid(pension)) == _months(date(2024, 1, 1), 3)  # March had begun
    assert PayableEnd.objects.get().reason == "Janda/duda menikah lagi"
    balance = Posting.objects.filter(account=Account.BENEFITS).aggregate(all=Sum("amount"))["all"]
    assert balance == 2 * 600_000  # of the runs; the first month is booked with its decision
    _run(date(2024, 5, 1))
    assert len(_paid(pension)) == 3
    with pytest.raises(PaymentRefused, match="pension_ended"):
        stop_pension(
            actor=officer(), number=pension.claim.number, pension=pension.pk, reason="DEATH",
            last_day=wedding,
        )  # fmt: skip


def test_pensions_are_raised_by_last_years_inflation_within_the_bounds_of_the_year() -> None:
    pension = widow(date(2023, 11, 10))
    poor = survivors(date(2023, 11, 10), [("PARENT", "Ibu", None)], average=12_000_000)[0]
    assert PensionRate.objects.get(pension=poor).monthly == 383_400  # lifted to the least of 2023
    _run(date(2024, 1, 1), date(2024, 2, 1))
    act = index_pensions(actor=cashier(), office=BRANCH, year=2024)

    assert act is not None
    assert (act.valid_from, act.factor, act.pensions) == (date(2024, 3, 1), 26_100, 2)
    assert (act.before, act.after) == (600_000 + 383_400, 615_660 + 393_500)
    _run(date(2024, 3, 1))
    assert _paid(pension)[date(2024, 2, 1)] == 600_000
    assert _paid(pension)[date(2024, 3, 1)] == 615_660  # by 2.61 %
    assert _paid(poor)[date(2024, 3, 1)] == 393_500  # 393,407 is below the least of 2024
    assert index_pensions(actor=cashier(), office=BRANCH, year=2024) is None
    assert PensionRate.objects.filter(pension=pension).count() == 2  # the old rate stays
    with pytest.raises(PaymentRefused, match="raise_unknown"):
        index_pensions(actor=cashier(), office=BRANCH, year=2031)


def test_two_children_are_raised_as_the_one_pension_that_they_share() -> None:
    children = survivors(
        date(2023, 11, 10),
        [("CHILD", "Budi", date(2010, 4, 1)), ("CHILD", "Ani", date(2012, 2, 29))],
    )
    index_pensions(actor=cashier(), office=BRANCH, year=2024)
    newest = [one.rates.order_by("valid_from").last() for one in children]
    assert [rate and rate.monthly for rate in newest] == [307_830, 307_830]  # of 615,660


def test_a_raise_that_is_told_late_is_paid_as_a_difference() -> None:
    pension = widow(date(2023, 11, 10))
    _run(*_months(date(2023, 12, 1), 6))
    index_pensions(actor=cashier(), office=BRANCH, year=2024)
    run = _run(date(2024, 6, 1))
    assert run is not None
    assert (run.pensions, run.late, run.total) == (1, 3, 615_660 + 3 * 15_660)
    assert _paid(pension)[date(2024, 4, 1)] == 615_660
    assert _run(date(2024, 6, 1)) is None


def test_a_new_decision_takes_the_place_of_the_old_one_and_pays_the_difference() -> None:
    old = widow()
    _run(*_months(date(2024, 1, 1), 3))
    people = [("SPOUSE", "Siti Janda", None)]
    (new,) = granted(old.claim, date(2023, 12, 10), people, 112_000_000)
    assert PensionStop.objects.get(pension=old).reason == "NEW_DECISION"
    assert PensionRate.objects.get(pension=new).monthly == 700_000
    _run(date(2024, 4, 1))
    assert _paid(new) == dict.fromkeys(_months(date(2024, 1, 1), 4), 700_000)
