"""The worked cases, by id, through Python, PostgreSQL and DuckDB with equal results."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from typing import Any

import pytest

from payung.law.jkk.labour_intensive import has_relief
from payung.law.membership.minimum_programmes import minimum_programmes
from payung.law.payment.administrative_fine import administrative_fine
from payung.law.payment.due_date import due_date
from payung.law.payment.first_payer import first_payer
from payung.law.payment.penalty import months_late, penalty
from payung.law.payment.settlement import Debt, allocated, settle
from payung.law.questions import CONTRIBUTIONS, read
from payung.law.wage.monthly_base import from_daily_wage
from tests.law.conftest import cases, is_working_day, office_value

CONTRIBUTION_FILES = ("wage_earner", "non_wage_earner", "construction", "migrant_worker")
CONTRIBUTION_CASES = [case for file in CONTRIBUTION_FILES for case in cases(f"{file}.yaml")]
ARREARS = cases("arrears.yaml")
KINDS = {int: "int64", bool: "boolean", str: "string"}


def ids(found: list[dict[str, Any]]) -> list[str]:
    return [case["id"] for case in found]


def arguments(case: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The segment and the door's arguments, with what the case gives in other words."""
    question = dict(case["question"])
    segment = question.pop("segment")
    month = date.fromisoformat(question["month"] + "-01")
    if "minimum_programmes_of" in case:
        least = minimum_programmes(month, business_size=case["minimum_programmes_of"])
        question.update(takes_jht="jht" in least, takes_jp="jp" in least)
    if "labour_intensive_employer" in case:
        employer = case["labour_intensive_employer"]
        question["labour_intensive"] = has_relief(month, **employer)
    if "daily_wage" in case:
        question["wage"] = from_daily_wage(month, daily_wage=case["daily_wage"])
    return segment, read(CONTRIBUTIONS[segment], question)


def outcome(result: Any, name: str, inputs: dict[str, Any]) -> Any:
    """One expected figure; a few are sums that the case names in one word."""
    if name == "wage":
        return inputs["wage"]
    if name == "jp_now":
        return result.jp_employer + result.jp_worker
    if name == "jp_deferred":
        return result.jp_deferred_employer + result.jp_deferred_worker
    return getattr(result, name)


@pytest.mark.parametrize("case", CONTRIBUTION_CASES, ids=ids(CONTRIBUTION_CASES))
def test_contribution_is_that_of_the_worked_case(case: dict[str, Any]) -> None:
    segment, inputs = arguments(case)
    result = CONTRIBUTIONS[segment].answer(**inputs)

    assert {name: outcome(result, name, inputs) for name in case["expect"]} == case["expect"]


@pytest.mark.parametrize("case", CONTRIBUTION_CASES, ids=ids(CONTRIBUTION_CASES))
def test_explanation_ends_in_the_same_amount(case: dict[str, Any]) -> None:
    segment, inputs = arguments(case)
    explained = CONTRIBUTIONS[segment].explain(**inputs)

    assert explained.amount == CONTRIBUTIONS[segment].answer(**inputs).total
    assert sum(step.amount for step in explained.steps) == explained.amount


@pytest.mark.parametrize("case", CONTRIBUTION_CASES, ids=ids(CONTRIBUTION_CASES))
def test_contribution_in_columns_equals_the_worked_case(case: dict[str, Any], engine: Any) -> None:
    segment, inputs = arguments(case)
    fixed = {name: inputs[name] for name in ("month", "includes_vat") if name in inputs}
    varying = {name: value for name, value in inputs.items() if name not in fixed}
    schema = {name: KINDS[type(value)] for name, value in varying.items()}

    def build(table: Any) -> dict[str, Any]:
        columns = {name: table[name] for name in varying}
        result = CONTRIBUTIONS[segment].answer(**fixed, **columns)
        return {name: outcome(result, name, columns) for name in case["expect"]}

    assert engine.compute(schema, [varying], build) == [case["expect"]]


def rule_of(case: dict[str, Any]) -> Any:
    if case.get("full_months_only"):
        return office_value("payment/started_month_counts", False)
    return nullcontext()


