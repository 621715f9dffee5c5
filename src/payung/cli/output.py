"""How the command line speaks: sentences, tables, and JSON with exact integers."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from typing import Any

from rich.console import Console

from payung.errors import PayungError

console = Console()
complaints = Console(stderr=True)


LANGUAGES = ("id", "en")
_chosen: str | None = None


def choose_language(chosen: str | None) -> None:
    """Speak the language of an option ``--language``; ``None`` leaves it to ``PAYUNG_LANG``."""
    global _chosen
    _chosen = chosen


def language() -> str:
    """The language of the command line: Indonesian, unless an option or ``PAYUNG_LANG`` says en."""
    return "en" if (_chosen or os.environ.get("PAYUNG_LANG")) == "en" else "id"


def words(indonesian: str, english: str) -> str:
    """The sentence in the language of the command line."""
    return english if language() == "en" else indonesian


def refuse(error: PayungError) -> None:
    """Write a refusal to standard error."""
    word = "Refused" if language() == "en" else "Ditolak"
    complaints.print(f"[bold red]{word}:[/] ", end="")
    complaints.print(error.message(language()), markup=False, highlight=False)


def write_json(value: Any) -> None:
    """Write a value as JSON; dates in ISO form, money as integers."""
    print(json.dumps(value, default=_plain, ensure_ascii=False, indent=2))  # noqa: T201


def share(basis_points: int) -> str:
    """Hundredths of a percent with two decimals: 3925 is ``39,25 %`` (``39.25 %``)."""
    sign = "-" if basis_points < 0 else ""
    whole, part = divmod(abs(basis_points), 100)
    point = "." if language() == "en" else ","
    return f"{sign}{whole}{point}{part:02d} %"


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
