"""What the data of a letter is made of: plain JSON values, checked before a letter is drafted.

Amounts are integer rupiah, days are ISO dates, months are ``2024-11``. Templates write them out;
whoever drafts a letter never formats.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

_MONTH = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])")
#: The longest text and the longest list that a letter takes.
LONGEST_TEXT = 4_000
MOST_ROWS = 2_000
#: The most people that a decree names (23,000 in one of the largest programmes of a region).
MOST_PEOPLE = 50_000
#: No debt is larger; a larger number is an error in the data.
LARGEST_AMOUNT = 10**15


@dataclass(frozen=True)
class Field:
    """One value of a letter's data: its key, its shape, and what it means (Indonesian)."""

    name: str
    shape: str  # text, texts, day, month, rupiah, count, rate, choice, rows
    meaning: str
    optional: bool = False
    columns: tuple[Field, ...] = ()
    choices: tuple[str, ...] = ()
    most: int = MOST_ROWS


@dataclass(frozen=True)
class Sums:
    """A total that the data must bear out: the parts added, less what is taken off."""

    total: str
    parts: tuple[str, ...]
    less: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Problem:
    """What is wrong with one value: where (``months[3].principal``), in both languages."""

    where: str
    found_id: str
    found_en: str


def text(name: str, meaning: str, *, optional: bool = False) -> Field:
    """A text; line breaks begin new paragraphs."""
    return Field(name, "text", meaning, optional)


def texts(name: str, meaning: str, *, optional: bool = False) -> Field:
    """A list of texts, printed as a numbered or lettered list."""
    return Field(name, "texts", meaning, optional)


def day(name: str, meaning: str, *, optional: bool = False) -> Field:
    """A day as ``2024-12-18``."""
    return Field(name, "day", meaning, optional)


def month(name: str, meaning: str, *, optional: bool = False) -> Field:
    """A contribution month as ``2024-11``."""
    return Field(name, "month", meaning, optional)


def rupiah(name: str, meaning: str, *, optional: bool = False) -> Field:
    """A whole number of rupiah, not negative."""
    return Field(name, "rupiah", meaning, optional)


def count(name: str, meaning: str, *, optional: bool = False) -> Field:
    """A whole number, not negative."""
    return Field(name, "count", meaning, optional)


def rate(name: str, meaning: str) -> Field:
    """A rate in parts per million: 1000 is printed ``0,1%``."""
    return Field(name, "rate", meaning)


def choice(name: str, meaning: str, *choices: str, optional: bool = False) -> Field:
    """One of some codes."""
    return Field(name, "choice", meaning, optional, choices=choices)


def rows(
    name: str, meaning: str, *columns: Field, optional: bool = False, most: int = MOST_ROWS
) -> Field:
    """A list of objects with these columns, ``most`` at the most."""
    return Field(name, "rows", meaning, optional, columns=columns, most=most)


def problems_of(
    fields: tuple[Field, ...], sums: tuple[Sums, ...], data: Mapping[str, object]
) -> list[Problem]:
    """Everything that is wrong with a letter's data: missing, unknown, misshapen, not adding up."""
    found = _object_problems(fields, data, "")
    return found or [problem for rule in sums for problem in _sum_problems(rule, data)]


def _object_problems(
    fields: tuple[Field, ...], data: Mapping[str, object], path: str
) -> list[Problem]:
    known = {one.name for one in fields}
    found = [
        Problem(f"{path}{name}", "tidak dikenal pada jenis surat ini", "not known to this kind")
        for name in data
        if name not in known
    ]
    for one in fields:
        where, value = f"{path}{one.name}", data.get(one.name)
        if value is None or value == "" or (value == [] and not one.optional):
            if not one.optional:
                found.append(
                    Problem(where, f"belum diisi ({one.meaning})", "is missing or left empty")
                )
        else:
            found += _SHAPES[one.shape](one, value, where)
    return found


def _text_problems(one: Field, value: object, where: str) -> list[Problem]:
    if not isinstance(value, str):
        return [_misshapen(where, value, "teks", "a text")]
    if len(value) > LONGEST_TEXT or not value.strip() or "\x00" in value:
        return [
            _misshapen(
                where,
                value,
                f"teks 1 sampai {LONGEST_TEXT} huruf",
                f"a text of 1 to {LONGEST_TEXT} letters",
            )
        ]
    return []


