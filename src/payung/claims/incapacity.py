"""Periods in which a worker could not work, counted as the law counts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from payung.claims.errors import ClaimRefused
from payung.law import parameters
from payung.law.benefits.days import full_months, months_after

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
    """Days on which somebody could not work, both inclusive."""

    first: date
    last: date


def counted(accident_on: date, periods: Sequence[Period]) -> tuple[int, int]:
    """The full months and the days beyond them of all periods together.

    Each period counts its calendar months from its first day; what is left are days, and as many
    of them as the law's month has (``jkk/temporary_incapacity_days_a_month``) are a month more.
    Raises ``ClaimRefused`` for a period that ends before it begins, begins before the accident, or
    overlaps another.
    """
    months = days = 0
    after = accident_on - _A_DAY
    for period in sorted(periods):
        if period.last < period.first or period.first <= after:
            raise _wrong(period, accident_on)
        whole = full_months(period.first, period.last + _A_DAY)
        months += whole
        days += (period.last + _A_DAY - months_after(period.first, whole)).days
        after = period.last
    a_month = parameters.get("jkk/temporary_incapacity_days_a_month", accident_on).divisor
    return months + days // a_month, days % a_month


def _wrong(period: Period, accident_on: date) -> ClaimRefused:
    found = f"{period.first:%d-%m-%Y} – {period.last:%d-%m-%Y}"
    return ClaimRefused(
        "wrong_period",
        f"Masa {found} tidak dapat dihitung: masa dimulai pada atau sesudah kecelakaan "
        f"({accident_on:%d-%m-%Y}), berakhir sesudah mulai, dan tidak bertumpang tindih.",
        f"The period {found} cannot be counted: a period begins on or after the accident "
        f"({accident_on:%d-%m-%Y}), ends after it began, and overlaps no other.",
        found=found,
    )
