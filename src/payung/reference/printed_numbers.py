"""Numbers as they are printed: marks, words of size, Indonesian and English style."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Style(StrEnum):
    """Which mark stands between thousands: the dot (Indonesian) or the comma (English)."""

    INDONESIAN = "ID"
    ENGLISH = "EN"


#: Words of size. ``crore`` and ``lakh`` are units of another country and are reported.
SCALES: dict[str, int] = {
    "ribu": 10**3,
    "rb": 10**3,
    "thousand": 10**3,
    "juta": 10**6,
    "jt": 10**6,
    "million": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "billion": 10**9,
    "triliun": 10**12,
    "trilyun": 10**12,
    "trillion": 10**12,
    "lakh": 10**5,
    "crore": 10**9,  # rewritten from miliar: the amounts of such texts fit no other reading
}
FOREIGN_SCALES = frozenset({"lakh", "crore"})

#: The digits of a number with its marks; sizes, currencies and percent signs stand outside.
CORE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_CORE = re.compile(rf"(?:{CORE})")
_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@lru_cache(maxsize=65536)
def split_core(core: str, style: Style) -> tuple[str, int, str, str] | None:
    """Digits without marks, decimal places, decimal mark and thousands mark of a bare number.

    ``1.234`` is 1234 in Indonesian and 1.234 in English style; with two dots, two commas or both
    marks there is but one reading, which is taken in either style. None: no number.
    """
    if not _CORE.fullmatch(core):
        return None
    dots, commas = core.count("."), core.count(",")
    if dots and commas:
        mark = "," if core.rfind(",") > core.rfind(".") else "."
    elif dots + commas == 0:
        return core, 0, "," if style is Style.INDONESIAN else ".", ""
    elif dots > 1 or (dots == 1 and _DOTS.fullmatch(core) and style is Style.INDONESIAN):
        mark = ","  # the dots group
    elif commas > 1 or (commas == 1 and _COMMAS.fullmatch(core) and style is Style.ENGLISH):
        mark = "."  # the commas group
    else:
        mark = "." if dots else ","
    whole, _, part = core.partition(mark)
    group = "." if mark == "," else ","
    return whole.replace(group, "") + part, len(part), mark, group if group in whole else ""
