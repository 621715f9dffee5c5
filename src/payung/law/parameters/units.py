"""The units of legal numbers, and what a value in each may look like."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

TABLE = "table"


def _integer(least: int, most: int | None) -> Callable[[object], str | None]:
    expected = (
        f"bilangan bulat {least} ke atas" if most is None else f"bilangan {least} s.d. {most}"
    )

    def check(found: object) -> str | None:
        if isinstance(found, bool) or not isinstance(found, int):
            return expected
        return None if found >= least and (most is None or found <= most) else expected

    return check


def _truth(found: object) -> str | None:
    return None if isinstance(found, bool) else "true atau false"


def _date(found: object) -> str | None:
    return None if type(found) is date else "tanggal YYYY-MM-DD"


def _code(found: object) -> str | None:
    matches = isinstance(found, str) and re.fullmatch(r"[A-Z][A-Z0-9_]*", found)
    return None if matches else "kode HURUF_BESAR"


def _text(found: object) -> str | None:
    return None if isinstance(found, str) and found.strip() else "teks"


CHECKS: dict[str, Callable[[object], str | None]] = {
    "ppm": _integer(0, 1_000_000),
    "rupiah": _integer(0, None),
    "months": _integer(0, None),
    "days": _integer(0, None),
    "hours": _integer(0, None),
    "working_days": _integer(0, None),
    "day_of_month": _integer(1, 31),
    "persons": _integer(0, None),
    "age_years": _integer(0, 150),
    "count": _integer(0, None),
    "yes_no": _truth,
    "date": _date,
    "code": _code,
    "text": _text,
}
"""Unit name to a check that returns ``None`` or a description of what was expected."""


def is_unit(name: str) -> bool:
    """Whether the name is a known unit of a parameter or, with a final ``?``, of a column."""
    return name == TABLE or name.removesuffix("?") in CHECKS


def expectation(unit: str, found: object) -> str | None:
    """``None`` when the value fits the unit, else what was expected (in Indonesian)."""
    if unit.endswith("?") and found is None:
        return None
    return CHECKS[unit.removesuffix("?")](found)
