"""Pay while unable to work: the bands of both laws, month by month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.errors import LawError
from payung.law.jkk.temporary_incapacity import Band, bands, explain, incapacity_pay
from tests.law.conftest import office_value

OLD, NEW = date(2019, 12, 1), date(2019, 12, 2)


def test_bands_change_on_the_day_of_pp_82_2019() -> None:
    assert bands(OLD, 13) == [Band(6, 0, 1_000_000), Band(6, 0, 750_000), Band(1, 0, 500_000)]
    assert bands(NEW, 13) == [Band(12, 0, 1_000_000), Band(1, 0, 500_000)]


def test_days_fall_into_the_band_of_their_month() -> None:
    assert bands(OLD, 6, 10) == [Band(6, 0, 1_000_000), Band(0, 10, 750_000)]
    assert bands(NEW, 11, 30) == [Band(12, 0, 1_000_000)]
    assert bands(NEW, 0, 1) == [Band(0, 1, 1_000_000)]


@settings(max_examples=100, deadline=None)
@given(
    wage=st.integers(1, 10**12 - 1),
    months=st.integers(0, 239),
    days=st.integers(1, 29),
    day=st.sampled_from([OLD, NEW]),
)
def test_longer_never_gives_less_and_the_steps_add_up(
    wage: int, months: int, days: int, day: date
) -> None:
    pay = incapacity_pay(day, wage=wage, months=months, days=days)

    assert 0 <= pay <= incapacity_pay(day, wage=wage, months=months, days=days + 1)
    assert incapacity_pay(day, wage=wage, months=months + 1) == incapacity_pay(
        day, wage=wage, months=months, days=30
    )
    assert pay <= incapacity_pay(day, wage=wage + 1, months=months, days=days)
    found = explain(day, wage=wage, months=months, days=days)
    assert sum(step.amount for step in found.steps) == pay == found.amount


def test_the_rule_for_days_is_named_as_uncertain_only_where_days_are_counted() -> None:
    with_days = explain(NEW, wage=6_000_000, months=2, days=10)

    assert with_days.steps[0].formula_text("id") == "(2 + 10/30) × 100% × Rp6.000.000"
    assert "tidak mengatur sisa hari" in with_days.as_text("id")
    assert "keyakinan L/L" in with_days.as_text("id")
    assert "sisa hari" not in explain(NEW, wage=6_000_000, months=2).as_text("id")


def test_an_office_may_count_otherwise_but_never_divide_by_nothing() -> None:
    name = "jkk/temporary_incapacity_days_a_month"
    with office_value(name, 25):
        assert incapacity_pay(NEW, wage=6_000_000, months=0, days=5) == 1_200_000
    with office_value(name, 0), pytest.raises(LawError, match=name):
        incapacity_pay(NEW, wage=6_000_000, months=1)


def test_no_day_at_all_and_more_days_than_a_month_are_refused() -> None:
    with pytest.raises(LawError, match="incapacity_months"):
        incapacity_pay(NEW, wage=1, months=0)
    with pytest.raises(LawError, match="incapacity_days"):
        incapacity_pay(NEW, wage=1, months=0, days=31)
