"""Contributions of construction projects (jasa konstruksi)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from payung.law import parameters
from payung.law.arithmetic import PARTS_PER_MILLION, Amount, half_up_ratio, only_between
from payung.law.inputs import LARGEST_PROJECT_AMOUNT, check_amount, check_flag, check_month
from payung.law.jakon.contribution import by_slices, on_wages


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
    amounts = (base, by_slices(month, base, "jkk_rate"), by_slices(month, base, "jkm_rate"))
    return ConstructionContribution(*only_between(accepted, 1, LARGEST_PROJECT_AMOUNT, amounts))


def contribution_on_wages(month: date, *, wages: Amount) -> ConstructionContribution:
    """The contribution of a project whose monthly wage bill is known (rupiah, int or column)."""
    check_month(month)
    base = check_amount("wages", wages, LARGEST_PROJECT_AMOUNT)
    amounts = (base, *on_wages(month, base))
    return ConstructionContribution(*only_between(base, 1, LARGEST_PROJECT_AMOUNT, amounts))


def without_vat(month: date, value: Amount) -> Amount:
    """The contract value without VAT, half up, where the law in force excludes it."""
    if not parameters.get("jakon/excludes_vat", month).is_true:
        return value
    vat = parameters.get("jakon/vat_rate", month).number
    return half_up_ratio(value, PARTS_PER_MILLION, PARTS_PER_MILLION + vat)