@pytest.mark.parametrize("case", ARREARS["penalties"], ids=ids(ARREARS["penalties"]))
def test_penalty_is_that_of_the_worked_case(case: dict[str, Any], engine: Any) -> None:
    days = {"due_on": case["due_on"], "paid_on": case["paid_on"]}
    row = {**days, "due_amount": case["due_amount"]}
    schema = {"due_on": "date", "paid_on": "date", "due_amount": "int64"}
    expected = {"months_late": case["months_late"], "penalty": case["penalty"]}

    def answer(due_on: Any, paid_on: Any, due_amount: Any) -> dict[str, Any]:
        period = {"due_on": due_on, "paid_on": paid_on}
        return {
            "months_late": months_late(case["month"], **period),
            "penalty": penalty(case["month"], due_amount=due_amount, **period),
        }

    with rule_of(case):
        assert answer(**row) == expected
        columns = engine.compute(
            schema, [row], lambda table: answer(**{name: table[name] for name in schema})
        )
    assert columns == [expected]


def test_three_late_months_make_the_published_sums() -> None:
    by_rule = {True: 0, False: 0}
    for case in ARREARS["penalties"]:
        if case["id"].startswith("A-3"):
            by_rule[bool(case.get("full_months_only"))] += case["penalty"]
    assert by_rule == {False: 560_000, True: 320_000}


@pytest.mark.parametrize("case", ARREARS["due_dates"], ids=ids(ARREARS["due_dates"]))
def test_due_date_is_that_of_the_worked_case(case: dict[str, Any]) -> None:
    assert due_date(case["segment"], case["month"], is_working_day) == case["due_on"]


@pytest.mark.parametrize("case", ARREARS["settlements"], ids=ids(ARREARS["settlements"]))
def test_settlement_is_that_of_the_worked_case(case: dict[str, Any], engine: Any) -> None:
    result = settle([Debt(**debt) for debt in case["debts"]], case["payment"])
    assert [item.paid for item in result.allocations] == case["paid"]
    assert [item.owed for item in result.allocations] == case["owed"]
    assert result.remainder == case["remainder"]

    schema = {"month": "date", "amount": "int64"}
    rows = sorted(case["debts"], key=lambda debt: debt["month"])

    def build(table: Any) -> dict[str, Any]:
        running = table.amount.sum().over(order_by=table.month, rows=(None, 0)).cast("int64")
        before = running - table.amount
        paid = allocated(case["payment"], owed_before=before, owed=table.amount)
        return {"paid": paid, "owed": table.amount - paid}

    computed = engine.compute(schema, rows, build)
    assert [row["paid"] for row in computed] == case["paid"]
    assert [row["owed"] for row in computed] == case["owed"]


@pytest.mark.parametrize("case", ARREARS["fines"], ids=ids(ARREARS["fines"]))
def test_fine_is_that_of_the_worked_case(case: dict[str, Any], engine: Any) -> None:
    def answer(due_amount: Any) -> Any:
        return administrative_fine(case["on"], due_amount=due_amount, months=case["months"])

    rows = [{"due_amount": case["due_amount"]}]
    assert answer(case["due_amount"]) == case["fine"]
    assert engine.compute(
        {"due_amount": "int64"}, rows, lambda table: {"fine": answer(table.due_amount)}
    ) == [{"fine": case["fine"]}]


@pytest.mark.parametrize("case", ARREARS["first_payers"], ids=ids(ARREARS["first_payers"]))
def test_first_payer_is_that_of_the_worked_case(case: dict[str, Any], engine: Any) -> None:
    def answer(unpaid_months: Any) -> Any:
        return first_payer("jkp", case["on"], unpaid_months=unpaid_months)

    rows = [{"unpaid_months": case["unpaid_months"]}]
    assert answer(case["unpaid_months"]) == case["payer"]
    assert engine.compute(
        {"unpaid_months": "int64"}, rows, lambda table: {"payer": answer(table.unpaid_months)}
    ) == [{"payer": case["payer"]}]


def test_every_worked_case_of_the_sheet_is_here() -> None:
    wanted = {
        *(f"PU-{n}" for n in range(1, 17)),
        *(f"B-{n}" for n in range(1, 11)),
        *(f"C-{n}" for n in range(1, 11)),
        *(f"M-{n}" for n in range(1, 4)),
        *(f"A-{n}" for n in range(1, 10)),
    }
    present = {
        case["id"].split()[0]
        for case in (*CONTRIBUTION_CASES, *(item for group in ARREARS.values() for item in group))
    }
    assert wanted <= present
