"""Who pays: asked in the order registered, reported, arrears; each answer is in the tree."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payung.law.benefits.reasoning import Reasoning
from payung.law.benefits.responsibility import UNREGISTERED, by_arrears, payer_of
from tests.law.conftest import office_value

DAY = date(2025, 6, 10)


def payer(programme: str = "JKK", **facts: Any) -> str | None:
    default = {"segment": "WAGE_EARNER", "is_registered": True, "unpaid_months": 0}
    return payer_of(Reasoning(programme, DAY), **{**default, **facts})


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "FUND"),
        ({"unpaid_months": 3}, "FUND"),
        ({"unpaid_months": 4}, "EMPLOYER_FIRST"),
        ({"first_report_hours": 49}, "EMPLOYER"),
        ({"first_report_hours": 49, "unpaid_months": 4}, "EMPLOYER"),
        ({"is_registered": False, "first_report_hours": 1}, "EMPLOYER"),
        ({"segment": "NON_WAGE_EARNER", "unpaid_months": 3}, "FUND"),
        ({"segment": "NON_WAGE_EARNER", "unpaid_months": 4}, None),
        ({"segment": "NON_WAGE_EARNER", "is_registered": False}, None),
    ],
)
def test_who_pays(facts: dict[str, Any], expected: str | None) -> None:
    assert payer(**facts) == expected


@pytest.mark.parametrize(
    ("months", "is_closed", "expected"),
    [(4, False, "EMPLOYER_FIRST"), (6, True, "FUND"), (7, True, "EMPLOYER_FIRST")],
)
def test_a_closed_employer_s_arrears_weigh_later(
    months: int, is_closed: bool, expected: str
) -> None:
    assert by_arrears(Reasoning("JKP", DAY), months, employer_closed=is_closed) == expected


def test_a_closed_employer_before_pp_6_2025_is_like_any_other() -> None:
    reasoning = Reasoning("JKP", date(2025, 2, 6))

    assert by_arrears(reasoning, 4, employer_closed=True) == "EMPLOYER_FIRST"


def test_an_office_that_reads_the_duty_otherwise_gets_a_refusal_with_its_reason() -> None:
    reasoning = Reasoning("JKM", DAY)
    with office_value(UNREGISTERED, False):
        found = payer_of(reasoning, segment="WAGE_EARNER", is_registered=False, unpaid_months=0)

    assert found is None
    assert [refusal.code for refusal in reasoning.refusals] == ["not_registered"]
