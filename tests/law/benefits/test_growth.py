"""Growth of the savings: exact roots, no lost rupiah, no guessed rate."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.errors import LawError
from payung.law.jht.growth import (
    MICRO,
    monthly_factor,
    statement,
    whole_rupiah,
)

JANUARY = date(2024, 1, 1)


@settings(max_examples=100, deadline=None)
@given(rate=st.integers(0, 500_000))
def test_twelve_months_are_one_year_up_to_the_last_digits_of_the_root(rate: int) -> None:
    factor = monthly_factor(rate)
    year = Fraction(1_000_000 + rate, 1_000_000)

    assert Fraction(factor, 10**30) ** 12 <= year < Fraction(factor + 1, 10**30) ** 12


@settings(max_examples=50, deadline=None)
@given(balance=st.integers(0, 10**12), rate=st.integers(0, 500_000))
def test_a_year_s_growth_is_the_yearly_rate_to_the_rupiah(balance: int, rate: int) -> None:
    lines = statement(JANUARY, 12, opening_balance=balance, rates={2024: rate})
    exact = Fraction(balance * (1_000_000 + rate), 1_000_000)

    assert abs(Fraction(lines[-1].closing, MICRO) - exact) < Fraction(1, 10_000)


@settings(max_examples=50, deadline=None)
@given(
    amounts=st.lists(st.integers(0, 10**9), min_size=1, max_size=30),
    rate=st.integers(0, 200_000),
)
def test_a_statement_adds_up_month_by_month(amounts: list[int], rate: int) -> None:
    months = [date(2024 + n // 12, n % 12 + 1, 1) for n in range(len(amounts))]
    lines = statement(
        JANUARY,
        len(amounts),
        contributions=dict(zip(months, amounts, strict=True)),
        rates=dict.fromkeys(range(2024, 2030), rate),
    )

    for line, before in zip(lines, (None, *lines), strict=False):
        assert line.opening == (before.closing if before else 0)
        assert line.closing == line.opening + line.contribution * MICRO + line.growth
        assert line.growth >= 0
    assert lines[-1].closing >= sum(amounts) * MICRO


def test_the_credited_rate_of_each_year_is_used() -> None:
    lines = statement(date(2019, 12, 1), 2, opening_balance=1_000_000)

    assert [line.rate for line in lines] == [60_800, 56_300]


def test_a_year_that_nobody_supplied_is_refused_and_never_guessed() -> None:
    with pytest.raises(LawError, match="tahun 2021 belum diisi"):
        statement(date(2020, 12, 1), 2, opening_balance=1)
    assert statement(date(2020, 12, 1), 2, opening_balance=1, rates={2021: 50_000})


def test_a_contribution_outside_the_statement_is_refused() -> None:
    with pytest.raises(LawError, match="contributions"):
        statement(JANUARY, 1, contributions={date(2024, 2, 1): 1}, rates={2024: 1})
    with pytest.raises(LawError, match="first_month"):
        statement(date(2024, 1, 2), 1, rates={2024: 1})


def test_half_a_rupiah_goes_up() -> None:
    assert whole_rupiah(1_499_999) == 1
    assert whole_rupiah(1_500_000) == 2
