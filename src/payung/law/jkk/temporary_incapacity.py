"""Pay while temporarily unable to work, STMB (PP 44/2015 Pasal 25 as amended)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from payung.law import parameters, quantities
from payung.law.arithmetic import PARTS_PER_MILLION, half_up_ratio, part_inside
from payung.law.explanation import Explanation, Quantity, applied
from payung.law.inputs import check_amount, check_count

MOST_MONTHS = 240
_DAYS_A_MONTH = "jkk/temporary_incapacity_days_a_month"


@dataclass(frozen=True)
class Band:
    """A part of the incapacity that is paid alike: full months and days, and the share in ppm."""

    months: int
    days: int
    share: int


def bands(accident_on: date, months: int, days: int = 0) -> list[Band]:
    """The incapacity of so many full months and days, split by the share of the wage it earns.

    The law counts in months; a day counts as its part of the month that
    ``jkk/temporary_incapacity_days_a_month`` sets. ``LawError`` for no day at all, and for more
    days than a month has.
    """
    a_month = parameters.get(_DAYS_A_MONTH, accident_on).divisor
    check_count("incapacity_days", days, 0, a_month)
    check_count("incapacity_months", months, 0 if days else 1, MOST_MONTHS)
    rows = parameters.get("jkk/temporary_incapacity_shares", accident_on).rows
    bounds = [int(str(row["after_months"])) * a_month for row in rows]
    shares = [int(str(row["share"])) for row in rows]
    whole = months * a_month + days
    parts = [part_inside(whole, lower, upper) for lower, upper in zip_longest(bounds, bounds[1:])]
    return [
        Band(part // a_month, part % a_month, share)
        for part, share in zip(parts, shares, strict=True)
        if part
    ]


def incapacity_pay(accident_on: date, *, wage: int, months: int, days: int = 0) -> int:
    """The pay for so much incapacity, in rupiah; each band rounded half up once."""
    base = check_amount("wage", wage)
    return sum(_pay(accident_on, base, band) for band in bands(accident_on, months, days))


def _pay(accident_on: date, wage: int, band: Band) -> int:
    a_month = parameters.get(_DAYS_A_MONTH, accident_on).divisor
    whole = band.months * a_month + band.days
    return int(half_up_ratio(wage * whole, band.share, PARTS_PER_MILLION * a_month))


def explain(accident_on: date, *, wage: int, months: int, days: int = 0) -> Explanation:
    """How the pay comes about, band by band; the rule for days only where days are counted."""
    names = ("jkk/temporary_incapacity_shares", *((_DAYS_A_MONTH,) if days else ()))
    counted = Quantity("days", "Sisa hari", "Days beyond them", days, "days")
    return Explanation(
        "Santunan sementara tidak mampu bekerja (STMB)",
        "Pay while temporarily unable to work (STMB)",
        incapacity_pay(accident_on, wage=wage, months=months, days=days),
        inputs=(quantities.months(months), *((counted,) if days else ())),
        parameters=tuple(applied(name, accident_on) for name in names),
        steps=tuple(
            _explain_band(accident_on, wage, band) for band in bands(accident_on, months, days)
        ),
    )


def _explain_band(accident_on: date, wage: int, band: Band) -> Explanation:
    a_month = parameters.get(_DAYS_A_MONTH, accident_on).divisor
    period = {
        (True, False): "{months}",
        (True, True): "({months} + {days}/{a_month})",
        (False, True): "{days}/{a_month}",
    }[bool(band.months), bool(band.days)]
    counted = (
        (
            Quantity("days", "Hari", "Days", band.days, "days"),
            Quantity("a_month", "Hari sebulan", "Days a month", a_month, "days"),
        )
        if band.days
        else ()
    )
    return Explanation(
        "Bagian masa STMB",
        "Part of the incapacity",
        _pay(accident_on, wage, band),
        inputs=(
            Quantity("months", "Bulan", "Months", band.months, "months"),
            *counted,
            Quantity("share", "Bagian upah", "Share of the wage", band.share, "ppm"),
            quantities.wage(wage),
        ),
        formula=period + " × {share} × {wage}",
    )
