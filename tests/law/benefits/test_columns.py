"""The compiled benefits divide integers as integers, in every engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payung.law.jkk.death import death_benefit as work_death
from payung.law.jkk.total_disability import total_disability_benefit
from payung.law.jkm.death_benefit import death_benefit
from payung.law.jkp.cash_benefit import cash_benefit
from payung.law.jp.monthly_pension import old_age_pension
from tests.law.engines import compiled

DAY = date(2026, 6, 1)
SCHEMA = {"wage": "int64", "months": "int64", "is_wage_earner": "boolean"}


def benefits(table: Any) -> dict[str, Any]:
    person = {"is_wage_earner": table.is_wage_earner, "paid_months_in_a_row": table.months}
    return {
        "jkk_death": work_death(DAY, wage=table.wage).total,
        "jkk_total": total_disability_benefit(DAY, wage=table.wage).total,
        "jkm": death_benefit(DAY, **person).total,
        "jkp": cash_benefit(DAY, wage=table.wage, months=table.months),
        "jp": old_age_pension(DAY, months=table.months, average_annual_wage=table.wage),
    }


@pytest.mark.parametrize(
    ("dialect", "division"), [("postgres", "INT8DIV("), ("duckdb", "//"), ("pyspark", " DIV ")]
)
def test_no_double_and_no_floor_in_the_compiled_text(dialect: str, division: str) -> None:
    sql = compiled(SCHEMA, benefits, dialect)

    assert division in sql
    for forbidden in ("DOUBLE", "FLOAT", "FLOOR", "DECIMAL", "NUMERIC", "ROUND"):
        assert forbidden not in sql.upper()
    assert "/" not in sql.replace("//", "")
