"""Printed numbers: their exact value, and how far the truth may be from what is printed.

No float anywhere: a value is an integer or an exact fraction of the base unit (persons, rupiah,
percent). Two integers are never divided with ``/``, which would give a float: ``Fraction(a, b)``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from payung.monitoring.figure_check.findings import Place
from payung.monitoring.figure_check.thresholds import limit
from payung.reference.printed_numbers import SCALES, Style, split_core

Exact = Fraction | int


class Unit(StrEnum):
    """What a number counts."""

    COUNT = "COUNT"
    PERCENT = "PERCENT"
    RUPIAH = "RUPIAH"


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number.

    ``value`` is in the base unit, ``places`` and ``scale`` are how it was printed (``2,6 triliun``
    has one place and scale 10**12), ``mark`` and ``group`` its decimal and thousands marks;
    ``prefix`` and ``suffix`` what is printed around the digits. ``at_least`` is a number given
    as "more than".

    ``step`` is the worth of the last printed digit, or of the last that is not zero where a count
    is rounded; ``low`` and ``high`` bound the truth: a percentage is rounded, other numbers may
    also be cut, and "more than 1 million" is at most 2 million.
    """

    value: Exact
    places: int
    scale: int
    digits: str
    mark: str
    group: str
    unit: Unit
    where: Place
    prefix: str = ""
    suffix: str = ""
    at_least: bool = False
    step: Exact = field(init=False)
    low: Exact = field(init=False)
    high: Exact = field(init=False)

    @property
    def printed(self) -> str:
        """The figure as it stands there, with its currency, size and percent sign."""
        return f"{self.prefix}{self.digits}{self.suffix}"

    def __post_init__(self) -> None:
        step: Exact = 0
        if self.places or self.scale > 1 or self.unit is Unit.PERCENT:
            step = _exact(self.scale, 10**self.places)
        else:
            zeros = trailing_zeros(int(self.value))
            step = 10**zeros if zeros >= limit("rounded_from_zeros") else 0
        slack = Fraction(step, 2) if self.unit is Unit.PERCENT else step
        low, high = self.value - slack, self.value + slack
        if self.at_least:
            low, high = self.value, self.value * 2
        for name, value in (("step", step), ("low", low), ("high", high)):
            object.__setattr__(self, name, value)

    @property
    def is_rounded(self) -> bool:
        """Whether the truth may differ from what is printed by more than a rounding of shares."""
        return self.at_least or (self.unit is not Unit.PERCENT and bool(self.step))

    def like(self, value: Exact) -> str:
        """Another value, written as this number is written, half up to its last place."""
        scaled = Fraction(value * 10**self.places, self.scale)
        units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        sign, units = ("-", -units) if units < 0 else ("", units)
        whole, part = divmod(units, 10**self.places)
        digits = f"{whole:,}".replace(",", self.group) if self.group else str(whole)
        tail = f"{self.mark}{part:0{self.places}d}" if self.places else ""
        return f"{self.prefix}{sign}{digits}{tail}{self.suffix}"

    def with_digits(self, digits: str) -> Number:
        """The same number with other digits (without marks), for trying swapped ones."""
        return replace(self, value=_exact(int(digits) * self.scale, 10**self.places))

    @property
    def bare(self) -> str:
        """The digits without marks: ``1.873.899`` is ``1873899``."""
        return "".join(letter for letter in self.digits if letter.isdigit())


def _exact(numerator: int, denominator: int) -> Exact:
    """The quotient, as an integer where it is one: those are much quicker to reckon with."""
    whole, rest = divmod(numerator, denominator)
    return Fraction(numerator, denominator) if rest else whole


def apart(first: Exact, second: Exact) -> Exact:
    """How far two values are from one another."""
    return first - second if first > second else second - first


def trailing_zeros(whole: int) -> int:
    """How many zeros a whole number ends in; none for zero itself."""
    if not whole:
        return 0
    text = str(abs(whole))
    return len(text) - len(text.rstrip("0"))


def significant_digits(number: Number) -> int:
    """How many digits carry meaning: zeros at both ends are left out."""
    return len(number.bare.strip("0"))


def read(
    core: str,
    *,
    where: Place,
    unit: Unit = Unit.COUNT,
    style: Style = Style.INDONESIAN,
    scale_word: str = "",
    prefix: str = "",
    suffix: str = "",
    scale: int = 1,
    at_least: bool = False,
) -> Number | None:
    """The number whose digits and marks are ``core``; None when it is no number.

    ``scale`` is a size said elsewhere (a heading "juta rupiah"), ``scale_word`` one said beside
    the number; they multiply.
    """
    parts = split_core(core, style)
    if parts is None:
        return None
    digits, places, mark, group = parts
    size = scale * SCALES.get(scale_word.casefold(), 1)
    return Number(
        value=_exact(int(digits) * size, 10**places),
        places=places,
        scale=size,
        digits=core,
        mark=mark,
        group=group or _usual_group(core, mark),
        unit=unit,
        where=where,
        prefix=prefix,
        suffix=suffix,
        at_least=at_least,
    )


def _usual_group(core: str, mark: str) -> str:
    """The thousands mark for a likely value: none where thousands were written without one."""
    whole = core.split(mark)[0]
    if len(whole) > 3:
        return ""
    return "." if mark == "," else ","


def swaps(number: Number) -> list[Number]:
    """The numbers that come of swapping two different neighbouring digits."""
    digits = number.bare
    found = []
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            if swapped[0] != "0" or digits[0] == "0":
                found.append(number.with_digits(swapped))
    return found


def in_words(value: Exact, unit: Unit = Unit.COUNT, places: int = 2) -> tuple[str, str]:
    """A value for a sentence, Indonesian and English: ``1.837.899`` and ``1,837,899``."""
    places = places if unit is Unit.PERCENT else 0
    shifted = value * 10**places
    units = (2 * shifted.numerator + shifted.denominator) // (2 * shifted.denominator)
    sign, units = ("-", -units) if units < 0 else ("", units)
    whole, part = divmod(units, 10**places)
    grouped = f"{whole:,}"
    tail = f"{part:0{places}d}"
    english = sign + grouped + (f".{tail}" if places else "")
    indonesian = sign + grouped.replace(",", ".") + (f",{tail}" if places else "")
    if unit is Unit.RUPIAH:
        return f"Rp {indonesian}", f"Rp {english}"
    if unit is Unit.PERCENT:
        return f"{indonesian} persen", f"{english} percent"
    return indonesian, english
