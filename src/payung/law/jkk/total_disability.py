"""Total permanent disability by work accident (PP 44/2015 Pasal 25 as amended)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from payung.law import parameters
from payung.law.arithmetic import Amount, only_between
from payung.law.benefits import fixed_sums
from payung.law.explanation import Explanation, applied
from payung.law.inputs import LARGEST_MONTHLY_AMOUNT, check_amount
from payung.law.jkk.wage_multiple import explain_multiple, multiple


class TotalDisabilityBenefit(NamedTuple):
    """Whole rupiah (ints, or Ibis int64 expressions), all paid at once."""

    lump_sum: Amount
    periodic: Amount

    @property
    def total(self) -> Amount:
        """The whole cash benefit."""
        return self.lump_sum + self.periodic


def total_disability_benefit(accident_on: date, *, wage: Amount) -> TotalDisabilityBenefit:
    """56 months of wage and the periodic benefit, in rupiah.

    ``wage`` as in ``death.death_benefit``, an int or an Ibis column.
    """
    base = check_amount("wage", wage)
    amounts = (lump_sum(accident_on, base), fixed_sums.periodic("jkk", accident_on))
    return TotalDisabilityBenefit(*only_between(base, 1, LARGEST_MONTHLY_AMOUNT, amounts))


def lump_sum(accident_on: date, wage: Amount) -> Amount:
    """70 % of 80 months of wage, in rupiah."""
    share = parameters.get("jkk/total_disability_share", accident_on)
    return multiple(accident_on, wage, share.number)


def explain_lump_sum(accident_on: date, wage: int) -> Explanation:
    """How the lump sum comes about."""
    return explain_multiple(
        "Santunan cacat total tetap",
        "Lump sum on total permanent disability",
        accident_on,
        wage,
        applied("jkk/total_disability_share", accident_on),
    )
