"""Work injury sums that are a multiple of the wage: a share of 80 months of wage (Lampiran III)."""

from __future__ import annotations

from datetime import date

from payung.law import parameters, quantities
from payung.law.arithmetic import PARTS_PER_MILLION, Amount, half_up_ratio
from payung.law.explanation import Applied, Explanation, Quantity, applied


def multiple(on: date, wage: Amount, share: int, out_of: int = PARTS_PER_MILLION) -> Amount:
    """``share / out_of`` of 80 months of ``wage``, in rupiah, rounded half up once."""
    months = parameters.get("jkk/benefit_wage_months", on).number
    return half_up_ratio(wage, share * months, out_of)


def explain_multiple(
    label_id: str, label_en: str, on: date, wage: int, share: Applied
) -> Explanation:
    """How a share of 80 months of wage comes about."""
    months = applied("jkk/benefit_wage_months", on)
    return Explanation(
        label_id,
        label_en,
        multiple(on, wage, share.value.number),
        inputs=(
            Quantity("share", "Bagian", "Share", share.value.number, "ppm"),
            Quantity("months", "Bulan upah", "Months of wage", months.value.number, "months"),
            quantities.wage(wage),
        ),
        parameters=(share, months),
        formula="{share} × {months} × {wage}",
    )
