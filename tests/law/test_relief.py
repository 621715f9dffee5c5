"""A reduced rate shows each relief with its article; a relief of nothing is not shown."""

from __future__ import annotations

from datetime import date

from payung.law.explanation import applied
from payung.law.relief import rate_step


def test_relief_is_a_factor_with_its_article() -> None:
    month = date(2020, 10, 1)
    step = rate_step(applied("jkm/rate", month), 3_000, [applied("jkm/covid_payable_share", month)])

    assert (step.amount, step.unit) == (30, "ppm")
    assert step.formula_text("id") == "0,3% × 1%"
    assert [item.value.article for item in step.parameters][1] == "PP 49/2020 Pasal 10"


def test_full_payment_is_no_relief() -> None:
    month = date(2025, 10, 1)
    step = rate_step(applied("jkm/rate", month), 3_000, [applied("jkm/covid_payable_share", month)])

    assert (step.amount, step.formula, len(step.parameters)) == (3_000, "", 1)
