"""Questions as plain data: read as people write them, refused by field."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payung.law.errors import LawError
from payung.law.questions import CONTRIBUTIONS, answer_contribution, answer_penalty, read

PU = {
    "month": "2025-06",
    "wage": "5.000.000",
    "risk_group": "3",
    "takes_jht": "ya",
    "takes_jp": "tidak",
}


def test_text_is_read_as_indonesians_write_it() -> None:
    assert read(CONTRIBUTIONS["WAGE_EARNER"], {**PU, "takes_jkp": ""}) == {
        "month": date(2025, 6, 1),
        "wage": 5_000_000,
        "risk_group": 3,
        "takes_jht": True,
        "takes_jp": False,
    }


def test_answer_repeats_the_question_and_explains() -> None:
    answer = answer_contribution(PU)

    assert answer["question"]["segment"] == "WAGE_EARNER"
    assert answer["question"]["month"] == "2025-06"
    assert answer["amounts"]["total"] == answer["explanation"]["amount"] == 344_500


def test_penalty_answers_with_the_months() -> None:
    answer = answer_penalty(
        {
            "month": "2025-01",
            "due_amount": 4_000_000,
            "due_on": "2025-02-17",
            "paid_on": "2025-05-16",
        }
    )
    assert answer["amounts"] == {"months_late": 3, "penalty": 240_000}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"wage": "5,5"}, "wage"),
        ({"wage": "5.00"}, "wage"),
        ({"wage": 5e6}, "wage"),
        ({"wage": ""}, "wage"),
        ({"month": "2025-13"}, "month"),
        ({"month": "Juni 2025"}, "month"),
        ({"takes_jht": "mungkin"}, "takes_jht"),
        ({"upah": 1}, "upah"),
        ({"segment": "PNS"}, "segment"),
        ({"segment": ["PNS"]}, "segment"),
        ({"takes_jht": {}}, "takes_jht"),
    ],
)
def test_unreadable_fields_are_named(change: dict[str, Any], field: str) -> None:
    with pytest.raises(LawError) as refused:
        answer_contribution({**PU, **change})
    assert refused.value.parameters["field"] == field


def test_codes_and_days_are_checked() -> None:
    with pytest.raises(LawError):
        answer_contribution(
            {"segment": "NON_WAGE_EARNER", "month": "2026-01", "income": 1, "sector": "X"}
        )
    with pytest.raises(LawError):
        answer_penalty(
            {"month": "2025-01", "due_amount": 1, "due_on": "17/02/2025", "paid_on": "2025-05-16"}
        )
