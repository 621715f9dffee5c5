"""Facts as people write them; anything unclear is refused with the path of the field."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payung.law.benefits import doors
from payung.law.benefits.jkk import WorkAccident
from payung.law.benefits.reading import plain, read
from payung.law.errors import LawError
from tests.law.conftest import cases

FACTS = {"accident_on": "2024-05-02", "wage": "5.000.000"}


def test_numbers_flags_and_percentages_as_indonesians_write_them() -> None:
    facts = read(
        WorkAccident,
        {
            **FACTS,
            "left_handed": "ya",
            "born_on": "",
            "losses": [{"loss": "RIGHT_THUMB", "function_lost": "62,5 %"}],
        },
    )

    assert (facts.wage, facts.left_handed, facts.born_on) == (5_000_000, True, None)
    assert facts.losses[0].function_lost == 625_000


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ({**FACTS, "wage": "5%"}, "wage: ditemukan '5%'"),
        ({**FACTS, "wage": 5.0}, "wage: ditemukan 5.0"),
        ({**FACTS, "wage": True}, "wage: ditemukan True"),
        ({**FACTS, "accident_on": "02-05-2024"}, "accident_on"),
        ({**FACTS, "accident_on": "20240502"}, "accident_on"),
        ({**FACTS, "left_handed": "mungkin"}, "ya atau tidak"),
        ({**FACTS, "losses": {"loss": "X"}}, "losses"),
        ({**FACTS, "losses": [{"los": "X"}]}, r"losses\[1\].los"),
        ({**FACTS, "losses": [{}]}, r"losses\[1\].loss"),
        ({**FACTS, "losses": ["X"]}, r"losses\[1\]"),
        ({**FACTS, "segment": 5}, "segment"),
        ({**FACTS, "losses": [{"loss": "A"}, {"loss": "B", "steps": 0}]}, r"losses\[2\]: steps"),
    ],
)
def test_unclear_facts_are_refused_with_their_path(found: dict[str, Any], sentence: str) -> None:
    with pytest.raises(LawError, match=sentence):
        read(WorkAccident, found)


@pytest.mark.parametrize("programme", doors.DOORS)
def test_facts_survive_being_written_and_read_again(programme: str) -> None:
    record = doors.DOORS[programme].facts
    for case in cases(f"benefits-{programme}.yaml"):
        if "facts" in case:
            facts = read(record, case["facts"])
            assert read(record, plain(facts)) == facts


def test_days_may_be_days_already() -> None:
    assert read(WorkAccident, {**FACTS, "accident_on": date(2024, 5, 2)}).wage == 5_000_000
