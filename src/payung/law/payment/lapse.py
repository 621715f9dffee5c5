"""When the cover of a non-wage earner lapses, and what is then still collected."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.law import parameters
from payung.law.arithmetic import Amount, choose
from payung.law.inputs import check_count, check_day


def is_active(unpaid_months: Any, on: date) -> Any:
    """Whether cover is still on after so many consecutive unpaid months (int or column).

    Cover lasts while the unpaid months do not exceed ``payment/lapse_after_months``.
    """
    months = check_count("unpaid_months", unpaid_months)
    return months <= _limit(on)


def collectable_months(unpaid_months: Any, on: date) -> Amount:
    """How many of the unpaid months are still owed: none once the cover has lapsed.

    While cover lasts all unpaid months are owed; after lapse, re-activation starts anew and the
    old arrears are not collected.
    """
    months = check_count("unpaid_months", unpaid_months)
    return choose(months <= _limit(on), months, 0)


def _limit(on: date) -> int:
    return parameters.get("payment/lapse_after_months", check_day("on", on)).number
