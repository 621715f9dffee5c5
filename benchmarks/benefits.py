"""Benefits: one claim with its explanation, and a million people in columns.

Run: ``python benchmarks/benefits.py [people]``. The columns run in DuckDB; beside them the same
formula is called once per person in Python for a tenth of the people, and as many integer columns
are copied without any law. Times of people are ratios inside one run; the sums of both ways over
that tenth must be equal.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb
import ibis

from payung.law.benefits import doors
from payung.law.jkk.death import death_benefit as work_death
from payung.law.jkk.total_disability import total_disability_benefit
from payung.law.jkm.death_benefit import death_benefit
from payung.law.jkp.cash_benefit import cash_benefit
from payung.law.jp.monthly_pension import old_age_pension

DAY = date(2026, 6, 1)
PART = 10
COLUMNS = {
    "person": "int64",
    "wage": "int64",
    "annual_wage": "int64",
    "months": "int64",
    "drawn": "int64",
    "is_wage_earner": "boolean",
}
PEOPLE = """
    SELECT i AS person,
           i * 7919 % 18000000 + 100000 AS wage,
           12 * (i * 7919 % 11000000 + 100000) AS annual_wage,
           i % 500 AS months,
           i % 7 AS drawn,
           i % 10 < 6 AS is_wage_earner
    FROM range({people}) AS numbers(i)
"""
FORMULAS: dict[str, Callable[[Any], Any]] = {
    "JKM": lambda row: (
        death_benefit(DAY, is_wage_earner=row.is_wage_earner, paid_months_in_a_row=row.months).total
    ),
    "JKK death": lambda row: work_death(DAY, wage=row.wage).total,
    "JKK total disability": lambda row: total_disability_benefit(DAY, wage=row.wage).total,
    "JKP": lambda row: cash_benefit(DAY, wage=row.wage, months=row.drawn),
    "JP old age": lambda row: old_age_pension(
        DAY, months=row.months, average_annual_wage=row.annual_wage
    ),
}
CLAIMS = {
    "jkk": {
        "accident_on": "2025-03-01",
        "died_on": "2025-03-01",
        "wage": 4_000_000,
        "real_wage": 10_000_000,
        "children": [{"name": "A", "born_on": "2018-01-05", "level": "PRIMARY"}],
        "heirs": [{"name": "B", "relation": "SPOUSE"}, {"name": "A", "relation": "CHILD"}],
    },
    "jkm": {
        "died_on": "2025-03-01",
        "months_paid": 36,
        "children": [{"name": "A", "born_on": "2018-01-05", "level": "PRIMARY"}],
        "heirs": [{"name": "B", "relation": "SPOUSE"}, {"name": "A", "relation": "CHILD"}],
    },
    "jht": {
        "event": "DEATH",
        "event_on": "2021-01-02",
        "account": {"first_month": "2016-01-01", "months": 60, "opening_balance": 10_000_000},
    },
    "jp": {
        "kind": "DISABILITY",
        "event_on": "2026-06-10",
        "born_on": "1990-01-01",
        "months_paid": 100,
        "months_enrolled": 100,
        "years": [{"year": year, "months": 12, "total": 60_000_000} for year in range(2017, 2025)],
    },
    "jkp": {
        "terminated_on": "2025-06-10",
        "wage": 4_000_000,
        "months_paid_in_window": 24,
        "longest_run": 24,
        "unpaid_months": 4,
    },
}


class Person:
    """One row, with the names of the columns."""

    __slots__ = tuple(COLUMNS)

    def __init__(self, values: tuple[Any, ...]) -> None:
        for name, value in zip(COLUMNS, values, strict=True):
            setattr(self, name, value)


def timed(action: Callable[[], Any], runs: int = 3) -> tuple[float, Any]:
    """Seconds of the best run, and the result."""
    found = []
    for _ in range(runs):
        started = time.perf_counter()
        result = action()
        found.append(time.perf_counter() - started)
    return min(found), result


def one_claim() -> None:
    """Facts as JSON to benefit with its whole explanation as JSON and as text."""
    print("One claim: facts in, benefit and explanation out (target: under 20 ms)")
    for programme, facts in CLAIMS.items():
        doors.answer(programme, facts)
        times = []
        for _ in range(100):
            started = time.perf_counter()
            doors.answer(programme, facts)
            doors.decide(programme, facts).explanation.as_text("id")
            times.append(time.perf_counter() - started)
        worst, median = max(times) * 1000, statistics.median(times) * 1000
        print(f"  {programme:4} median {median:6.2f} ms, worst {worst:6.2f} ms")


def many_people(people: int) -> None:
    """Each columnar benefit over all people, beside a Python loop and a bare copy."""
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE people AS {PEOPLE.format(people=people)}")
        bare, _ = timed(
            lambda: connection.execute(
                "CREATE OR REPLACE TABLE r AS SELECT wage AS amount FROM people"
            )
        )
        part = people // PART
        rows = connection.execute(f"SELECT * FROM people WHERE person < {part}").fetchall()
        table = ibis.table(COLUMNS, name="people")
        print(f"{people:,} people in DuckDB (a bare copy of one column: {bare:.3f} s)")
        for name, formula in FORMULAS.items():
            chosen = table.select(person=table.person, amount=formula(table))
            sql = f"CREATE OR REPLACE TABLE r AS {ibis.to_sql(chosen, dialect='duckdb')}"
            columns, _ = timed(lambda sql=sql: connection.execute(sql))
            total = connection.execute(f"SELECT sum(amount) FROM r WHERE person < {part}")
            in_columns = int(total.fetchall()[0][0])
            loop, in_loop = timed(
                lambda formula=formula: sum(formula(Person(row)) for row in rows), runs=1
            )
            assert in_columns == in_loop, name
            print(
                f"  {name:22} {columns:6.3f} s, {columns / bare:4.1f} x a bare copy; "
                f"a Python loop takes {loop * PART / columns:6.0f} times as long"
            )


if __name__ == "__main__":
    one_claim()
    many_people(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
