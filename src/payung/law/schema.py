"""The JSON Schema of questions and answers, made from the same field lists that read them."""

from __future__ import annotations

from typing import Any

from payung.law.construction import ConstructionContribution
from payung.law.migrant_worker import MigrantWorkerContribution
from payung.law.non_wage_earner import NonWageEarnerContribution
from payung.law.questions import CONTRIBUTIONS, PENALTY, Field, Question
from payung.law.wage_earner import WageEarnerContribution

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_AMOUNTS: dict[str, tuple[str, ...]] = {
    "WAGE_EARNER": (*WageEarnerContribution._fields, "employer", "worker", "total"),
    "NON_WAGE_EARNER": (*NonWageEarnerContribution._fields, "total"),
    "CONSTRUCTION": (*ConstructionContribution._fields, "total"),
    "CONSTRUCTION_ON_WAGES": (*ConstructionContribution._fields, "total"),
    "MIGRANT_WORKER": (*MigrantWorkerContribution._fields, "total"),
}
_INTEGER = {"type": "integer", "minimum": 0}
_KINDS: dict[str, dict[str, Any]] = {
    "month": {"type": "string", "pattern": r"^\d{4}-\d{2}(-01)?$"},
    "day": {"type": "string", "format": "date"},
    "integer": _INTEGER,
    "flag": {"type": "boolean"},
    "code": {"type": "string"},
}


def json_schema() -> dict[str, Any]:
    """One schema with all definitions: questions and answers for contributions and penalties."""
    return {
        "$schema": _DIALECT,
        "title": "payung law",
        "$defs": {
            "contribution_question": {
                "oneOf": [_question(item, segment) for segment, item in CONTRIBUTIONS.items()]
            },
            "contribution_answer": {
                "oneOf": [
                    _answer(_question(item, segment), _AMOUNTS[segment])
                    for segment, item in CONTRIBUTIONS.items()
                ]
            },
            "penalty_question": _question(PENALTY),
            "penalty_answer": _answer(_question(PENALTY), ("months_late", "penalty")),
            "explanation": _explanation(),
        },
    }


def _question(question: Question, segment: str | None = None) -> dict[str, Any]:
    properties = {field.name: _field(field) for field in question.fields}
    required = [field.name for field in question.fields if field.required]
    if segment is not None:
        properties = {"segment": {"const": segment}, **properties}
        if segment != "WAGE_EARNER":
            required = ["segment", *required]
    return _object(properties, required)


def _field(field: Field) -> dict[str, Any]:
    codes = {"enum": list(field.codes)} if field.codes else {}
    return {**_KINDS[field.kind], **codes, "description": field.description}


def _answer(question: dict[str, Any], amounts: tuple[str, ...]) -> dict[str, Any]:
    return _object(
        {
            "question": question,
            "amounts": _object(dict.fromkeys(amounts, _INTEGER), list(amounts)),
            "explanation": {"$ref": "#/$defs/explanation"},
        },
        ["question", "amounts", "explanation"],
    )


def _explanation() -> dict[str, Any]:
    text = {"type": "string"}
    steps = {"type": "array", "items": {"$ref": "#/$defs/explanation"}}
    properties: dict[str, Any] = {
        **dict.fromkeys(("label_id", "label_en", "unit", "formula_id", "formula_en"), text),
        "amount": _INTEGER,
        "inputs": {"type": "array", "items": _quantity(text)},
        "parameters": {"type": "array", "items": _applied(text)},
        "steps": steps,
        "besides": steps,
    }
    return _object(properties, list(properties))


def _quantity(text: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {
        **dict.fromkeys(("name", "label_id", "label_en", "unit"), text),
        "value": {"type": ["integer", "boolean", "string"]},
    }
    return _object(properties, list(properties))


def _applied(text: dict[str, Any]) -> dict[str, Any]:
    day = _KINDS["day"]
    properties: dict[str, Any] = {
        **dict.fromkeys(("name", "article", "source"), text),
        "on": day,
        "valid_from": day,
        "valid_to": {"type": ["string", "null"], "format": "date"},
        "confidence": {"type": "string", "pattern": "^[HML]/[HML-]$"},
        "origin": {"enum": ["LAW", "OFFICE", "PROPOSAL"]},
        "is_outdated": {"type": "boolean"},
    }
    return _object(properties, list(properties))


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
