"""How figures are written: rupiah, shares, counts, dates and months.

Money and shares are integers (rupiah, basis points) and stay integers until the last character:
there is no float here. Babel knows the separators of the two languages.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from django.utils.timezone import localtime
from django.utils.translation import get_language

from payung.law import formats

#: Keeps "Rp" and its number, a number and its unit, on one line.
NBSP = "\u00a0"
MINUS = "\u2212"

_UNITS = {
    "id": [(10**12, "triliun"), (10**9, "miliar"), (10**6, "juta")],
    "en": [(10**12, "trillion"), (10**9, "billion"), (10**6, "million")],
}


def language() -> str:
    """The language of the page being written: ``id`` or ``en``."""
    return "en" if (get_language() or "id").startswith("en") else "id"


@lru_cache(maxsize=8192)
def _grouped(value: int, locale: str) -> str:
    return format_decimal(value, format="#,##0", locale=locale)


@lru_cache(maxsize=8192)
def _hundredths(value: int, locale: str) -> str:
    return format_decimal(Decimal(value).scaleb(-2), format="#,##0.00", locale=locale)


def number(value: int) -> str:
    """A count with thousands separated: ``221.000``."""
    return _signed(value, _grouped(abs(int(value)), language()))


def rupiah(amount: int) -> str:
    """Rupiah in full: ``Rp 3.800.000``; a negative amount is ``−Rp 3.800.000``."""
    return _signed(amount, f"Rp{NBSP}{_grouped(abs(int(amount)), language())}")


def rupiah_compact(amount: int) -> str:
    """Rupiah for a headline, half-up to two decimals of its unit: ``Rp 3,80 miliar``.

    Below a million the amount is written in full. The full amount belongs beside it.
    """
    locale, size = language(), abs(int(amount))
    if size < _UNITS[locale][-1][0]:
        return rupiah(amount)
    for unit, name in _UNITS[locale]:
        hundredths = (size * 100 + unit // 2) // unit
        if hundredths >= 100:
            text = f"Rp{NBSP}{_hundredths(hundredths, locale)}{NBSP}{name}"
            break
    return _signed(amount, text)


def percent(basis_points: int) -> str:
    """A share given in basis points: 3925 is ``39,25 %``."""
    text = f"{_hundredths(abs(int(basis_points)), language())}{NBSP}%"
    return _signed(basis_points, text)


def quantity(value: object, unit: str) -> str:
    """A value of an explanation in its unit (``rupiah``, ``ppm``, ``months`` ...).

    Parts per million are written as an exact percentage: 4450 is ``0,445 %``.
    """
    if isinstance(value, int) and not isinstance(value, bool) and unit != "yes_no":
        if unit == "rupiah":
            return rupiah(value)
        if unit == "ppm":
            exact = Decimal(value).scaleb(-4)
            return f"{format_decimal(exact, format='#,##0.####', locale=language())}{NBSP}%"
        return number(value)
    return formats.quantity(value, unit, language())


@lru_cache(maxsize=8192)
def _dated(value: date | datetime, pattern: str, locale: str) -> str:
    return format_date(value, pattern, locale=locale)


def day(value: date | datetime) -> str:
    """A date in words: ``18 Desember 2024``."""
    return _dated(value, "d MMMM y", language())


def short_day(value: date | datetime) -> str:
    """A date for a narrow column: ``18 Des 2024``."""
    return _dated(value, "d MMM y", language()).replace(" ", NBSP)


def month(value: date) -> str:
    """A contribution month: ``November 2024``."""
    return _dated(value, "MMMM y", language())


def short_month(value: date) -> str:
    """A contribution month for a narrow column: ``Nov 2024``."""
    return _dated(value, "MMM y", language()).replace(" ", NBSP)


def moment(value: datetime) -> str:
    """A time stamp in Western Indonesian Time: ``18 Des 2024 14.05 WIB``."""
    pattern = "d MMM y HH:mm" if language() == "en" else "d MMM y HH.mm"
    return format_datetime(localtime(value), pattern, locale=language()) + " WIB"


def _signed(value: int, text: str) -> str:
    return f"{MINUS}{text}" if value < 0 else text
