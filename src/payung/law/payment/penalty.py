"""The penalty for late payment: simple, per month late, borne by the employer alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from payung.law import parameters, quantities
from payung.law.arithmetic import PARTS_PER_MILLION, Amount, half_up_ratio, is_column, only_between
from payung.law.explanation import Explanation, Quantity, applied
from payung.law.inputs import (
    LARGEST_PROJECT_AMOUNT,
    check_amount,
    check_code,
    check_count,
    check_day,
    check_month,
)
from payung.law.payment.due_date import SEGMENTS

MOST_MONTHS_LATE = 1_200


def months_late(month: date, *, due_on: Any, paid_on: Any) -> Any:
    """How many months late a payment is, for the contribution month that selects the rule.

    Counted from the due date already moved off holidays. A started month counts as a month if
    the parameter ``payment/started_month_counts`` says so, else only full months. Both days may
    be Ibis date columns. Not late is 0.
    """
    check_month(month)
    started = parameters.get("payment/started_month_counts", month).is_true
    if is_column(due_on) or is_column(paid_on):
        from payung.law import columns

        return columns.months_between(due_on, paid_on, started_counts=started)
    due, paid = check_day("due_on", due_on), check_day("paid_on", paid_on)
    apart = (paid.year - due.year) * 12 + paid.month - due.month
    if started:
        return max(0, apart + (due.day < paid.day))
    is_last_day = (paid + timedelta(days=1)).day == 1
    return max(0, apart - 1 + (due.day <= paid.day or is_last_day))


def penalty(
    month: date,
    *,
    due_amount: Amount,
    due_on: Any,
    paid_on: Any,
    segment: str = "WAGE_EARNER",
) -> Amount:
    """The penalty in rupiah for one contribution month paid (or still unpaid) on a day.

    ``due_amount`` is the unpaid contribution of that month, 0 .. 10**14. The rate is that of the
    contribution month (0.5 % in the months of PP 49/2020, else 2 %); non-wage earners pay none.
    Amount and days may be columns (NULL outside the bounds). ``LawError`` for bad inputs.
    """
    late = months_late(month, due_on=due_on, paid_on=paid_on)
    return penalty_for_months(month, due_amount=due_amount, months=late, segment=segment)


def penalty_for_months(
    month: date, *, due_amount: Amount, months: Any, segment: str = "WAGE_EARNER"
) -> Amount:
    """The penalty in rupiah when the months of lateness are known (at most 1,200)."""
    check_month(month)
    check_code("segment", segment, SEGMENTS)
    owed = check_amount("due_amount", due_amount, LARGEST_PROJECT_AMOUNT, smallest=0)
    late = check_count("months", months, 0, MOST_MONTHS_LATE)
    rate = parameters.get(f"payment/penalty_rate_{segment.lower()}", month).number
    amount = half_up_ratio(owed * late, rate, PARTS_PER_MILLION)
    return only_between(owed, 0, LARGEST_PROJECT_AMOUNT, (amount,))[0]


def explain_penalty(
    month: date, *, due_amount: int, due_on: date, paid_on: date, segment: str = "WAGE_EARNER"
) -> Explanation:
    """How the penalty of one month comes about; the same plain arguments as ``penalty``."""
    amount = penalty(month, due_amount=due_amount, due_on=due_on, paid_on=paid_on, segment=segment)
    rate = applied(f"payment/penalty_rate_{segment.lower()}", month)
    late = Explanation(
        label_id="Bulan keterlambatan",
        label_en="Months late",
        amount=months_late(month, due_on=due_on, paid_on=paid_on),
        unit="months",
        inputs=(
            Quantity("due_on", "Jatuh tempo", "Due date", due_on, "date"),
            Quantity("paid_on", "Dibayar/dihitung pada", "Paid or counted on", paid_on, "date"),
        ),
        parameters=(applied("payment/started_month_counts", month),),
    )
    return Explanation(
        label_id=f"Denda keterlambatan iuran bulan {month:%Y-%m}",
        label_en=f"Late penalty, contribution month {month:%Y-%m}",
        amount=amount,
        inputs=(
            quantities.due_amount(due_amount),
            quantities.rate(rate.value.number),
            quantities.months(late.amount),
        ),
        formula="{due_amount} × {rate} × {months}",
        parameters=(rate,),
        steps=(late,),
    )
