"""Non-wage earners: 33 tiers by lower bound, and who is named for the relief."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from payung.law import parameters
from payung.law.bpu.contribution import (
    base,
    explain_base,
    explain_jht,
    explain_jkk,
    explain_jkm,
    has_relief,
    jht,
    jkk,
    jkm,
)

MONTH = date(2026, 5, 1)


def test_a_row_holds_until_the_next_lower_bound() -> None:
    rows = parameters.get("bpu/tiers", MONTH).rows
    bounds = [row["income_from"] for row in rows]
    bases = [row["base"] for row in rows]
    assert len(rows) == 33
    assert [base(MONTH, bound) for bound in bounds] == bases
    assert [base(MONTH, bound - 1) for bound in bounds[1:]] == bases[:-1]


def test_steps_widen_twice() -> None:
    bases = [row["base"] for row in parameters.get("bpu/tiers", MONTH).rows]
    steps = [after - before for before, after in pairwise(bases)]
    assert steps == [200_000] * 8 + [350_000] + [500_000] * 10 + [750_000] + [1_000_000] * 12


@pytest.mark.parametrize(
    ("kind", "paid_by_budget", "expected"),
    [
        ("SELF_EMPLOYED", False, True),
        ("SELF_EMPLOYED", True, False),
        ("EMPLOYER", False, False),
        ("OTHER", False, False),
    ],
)
def test_only_named_kinds_that_pay_themselves_have_relief(
    kind: str, paid_by_budget: bool, expected: bool
) -> None:
    assert has_relief(MONTH, kind=kind, paid_by_budget=paid_by_budget) is expected


def test_explained_amounts_are_the_computed_ones() -> None:
    tier = explain_base(MONTH, income=2_650_000)
    relief = {"has_relief": True, "sector": "OTHER"}
    assert tier.amount == base(MONTH, 2_650_000) == 2_600_000
    assert explain_jkk(MONTH, tier=tier, **relief).amount == 13_000
    assert jkk(MONTH, tier_base=2_600_000, **relief) == 13_000
    assert explain_jkm(MONTH, **relief).amount == jkm(MONTH, **relief) == 3_400
    assert explain_jht(MONTH, tier=tier).amount == 52_000
    assert jht(MONTH, tier_base=2_600_000, takes_jht=False) == 0
