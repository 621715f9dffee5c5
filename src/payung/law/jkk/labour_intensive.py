"""Whether an employer fulfils the labour-intensive relief (PP 7/2025, PP 36/2025)."""

from __future__ import annotations

from datetime import date

from payung.law import parameters
from payung.law.inputs import check_count, check_day, check_month


def has_relief(month: date, *, industry: str, active_workers: int, jkk_paid_until: date) -> bool:
    """Whether the relief applies to the employer's JKK bill of that month.

    ``industry`` is a code of ``jkk/labour_intensive_industries`` (any other: no relief),
    ``jkk_paid_until`` the last JKK contribution month paid in an unbroken row. Outside the
    months of the relief always ``False``.
    """
    check_month(month)
    industries = parameters.find("jkk/labour_intensive_industries", month)
    if industries is None:
        return False
    least_workers = parameters.get("jkk/labour_intensive_minimum_workers", month).number
    paid_until = parameters.get("jkk/labour_intensive_paid_until", month).day
    return (
        any(row["industry"] == industry for row in industries.rows)
        and check_count("active_workers", active_workers, 0, 10_000_000) >= least_workers
        and check_day("jkk_paid_until", jkk_paid_until) >= paid_until
    )
