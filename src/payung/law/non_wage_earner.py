"""Contributions of non-wage earners (Bukan Penerima Upah, BPU)."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from payung.law import parameters
from payung.law.arithmetic import Amount, Flag, only_between
from payung.law.bpu import contribution as bpu
from payung.law.explanation import Explanation, Quantity, applied
from payung.law.inputs import (
    LARGEST_MONTHLY_AMOUNT,
    check_amount,
    check_code,
    check_flag,
    check_month,
)


class NonWageEarnerContribution(NamedTuple):
    """Whole rupiah of one person and contribution month; ``base`` is the tier base."""

    base: Amount
    jkk: Amount
    jkm: Amount
    jht: Amount

    @property
    def total(self) -> Amount:
        """The whole bill of the month."""
        return self.jkk + self.jkm + self.jht


def contribution(
    month: date,
    *,
    income: Amount,
    takes_jht: Flag,
    sector: Any,
    kind: Any,
    paid_by_budget: Flag,
) -> NonWageEarnerContribution:
    """The contribution of one non-wage earner for one contribution month.

    ``income`` is the chosen monthly income in rupiah (the tier base is looked up), ``sector``
    ``TRANSPORT`` or ``OTHER``, ``kind`` ``EMPLOYER``, ``SELF_EMPLOYED`` (also outside employment)
    or ``OTHER``, ``paid_by_budget`` whether APBN or APBD pays. All but the month may be columns.

    ``LawError`` for a bad month, an income outside 0 .. 10**12, an unknown sector or kind; in
    columns such an income gives NULL, such a kind gets no relief, and such a sector gives NULL in
    the months of relief.
    """
    check_month(month)
    accepted = check_amount("income", income, smallest=0)
    check_code("sector", sector, bpu.SECTORS)
    check_code("kind", kind, kinds(month))
    check_flag("takes_jht", takes_jht)
    check_flag("paid_by_budget", paid_by_budget)
    tier_base = bpu.base(month, accepted)
    relief = bpu.has_relief(month, kind=kind, paid_by_budget=paid_by_budget)
    amounts = (
        tier_base,
        bpu.jkk(month, tier_base=tier_base, has_relief=relief, sector=sector),
        bpu.jkm(month, has_relief=relief, sector=sector),
        bpu.jht(month, tier_base=tier_base, takes_jht=takes_jht),
    )
    return NonWageEarnerContribution(*only_between(accepted, 0, LARGEST_MONTHLY_AMOUNT, amounts))


def _circumstances(kind: str, sector: str, paid_by_budget: bool) -> tuple[Quantity, ...]:
    return (
        Quantity("kind", "Jenis peserta", "Kind of participant", kind, "code"),
        Quantity("sector", "Sektor", "Sector", sector, "code"),
        Quantity(
            "paid_by_budget", "Dibayar APBN/APBD", "Paid by a budget", paid_by_budget, "yes_no"
        ),
    )


def kinds(month: date) -> tuple[str, ...]:
    """The known kinds of non-wage earners."""
    return tuple(str(row["kind"]) for row in parameters.get("bpu/kinds", month).rows)


def explain_contribution(
    month: date,
    *,
    income: int,
    takes_jht: bool,
    sector: str,
    kind: str,
    paid_by_budget: bool,
) -> Explanation:
    """How the bill of one person comes about; the same plain arguments as ``contribution``.

    The amount is the ``total`` of ``contribution``.
    """
    amounts = contribution(
        month,
        income=income,
        takes_jht=takes_jht,
        sector=sector,
        kind=kind,
        paid_by_budget=paid_by_budget,
    )
    relief = bpu.has_relief(month, kind=kind, paid_by_budget=paid_by_budget)
    tier = bpu.explain_base(month, income=income)
    steps = [
        bpu.explain_jkk(month, tier=tier, has_relief=relief, sector=sector),
        bpu.explain_jkm(month, has_relief=relief, sector=sector),
    ]
    if takes_jht:
        steps.append(bpu.explain_jht(month, tier=tier))
    return Explanation(
        label_id=f"Iuran Bukan Penerima Upah bulan {month:%Y-%m}",
        label_en=f"Non-wage earner contribution, {month:%Y-%m}",
        amount=amounts.total,
        inputs=_circumstances(kind, sector, paid_by_budget),
        parameters=(applied("bpu/kinds", month),),
        steps=tuple(steps),
    )
