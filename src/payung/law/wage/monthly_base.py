"""The monthly wage of those who are not paid by the month (PP 44/2015 Pasal 19)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payung.law import parameters
from payung.law.arithmetic import Amount, half_up_ratio
from payung.law.errors import LawError
from payung.law.inputs import check_amount, check_month


def from_daily_wage(month: date, *, daily_wage: Amount) -> Amount:
    """The monthly base in rupiah of a daily-paid worker (int or column)."""
    check_month(month)
    wage = check_amount("daily_wage", daily_wage)
    return wage * parameters.get("wage/daily_multiplier", month).number


def from_piece_rates(
    month: date, *, monthly_pay: Sequence[int], weather_dependent: bool = False
) -> int:
    """The monthly base in rupiah of piece-rate pay: the average of the last months, half up.

    ``monthly_pay`` holds at least the months that the law averages (3, or 12 when the work
    depends on the weather), the latest last. ``LawError`` when there are fewer.
    """
    check_month(month)
    kind = "weather_dependent" if weather_dependent else "piece_rate"
    count = parameters.get(f"wage/{kind}_average_months", month).number
    if len(monthly_pay) < count:
        raise LawError(
            "monthly_pay_too_short",
            f"Upah borongan: ditemukan {len(monthly_pay)} bulan, diharapkan {count} bulan.",
            f"Piece-rate pay: found {len(monthly_pay)} months, expected {count}.",
            found=len(monthly_pay),
            expected=count,
        )
    last = [check_amount("monthly_pay", pay, smallest=0) for pay in monthly_pay[-count:]]
    average: int = half_up_ratio(sum(last), 1, count)
    return average
