"""The wage earner's contribution for a million workers: columns beside a Python loop.

Run: ``python benchmarks/law_columns.py [workers]``. Times are ratios inside one run: the law in
DuckDB and in PostgreSQL over a bare copy of as many columns, and the same formula called once
per worker in Python over the law in DuckDB. The sums of all ways must be equal.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb
import ibis
import psycopg

from payung import database
from payung.law.wage_earner import contribution

MONTH = date(2025, 6, 1)
COLUMNS = {
    "wage": "int64",
    "risk_group": "int64",
    "takes_jht": "boolean",
    "takes_jp": "boolean",
    "takes_jkp": "boolean",
}
WORKERS = """
    SELECT {series}::BIGINT * 7919 % 18000000 + 1000000 AS wage,
           {series}::BIGINT % 5 + 1 AS risk_group,
           {series} % 10 < 8 AS takes_jht,
           {series} % 10 < 6 AS takes_jp,
           {series} % 10 < 5 AS takes_jkp
    FROM {source}
"""


def law(dialect: str) -> str:
    """The law as SQL over the table ``workers``."""
    table = ibis.table(COLUMNS, name="workers")
    result = contribution(MONTH, **{name: table[name] for name in COLUMNS})
    return str(ibis.to_sql(table.select(**result._asdict()), dialect=dialect))


def bare() -> str:
    """As many integer columns, without any law."""
    fields = contribution(
        MONTH, wage=1, risk_group=1, takes_jht=True, takes_jp=True, takes_jkp=True
    )._fields
    return f"SELECT {', '.join(f'wage AS {name}' for name in fields)} FROM workers"


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds and result, the better of two runs."""
    runs = []
    for _ in range(2):
        started = time.perf_counter()
        result = action()
        runs.append((time.perf_counter() - started, result))
    return min(runs, key=lambda run: run[0])


def in_duckdb(workers: int) -> tuple[float, float, int, list[tuple[Any, ...]]]:
    """Seconds for the bare copy and for the law, the sum, and the workers."""
    with duckdb.connect() as connection:
        source = f"range({workers}) AS series(n)"
        connection.execute(
            f"CREATE TABLE workers AS {WORKERS.format(series='series.n', source=source)}"
        )

        def create(sql: str) -> None:
            connection.execute(f"CREATE OR REPLACE TABLE bills AS {sql}").fetchall()

        copy_seconds, _ = timed(lambda: create(bare()))
        law_seconds, _ = timed(lambda: create(law("duckdb")))
        total = connection.execute("SELECT sum(jkk + jht_worker + jp_employer) FROM bills")
        found = total.fetchall()[0][0]
        rows = connection.execute("SELECT * FROM workers").fetchall()
    return copy_seconds, law_seconds, int(found), rows


def in_postgresql(workers: int) -> tuple[float, float, int]:
    """Seconds for the bare copy and for the law, and the sum."""
    with psycopg.connect(**database.connection_parameters(), autocommit=True) as connection:
        source = f"generate_series(0, {workers - 1}) AS n"
        connection.execute(
            f"CREATE TEMPORARY TABLE workers AS {WORKERS.format(series='n', source=source)}"
        )

        def create(sql: str) -> None:
            connection.execute("DROP TABLE IF EXISTS law_benchmark")
            connection.execute(f"CREATE UNLOGGED TABLE law_benchmark AS {sql}")

        copy_seconds, _ = timed(lambda: create(bare()))
        law_seconds, _ = timed(lambda: create(law("postgres")))
        total = connection.execute("SELECT sum(jkk + jht_worker + jp_employer) FROM law_benchmark")
        found = total.fetchone()
        connection.execute("DROP TABLE law_benchmark")
    return copy_seconds, law_seconds, int(found[0]) if found else 0


def in_python(rows: list[tuple[Any, ...]]) -> tuple[float, int]:
    """Seconds and the sum of one call per worker."""
    started = time.perf_counter()
    total = 0
    for wage, risk_group, takes_jht, takes_jp, takes_jkp in rows:
        found = contribution(
            MONTH,
            wage=wage,
            risk_group=risk_group,
            takes_jht=takes_jht,
            takes_jp=takes_jp,
            takes_jkp=takes_jkp,
        )
        total += found.jkk + found.jht_worker + found.jp_employer
    return time.perf_counter() - started, total


def main() -> None:
    """Measure, compare the sums, print the ratios."""
    workers = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    duck_copy, duck_law, duck_sum, rows = in_duckdb(workers)
    pg_copy, pg_law, pg_sum = in_postgresql(workers)
    python_seconds, python_sum = in_python(rows)
    if not duck_sum == pg_sum == python_sum:
        raise SystemExit(f"sums differ: {duck_sum}, {pg_sum}, {python_sum}")
    print(f"workers                           {workers:>12,}")
    print(f"DuckDB: law / bare copy           {duck_law / duck_copy:>12.2f}  ({duck_law:.2f} s)")
    print(f"PostgreSQL: law / bare copy       {pg_law / pg_copy:>12.2f}  ({pg_law:.2f} s)")
    print(f"Python loop / law in DuckDB       {python_seconds / duck_law:>12.0f}")
    print(f"Python loop, workers per second   {workers / python_seconds:>12,.0f}")


if __name__ == "__main__":
    main()
