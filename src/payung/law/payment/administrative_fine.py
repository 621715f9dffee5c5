"""The administrative fine on employers who ignore two warnings (PP 86/2013 Pasal 7)."""

from __future__ import annotations

from datetime import date

from payung.law import parameters
from payung.law.arithmetic import PARTS_PER_MILLION, Amount, half_up_ratio, only_between
from payung.law.inputs import LARGEST_PROJECT_AMOUNT, check_amount, check_count, check_day
from payung.law.payment.penalty import MOST_MONTHS_LATE


def administrative_fine(on: date, *, due_amount: Amount, months: int) -> Amount:
    """The fine in rupiah imposed on that day: per month of the contribution that was due.

    It is income of the fund and comes on top of the late penalty.
    """
    rate = parameters.get("payment/administrative_fine_rate", check_day("on", on)).number
    owed = check_amount("due_amount", due_amount, LARGEST_PROJECT_AMOUNT, smallest=0)
    owed_months = owed * check_count("months", months, 0, MOST_MONTHS_LATE)
    amount = half_up_ratio(owed_months, rate, PARTS_PER_MILLION)
    return only_between(owed, 0, LARGEST_PROJECT_AMOUNT, (amount,))[0]
