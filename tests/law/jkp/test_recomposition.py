"""Job loss: three sources before February 2025, two after, none before February 2021."""

from __future__ import annotations

from datetime import date

import pytest

from payung.law import parameters
from payung.law.jkp.recomposition import explain, recomposition


@pytest.mark.parametrize(
    "month", [date(2021, 2, 1), date(2025, 1, 1), date(2025, 2, 1), date(2026, 11, 1)]
)
def test_the_shares_make_the_rate_that_the_law_states(month: date) -> None:
    shares = [
        parameters.get(name, month).number
        for name in ("jkp/government_rate", "jkp/from_jkk_rate", "jkp/from_jkm_rate")
    ]
    assert sum(shares) == parameters.get("jkp/total_rate", month).number


def test_fund_is_the_sum_of_its_sources_and_capped() -> None:
    result = recomposition(date(2025, 6, 1), wage=9_000_000, takes_jkp=True)
    assert result == (18_000, 11_000, 7_000, 0)
    assert recomposition(date(2025, 6, 1), wage=9_000_000, takes_jkp=False) == (0, 0, 0, 0)


def test_no_programme_no_explanation() -> None:
    assert recomposition(date(2021, 1, 1), wage=5_000_000, takes_jkp=True) == (0, 0, 0, 0)
    assert explain(date(2021, 1, 1), wage=5_000_000) is None
    explained = explain(date(2022, 6, 1), wage=4_000_000)
    assert explained is not None
    assert (explained.amount, [s.amount for s in explained.steps]) == (
        18_400,
        [8_800, 5_600, 4_000],
    )
