"""Codes of accounts and activities: one code however it is written, and the nearest known ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from payung.registry.models import Programme
from payung.sponsorship.errors import BudgetRefused
from payung.sponsorship.models import AccountCode, CodeKind

#: Digits of each segment as the nomenclature prints them; both kinds have six segments.
WIDTHS = {CodeKind.ACCOUNT: (1, 1, 2, 2, 2, 4), CodeKind.ACTIVITY: (1, 2, 2, 1, 2, 4)}
#: The accounts of contributions for staff who are no civil servants, one for each programme.
PROGRAMME_ACCOUNTS = {
    Programme.JKK: "5.1.2.2.2.6",
    Programme.JKM: "5.1.2.2.2.7",
    Programme.JHT: "5.1.2.2.2.10",
}
_BLANKS = re.compile(r"\s+")
_DOTTED = re.compile(r"\d{1,6}(?:[.\-/]\d{1,6})+")
_NEAR = 3


@dataclass(frozen=True)
class NearCode:
    """A known code near to one that is not known."""

    code: str
    printed: str
    name: str


def normalised(text: str, kind: str) -> str:
    """The code by its segments without padding: ``5.1.02.02.02.0006`` is ``5.1.2.2.2.6``.

    Digits without dots are cut by the widths of the nomenclature (``510202020006``). A code of
    fewer segments is a heading and keeps them. Raises ``BudgetRefused`` for anything else.
    """
    written = _BLANKS.sub("", text)
    if _DOTTED.fullmatch(written):
        segments = re.split(r"[.\-/]", written)
    elif written.isascii() and written.isdigit():
        segments = _cut(written, WIDTHS[CodeKind(kind)])
    else:
        segments = []
    if not segments or len(segments) > len(WIDTHS[CodeKind(kind)]) or segments[0].strip("0") == "":
        raise _not_a_code(text, kind)
    return ".".join(str(int(segment)) for segment in segments)


def printed(code: str, kind: str) -> str:
    """A normalised code as the nomenclature prints it, with its zeros."""
    widths = WIDTHS[CodeKind(kind)]
    segments = code.split(".")
    padded = (
        segment.zfill(width)
        for segment, width in zip(segments, widths[: len(segments)], strict=True)
    )
    return ".".join(padded)


def is_whole(code: str, kind: str) -> bool:
    """Whether a normalised code goes down to the last segment, and is no heading."""
    return len(code.split(".")) == len(WIDTHS[CodeKind(kind)])


def nearest(code: str, kind: str, known: Iterable[AccountCode]) -> list[NearCode]:
    """The known codes nearest to a normalised one: most equal leading segments, then digits.

    Of equally near ones, those with the same digits in another order come first: digits are
    swapped more often than mistaken.
    """
    asked = code.split(".")
    shown = printed(code, kind)

    def apart(item: AccountCode) -> tuple[int, int, bool, str]:
        segments = item.code.split(".")
        same = 0
        for first, second in zip(asked, segments, strict=False):
            if first != second:
                break
            same += 1
        other = printed(item.code, kind)
        return -same, OSA.distance(shown, other), sorted(shown) != sorted(other), item.code

    ranked = sorted((item for item in known if item.kind == kind), key=apart)
    return [NearCode(item.code, item.printed, item.name) for item in ranked[:_NEAR]]


def _cut(digits: str, widths: tuple[int, ...]) -> list[str]:
    """The segments of an undotted code that fills whole segments; none when it does not."""
    segments, at = [], 0
    for width in widths:
        if at == len(digits):
            break
        segments.append(digits[at : at + width])
        at += width
    return segments if at == len(digits) else []


def _not_a_code(text: str, kind: str) -> BudgetRefused:
    example = {
        CodeKind.ACCOUNT: "5.1.02.02.02.0006 atau 510202020006",
        CodeKind.ACTIVITY: "2.07.05.2.01.0003 atau 207052010003",
    }[CodeKind(kind)]
    return BudgetRefused(
        "not_a_code",
        f"Kode {text!r} tidak terbaca; tulis seperti {example}.",
        f"Code {text!r} cannot be read; write it like {example.replace('atau', 'or')}.",
        found=text,
    )
