"""Days to register and to report; 17 and 25 August 2026 are holidays."""

from __future__ import annotations

from datetime import date

from payung.law.membership.registration import (
    register_by,
    register_non_civil_servant_by,
    report_change_by,
)
from tests.law.conftest import is_working_day


def test_calendar_days_and_working_days() -> None:
    assert register_by(date(2025, 6, 2)) == date(2025, 7, 2)
    assert report_change_by(date(2026, 8, 14), is_working_day) == date(2026, 8, 27)
    thirty = register_non_civil_servant_by(date(2025, 6, 2), lambda day: day.weekday() < 5)
    assert thirty == date(2025, 7, 14)
