"""Every rupiah of the fund's part of a benefit has one receiver and one day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.claims.errors import ClaimRefused
from payung.claims.models import PartyRole, PayableKind
from payung.claims.splitting import Planned, Receiver, plan, spread
from payung.law.benefits import doors
from payung.law.benefits.benefit import FUND, Benefit

DAY = date(2024, 12, 2)
LEVELS = {"PRIMARY": 8, "JUNIOR_SECONDARY": 13, "SENIOR_SECONDARY": 16, "HIGHER": 19}


def receivers(facts: dict[str, Any]) -> list[Receiver]:
    """The heirs, children and survivors of the facts as the parties of a claim; and the member."""
    found = [Receiver(key="member", role=PartyRole.MEMBER, name="Peserta")]
    for place, one in enumerate(facts.get("heirs", ())):
        found.append(
            Receiver(
                key=f"heir{place}",
                role=PartyRole.HEIR,
                name=one["name"],
                relation=one["relation"],
                agreed_weight=one.get("agreed_weight"),
            )
        )
    for place, one in enumerate([*facts.get("children", ()), *facts.get("survivors", ())]):
        born = one.get("born_on")
        found.append(
            Receiver(
                key=f"family{place}",
                role=PartyRole.CHILD,
                name=one["name"],
                relation=one.get("relation", "CHILD"),
                born_on=date.fromisoformat(born) if born else None,
            )
        )
    found.append(Receiver(key="burial", role=PartyRole.ORGANISER, name="Ketua RT", relation=""))
    return found


def split(door: str, facts: dict[str, Any], *, of_death: bool) -> tuple[Benefit, Any]:
    benefit = doors.decide(door, facts)
    parts = plan(benefit, receivers(facts), DAY, of_death=of_death)
    assert parts == plan(benefit.as_dict(), receivers(facts), DAY, of_death=of_death)
    return benefit, parts


def adds_up(benefit: Benefit, parts: tuple[Planned, ...]) -> None:
    assert sum(part.gross for part in parts) == benefit.paid_by(FUND)
    assert sum(part.tax for part in parts) == benefit.tax
    assert all(part.gross > 0 and 0 <= part.tax <= part.gross for part in parts)
    keys = [(part.receiver, part.code, part.sequence) for part in parts]
    assert len(set(keys)) == len(keys)


def child(name: str, level: str, year: int = 1) -> dict[str, Any]:
    born = date(DAY.year - LEVELS[level], 6, 1)
    return {"name": name, "born_on": str(born), "level": level, "year_of_level": year}


heirs = st.lists(st.integers(1, 5), min_size=0, max_size=6).flatmap(
    lambda weights: st.booleans().map(
        lambda agreed: [
            {"name": f"Ahli {place}", "relation": "SPOUSE" if place == 0 else "CHILD"}
            | ({"agreed_weight": weight} if agreed else {})
            for place, weight in enumerate(weights)
        ]
    )
)
children = st.lists(st.sampled_from(sorted(LEVELS)), max_size=3).map(
    lambda levels: [child(f"Anak {place}", level) for place, level in enumerate(levels)]
)


@settings(max_examples=60, deadline=None)
@given(heirs, children, st.integers(0, 80), st.integers(0, 5), st.dates(
    date(2016, 1, 1), date(2025, 6, 1)))  # fmt: skip
def test_a_death_leaves_no_rupiah_without_a_receiver(
    family: list[dict[str, Any]], pupils: list[dict[str, Any]], paid: int, unpaid: int, died: date
) -> None:
    moved = [
        one | {"born_on": str(date.fromisoformat(one["born_on"]) + (died - DAY))} for one in pupils
    ]
    facts = {
        "died_on": str(died),
        "months_paid": paid,
        "unpaid_months": unpaid,
        "heirs": family,
        "children": moved if family else [],
    }
    benefit, parts = split("jkm", facts, of_death=True)
    adds_up(benefit, parts)
    if benefit.division and benefit.division.shares and benefit.paid_by(FUND):
        by_heir = [
            sum(part.net for part in parts if part.receiver == f"heir{place}")
            for place in range(len(benefit.division.shares))
        ]
        assert by_heir == [share.amount for share in benefit.division.shares]


@settings(max_examples=60, deadline=None)
@given(heirs, st.integers(1, 900_000_000))
def test_the_tax_on_savings_is_shared_to_the_rupiah(
    family: list[dict[str, Any]], balance: int
) -> None:
    """The heirs get what the law's division says, and the tax is withheld once."""
    facts = {"event_on": str(DAY), "event": "DEATH", "balance": balance, "heirs": family}
    benefit, parts = split("jht", facts, of_death=True)
    adds_up(benefit, parts)
    if family:
        assert benefit.division is not None
        nets = [
            sum(part.net for part in parts if part.receiver == f"heir{place}")
            for place in range(len(family))
        ]
        assert nets == [share.amount for share in benefit.division.shares]


@settings(max_examples=40, deadline=None)
@given(heirs, children, st.integers(1_000_000, 30_000_000), st.integers(0, 10), st.booleans(),
       st.integers(0, 9_999_999))  # fmt: skip
def test_a_death_at_work_and_a_wage_reported_too_low(
    family: list[dict[str, Any]],
    pupils: list[dict[str, Any]],
    wage: int,
    unpaid: int,
    underpaid: bool,
    cost: int,
) -> None:
    """What the employer owes beside the fund is not among the fund's payables."""
    facts = {
        "accident_on": str(DAY),
        "died_on": str(DAY),
        "wage": wage,
        "unpaid_months": unpaid,
        "medical_cost": cost,
        "heirs": family,
        "children": pupils if family else [],
    } | ({"real_wage": wage + 777_777} if underpaid else {})
    benefit, parts = split("jkk", facts, of_death=True)
    adds_up(benefit, parts)


def _columns(cuts: list[int], whole: int) -> list[int]:
    """A whole cut in pieces."""
    marks = [0, *sorted(cuts), whole]
    return [high - low for low, high in pairwise(marks)]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.integers(0, 10**9), min_size=1, max_size=6).flatmap(
        lambda rows: st.lists(st.integers(0, sum(rows)), max_size=5).map(
            lambda cuts: (rows, _columns(cuts, sum(rows)))
        )
    )
)
def test_items_and_shares_cross_without_a_rupiah_lost(told: tuple[list[int], list[int]]) -> None:
    rows, columns = told
    cells = spread(rows, columns)
    assert [sum(row) for row in cells] == rows
    assert [sum(column) for column in zip(*cells, strict=True)] == columns
    assert all(cell >= 0 for row in cells for cell in row)


def test_scholarships_are_by_child_and_year_as_the_schedule_of_the_law() -> None:
    facts = {
        "died_on": str(DAY),
        "months_paid": 40,
        "heirs": [{"name": "Ibu", "relation": "SPOUSE"}],
        "children": [child("Ani", "PRIMARY", 5), child("Budi", "SENIOR_SECONDARY")],
    }
    benefit, parts = split("jkm", facts, of_death=True)
    found = [
        (part.receiver, part.sequence, part.due_on, part.gross, part.needs)
        for part in parts
        if part.kind == PayableKind.SCHOLARSHIP
    ]
    expected = {"Ani": 0, "Budi": 0}
    for (key, number, due_on, gross, needs), year in zip(found, benefit.scholarships, strict=True):
        expected[year.child] += 1
        assert (number, due_on, gross) == (expected[year.child], year.on, year.amount)
        assert key == ("family0" if year.child == "Ani" else "family1")
        assert needs == ("SCHOOL_LETTER" if number > 1 else "")


def test_a_child_not_yet_at_school_shows_its_letter_in_the_first_year_too() -> None:
    baby = {"name": "Adik", "born_on": "2022-01-05", "level": "NOT_YET",
            "starts_on": "2027-07-12", "starts_at": "KINDERGARTEN"}  # fmt: skip
    facts = {"died_on": str(DAY), "months_paid": 40, "children": [baby],
             "heirs": [{"name": "Ibu", "relation": "SPOUSE"}]}  # fmt: skip
    _, parts = split("jkm", facts, of_death=True)
    first = next(part for part in parts if part.kind == PayableKind.SCHOLARSHIP)
    assert (first.due_on, first.needs) == (date(2027, 7, 12), "SCHOOL_LETTER")


def test_the_months_of_a_job_loss_follow_one_another_by_proof() -> None:
    facts = {"terminated_on": "2024-11-01", "wage": 5_000_000, "months_paid_in_window": 20,
             "longest_run": 12}  # fmt: skip
    benefit, parts = split("jkp", facts, of_death=False)
    adds_up(benefit, parts)
    assert [part.gross for part in parts] == [2_250_000] * 3 + [1_250_000] * 3
    assert [part.needs for part in parts] == ["", *["JOB_SEARCH"] * 5]
    assert (parts[5].due_on, parts[5].period) == (date(2025, 5, 2), date(2025, 5, 1))


def test_two_orphans_share_the_first_month_of_their_pension() -> None:
    born = str(date(2012, 3, 3))
    facts = {
        "kind": "SURVIVOR", "event_on": "2024-11-11", "born_on": "1980-01-01", "months_paid": 100,
        "months_enrolled": 100, "average_annual_wage": 61_000_001, "survivors": [
            {"name": "Janda", "relation": "SPOUSE", "is_married": True},
            {"name": "Ani", "relation": "CHILD", "born_on": born},
            {"name": "Budi", "relation": "CHILD", "born_on": born},
            {"name": "Cici", "relation": "CHILD", "born_on": born},
        ],
    }  # fmt: skip
    people = [
        Receiver(key=one["name"], role=PartyRole.HEIR, name=one["name"], relation=one["relation"],
                 born_on=date(2012, 3, 3), is_married=one.get("is_married", False))
        for one in facts["survivors"]
    ]  # fmt: skip
    benefit = doors.decide("jp", facts)
    parts = plan(benefit, people, DAY, of_death=True)
    adds_up(benefit, parts)
    assert [part.receiver for part in parts] == ["Ani", "Budi"]
    assert {part.period for part in parts} == {date(2024, 12, 1)}


def test_without_heirs_the_funeral_cost_goes_to_whoever_arranged_it() -> None:
    facts = {"died_on": str(DAY), "months_paid": 3, "heirs": []}
    benefit, parts = split("jkm", facts, of_death=True)
    assert [(part.receiver, part.code, part.gross) for part in parts] == [
        ("burial", "FUNERAL", benefit.total)
    ]
    nobody = [one for one in receivers(facts) if one.role != PartyRole.ORGANISER]
    with pytest.raises(ClaimRefused, match="receiver_missing"):
        plan(benefit, nobody, DAY, of_death=True)


def test_a_family_that_is_not_that_of_the_decision_is_refused() -> None:
    facts = {"died_on": str(DAY), "months_paid": 3,
             "heirs": [{"name": "Ibu", "relation": "SPOUSE"}]}  # fmt: skip
    benefit = doors.decide("jkm", facts)
    other = [Receiver(key=1, role=PartyRole.HEIR, name="Orang lain", relation="SPOUSE")]
    with pytest.raises(ClaimRefused, match="family_changed"):
        plan(benefit, other, DAY + timedelta(days=1), of_death=True)
