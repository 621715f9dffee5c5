"""What one cell may say: Indonesian numbers and dates, identity numbers, words.

Each function takes the trimmed text of a cell that is not empty and returns its value, or raises
``CellRefused`` with the code of a rule in ``problems`` and, where it helps, a detail.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from payung.law.inputs import LARGEST_MONTHLY_AMOUNT, LARGEST_PROJECT_AMOUNT
from payung.registry.models import Programme


class CellRefused(Exception):
    """A cell says nothing that can be taken: ``code`` names the rule, ``detail`` adds to it."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


_BLANKS = re.compile(r"\s+")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,3}")
_CURRENCY = re.compile(r"^(?:rp\.?|idr)|,-$", re.IGNORECASE)
_WHOLE = re.compile(r"\d+")
_INDONESIAN = re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?")
_COMMA_CENTS = re.compile(r"(\d+),(\d{1,2})")
_POINT_CENTS = re.compile(r"(\d+)\.(\d{1,2})")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?")


def rupiah(text: str, largest: int = LARGEST_MONTHLY_AMOUNT) -> int:
    """Whole rupiah above zero: ``3640000``, ``3.640.000``, ``Rp3.640.000,00``.

    ``3,640,000`` is refused: the comma is the decimal sign in Indonesia, so it may be a slip.
    """
    plain = _CURRENCY.sub("", _BLANKS.sub("", text))
    if plain.startswith("-") or (plain.startswith("(") and plain.endswith(")")):
        raise CellRefused("amount_negative")
    if _SCIENTIFIC.fullmatch(plain):
        raise CellRefused("scientific")
    amount = _whole_rupiah(plain)
    if amount == 0:
        raise CellRefused("amount_zero")
    if amount > largest:
        raise CellRefused("amount_too_large", f"{largest:,}".replace(",", "."))
    return amount


def project_value(text: str) -> int:
    """The value of a construction contract, whole rupiah."""
    return rupiah(text, LARGEST_PROJECT_AMOUNT)


def _whole_rupiah(plain: str) -> int:
    if _WHOLE.fullmatch(plain):
        return int(plain)
    for shape in (_INDONESIAN, _COMMA_CENTS, _POINT_CENTS):
        if found := shape.fullmatch(plain):
            if int(found[2] or 0):
                raise CellRefused("amount_fraction")
            return int(found[1].replace(".", ""))
    if _ENGLISH.fullmatch(plain):
        raise CellRefused("amount_ambiguous", plain.split(".")[0].replace(",", "."))
    raise CellRefused("not_an_amount")


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan", "january"),
            ("februari", "feb", "pebruari", "february"),
            ("maret", "mar", "march"),
            ("april", "apr"),
            ("mei", "may"),
            ("juni", "jun", "june"),
            ("juli", "jul", "july"),
            ("agustus", "agu", "ags", "agt", "agust", "aug", "august"),
            ("september", "sep", "sept"),
            ("oktober", "okt", "oct", "october"),
            ("november", "nov", "nopember", "nop"),
            ("desember", "des", "dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_NAMED_MONTH = re.compile(r"(\d{1,2})[-/. ]*([A-Za-z]+)[-/., ]*(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]+)[-/. ]\d{2}")
#: How spreadsheets count days; serials are taken from 1 January 1910 to 31 December 2099.
_SERIAL_ORIGIN = date(1899, 12, 30)
_SERIALS = range(3654, 73051)
_YEARS = range(1900, 2101)


def day(text: str) -> date:
    """A date: ``05-01-1990``, ``05/01/1990``, ``1990-01-05``, ``5 Januari 1990``, serial 32878.

    The day comes first, as the sheet's own help says; a year of two digits is refused.
    """
    if found := _DAY_MONTH_YEAR.fullmatch(text):
        return _date(found[3], int(found[2]), found[1])
    if found := _YEAR_MONTH_DAY.fullmatch(text):
        return _date(found[1], int(found[2]), found[3])
    if (found := _NAMED_MONTH.fullmatch(text)) and found[2].lower() in _MONTHS:
        return _date(found[3], _MONTHS[found[2].lower()], found[1])
    if text.isdecimal() and len(text) <= 5 and int(text) in _SERIALS:
        return _SERIAL_ORIGIN + timedelta(days=int(text))
    if _SHORT_YEAR.fullmatch(text):
        raise CellRefused("date_short_year")
    raise CellRefused("not_a_date")


