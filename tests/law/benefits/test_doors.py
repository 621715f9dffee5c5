"""The doors by name."""

from __future__ import annotations

import pytest

from payung.law.benefits.doors import answer, decide
from payung.law.errors import LawError


def test_the_answer_repeats_the_facts_as_understood() -> None:
    found = answer("jkm", {"died_on": "2024-07-01", "months_paid": "36"})

    assert found["facts"] == {"died_on": "2024-07-01", "months_paid": 36}
    assert found["benefit"]["total"] == decide("jkm", found["facts"]).total == 42_000_000


def test_an_unknown_programme_is_refused() -> None:
    with pytest.raises(LawError, match="programme"):
        decide("jkn", {})
