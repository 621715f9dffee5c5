"""Populations for ``payung law compare``: a file in DuckDB, or the registry in PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from payung.cli import output
from payung.law.errors import LawError
from payung.law.inputs import refused

_SHOWN_CELLS = 5


class Engine:
    """A connection to DuckDB or PostgreSQL that runs what Ibis compiles for it."""

    def __init__(self, execute: Callable[[str], Iterable[Sequence[Any]]], dialect: str) -> None:
        self._execute = execute
        self._dialect = dialect

    def keep(self, name: str, expression: Any) -> None:
        """Fill a table of that name with the rows of an expression."""
        self._execute(f"CREATE TEMPORARY TABLE {name} AS {self._compiled(expression)}")

    def rows(self, expression: Any) -> Iterable[Sequence[Any]]:
        """The rows of an expression, sums as exact integers."""
        return self._execute(self._compiled(expression))

    def _compiled(self, expression: Any) -> str:
        import ibis

        return str(ibis.to_sql(expression, dialect=self._dialect))


@contextmanager
def from_file(path: Path) -> Iterator[Engine]:
    """The checked population of a file in DuckDB, in memory; ``LawError`` for an unsound one."""
    import duckdb

    offline: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    with duckdb.connect(config=offline) as connection:
        engine = Engine(lambda sql: connection.execute(sql).fetchall(), "duckdb")
        names = _read(connection, path)
        _check(engine, names)
        yield engine


def _read(connection: Any, path: Path) -> list[str]:
    """Bring the file's cells as text into the table ``raw``; the names of its columns."""
    import duckdb

    from payung.law.reform.population import ROW, check_heading

    is_parquet = path.suffix.lower() == ".parquet"
    if not path.is_file() or not (is_parquet or path.suffix.lower() == ".csv"):
        expected = "berkas .csv atau .parquet yang ada"
        raise refused("--population", str(path), expected, "an existing .csv or .parquet file")
    try:
        found = connection.read_parquet(str(path)) if is_parquet else _csv(connection, path)
        names = [name.strip().lower() for name in found.columns]
        check_heading(names)
        cells = ", ".join(
            f'CAST("{own}" AS VARCHAR) AS {name}'
            for own, name in zip(found.columns, names, strict=True)
        )
        numbered = f"SELECT row_number() OVER () AS {ROW}, {cells} FROM source"
        found.query("source", numbered).create("raw")
    except (duckdb.Error, UnicodeDecodeError) as error:
        raise _unreadable(path, str(error)) from error
    return names


def _csv(connection: Any, path: Path) -> Any:
    """The cells of a CSV file with comma or semicolon, without guessing: a line is a row."""
    from payung.law.reform.population import check_heading

    with path.open(encoding="utf-8-sig") as stream:
        heading = stream.readline().strip()
    if not heading:
        raise refused("--population", path.name, "berkas dengan baris judul", "a heading row")
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    names = [name.strip().strip('"').lower() for name in heading.split(delimiter)]
    check_heading(names)
    return connection.read_csv(
        str(path),
        columns=dict.fromkeys(names, "VARCHAR"),
        auto_detect=False,
        header=True,
        delimiter=delimiter,
        quotechar='"',
        escapechar='"',
    )


def _unreadable(path: Path, reason: str) -> LawError:
    line = re.search(r"Line:? (\d+)", reason)
    where_id = f", baris {line[1]} berkas" if line else ""
    where_en = f", line {line[1]} of the file" if line else ""
    return LawError(
        "population_unreadable",
        f"Berkas {path.name}{where_id}: tidak terbaca sebagai tabel. Diharapkan CSV UTF-8 dengan "
        "jumlah kolom yang sama di setiap baris, atau Parquet.",
        f"File {path.name}{where_en}: no readable table. Expected UTF-8 CSV with the same number "
        "of columns in every line, or Parquet.",
        file=path.name,
        line=int(line[1]) if line else None,
    )


def _check(engine: Engine, names: list[str]) -> None:
    """The typed table ``population`` out of ``raw``; ``LawError`` names the first wrong cells."""
    import ibis

    from payung.law.reform.population import ROW, checked, faults, refusal, wrong

    raw = ibis.table({ROW: "int64", **dict.fromkeys(names, "string")}, name="raw")
    engine.keep("population", checked(raw, names))
    marks = {name: wrong(name) for name in faults(raw, names)}
    marked = ibis.table(
        {ROW: "int64", **dict.fromkeys(marks.values(), "boolean")}, name="population"
    )
    sums = {name: marked[mark].sum() for name, mark in marks.items()}
    (counts,) = engine.rows(marked.aggregate(**sums))
    if not any(counts):
        return
    cells: list[tuple[str, int, str | None]] = []
    for name, count in zip(marks, counts, strict=True):
        if count:
            first = marked.filter(marked[marks[name]]).order_by(ROW).limit(_SHOWN_CELLS)
            text = raw[name] if name in names else ibis.null("string")
            found = first.join(raw, ROW).select(ROW, text=text).order_by(ROW)
            cells += [(name, row, cell) for row, cell in engine.rows(found)]
    raise refusal(cells, sum(count or 0 for count in counts))


@contextmanager
def from_registry(law_month: date) -> Iterator[Engine]:
    """The workers of the registry's latest wage month in PostgreSQL; nothing of it is kept."""
    from payung.cli.main import prepare

    prepare()
    from django.db import connection, transaction

    from payung.access.permissions import VIEW_BILLS
    from payung.access.reader import operator
    from payung.cli.registry_population import LATEST_MONTH, POPULATION
    from payung.contributions.queries.scoping import employers_seen

    if "registry_wagereport" not in connection.introspection.table_names():
        expected = ("basis data yang sudah disiapkan (payung setup)", "payung setup run before")
        raise refused("--registry", "tidak ada tabel", *expected)
    employers, seen = employers_seen(operator(), VIEW_BILLS)
    with transaction.atomic(), connection.cursor() as cursor:

        def execute(sql: str) -> Iterable[Sequence[Any]]:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []

        ((wage_month,),) = execute(LATEST_MONTH)
        if wage_month is None:
            expected = ("registri dengan laporan upah", "a registry with wage reports")
            raise refused("--registry", 0, *expected)
        cursor.execute(
            POPULATION.format(employers=employers),
            {**seen, "month": wage_month, "law_month": law_month},
        )
        output.complaints.print(f"Upah bulan {wage_month:%Y-%m}, hukum bulan {law_month:%Y-%m}.")
        try:
            yield Engine(execute, "postgres")
        finally:
            transaction.set_rollback(True)
