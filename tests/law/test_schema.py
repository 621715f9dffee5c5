"""The published schema accepts what the law answers and refuses what it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from payung.law.questions import answer_contribution, answer_penalty
from payung.law.schema import json_schema
from tests.law.conftest import cases

SCHEMA = json_schema()
PENALTY = {"month": "2025-01", "due_amount": 1, "due_on": "2025-02-17", "paid_on": "2025-05-16"}


def check(part: str, found: Any) -> None:
    schema = {**SCHEMA, "$ref": f"#/$defs/{part}"}
    Draft202012Validator(schema).validate(found)


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "file", ["wage_earner", "non_wage_earner", "construction", "migrant_worker"]
)
def test_worked_cases_and_their_answers_fit(file: str) -> None:
    complete = [
        case["question"]
        for case in cases(f"{file}.yaml")
        if "minimum_programmes_of" not in case and "daily_wage" not in case
    ]
    assert complete
    for question in complete:
        check("contribution_question", question)
        check("contribution_answer", answer_contribution(question))


def test_penalties_fit() -> None:
    check("penalty_question", PENALTY)
    check("penalty_answer", answer_penalty(PENALTY))


@pytest.mark.parametrize(
    "change", [{"due_amount": -1}, {"due_on": None}, {"unknown": 1}, {"month": "Juni"}]
)
def test_what_is_refused_does_not_fit(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        check("penalty_question", {**PENALTY, **change})
