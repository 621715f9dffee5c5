"""The compiled text divides integers as integers, in every engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payung.law.non_wage_earner import contribution as non_wage_earner
from payung.law.wage_earner import contribution as wage_earner
from tests.law.engines import compiled

PU = {"wage": "int64", "risk_group": "int16", "takes": "boolean"}
BPU = {"income": "int64", "takes": "boolean", "sector": "string", "kind": "string"}


def bills(table: Any) -> dict[str, Any]:
    result = wage_earner(
        date(2025, 9, 1),
        wage=table.wage,
        risk_group=table.risk_group,
        takes_jht=table.takes,
        takes_jp=table.takes,
        takes_jkp=table.takes,
        labour_intensive=table.takes,
    )
    return dict(result._asdict())


def tiers(table: Any) -> dict[str, Any]:
    result = non_wage_earner(
        date(2026, 5, 1),
        income=table.income,
        takes_jht=table.takes,
        sector=table.sector,
        kind=table.kind,
        paid_by_budget=table.takes,
    )
    return dict(result._asdict())


@pytest.mark.parametrize(
    ("dialect", "division"), [("postgres", "INT8DIV("), ("duckdb", "//"), ("pyspark", " DIV ")]
)
@pytest.mark.parametrize(("schema", "build"), [(PU, bills), (BPU, tiers)])
def test_no_double_and_no_floor_in_the_compiled_text(
    dialect: str, division: str, schema: dict[str, str], build: Any
) -> None:
    sql = compiled(schema, build, dialect)

    assert division in sql
    for forbidden in ("DOUBLE", "FLOAT", "FLOOR", "DECIMAL", "NUMERIC", "ROUND"):
        assert forbidden not in sql.upper()
    without_division = sql.replace("//", "")
    assert "/" not in without_division


def test_spark_divides_the_whole_sum() -> None:
    sql = " ".join(compiled(PU, bills, "pyspark").split())

    assert "( `t0`.`wage` * 3000 ) + 500000 ) DIV (" in sql


def test_a_row_that_cannot_be_billed_is_null_not_a_number(engine: Any) -> None:
    rows = [
        {"wage": wage, "risk_group": group, "takes": True}
        for wage, group in ((0, 1), (-5_000_000, 1), (10**15, 1), (None, 1), (5_000_000, 6))
    ]
    found = engine.compute(PU, rows, bills)

    assert [row["jp_employer"] for row in found] == [None, None, None, None, 100_000]
    assert [row["jkk"] for row in found] == [None] * 5


def test_small_integer_columns_do_not_overflow(engine: Any) -> None:
    rows = [{"wage": 2_000_000_000, "risk_group": 5, "takes": False}]
    found = engine.compute({**PU, "wage": "int32"}, rows, bills)

    assert found[0]["jkk"] == 34_800_000
