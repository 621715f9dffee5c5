"""Death not caused by work: the cash benefit (PP 44/2015 Pasal 34 as amended by PP 82/2019)."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from payung.law import parameters
from payung.law.arithmetic import Amount, Flag, choose
from payung.law.benefits import fixed_sums
from payung.law.explanation import Explanation, applied
from payung.law.inputs import check_count, check_flag


class DeathBenefit(NamedTuple):
    """Whole rupiah (ints, or Ibis int64 expressions), all paid at once."""

    lump_sum: Amount
    periodic: Amount
    funeral: Amount

    @property
    def total(self) -> Amount:
        """The whole cash benefit."""
        return self.lump_sum + self.periodic + self.funeral


def death_benefit(
    died_on: date, *, is_wage_earner: Flag, paid_months_in_a_row: Any
) -> DeathBenefit:
    """Lump sum, periodic benefit and funeral cost; only the funeral cost while waiting.

    ``paid_months_in_a_row`` are the months of active membership with the month of death; both
    arguments may be Ibis columns. ``LawError`` before the law or for a number below 0.
    """
    full = has_waited(
        died_on, is_wage_earner=is_wage_earner, paid_months_in_a_row=paid_months_in_a_row
    )
    return DeathBenefit(
        choose(full, parameters.get("jkm/lump_sum", died_on).number, 0),
        choose(full, fixed_sums.periodic("jkm", died_on), 0),
        choose(full, fixed_sums.funeral("jkm", died_on), fixed_sums.funeral("jkm", died_on)),
    )


def has_waited(died_on: date, *, is_wage_earner: Flag, paid_months_in_a_row: Any) -> Flag:
    """Whether the waiting time of the segment is over, so that the full benefit is due."""
    check_flag("is_wage_earner", is_wage_earner)
    months = check_count("paid_months_in_a_row", paid_months_in_a_row)
    waiting = choose(
        is_wage_earner,
        parameters.get("jkm/waiting_months_wage_earner", died_on).number,
        parameters.get("jkm/waiting_months_non_wage_earner", died_on).number,
    )
    return months >= choose(waiting > 0, waiting + 1, 0)


def explain_lump_sum(died_on: date) -> Explanation:
    """The lump sum with its article."""
    lump_sum = applied("jkm/lump_sum", died_on)
    return Explanation(
        "Santunan sekaligus", "Lump sum", lump_sum.value.number, parameters=(lump_sum,)
    )
