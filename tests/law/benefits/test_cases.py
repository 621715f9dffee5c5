"""The worked cases of the benefits, by id: amounts, payers, refusals, heirs, articles."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from payung.law import parameters
from payung.law.benefits import doors, jht
from payung.law.benefits.benefit import Benefit
from payung.law.benefits.jp import PensionClaim
from payung.law.benefits.reading import read
from payung.law.errors import LawError
from payung.law.explanation import Explanation
from payung.law.jht import growth
from payung.law.jp import monthly_pension, pension_date
from tests.law.conftest import cases, office_value

PROGRAMMES = ("jkk", "jkm", "jht", "jp", "jkp", "pmi")
CASES = [
    (programme, case) for programme in PROGRAMMES for case in cases(f"benefits-{programme}.yaml")
]
WITH_FACTS = [(programme, case) for programme, case in CASES if "facts" in case]
IMPOSSIBLE = cases("benefits-impossible.yaml")
SHARED = {
    *(f"K-{n}" for n in range(1, 13)),
    *(f"D-{n}" for n in range(1, 8)),
    *(f"H-{n}" for n in range(1, 7)),
    *(f"R-{n}" for n in range(1, 11)),
    *(f"J-{n}" for n in range(1, 9)),
}


def ids(found: list[tuple[str, dict[str, Any]]]) -> list[str]:
    return [case["id"] for _, case in found]


def decided(programme: str, case: dict[str, Any]) -> Benefit:
    """The benefit of a case; ``office`` are values of an office that reads the law otherwise."""
    with ExitStack() as readings:
        for name, content in case.get("office", {}).items():
            readings.enter_context(office_value(name, content))
        return doors.decide(programme, case["facts"])


def figure(benefit: Benefit, case: dict[str, Any], name: str) -> Any:
    """One expected figure of a case."""
    wanted = case["expect"][name]
    if name == "items":
        return {code: benefit.amount(*code.split("@")) for code in wanted}
    if name == "by_payer":
        return {payer: benefit.paid_by(payer) for payer in wanted}
    if name == "refusals":
        return [refusal.code for refusal in benefit.refusals]
    if name == "documents_include":
        return [code for code in wanted if code in benefit.documents]
    if name == "payments":
        return [[item.times, item.amount] for item in benefit.items]
    if name == "heirs":
        assert benefit.division is not None
        return {share.name: share.amount for share in benefit.division.shares}
    if name == "receiver":
        assert benefit.division is not None
        return benefit.division.receiver
    if name == "scholarships_first_year":
        first = min(year.on for year in benefit.scholarships)
        return sum(year.amount for year in benefit.scholarships if year.on == first)
    if name == "pension_date":
        return pension_date.pension_date(case["facts"]["born_on"])
    if name == "average":
        return read(PensionClaim, case["facts"]).average
    return getattr(benefit, name)


def test_every_shared_case_is_here_once() -> None:
    found = {case["id"].split(" ")[0] for _, case in CASES}

    assert found >= SHARED
    assert max(Counter(ids(CASES)).values()) == 1
    assert all(case["articles"] for _, case in CASES)


@pytest.mark.parametrize(("programme", "case"), WITH_FACTS, ids=ids(WITH_FACTS))
def test_benefit_is_that_of_the_worked_case(programme: str, case: dict[str, Any]) -> None:
    benefit = decided(programme, case)

    assert {name: figure(benefit, case, name) for name in case["expect"]} == case["expect"]


@pytest.mark.parametrize(("programme", "case"), WITH_FACTS, ids=ids(WITH_FACTS))
def test_explanation_carries_every_amount_with_its_article(
    programme: str, case: dict[str, Any]
) -> None:
    benefit = decided(programme, case)
    tree = benefit.explanation
    text = tree.as_text("id")

    assert tree.amount == benefit.total
    for item in benefit.items:
        assert item.explained() in tree.steps
        assert articles(item.step), item.code
    for refusal in benefit.refusals:
        assert refusal.message_id
        assert refusal.message_en
    assert set(case["articles"]) <= articles(tree)
    assert text
    assert text != tree.as_text("en")


@pytest.mark.parametrize("case", IMPOSSIBLE, ids=[case["id"] for case in IMPOSSIBLE])
def test_impossible_facts_are_refused_by_name(case: dict[str, Any]) -> None:
    with pytest.raises(LawError) as refused:
        doors.decide(case["programme"], case["facts"])

    assert refused.value.code == case["error"]
    assert refused.value.message("id") != refused.value.message("en")


@pytest.mark.parametrize("case", [case for _, case in CASES if "statement" in case])
def test_statement_reaches_the_balance_to_the_sen(case: dict[str, Any]) -> None:
    account = dict(case["statement"])
    monthly = account.pop("contributions")["monthly"]
    year = account["first_month"].year
    paid = [{"month": date(year, n + 1, 1), "amount": monthly} for n in range(account["months"])]
    lines = read(jht.Account, {**account, "contributions": paid}).statement()

    sen = (lines[-1].closing + growth.MICRO // 200) // (growth.MICRO // 100)
    assert f"{sen // 100}.{sen % 100:02d}" == case["expect"]["closing"]


@pytest.mark.parametrize("case", [case for _, case in CASES if "pension" in case])
def test_formula_and_bounds_of_the_pension(case: dict[str, Any]) -> None:
    asked = dict(case["pension"])
    on = asked.pop("day")
    formula = monthly_pension.formula_amount(on, **asked)

    assert formula == case["expect"]["formula"]
    assert monthly_pension.bounded(on, formula) == case["expect"]["bounded"]
    applied = ("jp/accrual_rate", "jp/minimum_pension")
    assert [parameters.get(name, on).article for name in applied] == case["articles"]


@pytest.mark.parametrize("case", [case for _, case in CASES if "bound" in case])
def test_published_bounds_follow_from_growth(case: dict[str, Any]) -> None:
    rule = case["bound"]
    before, published = (
        next(
            value
            for value in parameters.in_use().parameter(rule["parameter"]).values
            if value.valid_from.year == year
        )
        for year in (rule["year"] - 1, rule["year"])
    )
    exact = before.number * Fraction(1_000_000 + rule["growth"], 1_000_000)
    down = exact.__floor__() // rule["step"] * rule["step"]
    stepped = down if rule["direction"] == "down" or exact == down else down + rule["step"]

    cents = exact * 100
    assert f"{int(cents) // 100}.{int(cents) % 100:02d}" == case["expect"]["exact"]
    assert stepped == published.number == case["expect"]["value"]
    assert [published.article] == case["articles"]


def articles(tree: Explanation) -> set[str]:
    """All articles of an explanation."""
    own = {item.value.article for item in tree.parameters}
    return own.union(*(articles(step) for step in tree.steps))
