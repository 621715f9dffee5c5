"""Reading a whole column of cells at once.

What nearly all cells look like is read by a vectorised expression (``quick``); the rest goes, each
different text once, through the careful function of ``cells``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from payung.registry.imports import cells
from payung.registry.imports.cells import CellRefused


@dataclass(frozen=True)
class Reading:
    """How cells become values: the careful function, the quick one, and the types."""

    careful: Callable[[str], object]
    arrow_type: pa.DataType
    sql_type: str
    quick: Callable[[pa.Array], pa.Array] | None = None


@dataclass(frozen=True)
class Finding:
    """Cells of one column that were refused: their positions, rule codes and details."""

    positions: pa.Array
    codes: pa.Array
    details: pa.Array


def read_column(text: pa.Array, reading: Reading) -> tuple[pa.Array, Finding | None]:
    """The values of a column (null where empty or refused) and what was refused."""
    trimmed = pc.utf8_trim_whitespace(text)
    trimmed = pc.if_else(pc.equal(pc.binary_length(trimmed), 0), None, trimmed)
    if reading.quick is None:
        values = pa.nulls(len(trimmed), reading.arrow_type)
    else:
        values = reading.quick(trimmed)
    unread = pc.and_(pc.is_valid(trimmed), pc.is_null(values))
    if not pc.any(unread).as_py():
        return values, None
    encoded = trimmed.filter(unread).dictionary_encode()
    read = [_try(reading.careful, word) for word in encoded.dictionary.to_pylist()]
    careful = pa.array([value for value, _ in read], reading.arrow_type).take(encoded.indices)
    values = pc.replace_with_mask(values, unread, careful)
    refused = pc.is_null(careful)
    if not pc.any(refused).as_py():
        return values, None
    which = encoded.indices.filter(refused)
    errors = [error for _, error in read]
    return values, Finding(
        pc.indices_nonzero(unread).filter(refused),
        pa.array([error.code if error else None for error in errors], pa.string()).take(which),
        pa.array([error.detail if error else None for error in errors], pa.string()).take(which),
    )


def _try(careful: Callable[[str], object], word: str) -> tuple[object, CellRefused | None]:
    try:
        return careful(word), None
    except CellRefused as refusal:
        return None, refusal


def _matching(pattern: str) -> Callable[[pa.Array], pa.Array]:
    def quick(text: pa.Array) -> pa.Array:
        return pc.if_else(pc.match_substring_regex(text, pattern), text, None)

    return quick


def _digits(length: int) -> Callable[[pa.Array], pa.Array]:
    """So many ASCII digits: quicker than an expression."""

    def quick(text: pa.Array) -> pa.Array:
        fits = pc.and_(pc.ascii_is_decimal(text), pc.equal(pc.binary_length(text), length))
        return pc.if_else(fits, text, None)

    return quick


def _quick_rupiah(text: pa.Array) -> pa.Array:
    # Up to twelve digits without leading zero: below the law's largest amount in any case.
    plain = pc.and_(pc.ascii_is_decimal(text), pc.less_equal(pc.binary_length(text), 12))
    plain = pc.and_(plain, pc.invert(pc.starts_with(text, "0")))
    return pc.if_else(plain, text, None).cast(pa.int64())


def text(longest: int) -> Reading:
    """Free text up to a length."""

    def careful(word: str) -> str:
        if len(word) > longest:
            raise CellRefused("too_long", str(longest))
        return word

    def quick(column: pa.Array) -> pa.Array:
        return pc.if_else(pc.less_equal(pc.utf8_length(column), longest), column, None)

    return Reading(careful, pa.string(), "text", quick)


def person_name(longest: int = 150) -> Reading:
    """A name, with single blanks."""

    def careful(word: str) -> str:
        name = " ".join(word.split())
        if len(name) > longest:
            raise CellRefused("too_long", str(longest))
        return name

    single = _matching(r"^\S+( \S+)*$")  # one blank between words

    def quick(column: pa.Array) -> pa.Array:
        return pc.if_else(pc.less_equal(pc.utf8_length(column), longest), single(column), None)

    return Reading(careful, pa.string(), "text", quick)


def choice(words: Mapping[str, str], sql_type: str = "text") -> Reading:
    """One of some words, however written; ``words`` maps what is written to what is kept."""
    plain = {plain_word(word): kept for word, kept in words.items()}
    shown = ", ".join(dict.fromkeys(words))

    def careful(word: str) -> str:
        kept = plain.get(plain_word(word))
        if kept is None:
            raise CellRefused("not_a_choice", shown)
        return kept

    return Reading(careful, pa.string(), sql_type)


def plain_word(word: str) -> str:
    """A word as it is compared: letters and digits without case."""
    return "".join(letter for letter in word.casefold() if letter.isalnum())


def shaped(pattern: str, code: str) -> Reading:
    """Digits or letters of one shape (separators left out), refused under ``code``."""
    quick = _matching(pattern)

    def careful(word: str) -> str:
        plain = "".join(letter for letter in word if letter not in " .-'/")
        if not pc.match_substring_regex(pa.array([plain]), pattern)[0].as_py():
            raise CellRefused(code)
        return plain

    return Reading(careful, pa.string(), "text", quick)


RUPIAH = Reading(cells.rupiah, pa.int64(), "bigint", _quick_rupiah)
PROJECT_VALUE = Reading(cells.project_value, pa.int64(), "bigint", _quick_rupiah)
DAY = Reading(cells.day, pa.date32(), "date")
NATIONAL_ID = Reading(cells.national_id, pa.string(), "text", _digits(16))
IDENTITY_NUMBER = Reading(cells.identity_number, pa.string(), "text", _digits(16))
CARD_NUMBER = Reading(cells.card_number, pa.string(), "text", _digits(11))
NPP = Reading(cells.registration_number, pa.string(), "text", _matching(r"^[A-Z]{0,2}\d{6,10}$"))
DIVISION = Reading(cells.division, pa.string(), "text", _digits(3))
REGENCY = Reading(cells.regency_code, pa.string(), "text", _matching(r"^\d\d\.\d\d$"))
PROGRAMMES = Reading(cells.programmes, pa.int16(), "smallint")
MONTHS = Reading(cells.months, pa.int16(), "smallint")
SEX = choice({"L": "L", "P": "P", "Laki-laki": "L", "Perempuan": "P", "Pria": "L", "Wanita": "P"})
YES_NO = choice({"Y": "Y", "T": "T", "Ya": "Y", "Tidak": "T"})
NO_BACK_PAY = Reading(cells.no_back_pay, pa.int64(), "bigint")
NATIONALITY = Reading(cells.nationality, pa.string(), "text", _matching(r"^[A-Z]{2}$"))
PHONE = shaped(r"^\+?\d{6,15}$", "not_a_phone")
