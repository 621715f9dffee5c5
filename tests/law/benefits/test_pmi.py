"""The migrant workers' door says what has not been read from the annex yet."""

from __future__ import annotations

from datetime import date

import pytest

from payung.law.benefits.pmi import MigrantEvent, benefit
from payung.law.errors import LawError


def test_an_amount_from_memory_is_marked_as_uncertain() -> None:
    text = benefit(MigrantEvent(event="FAILED_DEPARTURE", event_on=date(2024, 1, 1)))

    assert "keyakinan L/L" in text.explanation.as_text("id")


def test_termination_under_the_new_rule_is_refused_and_never_guessed() -> None:
    facts = MigrantEvent(
        event="TERMINATION_AFTER_ACCIDENT", event_on=date(2023, 2, 1), service_months=6
    )
    with pytest.raises(LawError, match="belum dibaca dari lampiran"):
        benefit(facts)
