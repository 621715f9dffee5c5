"""Pay while temporarily unable to work, STMB (PP 44/2015 Pasal 25 as amended)."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest

from payung.law import parameters, quantities
from payung.law.arithmetic import half_up, part_inside
from payung.law.explanation import Explanation, Quantity, applied
from payung.law.inputs import check_amount, check_count

MOST_MONTHS = 240


def bands(accident_on: date, months: int) -> list[tuple[int, int]]:
    """How many of the months fall under which share of the wage (parts per million)."""
    check_count("incapacity_months", months, 1, MOST_MONTHS)
    rows = parameters.get("jkk/temporary_incapacity_shares", accident_on).rows
    bounds = [int(str(row["after_months"])) for row in rows]
    shares = [int(str(row["share"])) for row in rows]
    parts = [part_inside(months, lower, upper) for lower, upper in zip_longest(bounds, bounds[1:])]
    return [(part, share) for part, share in zip(parts, shares, strict=True) if part]


def incapacity_pay(accident_on: date, *, wage: int, months: int) -> int:
    """The pay for so many months of incapacity, in rupiah; each band rounded half up."""
    base = check_amount("wage", wage)
    return sum(half_up(base * part, share) for part, share in bands(accident_on, months))


def explain(accident_on: date, *, wage: int, months: int) -> Explanation:
    """How the pay comes about, band by band."""
    basis = (applied("jkk/temporary_incapacity_shares", accident_on),)
    steps = tuple(
        Explanation(
            "Bagian masa STMB",
            "Part of the incapacity",
            half_up(wage * part, share),
            inputs=(
                Quantity("months", "Bulan", "Months", part, "months"),
                Quantity("share", "Bagian upah", "Share of the wage", share, "ppm"),
                quantities.wage(wage),
            ),
            formula="{months} × {share} × {wage}",
        )
        for part, share in bands(accident_on, months)
    )
    return Explanation(
        "Santunan sementara tidak mampu bekerja (STMB)",
        "Pay while temporarily unable to work (STMB)",
        incapacity_pay(accident_on, wage=wage, months=months),
        inputs=(quantities.months(months),),
        parameters=basis,
        steps=steps,
    )
