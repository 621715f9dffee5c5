"""Costs up to their caps: one mode does not borrow from another."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.errors import LawError
from payung.law.jkk.costs import (
    CAPPED,
    Trip,
    capped,
    check_home_care_months,
    explain_capped,
    explain_prosthesis,
    explain_transport,
    prosthesis,
    transport,
)

OLD, NEW = date(2019, 12, 1), date(2019, 12, 2)
TRIPS = st.builds(Trip, mode=st.sampled_from(["LAND", "SEA", "AIR"]), cost=st.integers(1, 10**8))


@settings(max_examples=100, deadline=None)
@given(trips=st.lists(TRIPS, max_size=8))
def test_transport_is_at_most_the_cost_and_at_most_all_caps(trips: list[Trip]) -> None:
    paid = transport(NEW, trips)

    assert 0 <= paid <= min(sum(trip.cost for trip in trips), 17_000_000)
    assert sum(step.amount for step in explain_transport(NEW, trips).steps) == paid


@pytest.mark.parametrize("kind", CAPPED)
def test_a_cost_below_its_cap_is_paid_as_it_is(kind: str) -> None:
    assert capped(NEW, kind, 1) == 1
    assert capped(NEW, kind, 10**9) == explain_capped(NEW, kind, 10**9).amount < 10**9


def test_the_earlier_law_knew_dentures_only() -> None:
    assert {kind: capped(OLD, kind, 10**9) for kind in CAPPED} == {
        "denture": 3_000_000,
        "hearing_aid": 0,
        "glasses": 0,
        "home_care": 0,
    }
    with pytest.raises(LawError, match="hearing_aid_cap"):
        explain_capped(OLD, "hearing_aid", 1)


def test_prosthesis_adds_40_percent_rounded_half_up() -> None:
    assert prosthesis(NEW, 25_000_001) == 35_000_001
    assert explain_prosthesis(NEW, 25_000_000).formula_text("id") == "Rp25.000.000 × 140%"


def test_home_care_lasts_a_year_at_most() -> None:
    assert check_home_care_months(NEW, 12) == 12
    with pytest.raises(LawError, match="paling banyak 12"):
        check_home_care_months(NEW, 13)


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(LawError, match="HORSE"):
        transport(NEW, [Trip(mode="HORSE", cost=1)])
