"""Half up, exactly, in whole rupiah, and the same in columns."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.law.arithmetic import (
    alike,
    choose,
    half_up,
    half_up_ratio,
    half_up_sum,
    least,
    lookup,
    match,
    negated,
    only_between,
    part_inside,
    reduced,
    text_lookup,
)
from payung.law.errors import LawError

AMOUNTS = st.integers(0, 10**12)
RATES = st.integers(0, 1_000_000)


@given(amount=AMOUNTS, ppm=RATES)
def test_half_up_is_the_exact_fraction_rounded_half_up(amount: int, ppm: int) -> None:
    assert half_up(amount, ppm) == floor(Fraction(amount * ppm, 1_000_000) + Fraction(1, 2))


@given(amount=AMOUNTS, above=st.integers(1, 1_000), below=st.integers(1, 1_000))
def test_a_ratio_is_the_exact_fraction_rounded_half_up(amount: int, above: int, below: int) -> None:
    assert half_up_ratio(amount, above, below) == floor(
        Fraction(amount * above, below) + Fraction(1, 2)
    )


def test_half_a_rupiah_goes_up_where_a_double_would_lose_it() -> None:
    assert half_up(250, 2_000) == 1  # 0.5
    assert half_up(249, 2_000) == 0  # 0.498
    assert half_up(42_000_001, 1_000_000) == 42_000_001
    assert half_up(999_999_999_999, 37_000) == 37_000_000_000


def test_a_sum_is_rounded_once() -> None:
    assert half_up_sum([(100, 4_000), (100, 4_000)]) == 1  # 0.4 + 0.4
    assert half_up(100, 4_000) + half_up(100, 4_000) == 0


def test_a_rate_that_would_lose_parts_is_refused() -> None:
    assert reduced(8_900, 500_000) == 4_450
    with pytest.raises(LawError) as refused:
        reduced(8_901, 500_000)
    assert refused.value.code == "rate_not_exact"


@given(amount=st.integers(0, 10_000), lower=st.integers(0, 5_000), width=st.integers(1, 5_000))
def test_slices_cover_an_amount_without_gap(amount: int, lower: int, width: int) -> None:
    upper = lower + width
    parts = [
        part_inside(amount, low, high) for low, high in ((0, lower), (lower, upper), (upper, None))
    ]
    assert sum(parts) == amount


def test_tables_answer_by_key_and_by_lower_bound() -> None:
    rows = [{"from": 0, "value": 10}, {"from": 100, "value": 20}]
    assert [lookup(rows, "from", "value", key) for key in (0, 99, 100, 10**9)] == [10, 10, 20, 20]
    assert match(rows, "from", "value", 100) == 20
    with pytest.raises(LawError):
        match(rows, "from", "value", 50)


def test_column_arithmetic_equals_plain_arithmetic(engine: Any) -> None:
    rows = [
        {"amount": amount, "flag": flag}
        for amount in (0, 1, 249, 250, 99, 100, 101, 10**12 - 1, 10**12)
        for flag in (True, False)
    ]
    table_rows = [{"from": 0, "value": 10}, {"from": 100, "value": 20}]

    def build(source: Any) -> dict[str, Any]:
        amount, flag = (
            (source["amount"], source["flag"])
            if isinstance(source, dict)
            else (source.amount, source.flag)
        )
        within = only_between(amount, 0, 10**12, (half_up(amount, 37_000), 7))
        return {
            "rounded": half_up(amount, 2_000),
            "third": half_up_ratio(amount, 1, 3),
            "slice": part_inside(amount, 100, 1_000),
            "open_slice": part_inside(amount, 100, None),
            "least": least(amount, 100),
            "chosen": choose(negated(flag), amount, 5),
            "tier": lookup(table_rows, "from", "value", amount),
            "word": text_lookup([(1, "SOME"), (100, "MANY")], amount),
            "within": within[0],
            "constant": alike(amount, within[1])[1],
        }

    schema = {"amount": "int64", "flag": "boolean"}
    assert engine.compute(schema, rows, build) == [build(row) for row in rows]
