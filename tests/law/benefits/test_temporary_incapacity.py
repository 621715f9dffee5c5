"""Pay while unable to work: the bands of both laws, month by month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.errors import LawError
from payung.law.jkk.temporary_incapacity import bands, explain, incapacity_pay

OLD, NEW = date(2019, 12, 1), date(2019, 12, 2)


def test_bands_change_on_the_day_of_pp_82_2019() -> None:
    assert bands(OLD, 13) == [(6, 1_000_000), (6, 750_000), (1, 500_000)]
    assert bands(NEW, 13) == [(12, 1_000_000), (1, 500_000)]


@settings(max_examples=100, deadline=None)
@given(wage=st.integers(1, 10**12), months=st.integers(1, 239), day=st.sampled_from([OLD, NEW]))
def test_longer_never_gives_less_and_the_steps_add_up(wage: int, months: int, day: date) -> None:
    pay = incapacity_pay(day, wage=wage, months=months)

    assert 0 < pay <= incapacity_pay(day, wage=wage, months=months + 1)
    assert sum(step.amount for step in explain(day, wage=wage, months=months).steps) == pay


def test_no_month_at_all_is_refused() -> None:
    with pytest.raises(LawError, match="incapacity_months"):
        incapacity_pay(NEW, wage=1, months=0)
