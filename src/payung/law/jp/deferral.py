"""When the pension contribution deferred in the Covid months must be repaid (PP 49/2020)."""

from __future__ import annotations

from datetime import date

from payung.law import parameters
from payung.law.inputs import check_month


def repayment_window(month: date) -> tuple[date, date] | None:
    """The latest first and the latest last day of repaying what was deferred for that month.

    At once or in instalments. ``None`` for months of which nothing is deferred.
    """
    check_month(month)
    start = parameters.find("jp/deferred_repayment_start", month)
    if start is None:
        return None
    return start.day, parameters.get("jp/deferred_repayment_end", month).day
