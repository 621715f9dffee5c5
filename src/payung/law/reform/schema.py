"""The JSON Schema of a reform, of a person of a population, and of a comparison."""

from __future__ import annotations

from typing import Any

from payung.law.reform.comparison import PROGRAMMES
from payung.law.reform.effects import BENEFITS, BILLED, COUNTS, DIMENSIONS, PAYERS
from payung.law.reform.population import COLUMNS, Column

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string", "minLength": 1}
_DAY = {"type": "string", "format": "date"}
_COUNT = {"type": "integer", "minimum": 0}


def json_schema() -> dict[str, Any]:
    """One schema with three definitions: ``reform``, ``person`` and ``comparison``."""
    return {
        "$schema": _DIALECT,
        "title": "payung law compare",
        "$defs": {
            "reform": _reform(),
            "person": _object(
                {column.name: _cell(column) for column in COLUMNS},
                [column.name for column in COLUMNS if column.required],
            ),
            "change": _object(
                {"before": _COUNT, "after": _COUNT, "difference": {"type": "integer"}}
            ),
            "group": _group(),
            "comparison": _comparison(),
        },
    }


def _reform() -> dict[str, Any]:
    value = _object(
        {
            "from": _DAY,
            "to": _DAY,
            "value": {},
            "article": _TEXT,
            "source": _TEXT,
            "confidence": {"type": "string", "pattern": "^[HML]/[HML-]$"},
        },
        ["from", "value", "article"],
    )
    change = _object({"name": _TEXT, "reason": _TEXT, "values": _list(value)})
    return _object(
        {"name": _TEXT, "source": _TEXT, "changes": _list(change)},
        ["name", "source", "changes"],
    )


def _cell(column: Column) -> dict[str, Any]:
    kinds: dict[str, dict[str, Any]] = {
        "integer": {"type": "integer", "minimum": column.smallest, "maximum": column.largest},
        "flag": {"type": "boolean"},
        "code": {"enum": list(column.codes)},
        "region": {"type": "string", "pattern": r"^\d{2}(\.\d{2})?$"},
    }
    default = {} if column.default is None else {"default": column.default}
    return {**kinds[column.kind], **default, "description": column.description}


def _group() -> dict[str, Any]:
    change = {"$ref": "#/$defs/change"}
    return _object(
        {
            "label": {"type": ["string", "null"]},
            "people": _COUNT,
            "total": change,
            "programmes": _object(dict.fromkeys(PROGRAMMES, change)),
            "billed": _object(dict.fromkeys(BILLED, change)),
            "payers": _object(dict.fromkeys(PAYERS, change)),
            "average_benefits": _object(dict.fromkeys(BENEFITS, change)),
            "counts": _object(dict.fromkeys(COUNTS, _COUNT)),
        }
    )


def _comparison() -> dict[str, Any]:
    group = {"$ref": "#/$defs/group"}
    side = {
        "anyOf": [
            {"type": "null"},
            _object(
                {
                    "value": {},
                    **dict.fromkeys(("unit", "article", "source"), _TEXT),
                    "origin": {"enum": ["LAW", "OFFICE", "PROPOSAL"]},
                }
            ),
        ]
    }
    changes = _object(
        {
            "name": _TEXT,
            "reason": _TEXT,
            "before": side,
            "after": side,
            "is_measured": {"type": "boolean"},
        }
    )
    groups = _list({"$ref": "#/$defs/group"})
    by = _object(dict.fromkeys(DIMENSIONS, groups), [])
    return _object(
        {
            "reform": _TEXT,
            "source": _TEXT,
            "month": {"type": "string", "pattern": r"^\d{4}-\d{2}$"},
            "changes": _list(changes),
            "overall": group,
            "by": by,
        }
    )


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1}


def _object(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties) if required is None else required,
        "additionalProperties": False,
    }
