"""Construction contribution: progressive on the contract value, or flat on known wages."""

from __future__ import annotations

from datetime import date

from payung.law import parameters, quantities
from payung.law.arithmetic import Amount, half_up, half_up_sum, part_inside, reduced
from payung.law.explanation import Applied, Explanation, Quantity, applied
from payung.law.relief import rate_step


def slices(month: date) -> list[tuple[int, int | None, int, int]]:
    """Lower and upper bound in rupiah and the payable JKK and JKM rates (ppm) of each slice."""
    rows = parameters.get("jakon/slices", month).rows
    share = _share(month)
    lowers = [_integer(row["value_from"]) for row in rows]
    uppers: list[int | None] = [*lowers[1:], None]
    return [
        (
            lower,
            upper,
            reduced(_integer(row["jkk_rate"]), share),
            reduced(_integer(row["jkm_rate"]), share),
        )
        for row, lower, upper in zip(rows, lowers, uppers, strict=True)
    ]


def by_slices(month: date, value: Amount, rate_column: str) -> Amount:
    """The contribution to ``jkk_rate`` or ``jkm_rate``: each rate on the part in its slice.

    The slices are added exactly and rounded once, half up.
    """
    position = 2 if rate_column == "jkk_rate" else 3
    return half_up_sum(
        [(part_inside(value, row[0], row[1]), row[position]) for row in slices(month)]
    )


def payable_rates(month: date) -> tuple[int, int]:
    """The payable JKK and JKM rates (ppm) on a known wage bill."""
    share = _share(month)
    return (
        reduced(parameters.get("jakon/wage_jkk_rate", month).number, share),
        reduced(parameters.get("jakon/wage_jkm_rate", month).number, share),
    )


def on_wages(month: date, wages: Amount) -> tuple[Amount, Amount]:
    """JKK and JKM in rupiah on a known wage bill."""
    jkk, jkm = payable_rates(month)
    return half_up(wages, jkk), half_up(wages, jkm)


def _share(month: date) -> int:
    return parameters.get("jakon/covid_payable_share", month).number


def _integer(found: object) -> int:
    assert isinstance(found, int)  # the unit of the column, checked when the file was read
    return found


def explain_by_slices(month: date, *, value: int, programme: str) -> Explanation:
    """How ``jkk`` or ``jkm`` on a contract value comes about, slice by slice.

    A slice shows its own product rounded for reading; the sum is rounded once.
    """
    column = f"{programme}_rate"
    table, relief = applied("jakon/slices", month), applied("jakon/covid_payable_share", month)
    steps = []
    for row, (lower, upper, *_) in zip(table.value.rows, slices(month), strict=True):
        part = part_inside(value, lower, upper)
        if part:
            steps.append(_explain_slice(table, relief, lower, part, _integer(row[column])))
    return Explanation(
        label_id=f"{programme.upper()} jasa konstruksi",
        label_en=f"Construction {programme.upper()}",
        amount=by_slices(month, value, column),
        inputs=(quantities.base(value),),
        steps=tuple(steps),
    )


def explain_on_wages(month: date, *, wages: int, programme: str) -> Explanation:
    """How ``jkk`` or ``jkm`` on a known wage bill comes about."""
    full = applied(f"jakon/wage_{programme}_rate", month)
    relief = applied("jakon/covid_payable_share", month)
    rate = rate_step(full, full.value.number, [relief])
    return Explanation(
        label_id=f"{programme.upper()} jasa konstruksi atas upah",
        label_en=f"Construction {programme.upper()} on wages",
        amount=half_up(wages, rate.amount),
        inputs=(quantities.base(wages), quantities.rate(rate.amount)),
        formula="{base} × {rate}",
        steps=(rate,),
    )


def _explain_slice(
    table: Applied, relief: Applied, lower: int, part: int, full_rate: int
) -> Explanation:
    rate = rate_step(table, full_rate, [relief])
    return Explanation(
        label_id="Lapisan",
        label_en="Slice",
        amount=half_up(part, rate.amount),
        inputs=(
            Quantity("lower", "Di atas", "Above", lower, "rupiah"),
            Quantity("part", "Bagian nilai", "Part of the value", part, "rupiah"),
            quantities.rate(rate.amount),
        ),
        formula="{part} × {rate}",
        steps=(rate,),
    )
