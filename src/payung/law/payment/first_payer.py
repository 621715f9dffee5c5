"""Who pays a benefit first when the employer is in arrears (PP 6/2025 Pasal 39 and 39A)."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.law import parameters
from payung.law.arithmetic import text_lookup
from payung.law.inputs import check_code, check_count, check_day

FUND, EMPLOYER = "FUND", "EMPLOYER"
_LIMITS = {
    "jkk": "jkk/fund_pays_up_to_unpaid_months",
    "jkm": "jkk/fund_pays_up_to_unpaid_months",
    "jkp": "jkp/fund_pays_up_to_unpaid_months",
}


def first_payer(
    programme: str, on: date, *, unpaid_months: Any, employer_closed: bool = False
) -> Any:
    """``FUND`` or ``EMPLOYER``, by consecutive unpaid JKK months on the day of the event.

    ``programme``: ``jkk``, ``jkm`` or ``jkp``; ``unpaid_months`` may be a column. The debt stays
    in either case; an employer who paid first may reclaim after clearing it.
    ``employer_closed``: bankrupt or closed, for which the job loss fund bears longer arrears.
    """
    check_code("programme", programme, tuple(_LIMITS))
    months = check_count("unpaid_months", unpaid_months)
    limit = parameters.get(_LIMITS[programme], check_day("on", on)).number
    closed = parameters.find("jkp/closed_employer_fund_pays_up_to_unpaid_months", on)
    if programme == "jkp" and employer_closed and closed is not None:
        limit = max(limit, closed.number)
    return text_lookup([(0, FUND), (limit + 1, EMPLOYER)], months)
