"""The one clock of all business time.

``PAYUNG_TODAY=2024-12-18`` fixes the business date, for the demo and for tests. Only business
dates come from here; technical time stamps (who wrote a row, and when) are the machine's own.
"""

from __future__ import annotations

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

#: Western Indonesian Time: the national business date where no office is named.
WIB = ZoneInfo("Asia/Jakarta")


def today() -> date:
    """The business date of today.

    Raises ``ValueError`` with a clear sentence when ``PAYUNG_TODAY`` is not a date.
    """
    fixed = os.environ.get("PAYUNG_TODAY")
    if not fixed:
        return datetime.now(WIB).date()
    try:
        return date.fromisoformat(fixed)
    except ValueError as error:
        raise ValueError(
            f"PAYUNG_TODAY harus tanggal seperti 2024-12-18, bukan {fixed!r}"
        ) from error
