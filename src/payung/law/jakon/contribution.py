"""Construction contribution: progressive on the contract value, or flat on known wages."""

from __future__ import annotations

from datetime import date

from payung.law import parameters
from payung.law.arithmetic import Amount, half_up, half_up_sum, part_inside, reduced


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
