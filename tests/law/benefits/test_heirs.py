"""Heirs: the first rank takes all, and the shares add up to the rupiah."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.benefits.heirs import Heir, check_heirs, divide, entitled
from payung.law.benefits.jp import Survivor
from payung.law.benefits.scholarship import Child
from payung.law.errors import LawError

DAY = date(2024, 5, 2)
RELATIONS = [
    *("SPOUSE", "CHILD", "PARENT", "GRANDCHILD", "GRANDPARENT"),
    *("SIBLING", "PARENT_IN_LAW", "WILL"),
]
HEIRS = st.builds(
    Heir, name=st.sampled_from(["A", "B", "C", "D"]), relation=st.sampled_from(RELATIONS)
)
AGREED = st.builds(
    Heir,
    name=st.sampled_from(["A", "B", "C", "D"]),
    relation=st.just("CHILD"),
    agreed_weight=st.integers(1, 10_000),
)


@settings(max_examples=200, deadline=None)
@given(
    amount=st.integers(0, 10**12),
    heirs=st.one_of(
        st.lists(HEIRS, min_size=1, max_size=12), st.lists(AGREED, min_size=1, max_size=12)
    ),
)
def test_shares_add_up_exactly_and_differ_by_a_rupiah_at_most(
    amount: int, heirs: list[Heir]
) -> None:
    division = divide("JKM", DAY, amount, heirs)
    parts = [share.amount for share in division.shares]

    assert sum(parts) == amount == division.explanation.amount
    assert min(parts) >= 0
    if heirs[0].agreed_weight is None:
        assert max(parts) - min(parts) <= 1
        assert parts == sorted(parts, reverse=True)


@pytest.mark.parametrize(
    ("relations", "chosen"),
    [
        (["WILL", "PARENT_IN_LAW", "SIBLING", "PARENT", "CHILD"], ["CHILD"]),
        (["WILL", "PARENT_IN_LAW", "SIBLING", "GRANDPARENT"], ["GRANDPARENT"]),
        (["WILL", "PARENT_IN_LAW", "SIBLING"], ["SIBLING"]),
        (["WILL", "PARENT_IN_LAW"], ["PARENT_IN_LAW"]),
        (["WILL"], ["WILL"]),
        (["CHILD", "SPOUSE"], ["CHILD", "SPOUSE"]),
    ],
)
def test_the_order_of_heirs(relations: list[str], chosen: list[str]) -> None:
    heirs = [Heir(name=relation, relation=relation) for relation in relations]

    assert [heir.relation for heir in entitled("JKK", DAY, heirs)] == chosen


@pytest.mark.parametrize(
    ("programme", "receiver"),
    [
        ("JKK", "FUNERAL_ORGANISER"),
        ("JKM", "FUNERAL_ORGANISER"),
        ("JHT", "ESTATES_OFFICE"),
        ("JP", "NOBODY"),
    ],
)
def test_who_receives_when_there_is_nobody(programme: str, receiver: str) -> None:
    assert divide(programme, DAY, 7, []).receiver == receiver


def test_a_pension_knows_no_siblings_and_no_will() -> None:
    for relation in ("SIBLING", "WILL"):
        with pytest.raises(LawError, match="relation"):
            entitled("JP", DAY, [Heir(name="A", relation=relation)])


def test_the_explanation_says_that_the_division_is_not_settled_by_the_law() -> None:
    text = divide("JKM", DAY, 10, [Heir(name="A", relation="CHILD")]).explanation.as_text("id")

    assert "tidak mengatur pembagian" in text
    assert "keyakinan L/L" in text


def test_heirs_are_heirs_and_children_are_heirs_too() -> None:
    with pytest.raises(LawError, match="Heir"):
        check_heirs(("A",))  # type: ignore[arg-type]
    with pytest.raises(LawError, match="children"):
        check_heirs((), ("child",))
    check_heirs(None, ("child",))


@pytest.mark.parametrize("name", ["", "  ", 7])
def test_nobody_inherits_without_a_name(name: Any) -> None:
    born = {"born_on": date(2015, 1, 1)}
    for record, facts in (
        (Heir, {"relation": "CHILD"}),
        (Child, {"level": "PRIMARY", **born}),
        (Survivor, {"relation": "CHILD", **born}),
    ):
        with pytest.raises(LawError, match="name"):
            record(name=name, **facts)
