"""Contribution of a non-wage earner on a tier base (PP 44/2015 and PP 46/2015, Lampiran)."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.law import parameters, quantities
from payung.law.arithmetic import (
    PARTS_PER_MILLION,
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
from payung.law.explanation import Applied, Explanation, Quantity, applied
from payung.law.parameters import Row
from payung.law.relief import rate_step

SECTORS = ("TRANSPORT", "OTHER")


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
    return _with_relief(month, amount, PARTS_PER_MILLION, has_relief, sector)


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


def reliefs(sector: str, *, has_relief: bool) -> tuple[str, ...]:
    """The parameters that say which share (ppm) of JKK and JKM is still to be paid."""
    general = ("bpu/covid_payable_share",)
    return (*general, f"bpu/{sector.lower()}_payable_share") if has_relief else general


def _with_relief(month: date, amount: Amount, rate: int, relief: Flag, sector: Any) -> Amount:
    normal = _payable(month, rate, reliefs("OTHER", has_relief=False))
    rows: list[Row] = [
        {"sector": code, "rate": _payable(month, rate, reliefs(code, has_relief=True))}
        for code in SECTORS
    ]
    full = half_up(amount, normal)
    if all(row["rate"] == normal for row in rows):
        return full
    return choose(relief, half_up(amount, match(rows, "sector", "rate", sector)), full)


def _payable(month: date, rate: int, relief_names: tuple[str, ...]) -> int:
    for name in relief_names:
        rate = reduced(rate, parameters.get(name, month).number)
    return rate


def explain_base(month: date, *, income: int) -> Explanation:
    """Which tier the income falls into."""
    tiers = applied("bpu/tiers", month)
    reached = lookup(tiers.value.rows, "income_from", "income_from", income)
    return Explanation(
        label_id="Dasar iuran menurut penghasilan",
        label_en="Contribution base by income",
        amount=base(month, income),
        inputs=(
            Quantity("income", "Penghasilan sebulan", "Monthly income", income, "rupiah"),
            Quantity("bound", "Batas bawah lapisan", "Lower bound of the tier", reached, "rupiah"),
        ),
        parameters=(tiers,),
    )


def explain_jkk(month: date, *, tier: Explanation, has_relief: bool, sector: str) -> Explanation:
    """How the work injury contribution comes about."""
    full = applied("bpu/jkk_rate", month)
    rate = rate_step(full, full.value.number, _applied_reliefs(month, sector, has_relief))
    return Explanation(
        label_id="JKK (kecelakaan kerja)",
        label_en="JKK (work injury)",
        amount=jkk(month, tier_base=tier.amount, has_relief=has_relief, sector=sector),
        inputs=(quantities.base(tier.amount), quantities.rate(rate.amount)),
        formula="{base} × {rate}",
        steps=(tier, rate),
    )


def explain_jkm(month: date, *, has_relief: bool, sector: str) -> Explanation:
    """How the death benefit contribution comes about."""
    full = applied("bpu/jkm_amount", month)
    effective = [
        item
        for item in _applied_reliefs(month, sector, has_relief)
        if item.value.number != PARTS_PER_MILLION
    ]
    shares = [quantities.share(item.value.number, n) for n, item in enumerate(effective, start=1)]
    return Explanation(
        label_id="JKM (kematian)",
        label_en="JKM (death benefit)",
        amount=jkm(month, has_relief=has_relief, sector=sector),
        inputs=(quantities.base(full.value.number), *shares) if shares else (),
        formula=" × ".join(["{base}", *(f"{{{item.name}}}" for item in shares)]) if shares else "",
        parameters=(full, *effective),
    )


def explain_jht(month: date, *, tier: Explanation) -> Explanation:
    """How the old-age savings contribution of a person who takes it comes about."""
    rate = applied("bpu/jht_rate", month)
    return Explanation(
        label_id="JHT (hari tua)",
        label_en="JHT (old-age savings)",
        amount=jht(month, tier_base=tier.amount, takes_jht=True),
        inputs=(quantities.base(tier.amount), quantities.rate(rate.value.number)),
        formula="{base} × {rate}",
        parameters=(rate,),
        steps=(tier,),
    )


def _applied_reliefs(month: date, sector: str, has_relief: bool) -> list[Applied]:
    return [applied(name, month) for name in reliefs(sector, has_relief=has_relief)]
