"""The pension door: survivors in order, conditions, and what a lump sum needs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law.benefits.jp import PensionClaim, Survivor, benefit
from payung.law.errors import LawError
from payung.law.jp.monthly_pension import old_age_pension
from tests.law.conftest import office_value

WIDOW = Survivor(name="Istri", relation="SPOUSE")
CHILDREN = tuple(
    Survivor(name=name, relation="CHILD", born_on=date(2010, 1, 1)) for name in ("A", "B", "C")
)
MOTHER = Survivor(name="Ibu", relation="PARENT", born_on=date(1960, 1, 1))


def claim(**facts: Any) -> PensionClaim:
    return PensionClaim(
        **{
            "kind": "SURVIVOR",
            "event_on": date(2026, 6, 10),
            "born_on": date(1990, 1, 1),
            "months_paid": 20,
            "months_enrolled": 20,
            "average_annual_wage": 96_000_000,
            **facts,
        }
    )


@pytest.mark.parametrize(
    ("survivors", "code"),
    [
        ((MOTHER, *CHILDREN, WIDOW), "SPOUSE"),
        ((MOTHER, *CHILDREN), "CHILD"),
        ((MOTHER,), "PARENT"),
    ],
)
def test_survivors_in_order(survivors: tuple[Survivor, ...], code: str) -> None:
    assert [item.code for item in benefit(claim(survivors=survivors)).items] == [code]


def test_two_children_at_most_are_named_as_receivers() -> None:
    text = benefit(claim(survivors=CHILDREN)).explanation.as_text("id")

    assert "Penerima? A, B: ya" in text


def test_a_parent_of_a_married_member_has_no_pension() -> None:
    found = benefit(claim(survivors=(MOTHER,), was_unmarried=False))

    assert [refusal.code for refusal in found.refusals] == ["no_survivor"]


@settings(max_examples=60, deadline=None)
@given(
    day=st.dates(date(2031, 1, 1), date(2040, 1, 1)),
    months=st.integers(180, 187),
    wage=st.integers(1, 10**9),
)
def test_door_and_columns_give_the_same(day: date, months: int, wage: int) -> None:
    found = benefit(
        claim(
            kind="OLD_AGE",
            event_on=day,
            born_on=date(1960, 1, 1),
            months_paid=months,
            months_enrolled=months,
            average_annual_wage=wage,
        )
    )

    assert found.total == old_age_pension(day, months=months, average_annual_wage=wage)


def test_a_longer_record_counts_as_it_is_and_a_shorter_as_fifteen_years() -> None:
    short = benefit(claim(kind="DISABILITY"))
    long = benefit(
        claim(kind="DISABILITY", event_on=date(2036, 1, 1), months_paid=240, months_enrolled=240)
    )

    assert short.total == 1_200_000
    assert long.total == 1_600_000
    assert "Dihitung sebagai 180 bulan? Dihitung 180 bulan: ya" in short.explanation.as_text()


def test_density_of_exactly_80_percent_is_enough() -> None:
    facts = {"kind": "DISABILITY", "months_enrolled": 20, "accumulated": 9}

    assert benefit(claim(**facts, months_paid=16)).items[0].code == "DISABILITY"
    assert benefit(claim(**facts, months_paid=15)).items[0].code == "LUMP_SUM"


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "DISABILITY", "survivors": (WIDOW,)},
        {"average_annual_wage": None},
        {"months_enrolled": 133},
        {"survivors": (Survivor(name="Ibu", relation="PARENT", born_on=date(1995, 1, 1)),)},
    ],
)
def test_contradictions_are_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(LawError):
        claim(**facts)


def test_survivors_of_a_pensioner_share_what_was_drawn_unless_an_office_takes_the_formula() -> None:
    facts = {"last_pension": 1_000_000, "survivors": (WIDOW,)}
    own = PensionClaim(
        kind="SURVIVOR", event_on=date(2026, 6, 10), born_on=date(1990, 1, 1), **facts
    )
    text = benefit(own).explanation.as_text("id")

    assert benefit(own).total == 500_000
    assert "Peserta sudah menerima pensiun? Ya, masa iur tidak ditanyakan lagi: ya" in text
    assert "kepadatan iuran" not in text
    with office_value("jp/survivors_share_last_pension", False):
        assert benefit(claim(**facts, months_paid=1)).total == 600_000
        with pytest.raises(LawError, match="months_enrolled"):
            claim(**facts, months_enrolled=None, months_paid=None, average_annual_wage=None)


@settings(max_examples=60, deadline=None)
@given(
    drawn=st.integers(1, 4_932_300),
    more=st.integers(0, 100_000),
    relation=st.sampled_from(["SPOUSE", "CHILD", "PARENT"]),
)
def test_a_higher_pension_never_leaves_survivors_less(drawn: int, more: int, relation: str) -> None:
    survivors = (Survivor(name="A", relation=relation, born_on=date(1960, 1, 1)),)
    if relation == "CHILD":
        survivors = CHILDREN[:1]

    def paid(last_pension: int) -> int:
        return benefit(claim(last_pension=last_pension, survivors=survivors)).total

    assert 411_400 <= paid(drawn) <= paid(min(drawn + more, 4_932_300))


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "DISABILITY"},
        {"survivors": (WIDOW,)},
        {
            "kind": "OLD_AGE",
            "event_on": date(2056, 1, 1),
            "months_paid": 180,
            "months_enrolled": 180,
        },
    ],
)
def test_a_pension_lasts_as_long_as_the_right_does_and_is_told_for_one_month(
    facts: dict[str, Any],
) -> None:
    (item,) = benefit(claim(**facts)).items

    assert (item.rhythm, item.times) == ("MONTHLY", 0)
    assert item.total == item.amount
