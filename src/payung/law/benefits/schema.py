"""The JSON Schema of facts and answers, made from the records that read them."""

from __future__ import annotations

import typing
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from payung.law.benefits import checks, heirs, jht, jkk, jkp, jp, pmi, scholarship
from payung.law.benefits.benefit import MONTHLY, ONCE, PAYERS, YEARLY
from payung.law.benefits.doors import DOORS
from payung.law.benefits.reading import PPM_FIELDS, hints, is_required, optional_of
from payung.law.jkk import partial_disability
from payung.law.parameters import in_use
from payung.law.schema import json_schema as contribution_schema

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _column(name: str, column: str) -> tuple[str, ...]:
    rows = in_use().parameter(name).values[-1].rows
    return tuple(dict.fromkeys(str(row[column]) for row in rows))


def _codes() -> dict[tuple[str, str], tuple[str, ...]]:
    losses = [code for name in partial_disability.TABLES for code in _column(name, "loss")]
    return {
        ("WorkAccident", "segment"): checks.SEGMENTS,
        ("WorkAccident", "cause"): jkk.CAUSES,
        ("Loss", "loss"): tuple(losses),
        ("Trip", "mode"): _column("jkk/transport_caps", "mode"),
        ("Death", "segment"): checks.SEGMENTS,
        ("Child", "level"): (scholarship.NOT_YET, *scholarship.LEVELS),
        ("Child", "starts_at"): scholarship.LEVELS,
        ("Heir", "relation"): _column(heirs.ORDERS["JKM"], "relation"),
        ("SavingsClaim", "event"): jht.EVENTS,
        ("SavingsClaim", "purpose"): jht.PURPOSES,
        ("PensionClaim", "kind"): jp.KINDS,
        ("Survivor", "relation"): jp.RELATIONS,
        ("JobLoss", "reason"): jkp.REASONS,
        ("MigrantEvent", "event"): tuple(pmi.EVENTS),
    }


def json_schema() -> dict[str, Any]:
    """One schema: ``<programme>_facts`` for each door, ``benefit`` for every answer."""
    return {
        "$schema": _DIALECT,
        "title": "payung law benefit",
        "$defs": {
            **{f"{name}_facts": _record(door.facts, _codes()) for name, door in DOORS.items()},
            "benefit": _benefit(),
            "explanation": contribution_schema()["$defs"]["explanation"],
        },
    }


def _record(record: type, codes: dict[tuple[str, str], tuple[str, ...]]) -> dict[str, Any]:
    return {
        "type": "object",
        "description": (record.__doc__ or "").strip(),
        "additionalProperties": False,
        "required": [field.name for field in fields(record) if is_required(field)],
        "properties": {
            field.name: _field(record, field.name, hints(record)[field.name], codes)
            for field in fields(record)
        },
    }


def _field(
    record: type, name: str, hint: Any, codes: dict[tuple[str, str], tuple[str, ...]]
) -> dict[str, Any]:
    kind = optional_of(hint)
    if typing.get_origin(kind) is tuple:
        return {"type": "array", "items": _field(record, name, typing.get_args(kind)[0], codes)}
    if is_dataclass(kind) and isinstance(kind, type):
        return _record(kind, codes)
    if kind is date:
        return {"type": "string", "format": "date"}
    if kind is bool:
        return {"type": "boolean"}
    if kind is int:
        return _number(name)
    known = codes.get((record.__name__, name))
    return {"enum": list(known)} if known else {"type": "string", "minLength": 1}


def _number(name: str) -> dict[str, Any]:
    number = {"type": "integer", "minimum": 0}
    if name not in PPM_FIELDS:
        return number
    return {"anyOf": [number, {"type": "string", "pattern": "%$"}]}


def _benefit() -> dict[str, Any]:
    amount = {"type": "integer", "minimum": 0}
    text, day = {"type": "string"}, {"type": ["string", "null"]}
    item = {
        **dict.fromkeys(("code", "label_id", "label_en"), text),
        **dict.fromkeys(("amount", "times", "total"), amount),
        "payer": {"enum": list(PAYERS)},
        "rhythm": {"enum": [ONCE, MONTHLY, YEARLY]},
    }
    scholarship_year = {**dict.fromkeys(("child", "on", "level"), text), "amount": amount}
    properties = {
        "programme": text,
        "event_on": text,
        "is_payable": {"type": "boolean"},
        **dict.fromkeys(("total", "once", "tax", "net"), amount),
        "by_payer": _closed(dict.fromkeys(PAYERS, amount)),
        "items": {"type": "array", "items": _closed(item)},
        "refusals": {
            "type": "array",
            "items": _closed(dict.fromkeys(("code", "message_id", "message_en"), text)),
        },
        "documents": {"type": "array", "items": text},
        "claim_until": day,
        "payable_from": day,
        "scholarships": {"type": "array", "items": _closed(scholarship_year)},
        "heirs": {"type": ["object", "null"]},
        "explanation": {"$ref": "#/$defs/explanation"},
    }
    return _closed(properties)


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }
