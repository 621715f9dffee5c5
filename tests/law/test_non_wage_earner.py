"""The non-wage earner's bill: tiers, relief, and equality of the engines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.errors import LawError
from payung.law.non_wage_earner import contribution, explain_contribution, kinds

SCHEMA = {
    "income": "int64",
    "takes_jht": "boolean",
    "sector": "string",
    "kind": "string",
    "paid_by_budget": "boolean",
}
MONTHS = st.builds(date, st.integers(2016, 2028), st.integers(1, 12), st.just(1))
PEOPLE = st.fixed_dictionaries(
    {
        "income": st.one_of(st.integers(0, 22_000_000), st.integers(0, 10**12)),
        "takes_jht": st.booleans(),
        "sector": st.sampled_from(["TRANSPORT", "OTHER"]),
        "kind": st.sampled_from(["EMPLOYER", "SELF_EMPLOYED", "OTHER"]),
        "paid_by_budget": st.booleans(),
    }
)
TRADER = {
    "takes_jht": True,
    "sector": "OTHER",
    "kind": "SELF_EMPLOYED",
    "paid_by_budget": False,
}


@settings(max_examples=40, deadline=None)
@given(month=MONTHS, people=st.lists(PEOPLE, min_size=1, max_size=30))
def test_engines_agree_for_any_person_and_month(
    engine: Any, month: date, people: list[dict[str, Any]]
) -> None:
    def build(table: Any) -> dict[str, Any]:
        return dict(contribution(month, **{name: table[name] for name in SCHEMA})._asdict())

    assert engine.compute(SCHEMA, people, build) == [
        contribution(month, **person)._asdict() for person in people
    ]


@settings(max_examples=100, deadline=None)
@given(month=MONTHS, person=PEOPLE)
def test_explanation_and_contribution_never_differ(month: date, person: dict[str, Any]) -> None:
    assert explain_contribution(month, **person).amount == contribution(month, **person).total


@given(month=MONTHS, person=PEOPLE)
def test_relief_never_touches_old_age_savings(month: date, person: dict[str, Any]) -> None:
    result = contribution(month, **person)
    assert result.jht == (result.base // 50 if person["takes_jht"] else 0)


def test_rates_are_not_those_of_wage_earners() -> None:
    """A published page gives non-wage earners 0.24 %, 0.3 % and a pension."""
    result = contribution(date(2025, 6, 1), income=2_000_000, **TRADER)
    assert (result.jkk, result.jkm, result.jht) == (20_000, 6_800, 40_000)


def test_old_age_on_six_million_is_119_000() -> None:
    """A published page says "12 juta"."""
    assert contribution(date(2025, 6, 1), income=6_000_000, **TRADER).jht == 119_000


def test_lowest_base_is_one_million_and_no_minimum_wage() -> None:
    """A published page takes the provincial minimum wage as the lowest income."""
    assert contribution(date(2025, 6, 1), income=0, **TRADER).base == 1_000_000


def test_budget_paid_people_get_no_relief_in_columns_with_plain_kind(engine: Any) -> None:
    def build(table: Any) -> dict[str, Any]:
        result = contribution(
            date(2026, 5, 1),
            income=1_000_000,
            takes_jht=False,
            sector="OTHER",
            kind="SELF_EMPLOYED",
            paid_by_budget=table.paid_by_budget,
        )
        return {"total": result.total}

    rows = [{"paid_by_budget": True}, {"paid_by_budget": False}]
    found = engine.compute({"paid_by_budget": "boolean"}, rows, build)
    assert [row["total"] for row in found] == [16_800, 8_400]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"income": -1}, "income_invalid"),
        ({"sector": "FARM"}, "sector_invalid"),
        ({"kind": "COURIER"}, "kind_invalid"),
        ({"paid_by_budget": None}, "paid_by_budget_invalid"),
    ],
)
def test_impossible_questions_are_refused(change: dict[str, Any], code: str) -> None:
    with pytest.raises(LawError) as refused:
        contribution(date(2026, 1, 1), **{"income": 1_000_000, **TRADER, **change})
    assert refused.value.code == code


def test_kinds_come_from_the_parameters() -> None:
    assert kinds(date(2026, 1, 1)) == ("EMPLOYER", "SELF_EMPLOYED", "OTHER")