def _date(year: str, month: int, day_of_month: str) -> date:
    if int(year) not in _YEARS:
        raise CellRefused("not_a_date")
    try:
        return date(int(year), month, int(day_of_month))
    except ValueError as error:
        raise CellRefused("no_such_day") from error


_SEPARATORS = re.compile(r"[\s.\-'’`]+")


def national_id(text: str) -> str:
    """The sixteen digits of a NIK (their meaning is checked for the whole column at once)."""
    return _digits(text, 16, "nik")


def card_number(text: str) -> str:
    """The eleven digits of a card number (KPJ)."""
    return _digits(text, 11, "kpj")


def _digits(text: str, length: int, name: str) -> str:
    if _SCIENTIFIC.fullmatch(text):
        raise CellRefused("scientific")
    digits = _SEPARATORS.sub("", text)
    if not digits.isascii() or not digits.isdecimal():
        raise CellRefused(f"{name}_not_digits")
    if len(digits) == length - 1:
        raise CellRefused(f"{name}_one_digit_lost", digits.zfill(length) if name == "kpj" else "")
    if len(digits) != length:
        raise CellRefused(f"{name}_length", str(len(digits)))
    return digits


_NPP = re.compile(r"[A-Z]{0,2}\d{6,10}")


def registration_number(text: str) -> str:
    """An employer's registration number (NPP): up to two letters and six to ten digits."""
    if _SCIENTIFIC.fullmatch(text):
        raise CellRefused("scientific")
    plain = _SEPARATORS.sub("", text).upper()
    if not _NPP.fullmatch(plain):
        raise CellRefused("not_an_npp")
    return plain


def division(text: str) -> str:
    """The division of an employer, three digits; zeros that a spreadsheet ate are put back."""
    if not text.isdecimal() or len(text) > 3:
        raise CellRefused("not_a_division")
    return text.zfill(3)


def identity_number(text: str) -> str:
    """A NIK or passport number without separators; which of the two is checked by its kind."""
    if _SCIENTIFIC.fullmatch(text):
        raise CellRefused("scientific")
    plain = _SEPARATORS.sub("", text).upper()
    if not plain.isascii() or not plain.isalnum():
        raise CellRefused("nik_not_digits")
    return plain


_REGENCY = re.compile(r"(\d\d)\.?(\d\d)")


def regency_code(text: str) -> str:
    """A regency code as ``19.71`` (also written ``1971``); whether it exists is checked later."""
    found = _REGENCY.fullmatch(text)
    if not found:
        raise CellRefused("not_a_regency_code")
    return f"{found[1]}.{found[2]}"


_PROGRAMME_WORDS = {programme.name: int(programme) for programme in Programme}
_PROGRAMME_SEPARATORS = re.compile(r"[\s,;+/&.]+|\bdan\b", re.IGNORECASE)


def programmes(text: str) -> int:
    """The sum of programme bits of ``JKK, JKM`` or ``JKK+JKM+JHT``."""
    words = [word for word in _PROGRAMME_SEPARATORS.split(text.upper()) if word]
    if not words or any(word not in _PROGRAMME_WORDS for word in words):
        raise CellRefused("not_programmes")
    total = sum(_PROGRAMME_WORDS[word] for word in set(words))
    accident_and_death = Programme.JKK | Programme.JKM
    if total & accident_and_death != accident_and_death:
        raise CellRefused("programmes_without_jkk_jkm")
    return total


def months(text: str) -> int:
    """A number of months, 1 to 60."""
    if not text.isdecimal() or not 1 <= int(text) <= 60:
        raise CellRefused("not_months")
    return int(text)


def no_back_pay(text: str) -> int:
    """Zero. Back pay has no place here: it belongs to the months that it is paid for."""
    if text.strip("0.,-") != "":
        raise CellRefused("retroactive_wage")
    return 0


def nationality(text: str) -> str:
    """A country code of two letters; ``WNI`` and ``INDONESIA`` are ``ID``."""
    plain = text.upper()
    if plain in ("WNI", "INDONESIA"):
        return "ID"
    if len(plain) != 2 or not plain.isalpha() or not plain.isascii():
        raise CellRefused("not_a_country")
    return plain
