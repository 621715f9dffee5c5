"""The same expressions in PostgreSQL and DuckDB, over rows given as plain values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import duckdb
import ibis
import psycopg

SQL_TYPES = {
    "int64": "BIGINT",
    "int32": "INTEGER",
    "int16": "SMALLINT",
    "boolean": "BOOLEAN",
    "string": "TEXT",
    "date": "DATE",
}
Build = Callable[[ibis.Table], dict[str, Any]]


class PostgreSQL:
    """An engine that runs compiled SQL on the embedded server."""

    name = "postgres"

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def compute(
        self, schema: dict[str, str], rows: Sequence[dict[str, Any]], build: Build
    ) -> list[dict[str, Any]]:
        """The named expressions for each row, in order."""
        with self._connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS case_rows")
            cursor.execute(f"CREATE TEMPORARY TABLE case_rows ({_columns(schema)})")
            names = ["row_number", *schema]
            with cursor.copy(f"COPY case_rows ({', '.join(names)}) FROM STDIN") as copy:
                for values in _values(schema, rows):
                    copy.write_row(values)
            cursor.execute(compiled(schema, build, self.name))
            found = [column.name for column in cursor.description or ()]
            return [dict(zip(found, row, strict=True)) for row in cursor.fetchall()]


class DuckDB:
    """An engine that runs compiled SQL in memory."""

    name = "duckdb"

    def compute(
        self, schema: dict[str, str], rows: Sequence[dict[str, Any]], build: Build
    ) -> list[dict[str, Any]]:
        """The named expressions for each row, in order."""
        with duckdb.connect() as connection:
            connection.execute(f"CREATE TABLE case_rows ({_columns(schema)})")
            marks = ", ".join("?" for _ in range(len(schema) + 1))
            connection.executemany(f"INSERT INTO case_rows VALUES ({marks})", _values(schema, rows))
            result = connection.execute(compiled(schema, build, self.name))
            found = [column[0] for column in result.description or ()]
            return [dict(zip(found, row, strict=True)) for row in result.fetchall()]


def compiled(schema: dict[str, str], build: Build, dialect: str) -> str:
    """The SQL text of the named expressions over the rows."""
    table = ibis.table({"row_number": "int64", **schema}, name="case_rows")
    expressions = table.order_by("row_number").select(**build(table))
    return str(ibis.to_sql(expressions, dialect=dialect))


def _columns(schema: dict[str, str]) -> str:
    typed = {"row_number": "int64", **schema}
    return ", ".join(f"{name} {SQL_TYPES[kind]}" for name, kind in typed.items())


def _values(schema: dict[str, str], rows: Sequence[dict[str, Any]]) -> list[list[Any]]:
    return [[n, *(row[name] for name in schema)] for n, row in enumerate(rows)]
