"""Who counts as an active participant."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.law import parameters
from payung.law.inputs import check_count, check_day


def is_active(unpaid_months: Any, on: date) -> Any:
    """Whether a participant with so many unpaid months is active on that day (int or column)."""
    return check_count("unpaid_months", unpaid_months) <= grace_months(on)


def grace_months(on: date) -> int:
    """The unpaid months with which a participant still counts as active."""
    return parameters.get("membership/active_grace_months", check_day("on", on)).number
