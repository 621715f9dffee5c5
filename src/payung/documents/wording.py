"""How a letter writes amounts, days, months and lists: Indonesian, whatever the reader's language.

``written`` turns the plain data of a letter into what its template prints.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from babel.dates import format_date
from num2words import num2words

from payung.documents.fields import Field

_THOUSANDS = str.maketrans(",", ".")
#: A word that is longer than any real one, and after how many letters it may then be broken.
_LONG_WORD = re.compile(r"\S{36,}")
_PIECE = re.compile(r"\S{12}(?=\S)")
#: num2words writes "dua juta satu ribu"; a single thousand is "seribu" wherever it stands.
_ONE_THOUSAND = re.compile(r"\b(juta|miliar|triliun|kuadriliun) satu ribu\b")
#: Parts per million in one per cent.
_PPM_PER_PERCENT = 10_000


def in_words(number: int) -> str:
    """A whole number in words: ``tiga juta delapan ratus ribu``."""
    return _ONE_THOUSAND.sub(r"\1 seribu", str(num2words(number, lang="id")))


def grouped(number: int) -> str:
    """``3.800.000``."""
    return f"{number:,}".translate(_THOUSANDS)


def rupiah(amount: int) -> str:
    """``Rp3.800.000,00``."""
    return f"Rp{grouped(amount)},00"


def rupiah_in_words(amount: int) -> str:
    """``Rp3.800.000,00 (tiga juta delapan ratus ribu rupiah)``."""
    return f"{rupiah(amount)} ({in_words(amount)} rupiah)"


@lru_cache(maxsize=512)
def day(value: date) -> str:
    """``21 Februari 2023``, the day kept on one line with its month."""
    return str(format_date(value, "d\u00a0MMMM y", locale="id"))


@lru_cache(maxsize=512)
def weekday(value: date) -> str:
    """``Selasa``."""
    return str(format_date(value, "EEEE", locale="id"))


def day_in_words(value: date) -> str:
    """``dua puluh satu bulan Februari tahun dua ribu dua puluh tiga``, as official records have."""
    name = format_date(value, "MMMM", locale="id")
    return f"{in_words(value.day)} bulan {name} tahun {in_words(value.year)}"


@lru_cache(maxsize=512)
def month(value: str) -> str:
    """``November 2024`` of ``2024-11``."""
    return str(format_date(date.fromisoformat(f"{value}-01"), "MMMM y", locale="id"))


def percent(parts_per_million: int) -> str:
    """``0,1%`` of 1000 parts per million."""
    whole, rest = divmod(parts_per_million, _PPM_PER_PERCENT)
    decimals = f"{rest:04d}".rstrip("0")
    return f"{whole},{decimals}%" if decimals else f"{whole}%"


def breakable(text: str) -> str:
    """The text with places to break in words that are longer than a line may be."""
    return _LONG_WORD.sub(lambda word: _PIECE.sub("\\g<0>\u200b", word[0]), text)


def written_day(value: date) -> dict[str, str]:
    """A day in the forms that templates use."""
    return {
        "long": day(value),
        "weekday": weekday(value),
        "words": day_in_words(value),
        "short": f"{value:%d-%m-%Y}",
    }


def written(fields: tuple[Field, ...], data: Mapping[str, object]) -> dict[str, object]:
    """A letter's data as its template prints it; what was left out is None."""
    return {one.name: _written(one, data.get(one.name), in_a_row=False) for one in fields}


def _written(one: Field, value: object, *, in_a_row: bool) -> object:
    if value is None or value == "":
        return None
    if one.shape == "rows":
        return [
            {column.name: _written(column, row.get(column.name), in_a_row=True)
             for column in one.columns}
            for row in value  # type: ignore[attr-defined]
        ]  # fmt: skip
    if one.shape in ("rupiah", "count"):
        return _number(one, int(value), in_a_row)  # type: ignore[call-overload]
    if one.shape == "rate":
        return percent(int(value))  # type: ignore[call-overload]
    if one.shape == "day":
        told = date.fromisoformat(str(value))
        return day(told) if in_a_row else written_day(told)
    if one.shape == "month":
        return month(str(value))
    if one.shape == "texts":
        return [breakable(str(item)) for item in value]  # type: ignore[attr-defined]
    return breakable(value) if isinstance(value, str) else value


def _number(one: Field, value: int, in_a_row: bool) -> object:
    if one.shape == "rupiah":
        if in_a_row:
            return grouped(value)
        return {
            "grouped": grouped(value),
            "figure": rupiah(value),
            "full": rupiah_in_words(value),
        }
    return grouped(value) if in_a_row else {"figure": grouped(value), "words": in_words(value)}
