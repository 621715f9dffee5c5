"""Projects: marginal slices, VAT out, wages when known, and equality of the engines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.construction import (
    contribution,
    contribution_on_wages,
    explain_contribution,
    explain_contribution_on_wages,
    without_vat,
)
from payung.law.errors import LawError
from tests.law.conftest import office_value

MONTHS = st.builds(date, st.integers(2016, 2027), st.integers(1, 12), st.just(1))
VALUES = st.one_of(st.integers(1, 2 * 10**10), st.integers(1, 10**14))


@settings(max_examples=30, deadline=None)
@given(month=MONTHS, values=st.lists(VALUES, min_size=1, max_size=20), includes_vat=st.booleans())
def test_engines_agree_for_any_project(
    engine: Any, month: date, values: list[int], includes_vat: bool
) -> None:
    def answer(value: Any) -> dict[str, Any]:
        project = contribution(month, value=value, includes_vat=includes_vat)
        wages = contribution_on_wages(month, wages=value)
        return {**project._asdict(), "wages_jkk": wages.jkk, "wages_jkm": wages.jkm}

    rows = [{"value": value} for value in values]
    found = engine.compute({"value": "int64"}, rows, lambda table: answer(table.value))
    assert found == [answer(value) for value in values]


@given(value=VALUES, month=MONTHS)
def test_explanation_and_contribution_never_differ(value: int, month: date) -> None:
    assert explain_contribution(month, value=value).amount == contribution(month, value=value).total
    assert (
        explain_contribution_on_wages(month, wages=value).amount
        == contribution_on_wages(month, wages=value).total
    )


def test_a_slice_s_rate_is_not_the_rate_of_the_whole() -> None:
    """Some web pages read the rates as flat; one rupiah more must not cheapen the project."""
    month = date(2025, 6, 1)
    at_bound = contribution(month, value=100_000_000).total
    assert contribution(month, value=100_000_001).total >= at_bound


def test_vat_is_that_of_the_month_and_can_be_left_in() -> None:
    assert without_vat(date(2022, 3, 1), 1_100_000_000) == 1_000_000_000
    assert without_vat(date(2022, 4, 1), 1_110_000_000) == 1_000_000_000
    with office_value("jakon/excludes_vat", False):
        assert without_vat(date(2025, 6, 1), 1_110_000_000) == 1_110_000_000


@pytest.mark.parametrize("value", [0, -1, 10**14 + 1])
def test_impossible_values_are_refused(value: int) -> None:
    with pytest.raises(LawError):
        contribution(date(2025, 6, 1), value=value)
