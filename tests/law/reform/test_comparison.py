"""Who gains and who pays: classes of people, totals that agree, groups that stay private."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from payung.law.errors import LawError
from payung.law.reform.comparison import (
    PROGRAMMES,
    SMALL,
    Change,
    Comparison,
    Group,
    compare,
    pooled,
)
from payung.law.reform.effects import AMOUNTS, COUNTS, PAYERS
from payung.law.reform.proposal import read
from payung.law.reform.schema import json_schema
from tests.law.reform.engine import in_duckdb
from tests.law.reform.reforms import DEATH, PENSION, tiers_raised, written

MARCH = date(2026, 3, 1)
PU: dict[str, Any] = {"wage": 10_000_000, "size": "LARGE", "region": "19.01"}
SMALL_PU: dict[str, Any] = {"wage": 4_000_000, "size": "SMALL", "region": "19.71", "weight": 10}
BPU: dict[str, Any] = {"segment": "NON_WAGE_EARNER", "wage": 1_000_000, "takes_jht": False}


def compared(folder: Path, text: str, *people: dict[str, Any], least: int = 1) -> Comparison:
    with in_duckdb(people) as engine:
        return compare(read(written(folder, text)), MARCH, engine, smallest_group=least)


def test_one_percent_more_from_employers_costs_them_one_percent_of_the_capped_wage(
    tmp_path: Path,
) -> None:
    found = compared(tmp_path, PENSION, PU, SMALL_PU, {**PU, "wage": 50_000_000}, BPU)
    ceiling = 11_086_300
    more = 100_000 + 10 * 40_000 + (ceiling + 50) // 100
    assert found.overall.programme("JP").difference == more
    assert found.overall.amounts["employer"].difference == more
    assert found.overall.total.difference == more
    assert found.overall.amounts["worker"].difference == 0
    assert found.overall.counts["employer_pays_more"] == 12
    assert found.overall.counts["gains"] == found.overall.counts["loses"] == 0
    sizes = {group.label: group.amounts["employer"].difference for group in found.by["size"]}
    assert sizes == {"LARGE": more - 400_000, "SMALL": 400_000, None: 0}
    assert "age" not in found.by


def test_who_gets_more_and_pays_more_is_counted_as_both_and_who_waits_gains_nothing(
    tmp_path: Path,
) -> None:
    without_pension = {**PU, "takes_jp": False}
    waiting = {**BPU, "paid_months": 1}
    found = compared(tmp_path, DEATH, PU, without_pension, BPU, waiting)
    counts = found.overall.counts
    assert (counts["gains_and_loses"], counts["gains"], counts["loses"]) == (1, 2, 0)
    assert (counts["benefit_jkm_rises"], counts["person_pays_more"]) == (3, 1)
    assert found.overall.benefit("benefit_jkm") == Change(34_000_000, 37_750_000)


def test_the_floor_of_death_by_accident_lifts_the_lowest_incomes_only(tmp_path: Path) -> None:
    # 48 months of Rp417.000 are Rp20.016.000: above the old floor, under the proposed one.
    low, above = ({**PU, "wage": wage} for wage in (417_000, 4_000_000))
    found = compared(tmp_path, DEATH, low, above)
    assert found.overall.counts["benefit_jkk_death_rises"] == 1
    assert found.overall.amounts["benefit_jkk_death"].difference == 25_000_000 - 48 * 417_000


def test_a_higher_tier_base_is_paid_by_participants_and_budgets(tmp_path: Path) -> None:
    sponsored = {**BPU, "paid_by_budget": True, "kind": "OTHER"}
    driver = {**BPU, "sector": "TRANSPORT"}
    found = compared(tmp_path, tiers_raised(), PU, BPU, driver, sponsored)
    differences = {name: found.overall.amounts[name].difference for name in PAYERS}
    assert differences["employer"] == differences["worker"] == differences["government"] == 0
    # 1 % of Rp500.000 more, and half of it for the driver, whom PP 50/2025 relieves that month.
    assert differences["participant"] == 5_000 + 2_500
    assert differences["budget"] == 5_000
    assert found.overall.total.difference == 12_500
    assert found.overall.counts["person_pays_more"] == 2
    assert found.overall.counts["employer_pays_more"] == 1


def test_payers_and_programmes_add_up_in_every_group(tmp_path: Path) -> None:
    found = compared(tmp_path, DEATH, PU, SMALL_PU, BPU, {**BPU, "paid_by_budget": True})
    for groups in ((found.overall,), *found.by.values()):
        assert sum(group.people for group in groups) == found.overall.people
        for group in groups:
            programmes = [group.programme(code) for code in PROGRAMMES]
            assert sum(programmes, Change(0, 0)) == group.total
        for name in AMOUNTS:
            whole = sum((group.amounts[name] for group in groups), Change(0, 0))
            assert whole == found.overall.amounts[name]


def test_what_the_comparison_can_not_measure_is_named(tmp_path: Path) -> None:
    unmeasured = PENSION + (
        "  - name: jp/accrual_rate\n    reason: Manfaat naik\n    values:\n"
        "      - {from: 2026-01-01, value: 12_000, article: Usulan}\n"
    )
    assert compared(tmp_path, unmeasured, PU).unheard == ("jp/accrual_rate",)
    assert compared(tmp_path, PENSION, PU).unheard == ()


def test_a_month_without_the_change_and_an_empty_population_are_refused(tmp_path: Path) -> None:
    with in_duckdb([PU]) as engine, pytest.raises(LawError, match="mulai 2026-01"):
        compare(read(written(tmp_path, PENSION)), date(2025, 12, 1), engine)
    with pytest.raises(LawError, match="satu orang atau lebih"):
        compared(tmp_path, PENSION)
    with pytest.raises(LawError, match="5 orang atau lebih"):
        compared(tmp_path, PENSION, *[PU] * 4, least=5)


def group(label: str | None, people: int) -> Group:
    nothing = dict.fromkeys(AMOUNTS, Change(people, people))
    return Group(label, people, nothing, dict.fromkeys(COUNTS, 0))


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"a": 9, "b": 8}, {"a": 9, "b": 8}),
        ({"a": 9, "b": 3, "c": 2}, {"a": 9, SMALL: 5}),
        ({"a": 9, "b": 3, "c": 8}, {"a": 9, SMALL: 11}),
        ({"a": 2, "b": 3}, {SMALL: 5}),
        ({"a": 4, "b": 90}, {SMALL: 94}),
    ],
)
def test_no_group_below_five_can_be_read_or_reckoned_from_the_total(
    sizes: dict[str, int], shown: dict[str, int]
) -> None:
    found = pooled([group(label, people) for label, people in sizes.items()], 5)
    assert {one.label: one.people for one in found} == shown
    assert sum(one.amounts["jkk"].before for one in found) == sum(sizes.values())


def test_the_answer_keeps_its_published_schema(tmp_path: Path) -> None:
    answer = compared(tmp_path, DEATH, PU, SMALL_PU, BPU).as_dict()
    schema = {**json_schema(), "$ref": "#/$defs/comparison"}
    Draft202012Validator(schema).validate(answer)
