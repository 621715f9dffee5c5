"""When a participant reaches pension age (PP 45/2015 Pasal 15)."""

from __future__ import annotations

from datetime import date

from payung.law import parameters
from payung.law.benefits.days import age_on, birthday, months_after
from payung.law.explanation import Explanation, Quantity, applied
from payung.law.formats import day


def pension_date(born_on: date) -> date:
    """The first day on which the age reaches the pension age in force on that very day.

    The pension age rises by a year at a time, so whoever would reach the old age just after a
    step waits another year. Nobody reaches it before the law began; those older then reach it on
    its first day.
    """
    table = parameters.in_use().parameter("jp/pension_age").values
    for value in table:
        first = max(birthday(born_on, value.number), value.valid_from)
        if value.valid_to is None or first <= value.valid_to:
            return first
    raise AssertionError("the last value of jp/pension_age must have no end")


def latest_start(born_on: date) -> date:
    """The last day to which someone who keeps working may postpone (Pasal 15(4))."""
    reached = pension_date(born_on)
    return months_after(reached, parameters.get("jp/latest_start_months", reached).number)


def explain(born_on: date) -> Explanation:
    """How the pension age of this person comes about; the amount is the age in years."""
    reached = pension_date(born_on)
    return Explanation(
        f"Usia pensiun, dicapai pada {day(reached, 'id')}",
        f"Pension age, reached on {day(reached, 'en')}",
        age_on(born_on, reached),
        unit="age_years",
        inputs=(
            Quantity("born_on", "Tanggal lahir", "Date of birth", born_on, "date"),
            Quantity("latest", "Penundaan sampai", "May wait until", latest_start(born_on), "date"),
        ),
        parameters=(applied("jp/pension_age", reached),),
    )
