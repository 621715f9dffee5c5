"""A printed amount beside the cost that the law gives: does it fit, and is its unit right?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from payung.law.formats import rupiah
from payung.reference.printed_numbers import CORE, SCALES, Style, split_core
from payung.sponsorship.errors import BudgetRefused

#: A number that ends in so many zeros is read as rounded to them.
_ROUNDED_FROM_ZEROS = 6
_WORDS = "|".join(sorted((word for word in SCALES), key=len, reverse=True))
_STATED = re.compile(
    rf"(?<![\w.,])(?:rp\.?\s*)?(?P<core>{CORE})(?:,-)?\s*(?P<word>{_WORDS})?\b", re.IGNORECASE
)
_UNITS = {1: "rupiah", 10**3: "ribu", 10**6: "juta", 10**9: "miliar", 10**12: "triliun"}


class Fit(StrEnum):
    """How a printed amount stands to the cost."""

    EXACT = "EXACT"
    ROUNDED = "ROUNDED"  # the cost, cut or rounded at the last printed digit
    WITHIN = "WITHIN"  # between the least and the most that it may cost
    WRONG_UNIT = "WRONG_UNIT"  # another unit or reading of the same digits fits
    DIFFERENT = "DIFFERENT"


@dataclass(frozen=True)
class Stated:
    """A printed amount: rupiah, how far its last digit reaches, and how it was printed."""

    printed: str
    value: int
    step: int
    digits: str
    scale: int


@dataclass(frozen=True)
class Reading:
    """Another reading of the same digits: its rupiah, and the unit in which it would be right."""

    value: int
    unit: str


@dataclass(frozen=True)
class Comparison:
    """A printed amount beside the least and the most that the cover costs, whole rupiah."""

    stated: Stated
    low: int
    high: int
    fit: Fit
    readings: tuple[Reading, ...]

    def message(self, language: str = "id") -> str:
        """The verdict as a sentence."""
        return _sentence(self, language)


def read_stated(text: str, *, unit: int = 1) -> Stated:
    """The amount of a text: ``Rp 71.211.600 juta``, ``4,63 miliar``, ``1008000000``.

    ``unit`` is a size said elsewhere, such as a heading "(juta rupiah)"; both multiply. Raises
    ``BudgetRefused`` for a text without an amount, with several, or with parts of a rupiah.
    """
    found = list(_STATED.finditer(text))
    if len(found) != 1:
        raise _unread(text)
    core, word = found[0]["core"], (found[0]["word"] or "").casefold()
    scale = unit * SCALES.get(word, 1)
    value, step = _value(core, scale, Style.INDONESIAN)
    if value is None:
        raise _unread(text)
    return Stated(found[0][0].strip(), value, step, core, scale)


def compare_amount(text: str, low: int, high: int, *, unit: int = 1) -> Comparison:
    """Compare a printed amount with what the cover costs at least and at most.

    Where it does not fit, other units and the English way of writing the same digits are tried;
    those that fit are its ``readings``, the likeliest first. Raises ``BudgetRefused``.
    """
    stated = read_stated(text, unit=unit)
    fit = _fit(stated.value, stated.step, low, high)
    readings = () if fit else tuple(_readings(stated, low, high))
    return Comparison(
        stated, low, high, fit or (Fit.WRONG_UNIT if readings else Fit.DIFFERENT), readings
    )


def _fit(value: int, step: int, low: int, high: int) -> Fit | None:
    """How the value stands to the bounds; a printed number may have been cut or rounded."""
    if low == high == value:
        return Fit.EXACT
    if low != high and low <= value <= high:
        return Fit.WITHIN
    least, most = value - step // 2, value + max(step - 1, 0)
    return Fit.ROUNDED if step and least <= high and low <= most else None


def _readings(stated: Stated, low: int, high: int) -> list[Reading]:
    found: dict[int, Reading] = {}
    for style in Style:
        for scale, unit in _UNITS.items():
            value, step = _value(stated.digits, scale, style)
            if value is not None and value != stated.value and _fit(value, step, low, high):
                found.setdefault(value, Reading(value, unit))
    middle = (low + high) // 2
    return sorted(found.values(), key=lambda reading: abs(reading.value - middle))


def _value(core: str, scale: int, style: Style) -> tuple[int | None, int]:
    """Rupiah and the worth of the last printed digit; no value when parts of a rupiah remain."""
    parts = split_core(core, style)
    if parts is None:
        return None, 0
    digits, places, _mark, _group = parts
    whole, rest = divmod(int(digits) * scale, 10**places)
    if rest:
        return None, 0
    if places or scale > 1:
        return whole, max(scale // 10**places, 1)
    zeros = len(digits) - len(digits.rstrip("0"))
    return whole, 10**zeros if zeros >= _ROUNDED_FROM_ZEROS else 0


def _sentence(found: Comparison, language: str) -> str:
    money = rupiah(found.stated.value, language)
    cost = rupiah(found.low, language)
    if found.low != found.high:
        cost = f"{cost}–{rupiah(found.high, language)}"
    sentences = _SENTENCES[found.fit]
    text = sentences[language == "en"].format(stated=money, cost=cost)
    if not found.readings:
        return text
    meant = found.readings[0]
    if language == "en":
        return f"{text} {rupiah(meant.value, 'en')} fits: the same digits in {meant.unit}."
    return f"{text} Yang cocok: {rupiah(meant.value)}, angka yang sama dalam {meant.unit}."


_SENTENCES = {
    Fit.EXACT: (
        "{stated} sama dengan hitungan menurut aturan.",
        "{stated} equals what the law gives.",
    ),
    Fit.ROUNDED: (
        "{stated} adalah pembulatan dari {cost}.",
        "{stated} is rounded; the law gives {cost}.",
    ),
    Fit.WITHIN: (
        "{stated} berada di antara yang mungkin: {cost}.",
        "{stated} lies within what is possible: {cost}.",
    ),
    Fit.WRONG_UNIT: (
        "{stated} tidak mungkin; menurut aturan {cost}. Satuannya tampak keliru.",
        "{stated} is impossible; the law gives {cost}. Its unit looks wrong.",
    ),
    Fit.DIFFERENT: (
        "{stated} tidak cocok; menurut aturan {cost}.",
        "{stated} does not fit; the law gives {cost}.",
    ),
}


def _unread(text: str) -> BudgetRefused:
    return BudgetRefused(
        "amount_unread",
        f"Angka {text!r} tidak terbaca; tulis satu jumlah, misalnya Rp659.265.600 atau "
        "4,63 miliar.",
        f"The amount {text!r} cannot be read; write one amount, such as Rp659.265.600 or "
        "4,63 miliar (comma before decimals).",
        found=text,
    )
