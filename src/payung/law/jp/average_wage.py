"""The average weighted annual wage behind a pension (PP 45/2015 Pasal 17(3))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from payung.law import parameters
from payung.law.arithmetic import PARTS_PER_MILLION
from payung.law.errors import LawError
from payung.law.explanation import Explanation, Quantity, applied
from payung.law.inputs import check_amount, check_count, refused
from payung.law.jp.contribution import capped_wage

_MONTHS_A_YEAR = 12


@dataclass(frozen=True, kw_only=True)
class YearOfWages:
    """The wages of one calendar year on which contributions were paid.

    ``months``: how many, 1 to 12; ``total``: their sum in rupiah, each month limited by the
    wage ceiling (``capped_total`` does it).
    """

    year: int
    months: int
    total: int

    def __post_init__(self) -> None:
        check_count("months", self.months, 1, _MONTHS_A_YEAR)
        check_amount("total", self.total)
        first = parameters.in_use().parameter("jp/wage_ceiling").values[0].valid_from.year
        check_count("year", self.year, first, first + 100)
        most = self.months * max(_ceilings(self.year))
        if self.total > most:
            raise refused(
                "total",
                self.total,
                f"paling banyak {most} untuk {self.months} bulan tahun {self.year} (batas upah JP)",
                f"at most {most} for {self.months} months of {self.year} (wage ceiling)",
            )


def capped_total(monthly_wages: Sequence[tuple[date, int]]) -> int:
    """The sum in rupiah of monthly wages (first day of the month, wage), each capped."""
    return sum(int(capped_wage(month, wage)) for month, wage in monthly_wages)


def average_annual_wage(years: Sequence[YearOfWages]) -> int:
    """The average wage of a year in rupiah, revalued to the last year, rounded half up once.

    Every year's wages are multiplied by the inflation of that year and of the following ones up
    to the year before the last. ``LawError`` for repeated years or inflation that is not known.
    """
    _check_years(years)
    last = max(item.year for item in years)
    revalued = sum((item.total * _factor(item.year, last) for item in years), Fraction(0))
    months = sum(item.months for item in years)
    return _half_up(revalued * Fraction(_MONTHS_A_YEAR, months))


def explain(years: Sequence[YearOfWages]) -> Explanation:
    """How the average comes about, year by year; shown amounts are rounded, the sum is exact."""
    average = average_annual_wage(years)
    last = max(item.year for item in years)
    steps = tuple(
        Explanation(
            f"Upah {item.year} dinilai kembali ke tahun {last}",
            f"Wages of {item.year} revalued to {last}",
            _half_up(item.total * _factor(item.year, last)),
            inputs=(
                Quantity("total", "Upah setahun", "Wages of the year", item.total, "rupiah"),
                Quantity("months", "Bulan", "Months", item.months, "months"),
            ),
            parameters=tuple(
                applied("jp/inflation", date(year, 1, 1)) for year in range(item.year, last)
            ),
        )
        for item in sorted(years, key=lambda item: item.year)
    )
    return Explanation(
        "Upah tahunan rata-rata tertimbang", "Average weighted annual wage", average, steps=steps
    )


def _factor(year: int, last: int) -> Fraction:
    factor = Fraction(1)
    for between in range(year, last):
        value = parameters.find("jp/inflation", date(between, 1, 1))
        if value is None:
            raise LawError(
                "inflation_missing",
                f"Inflasi tahun {between} belum diisi (parameter jp/inflation).",
                f"The inflation of {between} is not known (parameter jp/inflation).",
                year=between,
            )
        factor *= Fraction(PARTS_PER_MILLION + value.number, PARTS_PER_MILLION)
    return factor


def _check_years(years: Sequence[YearOfWages]) -> None:
    if not years or len({item.year for item in years}) != len(years):
        found = [item.year for item in years]
        raise refused("years", found, "tahun yang berbeda-beda", "different years, at least one")


def _ceilings(year: int) -> list[int]:
    values = parameters.in_use().parameter("jp/wage_ceiling").values
    return [
        value.number
        for value in values
        if value.valid_from.year <= year and (value.valid_to is None or value.valid_to.year >= year)
    ]


def _half_up(amount: Fraction) -> int:
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)
