"""Job loss cover: every condition by its own name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from payung.law.membership.job_loss_entry import JobLossCandidate, hindrances

DAY = date(2025, 6, 1)
GOOD = JobLossCandidate(
    birth_date=date(1990, 1, 1),
    is_citizen=True,
    business_size="MEDIUM",
    programmes=frozenset({"jkk", "jkm", "jht", "jp"}),
    has_health_insurance=True,
    health_insurance_as_wage_earner=True,
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ()),
        ({"is_citizen": False}, ("NOT_CITIZEN",)),
        ({"birth_date": date(1970, 1, 1)}, ("TOO_OLD",)),
        ({"programmes": frozenset({"jkk", "jkm", "jht"})}, ("PROGRAMME_MISSING_JP",)),
        (
            {"programmes": frozenset({"jkk", "jkm", "jht"}), "business_size": "SMALL"},
            (),
        ),
        ({"has_health_insurance": False}, ("HEALTH_INSURANCE_MISSING",)),
    ],
)
def test_conditions(change: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert hindrances(replace(GOOD, **change), DAY) == expected


def test_health_insurance_had_to_be_as_wage_earner_until_pp_6_2025() -> None:
    candidate = replace(GOOD, health_insurance_as_wage_earner=False)
    assert hindrances(candidate, date(2025, 2, 6)) == ("HEALTH_INSURANCE_NOT_AS_WAGE_EARNER",)
    assert hindrances(candidate, date(2025, 2, 7)) == ()
