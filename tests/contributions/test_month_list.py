"""The list of a month's bills: which there are, how they stand, and what they come to."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Sum

from payung.access.reader import operator
from payung.contributions import queries
from tests.contributions import builders as build
from tests.contributions.builders import NOVEMBER

DECEMBER_DAY = date(2024, 12, 18)

pytestmark = pytest.mark.django_db


def listed(**more: object) -> list[tuple[str, int]]:
    found = queries.bills_of_month(operator(), NOVEMBER, as_of=DECEMBER_DAY, **more)
    return [(bill.employer.name, bill.outstanding) for bill in found]


def test_the_largest_unpaid_comes_first_and_the_sum_is_that_of_the_month() -> None:
    small, large = build.payer(), build.payer()
    build.worker(small, {NOVEMBER: 3_000_000})
    build.worker(large, {NOVEMBER: 9_000_000})
    build.issue(NOVEMBER)
    names = [name for name, _ in listed()]
    assert names == [large.name, small.name]
    found = queries.bills_of_month(operator(), NOVEMBER, as_of=DECEMBER_DAY)
    month = queries.month_bills(operator(), month=NOVEMBER, as_of=DECEMBER_DAY)
    assert found.aggregate(total=Sum("total"))["total"] == month.total


def test_states_part_the_bills_and_the_search_finds_by_name_number_and_code() -> None:
    payer = build.payer()
    build.worker(payer, {NOVEMBER: 3_000_000})
    build.issue(NOVEMBER)
    assert len(listed(state="late")) == 1  # due on 16 December
    assert listed(state="open") == listed(state="paid") == []
    before = queries.bills_of_month(operator(), NOVEMBER, state="open", as_of=date(2024, 12, 16))
    assert before.count() == 1
    code = queries.bills_of_month(operator(), NOVEMBER).get().billing_code
    for words in (payer.name[2:8].lower(), payer.registration_number, code):
        assert len(listed(search=words)) == 1
    assert listed(search="tidak ada") == []
    assert listed(region="16") == []
