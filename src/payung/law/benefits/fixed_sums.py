"""Sums that no wage changes: the periodic benefit, paid at once, and the funeral cost."""

from __future__ import annotations

from datetime import date

from payung.law import parameters
from payung.law.explanation import Explanation, Quantity, applied


def periodic(programme: str, on: date) -> int:
    """The periodic benefit of ``jkk`` or ``jkm`` in rupiah, all months paid at once."""
    monthly = parameters.get(f"{programme}/periodic_monthly_amount", on).number
    return monthly * parameters.get(f"{programme}/periodic_months", on).number


def funeral(programme: str, on: date) -> int:
    """The funeral cost of ``jkk`` or ``jkm`` in rupiah."""
    return parameters.get(f"{programme}/funeral_amount", on).number


def explain_periodic(programme: str, on: date) -> Explanation:
    """How the periodic benefit comes about."""
    monthly = applied(f"{programme}/periodic_monthly_amount", on)
    months = applied(f"{programme}/periodic_months", on)
    return Explanation(
        "Santunan berkala (dibayar sekaligus)",
        "Periodic benefit (paid at once)",
        periodic(programme, on),
        inputs=(
            Quantity("months", "Bulan", "Months", months.value.number, "months"),
            Quantity("monthly", "Sebulan", "A month", monthly.value.number, "rupiah"),
        ),
        parameters=(monthly, months),
        formula="{months} × {monthly}",
    )


def explain_funeral(programme: str, on: date) -> Explanation:
    """The funeral cost with its article."""
    return Explanation(
        "Biaya pemakaman",
        "Funeral cost",
        funeral(programme, on),
        parameters=(applied(f"{programme}/funeral_amount", on),),
    )