def _texts_problems(one: Field, value: object, where: str) -> list[Problem]:
    if not isinstance(value, list | tuple) or len(value) > MOST_ROWS:
        return [_misshapen(where, value, "daftar teks", "a list of texts")]
    return [
        problem
        for index, item in enumerate(value)
        for problem in _text_problems(one, item, f"{where}[{index}]")
    ]


def _day_problems(one: Field, value: object, where: str) -> list[Problem]:
    expected = _misshapen(where, value, "tanggal seperti 2024-12-18", "a day as 2024-12-18")
    if not isinstance(value, str) or len(value) != len("2024-12-18"):
        return [expected]
    try:
        date.fromisoformat(value)
    except ValueError:
        return [expected]
    return []


def _month_problems(one: Field, value: object, where: str) -> list[Problem]:
    if isinstance(value, str) and _MONTH.fullmatch(value):
        return []
    return [_misshapen(where, value, "bulan seperti 2024-11", "a month as 2024-11")]


def _number_problems(one: Field, value: object, where: str) -> list[Problem]:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if whole and 0 <= value <= LARGEST_AMOUNT:  # type: ignore[operator]
        return []
    return [_misshapen(where, value, "bilangan bulat tidak negatif", "a whole number from 0")]


def _choice_problems(one: Field, value: object, where: str) -> list[Problem]:
    if value in one.choices:
        return []
    listed = ", ".join(one.choices)
    return [_misshapen(where, value, f"salah satu dari {listed}", f"one of {listed}")]


def _rows_problems(one: Field, value: object, where: str) -> list[Problem]:
    if not isinstance(value, list | tuple) or len(value) > one.most:
        return [_misshapen(where, value, f"daftar paling banyak {one.most} baris", "a list")]
    found: list[Problem] = []
    for index, row in enumerate(value):
        place = f"{where}[{index}]"
        if isinstance(row, Mapping):
            found += _object_problems(one.columns, row, f"{place}.")
        else:
            found.append(_misshapen(place, row, "objek dengan kolom", "an object"))
    return found


_SHAPES: dict[str, Callable[[Field, object, str], list[Problem]]] = {
    "text": _text_problems,
    "texts": _texts_problems,
    "day": _day_problems,
    "month": _month_problems,
    "rupiah": _number_problems,
    "count": _number_problems,
    "rate": _number_problems,
    "choice": _choice_problems,
    "rows": _rows_problems,
}


def _misshapen(where: str, value: object, expected_id: str, expected_en: str) -> Problem:
    shown = repr(value)[:60]
    return Problem(
        where,
        f"berisi {shown}, seharusnya {expected_id}",
        f"holds {shown}, expected is {expected_en}",
    )


def _sum_problems(rule: Sums, data: Mapping[str, object]) -> list[Problem]:
    """``months.principal`` among the parts is the sum of that column; absent values are zero.

    A rule is silent where the data gives neither the total nor any part, or no row to add.
    """
    named = (rule.total, *rule.parts, *rule.less)
    if not any(data.get(name.partition(".")[0]) for name in named):
        return []
    if any("." in name and not data.get(name.partition(".")[0]) for name in rule.parts):
        return []
    stated = _amount(rule.total, data)
    parts = sum(_amount(name, data) for name in rule.parts)
    parts -= sum(_amount(name, data) for name in rule.less)
    if stated == parts:
        return []
    listed = " + ".join(rule.parts) + "".join(f" - {name}" for name in rule.less)
    return [
        Problem(
            rule.total,
            f"berisi {stated}, sedangkan {listed} = {parts}",
            f"holds {stated}, but {listed} = {parts}",
        )
    ]


def _amount(name: str, data: Mapping[str, object]) -> int:
    key, _, column = name.partition(".")
    value = data.get(key)
    if not column:
        return value if isinstance(value, int) else 0
    listed = value if isinstance(value, list | tuple) else ()
    return sum(int(row.get(column) or 0) for row in listed)
