"""What a sum of money does for the household of an earner who died, against the poverty line.

The line and the size of a household are assumptions that an office corrects (``planning/*``); what
comes out is a span, not a point.
"""

from __future__ import annotations

from datetime import date

from payung.law import parameters
from payung.law.benefits.heirs import LARGEST_ESTATE
from payung.law.inputs import check_amount, check_count, check_day

NATION = "00"
HUNDRED = 100
_MOST_PEOPLE = 100


def poverty_line(on: date, province: str) -> tuple[int, int]:
    """Rupiah per person and month, low and high: the province's own line, else the nation's."""
    rows = {str(row["province"]): row for row in parameters.get("planning/poverty_line", on).rows}
    row = rows.get(province) or rows[NATION]
    return int(str(row["low"])), int(str(row["high"]))


def people_left(on: date) -> tuple[int, int]:
    """Members of the household that an earner leaves, in hundredths of a person, low and high."""
    row = parameters.get("planning/household_hundredths", on).rows[0]
    return int(str(row["low"])), int(str(row["high"]))


def months_carried(
    amount: int, on: date, province: str, people: int | None = None
) -> tuple[int, int]:
    """For how many whole months an amount carries a household at the poverty line, low and high.

    ``people`` are the persons who are left; without it the usual household is taken. Raises
    ``LawError`` for a negative amount or no persons.
    """
    check_day("on", on)
    check_amount("amount", amount, LARGEST_ESTATE, smallest=0)
    if people is None:
        few, many = people_left(on)
    else:
        few = many = HUNDRED * check_count("people", people, 1, _MOST_PEOPLE)
    low, high = poverty_line(on, province)
    return amount * HUNDRED // (high * many), amount * HUNDRED // (low * few)
