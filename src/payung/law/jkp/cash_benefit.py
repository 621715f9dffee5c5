"""The cash benefit after job loss (PP 37/2021 Pasal 21 as amended by PP 6/2025)."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest
from typing import Any

from payung.law import parameters, quantities
from payung.law.arithmetic import Amount, half_up, least, only_between, part_inside
from payung.law.explanation import Explanation, Quantity, applied
from payung.law.inputs import LARGEST_MONTHLY_AMOUNT, check_amount, check_count


def cash_benefit(terminated_on: date, *, wage: Amount, months: Any) -> Amount:
    """The cash for the first so many months together, in rupiah.

    ``wage`` is the last reported monthly wage, ``months`` 0 .. the most that the law pays; both
    ints or Ibis columns. Each month is rounded half up for itself. The day of termination
    chooses the regime. ``LawError`` outside the bounds; columns give NULL.
    """
    base = check_amount("wage", wage)
    most = parameters.get("jkp/most_months", terminated_on).number
    drawn = check_count("months", months, 0, most)
    total: Amount = 0
    for lower, upper, share in _bands(terminated_on):
        total = total + part_inside(drawn, lower, upper) * _a_month(terminated_on, base, share)
    total = only_between(base, 1, LARGEST_MONTHLY_AMOUNT, (total,))[0]
    return only_between(drawn, 0, most, (total,))[0]


def by_band(terminated_on: date, *, wage: int, months: int) -> list[tuple[int, Explanation]]:
    """How many months are paid alike, and how one of them comes about, in order."""
    ceiling = applied("jkp/wage_ceiling", terminated_on)
    shares = applied("jkp/cash_shares", terminated_on)
    found = []
    for lower, upper, share in _bands(terminated_on):
        part = part_inside(months, lower, upper)
        if not part:
            continue
        last = lower + part
        step = Explanation(
            f"Uang tunai bulan {lower + 1} s.d. {last}",
            f"Cash of months {lower + 1} to {last}",
            _a_month(terminated_on, wage, share),
            inputs=(
                Quantity("share", "Bagian upah", "Share of the wage", share, "ppm"),
                Quantity("base", "Upah", "Wage", min(wage, ceiling.value.number), "rupiah"),
                quantities.limit(ceiling.value.number),
            ),
            parameters=(shares, ceiling),
            formula="{share} × {base}",
        )
        found.append((part, step))
    return found


def _a_month(terminated_on: date, wage: Amount, share: int) -> Amount:
    ceiling = parameters.get("jkp/wage_ceiling", terminated_on).number
    return half_up(least(wage, ceiling), share)


def _bands(terminated_on: date) -> list[tuple[int, int | None, int]]:
    rows = parameters.get("jkp/cash_shares", terminated_on).rows
    bounds = [int(str(row["after_months"])) for row in rows]
    shares = [int(str(row["share"])) for row in rows]
    return [
        (lower, upper, share)
        for (lower, upper), share in zip(zip_longest(bounds, bounds[1:]), shares, strict=True)
    ]
