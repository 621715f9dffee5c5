"""The worked cases reach every regime, every refusal and every fact that the code knows.

The lists are read from the code itself: who adds a rule without a case is told here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import payung.law
from payung.law import formulas, parameters
from payung.law.benefits import doors
from payung.law.errors import LawError
from payung.law.jp import monthly_pension
from payung.law.parameters import Parameters, Value
from tests.law.benefits.test_cases import CASES, IMPOSSIBLE, decided

ROOM = Path(payung.law.__file__).parent
BENEFIT_MODULES = (
    *sorted(f"benefits/{file.stem}" for file in (ROOM / "benefits").glob("[a-z]*.py")),
    *("jkk/costs", "jkk/death", "jkk/partial_disability", "jkk/temporary_incapacity"),
    *("jkk/total_disability", "jkk/wage_multiple", "jkm/death_benefit", "jkp/cash_benefit"),
    *("jht/growth", "jht/payment", "jp/average_wage", "jp/monthly_pension", "jp/pension_date"),
)
POSITION_OF_FIELD = {"check_order": 2} | dict.fromkeys(
    (
        *("refused", "check_amount", "check_count", "check_code", "check_day", "check_flag"),
        *("check_event", "check_person", "check_ppm"),
    ),
    0,
)
NO_FACT = {
    *("claim", "situation"),  # asked by the house, never by a claimant
    "is_wage_earner",  # made of the segment
    "contribution",  # an Account refuses it before, as amount
}
BY_TABLE = {
    "jp/pension_age",  # read as a whole; a case for each age tells its day
    "jp/wage_ceiling",  # bounds the wages of a year; cases of the contributions
    "jp/inflation",  # looked up year by year; the case of eleven years
}


class Recording(Parameters):
    """A set of legal numbers that remembers which of its values were applied."""

    def __init__(self) -> None:
        super().__init__({parameter.name: parameter for parameter in parameters.load()})
        self.applied: set[tuple[str, date]] = set()

    def find(self, name: str, on: date) -> Value | None:
        value = super().find(name, on)
        if value is not None:
            self.applied.add((name, value.valid_from))
        return value


def _calls(module: str) -> Iterator[tuple[str, list[ast.expr]]]:
    for node in ast.walk(ast.parse((ROOM / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node.args


def _texts(positions: dict[str, int]) -> set[str]:
    """The texts that stand at a position of calls of those functions, in the benefits' code."""
    return {
        str(args[positions[name]].value)  # type: ignore[attr-defined]
        for module in BENEFIT_MODULES
        for name, args in _calls(module)
        if name in positions
        and len(args) > positions[name]
        and isinstance(args[positions[name]], ast.Constant)
    }


def test_every_refusal_of_a_benefit_has_its_case() -> None:
    known = _texts({"require": 1, "refuse": 0})
    told = {code for _, case in CASES for code in case["expect"].get("refusals", [])}

    assert len(known) > 25
    assert known == told


def test_every_error_and_every_fact_that_can_be_impossible_has_its_case() -> None:
    fields = _texts(POSITION_OF_FIELD) - NO_FACT
    errors = _texts({"LawError": 0})
    refused = {case["error"] for case in IMPOSSIBLE}

    assert len(fields) > 60
    assert {f"{field}_invalid" for field in fields} | errors <= refused


def test_every_dated_value_of_a_benefit_is_applied_in_a_case() -> None:
    recording = Recording()
    with parameters.under(recording):
        for programme, case in CASES:
            if "pension" in case:
                asked = dict(case["pension"])
                on = asked.pop("day")
                monthly_pension.bounded(on, monthly_pension.formula_amount(on, **asked))
            elif "facts" in case and "office" not in case:
                decided(programme, case)
        for case in IMPOSSIBLE:
            with suppress(LawError):
                doors.decide(case["programme"], case["facts"])
    read = {
        name
        for module in BENEFIT_MODULES
        for name in formulas.parameters_of(module)
        if name not in BY_TABLE
    }
    missing = [
        f"{value.name} from {value.valid_from}"
        for name in sorted(read)
        for value in recording.parameter(name).values
        if (name, value.valid_from) not in recording.applied
    ]

    assert len(read) > 80
    assert missing == []
