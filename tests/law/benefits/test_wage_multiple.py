"""A share of 80 months of wage, rounded half up once."""

from __future__ import annotations

from datetime import date

from payung.law.explanation import applied
from payung.law.jkk.wage_multiple import explain_multiple, multiple

DAY = date(2024, 1, 1)


def test_half_a_rupiah_goes_up() -> None:
    """4.5 % of 80 months is 3.6 wages: 3 x 3.6 = 10.8; 0.625 % of 80 is half a wage."""
    assert multiple(DAY, 3, 45_000) == 11
    assert multiple(DAY, 1, 6_250) == 1


def test_a_wage_of_10_to_the_12_stays_exact() -> None:
    assert multiple(DAY, 10**12 - 1, 700_000) == 56 * (10**12 - 1)


def test_the_explanation_writes_the_multiplication_out() -> None:
    share = applied("jkk/total_disability_share", DAY)
    step = explain_multiple("Santunan", "Sum", DAY, 5_000_000, share)

    assert step.formula_text("id") == "70% × 80 × Rp5.000.000"
    assert step.amount == 280_000_000
