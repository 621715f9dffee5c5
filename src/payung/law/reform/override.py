"""An office sets a legal number of its own, or withdraws it: each act is a line of the journal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from payung.law import parameters
from payung.law.inputs import refused
from payung.law.parameters import Parameter, journal
from payung.law.parameters.journal import Act
from payung.law.parameters.overlay import laid_over
from payung.law.parameters.units import TABLE, expectation

_WHOLE = re.compile(r"(?:Rp\s*)?(\d+|\d{1,3}(?:\.\d{3})+)")
_PERCENT = re.compile(r"(\d{1,3})(?:,(\d{1,4}))?\s*%")
_DIGITS_OF_PERCENT = 4
_TRUTH = {"ya": True, "true": True, "tidak": False, "false": False}


@dataclass(frozen=True, kw_only=True)
class Setting:
    """An office's own value as it is asked for. ``value`` as text: see ``read_value``."""

    name: str
    value: str
    valid_from: date
    valid_to: date | None = None
    article: str
    source: str
    confidence: str
    reason: str


def set_value(folder: Path, setting: Setting, *, by: str, at: str) -> tuple[Act, bool]:
    """Write the value into the journal of the folder; from its day it lies over the law.

    Returns the act and whether it is new: the same setting in force already is not repeated.
    ``by`` names the person, ``at`` is the moment in ISO form. ``LawError`` for an unknown
    parameter, a value that does not fit its unit, gaps, a missing article or source; then
    nothing is written.
    """
    acts = journal.read(folder)
    known = _laid_over_so_far(folder)
    parameter = known.parameter(setting.name)
    entry = _entry(setting, read_value(parameter, setting.value))
    content = {"name": setting.name, "reason": setting.reason, "values": [entry]}
    shown = Path(f"nilai kantor {setting.name.replace('/', '.')}")
    laid_over({parameter.name: parameter}, shown, content)
    for act in journal.in_force(acts):
        if act.overlay == content and not _changed_since(act, acts):
            return act, False
    return journal.append(folder, {"act": journal.SET, **content, "by": by, "at": at}), True


def withdraw(folder: Path, number: int, *, reason: str, by: str, at: str) -> Act:
    """Withdraw the act of that number: the law, or the office's earlier value, holds again.

    ``LawError`` when no setting of that number is in force.
    """
    settings = {act.number: act for act in journal.in_force(journal.read(folder))}
    if number not in settings:
        raise refused(
            "number", number, f"salah satu dari {list(settings)}", f"one of {list(settings)}"
        )
    content = {
        "act": journal.WITHDRAW,
        "name": settings[number].name,
        "withdraws": number,
        "reason": reason,
        "by": by,
        "at": at,
    }
    return journal.append(folder, content)


def read_value(parameter: Parameter, text: str) -> Any:
    """The value of a parameter out of text, in its unit.

    Rupiah and counts ``11.600.000``, rates ``37000`` (parts per million) or ``3,7%``, ``ya`` or
    ``tidak``, days ``2026-03-01``, codes as they are, tables as YAML or as ``@file.yaml``.
    ``LawError`` says what was expected.
    """
    if parameter.unit == TABLE:
        return _table(text)
    found = _scalar(parameter.unit, text.strip())
    expected = expectation(parameter.unit, found)
    if expected:
        raise refused("--value", text, f"{expected} ({parameter.unit})", parameter.unit)
    return found


def _laid_over_so_far(folder: Path) -> parameters.Parameters:
    return parameters.load(folder) if folder.is_dir() else parameters.load()


def _changed_since(act: Act, acts: list[Act]) -> bool:
    """Whether a later act in force speaks of the same parameter."""
    return any(
        later.number > act.number and later.name == act.name for later in journal.in_force(acts)
    )


def _entry(setting: Setting, value: Any) -> dict[str, Any]:
    entry: dict[str, Any] = {"from": setting.valid_from}
    if setting.valid_to is not None:
        entry["to"] = setting.valid_to
    return {
        **entry,
        "value": value,
        "article": setting.article,
        "source": setting.source,
        "confidence": setting.confidence,
    }


def _scalar(unit: str, text: str) -> object:
    share = _PERCENT.fullmatch(text) if unit == "ppm" else None
    if share:
        return int(share[1] + (share[2] or "").ljust(_DIGITS_OF_PERCENT, "0"))
    if unit == "yes_no":
        return _TRUTH.get(text.lower(), text)
    if unit == "date":
        return _day(text)
    if unit in ("code", "text"):
        return text
    whole = _WHOLE.fullmatch(text)
    return int(whole[1].replace(".", "")) if whole else text


def _day(text: str) -> object:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _table(text: str) -> Any:
    expected = ("tabel YAML, atau @berkas.yaml", "a YAML table, or @file.yaml")
    try:
        whole = Path(text[1:]).read_text(encoding="utf-8") if text.startswith("@") else text
        found = yaml.safe_load(whole)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise refused("--value", text, *expected) from error
    if not isinstance(found, list) or not all(isinstance(row, Mapping) for row in found):
        raise refused("--value", text, *expected)
    return found
