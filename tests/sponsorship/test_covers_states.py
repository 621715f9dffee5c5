"""The table of a list's acts: complete, drawn, and refusing by name what it does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from payung.access.permissions import NAMES
from payung.cli.diagrams import render
from payung.documents.kinds import KINDS
from payung.sponsorship.errors import ListRefused
from payung.sponsorship.list_states import NEW, RULES, refuse_unless, state_from, transitions
from payung.sponsorship.models import ListAct
from tests.sponsorship import covers
from tests.sponsorship.covers import people, ready_list

Kind = ListAct.Kind
PAGES = Path(__file__).parents[2] / "docs" / "kepatuhan"


def test_every_kind_of_act_has_its_rule_with_known_permissions_and_letters() -> None:
    assert set(RULES) == set(Kind.values)
    for rule in RULES.values():
        assert rule.permissions <= NAMES.keys()
        assert set(rule.letters) <= KINDS.keys()
        assert rule.by_books == (not rule.permissions)


def test_the_page_of_the_table_is_fresh() -> None:
    """Run ``payung compliance diagrams docs/kepatuhan`` (or ``make docs``) after a change."""
    told = render()["daftar.md"]
    assert (PAGES / "daftar.md").read_text(encoding="utf-8") == told
    assert sum(line.startswith("| ") for line in told.splitlines()) == (
        len(list(transitions())) + len(RULES) + 4
    )


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        ([], NEW),
        (["PROPOSED", "RETURNED", "PROPOSED", "CLEANED", "CLEANED"], "CLEANED"),
        (["PROPOSED", "CLEANED", "DECREED", "REGISTERED"], "REGISTERED"),
        # what is cleaned, decreed or registered later for a remainder takes nobody back
        (["PROPOSED", "CLEANED", "DECREED", "REGISTERED", "CLEANED", "DECREED"], "REGISTERED"),
        (["PROPOSED", "CLEANED", "DECREED", "REGISTERED", "CARDS_HANDED", "REGISTERED"],
         "CARDS_HANDED"),
        (["PROPOSED", "CLEANED", "DECREED", "REGISTERED", "RENEWED", "CLOSED"], "CLOSED"),
    ],
)  # fmt: skip
def test_the_state_is_that_of_the_acts(acts: list[str], state: str) -> None:
    assert state_from(acts) == state


def test_between_registering_and_the_cards_the_books_tell_the_state() -> None:
    acts = ["PROPOSED", "CLEANED", "DECREED", "REGISTERED"]
    assert state_from(acts, billed=True) == Kind.BILLED
    assert state_from(acts, billed=True, paid=True) == Kind.PAID
    assert state_from(acts[:3], billed=True, paid=True) == Kind.DECREED


@pytest.mark.django_db
def test_an_act_that_is_not_possible_is_refused_with_the_ways_to_it() -> None:
    found = ready_list(covers.region(), people(1))
    with pytest.raises(ListRefused, match="berstatus Diperiksa; langkah “Mendaftarkan”") as refused:
        refuse_unless(found, Kind.REGISTERED)
    assert "Ditetapkan" in refused.value.message_id
    assert "Ditagih" not in refused.value.message_id  # only the books tell that
    assert refuse_unless(found, Kind.DECREED) == Kind.CLEANED
