"""What one cell of a table says: its number, with currency, size and percent sign."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from payung.monitoring.figure_check.columns import Column
from payung.monitoring.figure_check.findings import Place
from payung.monitoring.figure_check.numbers import Number, Unit, read
from payung.monitoring.figure_check.records import Role
from payung.reference.printed_numbers import CORE, SCALES, Style

_CELL = re.compile(
    rf"(?P<prefix>(?:(?P<currency>rp\.?|idr|rs\.?|usd|us\$|₹)\s*)?)(?P<sign>[-(−]?)\s*"
    rf"(?P<core>{CORE})(?P<suffix>\s*(?P<size>{'|'.join(SCALES)})?\b\s*"
    r"(?P<percent>%|persen|percent)?)\s*(?P<noun>orang|jiwa|pekerja|peserta|kasus|klaim|,-)?\)?",
    re.IGNORECASE,
)
#: What stands in a cell that says nothing.
EMPTY = frozenset({"", "-", "–", "—", "n/a", "na", "tidak ada", "belum ada", "..."})
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}|\d,\d{3}\.\d|(?<![\d.])\d+\.(?:\d{1,2}|\d{4,})$")
_INDONESIAN = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d\.\d{3},\d|(?<![\d,])\d+,(?:\d{1,2}|\d{4,})$")
RUPIAH_ROLES = frozenset({Role.AMOUNT, Role.WAGE})
PERCENT_ROLES = frozenset({Role.PERCENT, Role.TARGET, Role.TARGET_SHARE})
COUNT_ROLES = frozenset(
    {
        *(Role.NUMERATOR, Role.DENOMINATOR, Role.GAP, Role.GAP_TO_TARGET, Role.UNPROTECTED),
        *(Role.POPULATION, Role.PART, Role.TOTAL, Role.CASES, Role.FIRMS, Role.WORKERS),
        Role.RANK,
    }
)
NUMBER_ROLES = RUPIAH_ROLES | PERCENT_ROLES | COUNT_ROLES


def style_of(cells: Iterable[str]) -> Style:
    """The style of a file's numbers, by the cells that leave no doubt; Indonesian where none."""
    english = indonesian = 0
    for cell in cells:
        text = cell.strip(" %RrPp")
        english += bool(_ENGLISH.search(text))
        indonesian += bool(_INDONESIAN.search(text))
    return Style.ENGLISH if english > indonesian else Style.INDONESIAN


def read_cell(text: str, column: Column, row: int, style: Style) -> tuple[Number | None, str, str]:
    """The number of a cell, and the currency and size word beside it (lower case).

    The number is None for a cell that is no number.
    """
    found = _CELL.fullmatch(text.strip())
    if not found:
        return None, "", ""
    currency = (found["currency"] or "").casefold().rstrip(".")
    size = (found["size"] or "").casefold()
    role = column.role
    unit = Unit.COUNT
    if role in PERCENT_ROLES or found["percent"]:
        unit = Unit.PERCENT
    elif role in RUPIAH_ROLES or currency:
        unit = Unit.RUPIAH
    number = read(
        found["core"],
        where=Place(row=row, column=column.heading),
        unit=unit,
        style=style,
        scale_word=size,
        scale=1 if unit is Unit.PERCENT else column.scale,
        prefix=found["prefix"],
        suffix=found["suffix"].rstrip(),
    )
    if number and found["sign"]:
        number = replace(number, value=-number.value)
    return number, currency, size
