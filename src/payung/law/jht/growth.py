"""Growth of an old-age savings account (PP 46/2015 Pasal 24), in millionths of a rupiah.

Each contribution counts from the start of its month; a month multiplies the balance by the
twelfth root of a year's growth. The root is an integer cut off after 30 digits, the balance is
rounded once a month: ``half_up_to_micro_rupiah_each_month``. No float is involved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from payung.law import parameters
from payung.law.arithmetic import PARTS_PER_MILLION
from payung.law.errors import LawError
from payung.law.inputs import LARGEST_MONTHLY_AMOUNT, check_amount, check_count, refused

MICRO = 1_000_000
"""Millionths in one rupiah."""

LARGEST_BALANCE = 1_000_000_000_000
MOST_MONTHS = 1_200
_SCALE: int = 10**30
_MONTHS_A_YEAR = 12
_HIGHEST_GROWTH_PPM = 500_000


@dataclass(frozen=True)
class StatementLine:
    """One month of the account; balances and growth in micro-rupiah, the contribution in rupiah."""

    month: date
    opening: int
    contribution: int
    growth: int
    closing: int
    rate: int


def statement(
    first_month: date,
    months: int,
    *,
    opening_balance: int = 0,
    contributions: Mapping[date, int] | None = None,
    rates: Mapping[int, int] | None = None,
) -> tuple[StatementLine, ...]:
    """The account month by month.

    ``opening_balance`` and ``contributions`` (by first day of the month) in whole rupiah;
    ``rates`` are a caller's own yearly growth in ppm by calendar year, else the parameter's.
    ``LawError`` names the first year whose growth nobody supplied, and contributions outside the
    months of the statement.
    """
    check_amount("opening_balance", opening_balance, LARGEST_BALANCE, smallest=0)
    check_count("months", months, 1, MOST_MONTHS)
    calendar = _months(first_month, months)
    paid = dict(contributions or {})
    for month, amount in paid.items():
        check_amount("contribution", amount, LARGEST_MONTHLY_AMOUNT, smallest=0)
        if month not in calendar:
            raise refused(
                "contributions",
                str(month),
                f"hari pertama bulan dari {calendar[0]} sampai {calendar[-1]}",
                f"the first day of a month from {calendar[0]} to {calendar[-1]}",
            )
    lines: list[StatementLine] = []
    balance = opening_balance * MICRO
    for month in calendar:
        rate = yearly_rate(month.year, rates)
        earning = balance + paid.get(month, 0) * MICRO
        closing = grown(earning, rate)
        lines.append(
            StatementLine(month, balance, paid.get(month, 0), closing - earning, closing, rate)
        )
        balance = closing
    return tuple(lines)


def yearly_rate(year: int, rates: Mapping[int, int] | None = None) -> int:
    """The growth of a calendar year in ppm: the caller's, else the credited one.

    ``LawError`` when neither is known; growth is never guessed.
    """
    if rates is not None and year in rates:
        return int(check_count(f"rates[{year}]", rates[year], 0, _HIGHEST_GROWTH_PPM))
    value = parameters.find("jht/credited_growth_rate", date(year, 1, 1))
    if value is None:
        raise LawError(
            "jht_growth_missing",
            f"Hasil pengembangan JHT tahun {year} belum diisi. Isi nilai kantor untuk "
            "jht/credited_growth_rate, atau beri rates untuk tahun itu.",
            f"The growth credited to old-age savings for {year} is not known. Supply an office "
            "value for jht/credited_growth_rate, or give rates for that year.",
            year=year,
        )
    return value.number


def grown(balance: int, rate: int) -> int:
    """A balance in micro-rupiah after one month at a yearly growth in ppm, rounded half up."""
    return (balance * monthly_factor(rate) + _SCALE // 2) // _SCALE


@cache
def monthly_factor(rate: int) -> int:
    """The twelfth root of ``1 + rate`` times 10**30, cut off to an integer."""
    scaled = (PARTS_PER_MILLION + rate) * _SCALE**_MONTHS_A_YEAR
    return _root(scaled // PARTS_PER_MILLION, _MONTHS_A_YEAR)


def whole_rupiah(micro: int) -> int:
    """Micro-rupiah as whole rupiah, rounded half up."""
    return (micro + MICRO // 2) // MICRO


def _root(number: int, degree: int) -> int:
    """The largest integer whose power does not exceed the number (Newton's method)."""
    guess: int = 1 << -(-number.bit_length() // degree)
    while True:
        better: int = ((degree - 1) * guess + number // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def _months(first: date, count: int) -> list[date]:
    if type(first) is not date or first.day != 1:
        raise refused("first_month", str(first), "hari pertama bulan", "the first day of a month")
    start = first.year * 12 + first.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(start, start + count)]
