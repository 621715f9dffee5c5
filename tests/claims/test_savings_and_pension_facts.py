"""The savings account and the pension record are what was paid in, to the rupiah."""

from __future__ import annotations

from datetime import date

import pytest

from payung.claims.facts.pension import pension_record
from payung.claims.facts.savings import account_of, jht_account, years_without_growth
from payung.contributions.models import BillLine
from payung.law.benefits.doors import decide
from tests.claims.contributors import bill_of, contributor

pytestmark = pytest.mark.usefixtures("reference")


def test_savings_are_what_was_paid_in_until_the_day_in_the_month_of_payment() -> None:
    worker = contributor(first=date(2019, 11, 1), months=14, wage=8_000_000, paid=13)
    account = jht_account(worker.person_id, date(2020, 12, 31))

    # 5.7 % of 8,000,000; November 2019 is paid in December, the last paid month in December 2020
    assert account["first_month"] == "2019-12-01"
    assert account["months"] == 13
    assert [row["amount"] for row in account["contributions"]] == [456_000] * 13
    assert account["contributions"][-1]["month"] == "2020-12-01"
    benefit = decide("jht", {"event": "DEATH", "event_on": "2020-12-31", "account": account})
    # counted apart in decimals: each grows by the twelfth root of 1.0608 (2019) and 1.0563 (2020)
    assert benefit.total == 6_121_525
    assert jht_account(worker.person_id, date(2020, 2, 1))["contributions"] == [
        {"month": "2019-12-01", "amount": 456_000},
        {"month": "2020-01-01", "amount": 456_000},
    ]


def test_years_whose_growth_nobody_set_are_named() -> None:
    account = account_of({date(2020, 11, 1): 100}, date(2022, 3, 9))
    assert account["months"] == 17
    assert years_without_growth(account) == (2021, 2022)
    assert years_without_growth({**account, "rates": [{"year": 2021, "rate": 56_000}]}) == (2022,)


def test_a_correction_downwards_is_taken_from_what_was_paid_before() -> None:
    account = account_of(
        {date(2020, 1, 1): 500, date(2020, 2, 1): 300, date(2020, 4, 1): -400}, date(2020, 4, 2)
    )
    assert [row["amount"] for row in account["contributions"]] == [400]


def test_a_pension_counts_months_paid_before_the_event_and_limits_each_wage() -> None:
    worker = contributor(first=date(2019, 1, 1), months=24, wage=9_000_000, paid=20)
    record = pension_record(worker.person_id, date(2020, 11, 10))

    assert (record.months_paid, record.months_enrolled) == (20, 22)
    assert record.since == date(2019, 1, 1)
    # January and February by the ceiling of the year before; from March 2020 8,939,700
    assert record.years == (
        {"year": 2019, "months": 12, "total": 2 * 8_094_000 + 10 * 8_512_400},
        {"year": 2020, "months": 8, "total": 2 * 8_512_400 + 6 * 8_939_700},
    )
    # 3 % of each limited wage, the deferral of August 2020 left out; growth as for the savings
    assert record.contributions == 2 * 242_820 + 10 * 255_372 + 2 * 255_372 + 5 * 268_191 + 2_682
    assert record.accumulated is not None
    assert record.accumulated > record.contributions


def test_two_employers_in_one_month_are_one_month_and_their_wages_one_wage() -> None:
    first = contributor(first=date(2023, 5, 1), months=2, wage=6_000_000)
    contributor(first=date(2023, 5, 1), months=2, wage=6_000_000, who=first.person)
    record = pension_record(first.person_id, date(2023, 9, 1))
    assert record.months_paid == 2
    assert record.years == ({"year": 2023, "months": 2, "total": 2 * 9_559_600},)
    assert record.accumulated is None  # nobody set the growth of 2023


def test_a_month_withdrawn_by_a_correction_does_not_count() -> None:
    worker = contributor(first=date(2023, 5, 1), months=3, wage=5_000_000)
    july = date(2023, 7, 1)
    names = ("jkk", "jkm", "jht_employer", "jht_worker", "jp_employer", "jp_worker")
    line = BillLine.objects.get(month=july, membership=worker)
    back = {name: -getattr(line, name) for name in names}
    bill_of(worker, july, wage=0, sequence=1, amounts=back)

    assert pension_record(worker.person_id, date(2023, 12, 1)).months_paid == 2
    account = jht_account(worker.person_id, date(2023, 12, 1))
    assert sum(row["amount"] for row in account["contributions"]) == 2 * 285_000
