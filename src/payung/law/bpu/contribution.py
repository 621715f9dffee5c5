"""Contribution of a non-wage earner on a tier base (PP 44/2015 and PP 46/2015, Lampiran)."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.law import parameters
from payung.law.arithmetic import (
    Amount,
    Flag,
    choose,
    half_up,
    is_column,
    lookup,
    match,
    negated,
    reduced,
)
from payung.law.parameters import Row, Value

SECTORS = ("TRANSPORT", "OTHER")
_FULL = 1_000_000


def base(month: date, income: Amount) -> Amount:
    """The tier base of the income in rupiah: the row of the highest lower bound reached."""
    return lookup(parameters.get("bpu/tiers", month).rows, "income_from", "base", income)


def jkk(month: date, *, tier_base: Amount, has_relief: Flag, sector: Any) -> Amount:
    """Work injury: 1 % of the base, less in the months of relief."""
    rate = parameters.get("bpu/jkk_rate", month).number
    return _with_relief(month, tier_base, rate, has_relief, sector)


def jkm(month: date, *, has_relief: Flag, sector: Any) -> Amount:
    """Death benefit: a fixed amount, less in the months of relief."""
    amount = parameters.get("bpu/jkm_amount", month).number
    return _with_relief(month, amount, _FULL, has_relief, sector)


def jht(month: date, *, tier_base: Amount, takes_jht: Flag) -> Amount:
    """Old-age savings: 2 % of the base, never reduced."""
    return choose(takes_jht, half_up(tier_base, parameters.get("bpu/jht_rate", month).number), 0)


def has_relief(month: date, *, kind: Any, paid_by_budget: Flag) -> Flag:
    """Whether the person is named for the relief of PP 50/2025 (Pasal 3), whatever the month.

    Not when the state or regional budget pays, and only for the kinds that the regulation names.
    """
    rows = parameters.get("bpu/kinds", month).rows
    if is_column(kind):
        named = kind.isin([row["kind"] for row in rows if row["has_relief"]])
    else:
        named = bool(match(rows, "kind", "has_relief", kind))
    return named & negated(paid_by_budget)


def share(month: date, sector: str) -> Value:
    """The share that persons with relief in that sector still pay, in parts per million."""
    return parameters.get(f"bpu/{sector.lower()}_payable_share", month)


def _with_relief(month: date, amount: Amount, rate: int, relief: Flag, sector: Any) -> Amount:
    rate = reduced(rate, parameters.get("bpu/covid_payable_share", month).number)
    full = half_up(amount, rate)
    payable = {code: reduced(rate, share(month, code).number) for code in SECTORS}
    if is_column(sector) and any(payable[code] != rate for code in SECTORS):
        rows: list[Row] = [{"sector": code, "rate": payable[code]} for code in SECTORS]
        return choose(relief, half_up(amount, match(rows, "sector", "rate", sector)), full)
    if is_column(sector) or payable[sector] == rate:
        return full
    return choose(relief, half_up(amount, payable[sector]), full)
