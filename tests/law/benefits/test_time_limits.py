"""Until when a claim is in time: the last day counts, the next does not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from payung.law.benefits.reasoning import Reasoning
from payung.law.benefits.time_limits import last_day, require_in_time


@pytest.mark.parametrize(
    ("programme", "event_on", "until"),
    [
        ("JKK", date(2019, 12, 1), date(2021, 12, 1)),
        ("JKK", date(2019, 12, 2), date(2024, 12, 2)),
        ("JKM", date(2019, 12, 1), date(2021, 12, 1)),
        ("JKM", date(2024, 2, 29), date(2029, 2, 28)),
        ("JKP", date(2025, 2, 6), date(2025, 5, 6)),
        ("JKP", date(2025, 2, 7), date(2025, 8, 7)),
    ],
)
def test_the_last_day_and_the_day_after(programme: str, event_on: date, until: date) -> None:
    assert last_day(programme, event_on) == until
    for days, is_refused in ((0, False), (1, True)):
        reasoning = Reasoning(programme, event_on)
        require_in_time(reasoning, until + timedelta(days=days))
        assert reasoning.is_refused is is_refused
