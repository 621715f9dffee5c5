"""Reading one parameter file, and refusing what is not sound law data."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import yaml

from payung.law.errors import LawError
from payung.law.parameters.units import TABLE, expectation, is_unit
from payung.law.parameters.values import LAW, Parameter, Row, Scalar, Value

_TABLE_RULES = ("key", "lower_bound", "ranges")
_FILE_KEYS = {
    *("description", "note", "unit", "values", "columns", "renewed_every_months"),
    *_TABLE_RULES,
}
_ENTRY_KEYS = {"from", "to", "value", "article", "source", "confidence"}
_CONFIDENCE = re.compile(r"[HML]/[HML-]")


if TYPE_CHECKING:
    from yaml import SafeLoader
else:  # a process reads some 300 files at its start; the parser in C takes a seventh of the time
    SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(SafeLoader):
    """YAML in which a key written twice is an error, not the last one silently winning."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in seen:
            if seen.count(key) > 1:
                raise yaml.YAMLError(f"kunci {key!r} ditulis dua kali")
        return super().construct_mapping(node, deep)


def refusal(file: Path, entry: str, found: object, expected: str) -> LawError:
    """The error that names the file, the entry, what was found and what was expected."""
    return LawError(
        "parameter_file_invalid",
        f"Berkas {file.name}, {entry}: ditemukan {found!r}, diharapkan {expected}.",
        f"File {file.name}, {entry}: found {found!r}, expected {expected}.",
        file=str(file),
        entry=entry,
        found=repr(found),
        expected=expected,
    )


def read_mapping(file: Path, allowed: set[str], required: set[str]) -> dict[str, Any]:
    """The top mapping of a YAML file with exactly the keys that it may and must have."""
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise refusal(file, "isi berkas", str(error), "YAML yang sah") from error
    if not isinstance(content, dict):
        raise refusal(file, "isi berkas", content, "pasangan kunci dan nilai")
    _check_keys(file, "isi berkas", content, allowed, required)
    return content


def read_parameter(file: Path, name: str) -> Parameter:
    """The parameter of one file. ``LawError`` names file and entry when anything is unsound.

    Refused: unknown keys or units, gaps and overlaps between the periods, a value without
    article, source or confidence, a number that is not an integer, tables whose bounds leave
    gaps, overlap or repeat. A unit with a final ``?`` (``rupiah?``) says that the law sets a
    number which has not been read from its text yet: its value may be ``null``.
    """
    content = read_mapping(file, _FILE_KEYS, {"description", "unit", "values"})
    description = content["description"]
    if not isinstance(description, dict) or not {"id", "en"} <= description.keys():
        raise refusal(file, "description", description, "teks id dan en")
    unit = content["unit"]
    if not isinstance(unit, str) or unit == f"{TABLE}?" or not is_unit(unit):
        raise refusal(file, "unit", unit, "satuan yang dikenal")
    unit = unit.removesuffix("?")
    note = content.get("note") or {}
    return Parameter(
        name=name,
        label_id=str(description["id"]).strip(),
        label_en=str(description["en"]).strip(),
        unit=unit,
        columns=MappingProxyType(_columns(file, unit, content)),
        values=read_values(file, name, content, unit=unit),
        table_rules=MappingProxyType({key: content[key] for key in _TABLE_RULES if key in content}),
        note_id=str(note.get("id", "")).strip(),
        note_en=str(note.get("en", "")).strip(),
    )


def read_values(
    file: Path, name: str, content: Mapping[str, Any], *, unit: str, origin: str = LAW
) -> tuple[Value, ...]:
    """The dated values of a file in order, without gap or overlap."""
    entries = content["values"]
    if not isinstance(entries, list) or not entries:
        raise refusal(file, "values", entries, "daftar nilai yang tidak kosong")
    renewed = content.get("renewed_every_months")
    if renewed is not None and expectation("months", renewed):
        raise refusal(file, "renewed_every_months", renewed, "bilangan bulan")
    values = [
        _value(file, f"nilai ke-{position}", entry, name, unit, content, origin)
        for position, entry in enumerate(entries, start=1)
    ]
    return _without_gaps(file, values, may_have_gaps=origin != LAW)


def _value(
    file: Path,
    entry_name: str,
    entry: object,
    name: str,
    unit: str,
    content: Mapping[str, Any],
    origin: str,
) -> Value:
    if not isinstance(entry, dict):
        raise refusal(file, entry_name, entry, "pasangan kunci dan nilai")
    unread = "value" in entry and entry["value"] is None and _may_be_unread(content)
    required = _ENTRY_KEYS - ({"to", "value"} if unread else {"to"})
    _check_keys(file, entry_name, entry, _ENTRY_KEYS, required)
    for key in ("from", "to"):
        if key in entry and expectation("date", entry[key]):
            raise refusal(file, f"{entry_name}, {key}", entry[key], "tanggal YYYY-MM-DD")
    for key in ("article", "source"):
        if expectation("text", entry[key]):
            raise refusal(file, f"{entry_name}, {key}", entry[key], "teks yang tidak kosong")
    if not _CONFIDENCE.fullmatch(str(entry["confidence"])):
        raise refusal(file, f"{entry_name}, confidence", entry["confidence"], "misalnya H/M")
    return Value(
        name=name,
        unit=unit,
        content=None if unread else _content(file, entry_name, unit, entry["value"], content),
        valid_from=entry["from"],
        valid_to=entry.get("to"),
        article=entry["article"].strip(),
        source=entry["source"].strip(),
        confidence=entry["confidence"],
        origin=origin,
        renewed_every_months=content.get("renewed_every_months"),
    )


