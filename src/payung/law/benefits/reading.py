"""Facts as plain data (JSON, or words of a command line) into records of facts, and back."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from payung.law.arithmetic import PARTS_PER_MILLION
from payung.law.errors import LawError
from payung.law.inputs import refused as refused_field

PPM_FIELDS = (
    *("function_lost", "assessed", "training_attendance", "rate"),
    *("better_eye", "other_eye"),
)
"""Whole-number fields in parts per million, which may also be written as a percentage."""

_TRUE, _FALSE = {"true", "ya", "yes", "1"}, {"false", "tidak", "no", "0"}
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+", re.ASCII)
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*%", re.ASCII)


def refused(path: str, found: Any, expected_id: str, expected_en: str) -> LawError:
    """The refusal of one input by its path; the code names the field alone and stays stable."""
    error = refused_field(path, found, expected_id, expected_en)
    field = path.rsplit(".", 1)[-1].split("[")[0]
    return LawError(f"{field}_invalid", error.message_id, error.message_en, **error.parameters)


@cache
def hints(record: type) -> dict[str, Any]:
    """The types of a record's fields."""
    return typing.get_type_hints(record)


def is_required(field: Field[Any]) -> bool:
    """Whether a record cannot be made without this field."""
    return field.default is MISSING and field.default_factory is MISSING


def optional_of(hint: Any) -> Any:
    """The type behind ``X | None``, else the type itself."""
    if isinstance(hint, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint


def read(record: type, found: Any, path: str = "") -> Any:
    """A record of facts out of plain data.

    Days are ``YYYY-MM-DD``, whole numbers may be grouped (``5.000.000``), parts per million may
    be percentages (``62,5%``). ``LawError`` names the field with its path, what was found and
    what was expected; fields that do not exist are refused.
    """
    if not isinstance(found, Mapping):
        raise refused(path or "facts", found, "pasangan nama dan nilai", "names with values")
    given = _given(record, found, path)
    values = {
        name: _value(hints(record)[name], value, f"{path}.{name}" if path else name)
        for name, value in given.items()
    }
    try:
        return record(**values)
    except LawError as error:
        if not path:
            raise
        raise LawError(
            error.code,
            f"{path}: {error.message_id}",
            f"{path}: {error.message_en}",
            **{**error.parameters, "path": path},
        ) from error


def _given(record: type, found: Mapping[str, Any], path: str) -> dict[str, Any]:
    """What was given, after refusing unknown and missing fields; empty counts as not given."""
    known = {field.name: field for field in fields(record)}
    for name in found:
        if name not in known:
            where = f"{path}.{name}" if path else str(name)
            raise LawError(
                "field_unknown",
                f"Kolom {where!r} tidak dikenal, diharapkan salah satu dari {sorted(known)}.",
                f"Field {where!r} is unknown, expected one of {sorted(known)}.",
                field=where,
                expected=sorted(known),
            )
    given = {name: value for name, value in found.items() if value is not None and value != ""}
    for name, field in known.items():
        if is_required(field) and name not in given:
            where = f"{path}.{name}" if path else name
            raise refused(where, None, "nilai yang wajib diisi", "a value, it is required")
    return given


def plain(value: Any) -> Any:
    """A record of facts as plain data; fields with their default value are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(getattr(value, field.name))
            for field in fields(value)
            if is_required(field) or getattr(value, field.name) != field.default
        }
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _value(hint: Any, found: Any, path: str) -> Any:
    kind = optional_of(hint)
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)[0]
        if not isinstance(found, list | tuple):
            raise refused(path, found, "daftar [...]", "a list [...]")
        return tuple(
            _value(inner, item, f"{path}[{number}]") for number, item in enumerate(found, start=1)
        )
    if isinstance(kind, type) and is_dataclass(kind):
        return read(kind, found, path)
    return _READERS[kind](found, path)


def _integer(found: Any, path: str) -> int:
    if isinstance(found, int) and not isinstance(found, bool):
        return found
    text = found.strip() if isinstance(found, str) else ""
    if re.fullmatch(r"-?\d+", text, re.ASCII):
        return int(text)
    if _GROUPED.fullmatch(text):
        return int(text.replace(".", ""))
    percent = _PERCENT.fullmatch(text)
    if percent and path.rsplit(".", 1)[-1] in PPM_FIELDS:
        return int(Fraction(percent[1].replace(",", ".")) * Fraction(PARTS_PER_MILLION, 100))
    raise refused(path, found, "bilangan bulat", "a whole number")


def _flag(found: Any, path: str) -> bool:
    if isinstance(found, bool):
        return found
    text = str(found).strip().lower()
    if text in _TRUE | _FALSE:
        return text in _TRUE
    raise refused(path, found, "ya atau tidak", "yes or no")


def _day(found: Any, path: str) -> date:
    text = str(found).strip()
    if type(found) is date:
        return found
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise refused(path, found, "tanggal YYYY-MM-DD", "a date YYYY-MM-DD") from None


def _text(found: Any, path: str) -> str:
    if isinstance(found, str) and found.strip():
        return found.strip()
    raise refused(path, found, "teks", "text")


_READERS: dict[Any, Any] = {int: _integer, bool: _flag, date: _day, str: _text}
