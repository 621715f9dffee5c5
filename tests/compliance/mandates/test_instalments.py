"""Plans of instalments: they add up to the rupiah, and their standing follows the money."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from payung.compliance.instalments import even_plan, missed, standing, unfit

DAY = date(2024, 1, 31)


@given(total=some.integers(1, 10**13), count=some.integers(1, 60), first=some.dates(
    date(2015, 1, 1), date(2030, 12, 31)
))  # fmt: skip
def test_an_even_plan_comes_to_its_total_and_goes_forward(total, count, first) -> None:
    count = min(count, total)
    plan = even_plan(total, count, first)
    assert sum(amount for _day, amount in plan) == total
    assert len({amount for _day, amount in plan[:-1]}) <= 1
    assert 0 <= plan[-1][1] - plan[0][1] < count
    assert [day for day, _amount in plan] == sorted({day for day, _amount in plan})


def test_what_does_not_divide_lies_in_the_last_and_short_months_end_early() -> None:
    assert even_plan(1_000_000, 3, DAY) == [
        (date(2024, 1, 31), 333_333),
        (date(2024, 2, 29), 333_333),
        (date(2024, 3, 31), 333_334),
    ]
    with pytest.raises(ValueError, match="2 rupiah in 3"):
        even_plan(2, 3, DAY)


@given(
    parts=some.lists(some.integers(1, 10**9), min_size=1, max_size=12),
    payments=some.lists(
        some.tuples(some.dates(date(2024, 1, 1), date(2024, 12, 31)), some.integers(1, 10**9)),
        max_size=12,
    ),
    on=some.dates(date(2024, 1, 1), date(2025, 12, 31)),
)
def test_the_money_known_on_a_day_fills_the_rows_in_order(parts, payments, on) -> None:
    plan = [(day, amount) for (day, _), amount in zip(even_plan(len(parts), len(parts), DAY), parts,
                                                      strict=True)]  # fmt: skip
    rows = standing(plan, payments, on)
    known = sum(amount for day, amount in payments if day <= on)
    assert sum(row.paid for row in rows) == min(known, sum(parts))
    for earlier, later in itertools.pairwise(rows):
        assert not later.paid or earlier.paid == earlier.amount
    for row in rows:
        assert (row.met_on is not None) == (row.paid == row.amount)
        assert row.is_missed == (row.due_on < on and row.paid < row.amount)
    assert missed(plan, payments, on) == sum(row.is_missed for row in rows)


def test_a_plan_is_agreed_for_what_is_owed_and_within_the_mandate() -> None:
    within = {"agreed_on": DAY, "valid_until": date(2024, 12, 31), "longest_months": 12}
    plan = even_plan(900, 3, date(2024, 2, 28))
    assert unfit(plan, owed=900, **within) is None
    assert "selisih Rp1." in unfit(plan, owed=901, **within)[0]
    assert "berurutan" in unfit(plan[::-1], owed=900, **within)[0]
    early = [(date(2024, 1, 30), 900)]
    assert "mendahului kesepakatan" in unfit(early, owed=900, **within)[0]
    late = [(date(2025, 1, 1), 900)]
    assert "kuasa berakhir" in unfit(late, owed=900, **within)[0]
    long = [(date(2024, 2, 28), 450), (date(2025, 2, 1), 450)]
    assert "12 bulan" in unfit(long, owed=900, **within)[0]