def _may_be_unread(content: Mapping[str, Any]) -> bool:
    return str(content.get("unit", "")).endswith("?")


def _without_gaps(file: Path, values: list[Value], *, may_have_gaps: bool) -> tuple[Value, ...]:
    closed: list[Value] = []
    for position, value in enumerate(values, start=1):
        if value.valid_to is not None and value.valid_to < value.valid_from:
            raise refusal(file, f"nilai ke-{position}, to", value.valid_to, "sesudah from")
        if closed:
            before = closed[-1].valid_to
            expected = before + timedelta(days=1) if before else None
            late = expected is not None and value.valid_from > expected
            if expected is None or value.valid_from < expected or (late and not may_have_gaps):
                raise refusal(
                    file,
                    f"nilai ke-{position}, from",
                    str(value.valid_from),
                    f"{expected} (tanpa celah dan tumpang tindih)"
                    if expected
                    else f"`to` pada nilai ke-{position - 1}",
                )
        closed.append(value)
    return tuple(closed)


def _check_keys(
    file: Path, entry: str, found: Mapping[Any, Any], allowed: set[str], required: set[str]
) -> None:
    unknown = [key for key in found if key not in allowed]
    if unknown:
        raise refusal(file, entry, unknown[0], f"salah satu dari {sorted(allowed)}")
    for key in sorted(required):
        if found.get(key) is None:
            raise refusal(file, entry, None, f"kunci {key!r}")


def _columns(file: Path, unit: str, content: Mapping[str, Any]) -> dict[str, str]:
    columns = content.get("columns", {})
    if (unit == TABLE) != bool(columns) or not isinstance(columns, dict):
        raise refusal(file, "columns", columns, "kolom dan satuannya, hanya untuk tabel")
    for column, column_unit in columns.items():
        if not isinstance(column_unit, str) or column_unit == TABLE or not is_unit(column_unit):
            raise refusal(file, f"columns, {column}", column_unit, "satuan yang dikenal")
    return columns


def _content(
    file: Path, entry: str, unit: str, found: Any, content: Mapping[str, Any]
) -> Scalar | tuple[Row, ...]:
    if unit != TABLE:
        expected = expectation(unit, found)
        if expected:
            raise refusal(file, f"{entry}, value", found, expected)
        scalar: Scalar = found
        return scalar
    columns: dict[str, str] = content["columns"]
    if not isinstance(found, list) or not found:
        raise refusal(file, f"{entry}, value", found, "baris tabel")
    for number, row in enumerate(found, start=1):
        where = f"{entry}, baris {number}"
        if not isinstance(row, dict) or row.keys() != columns.keys():
            raise refusal(file, where, row, f"kolom {list(columns)}")
        for column, column_unit in columns.items():
            expected = expectation(column_unit, row[column])
            if expected:
                raise refusal(file, f"{where}, {column}", row[column], expected)
    rows = tuple(MappingProxyType(row) for row in found)
    _check_bounds(file, entry, rows, content)
    return rows


def _check_bounds(
    file: Path, entry: str, rows: tuple[Mapping[str, Any], ...], content: Mapping[str, Any]
) -> None:
    key, lower, ranges = (content.get(name) for name in ("key", "lower_bound", "ranges"))
    for column in [name for name in (key, lower, *(ranges or ())) if name]:
        if column not in content["columns"]:
            raise refusal(file, entry, column, "nama kolom tabel ini")
    if key and len({row[key] for row in rows}) != len(rows):
        raise refusal(file, f"{entry}, {key}", [row[key] for row in rows], "tanpa pengulangan")
    if lower:
        bounds = [row[lower] for row in rows]
        if bounds[0] != 0 or bounds != sorted(set(bounds)):
            raise refusal(file, f"{entry}, {lower}", bounds, "mulai dari 0 dan selalu naik")
    if ranges:
        _check_ranges(file, entry, [(row[ranges[0]], row[ranges[1]]) for row in rows])


def _check_ranges(file: Path, entry: str, ranges: list[tuple[int, int | None]]) -> None:
    expected: int | None = ranges[0][0]
    for number, (first, last) in enumerate(ranges, start=1):
        if first != expected:
            raise refusal(file, f"{entry}, baris {number}", first, f"{expected}, tanpa celah")
        if last is not None and last < first:
            raise refusal(file, f"{entry}, baris {number}", last, f"{first} ke atas")
        expected = None if last is None else last + 1
    if expected is not None:
        raise refusal(file, f"{entry}, baris terakhir", ranges[-1][1], "batas atas kosong")
