"""Death by work accident (PP 44/2015 Pasal 25 as amended by PP 82/2019)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from payung.law import parameters
from payung.law.arithmetic import Amount, choose, only_between
from payung.law.benefits import fixed_sums
from payung.law.explanation import Explanation, Quantity, applied
from payung.law.inputs import LARGEST_MONTHLY_AMOUNT, check_amount
from payung.law.jkk.wage_multiple import explain_multiple, multiple


class DeathBenefit(NamedTuple):
    """Whole rupiah (ints, or Ibis int64 expressions), all paid at once."""

    lump_sum: Amount
    periodic: Amount
    funeral: Amount

    @property
    def total(self) -> Amount:
        """The whole cash benefit."""
        return self.lump_sum + self.periodic + self.funeral


def death_benefit(accident_on: date, *, wage: Amount) -> DeathBenefit:
    """48 months of wage but not less than the floor, the periodic benefit, the funeral cost.

    ``wage`` is the reported monthly wage (of a non-wage earner the tier base) in rupiah, an int
    or an Ibis column. ``LawError`` outside 1 .. 10**12 and before the law; columns give NULL.
    """
    base = check_amount("wage", wage)
    amounts = (
        lump_sum(accident_on, base),
        fixed_sums.periodic("jkk", accident_on),
        fixed_sums.funeral("jkk", accident_on),
    )
    return DeathBenefit(*only_between(base, 1, LARGEST_MONTHLY_AMOUNT, amounts))


def lump_sum(accident_on: date, wage: Amount) -> Amount:
    """60 % of 80 months of wage in rupiah, lifted to the lump sum of the JKM programme."""
    by_wage = multiple(accident_on, wage, parameters.get("jkk/death_share", accident_on).number)
    floor = parameters.get("jkk/death_floor", accident_on).number
    return choose(by_wage < floor, floor, by_wage)


def explain_lump_sum(accident_on: date, wage: int) -> Explanation:
    """How the lump sum comes about, and whether the floor lifted it."""
    by_wage = explain_multiple(
        "Menurut upah",
        "By the wage",
        accident_on,
        wage,
        applied("jkk/death_share", accident_on),
    )
    floor = applied("jkk/death_floor", accident_on)
    amount = lump_sum(accident_on, wage)
    return Explanation(
        "Santunan kematian" + (" (dinaikkan ke batas bawah)" if amount > by_wage.amount else ""),
        "Lump sum on death" + (" (lifted to the floor)" if amount > by_wage.amount else ""),
        amount,
        inputs=(Quantity("floor", "Paling sedikit", "At least", floor.value.number, "rupiah"),),
        parameters=(floor,),
        steps=(by_wage,),
    )
