"""The JSON Schema of the checker's answer (``payung check schema``)."""

from __future__ import annotations

from typing import Any

from payung.monitoring.figure_check.checking import VERSION
from payung.monitoring.figure_check.findings import Code, Sureness
from payung.monitoring.figure_check.records import Role

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_MAYBE_COUNT = {"type": ["integer", "null"], "minimum": 0}


def json_schema() -> dict[str, Any]:
    """The schema of ``payung check figures --json``, version ``VERSION``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Payung figure check",
        "type": "object",
        "additionalProperties": False,
        "required": [
            *("version", "kind", "rows", "characters", "columns", "total", "sureness", "findings"),
        ],
        "properties": {
            "version": {"const": VERSION},
            "kind": {"enum": ["table", "text"]},
            "rows": {**_MAYBE_COUNT, "description": "rows of the table below its header"},
            "characters": {**_MAYBE_COUNT, "description": "characters of the text"},
            "columns": {"type": ["array", "null"], "items": _column()},
            "total": {**_COUNT, "description": "findings in all; the list may be cut off"},
            "sureness": {
                "type": "object",
                "additionalProperties": False,
                "required": [sure.value for sure in Sureness],
                "properties": {sure.value: _COUNT for sure in Sureness},
            },
            "findings": {"type": "array", "items": _finding()},
        },
    }


def _column() -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["heading", "role"],
        "properties": {"heading": _TEXT, "role": {"enum": [*(role.value for role in Role), None]}},
    }


def _finding() -> dict[str, Any]:
    fields = {
        "code": {"enum": [code.value for code in Code]},
        "name_id": _TEXT,
        "name_en": _TEXT,
        "place": _place(),
        "found": {**_TEXT, "description": "the figure as printed"},
        "why_id": _TEXT,
        "why_en": _TEXT,
        "likely": {**_TEXT, "description": "the likely right value, empty where none is known"},
        "sureness": {"enum": [sure.value for sure in Sureness]},
        "because_id": {**_TEXT, "description": "why the checker is so sure"},
        "because_en": _TEXT,
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(fields),
        "properties": fields,
    }


def _place() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "row and column of a table, or start and end (excluded) of a text",
        "additionalProperties": False,
        "required": ["row", "column", "start", "end"],
        "properties": {
            "row": _MAYBE_COUNT,
            "column": _TEXT,
            "start": _MAYBE_COUNT,
            "end": _MAYBE_COUNT,
        },
    }
