"""Contributions of construction projects (jasa konstruksi)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from payung.law import parameters
from payung.law.arithmetic import PARTS_PER_MILLION, Amount, half_up_ratio, only_between
from payung.law.explanation import Explanation, Quantity, applied
from payung.law.inputs import LARGEST_PROJECT_AMOUNT, check_amount, check_flag, check_month
from payung.law.jakon import contribution as jakon


class ConstructionContribution(NamedTuple):
    """Whole rupiah of one project; ``base`` is the contract value without VAT or the wage bill."""

    base: Amount
    jkk: Amount
    jkm: Amount

    @property
    def total(self) -> Amount:
        """The whole bill."""
        return self.jkk + self.jkm


def contribution(
    month: date, *, value: Amount, includes_vat: bool = False
) -> ConstructionContribution:
    """The contribution of a project whose wages are not known, for the whole project.

    ``month`` is the month of registration, ``value`` the contract value in rupiah (int or
    column). With ``includes_vat`` the VAT of that month is taken out first, if the law in force
    excludes it. Each slice of the value has its own rates. ``LawError`` for a bad month or a
    value outside 1 .. 10**14 (columns: NULL).
    """
    check_month(month)
    check_flag("includes_vat", includes_vat)
    accepted = check_amount("value", value, LARGEST_PROJECT_AMOUNT)
    base = without_vat(month, accepted) if includes_vat else accepted
    amounts = (
        base,
        jakon.by_slices(month, base, "jkk_rate"),
        jakon.by_slices(month, base, "jkm_rate"),
    )
    return ConstructionContribution(*only_between(accepted, 1, LARGEST_PROJECT_AMOUNT, amounts))


def contribution_on_wages(month: date, *, wages: Amount) -> ConstructionContribution:
    """The contribution of a project whose monthly wage bill is known (rupiah, int or column)."""
    check_month(month)
    base = check_amount("wages", wages, LARGEST_PROJECT_AMOUNT)
    amounts = (base, *jakon.on_wages(month, base))
    return ConstructionContribution(*only_between(base, 1, LARGEST_PROJECT_AMOUNT, amounts))


def without_vat(month: date, value: Amount) -> Amount:
    """The contract value without VAT, half up, where the law in force excludes it."""
    if not parameters.get("jakon/excludes_vat", month).is_true:
        return value
    vat = parameters.get("jakon/vat_rate", month).number
    return half_up_ratio(value, PARTS_PER_MILLION, PARTS_PER_MILLION + vat)


def explain_contribution(month: date, *, value: int, includes_vat: bool = False) -> Explanation:
    """How the bill of a project comes about; the same plain arguments as ``contribution``."""
    amounts = contribution(month, value=value, includes_vat=includes_vat)
    return Explanation(
        label_id=f"Iuran jasa konstruksi, terdaftar {month:%Y-%m}",
        label_en=f"Construction contribution, registered {month:%Y-%m}",
        amount=amounts.total,
        inputs=(Quantity("value", "Nilai kontrak", "Contract value", value, "rupiah"),),
        steps=(
            jakon.explain_by_slices(month, value=amounts.base, programme="jkk"),
            jakon.explain_by_slices(month, value=amounts.base, programme="jkm"),
        ),
        besides=(_explain_vat(month, value, amounts.base),) if includes_vat else (),
    )


def explain_contribution_on_wages(month: date, *, wages: int) -> Explanation:
    """How the bill on a known wage bill comes about."""
    amounts = contribution_on_wages(month, wages=wages)
    return Explanation(
        label_id=f"Iuran jasa konstruksi atas upah bulan {month:%Y-%m}",
        label_en=f"Construction contribution on wages, {month:%Y-%m}",
        amount=amounts.total,
        steps=(
            jakon.explain_on_wages(month, wages=wages, programme="jkk"),
            jakon.explain_on_wages(month, wages=wages, programme="jkm"),
        ),
    )


def _explain_vat(month: date, value: int, base: int) -> Explanation:
    vat = applied("jakon/vat_rate", month)
    return Explanation(
        label_id="Nilai kontrak tanpa PPN",
        label_en="Contract value without VAT",
        amount=base,
        inputs=(
            Quantity("value", "Nilai kontrak", "Contract value", value, "rupiah"),
            Quantity("vat", "PPN", "VAT", vat.value.number, "ppm"),
        ),
        parameters=(applied("jakon/excludes_vat", month), vat),
    )
