"""An engine that holds a population given as plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import ibis
import psycopg

from payung.law.reform.population import TYPES
from tests.law.engines import SQL_TYPES

PERSON: dict[str, Any] = {
    "wage": 5_000_000,
    "takes_jht": True,
    "takes_jp": True,
    "risk_group": 1,
    "segment": "WAGE_EARNER",
    "takes_jkp": False,
    "labour_intensive": False,
    "sector": "OTHER",
    "kind": "SELF_EMPLOYED",
    "paid_by_budget": False,
    "paid_months": 1200,
    "size": None,
    "region": None,
    "age": None,
    "weight": 1,
}


class Engine:
    """DuckDB in memory, or a session of PostgreSQL."""

    def __init__(self, connection: Any, dialect: str) -> None:
        self._connection = connection
        self._dialect = dialect

    def fill(self, people: Sequence[Mapping[str, Any]]) -> None:
        columns = ", ".join(f"{name} {SQL_TYPES[kind]}" for name, kind in TYPES.items())
        self._connection.execute(f"CREATE TEMPORARY TABLE population ({columns})")
        mark = "%s" if self._dialect == "postgres" else "?"
        marks = ", ".join(mark for _ in TYPES)
        for person in people:
            row = [{**PERSON, **person}[name] for name in TYPES]
            self._connection.execute(f"INSERT INTO population VALUES ({marks})", row)

    def keep(self, name: str, expression: Any) -> None:
        sql = ibis.to_sql(expression, dialect=self._dialect)
        self._connection.execute(f"CREATE TEMPORARY TABLE {name} AS {sql}")

    def rows(self, expression: Any) -> Iterable[Sequence[Any]]:
        sql = str(ibis.to_sql(expression, dialect=self._dialect))
        found: list[Sequence[Any]] = self._connection.execute(sql).fetchall()
        return found


@contextmanager
def in_duckdb(people: Sequence[Mapping[str, Any]]) -> Iterator[Engine]:
    """The people in DuckDB."""
    with duckdb.connect() as connection:
        engine = Engine(connection, "duckdb")
        engine.fill(people)
        yield engine


@contextmanager
def in_postgres(
    connection: psycopg.Connection[Any], people: Sequence[Mapping[str, Any]]
) -> Iterator[Engine]:
    """The people in PostgreSQL, of which nothing stays."""
    with connection.transaction(force_rollback=True):
        engine = Engine(connection, "postgres")
        engine.fill(people)
        yield engine
