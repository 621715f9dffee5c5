"""Tables that live as long as the session: the list and its problems inside PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.csv as pa_csv
from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.utils import CursorWrapper

#: Rows sent at once: some megabytes, while the server reads the batch before.
BATCH = 65_536
#: Rows of one COPY; after each the progress is told.
SLICE = 4 * BATCH
TABLES = ("staged", "resolved", "entered", "problem", "floor_wage", "entry_limit")


@contextmanager
def staging() -> Iterator[CursorWrapper]:
    """A cursor for the temporary tables of one import; they are gone when it ends."""
    with connection.cursor() as cursor:
        _drop(cursor)
        # A rough idea of the temporary tables is enough for a plan.
        cursor.execute("SET default_statistics_target = 10")
        cursor.execute(
            "CREATE TEMP TABLE problem (row_no integer, column_key text, code text,"
            " severity smallint, detail text)"
        )
        yield cursor
        _drop(cursor)
        cursor.execute("RESET default_statistics_target")


def _drop(cursor: CursorWrapper) -> None:
    cursor.execute("DROP TABLE IF EXISTS " + ", ".join(f"pg_temp.{name}" for name in TABLES))


def stage(
    cursor: CursorWrapper,
    columns: Mapping[str, tuple[pa.Array, str]],
    progress: Callable[[int], None],
) -> None:
    """Make the table ``staged`` of columns (values and SQL type) and fill it by COPY."""
    definition = ", ".join(f"{name} {sql_type}" for name, (_, sql_type) in columns.items())
    cursor.execute(f"CREATE TEMP TABLE staged ({definition})")
    table = pa.table({name: values for name, (values, _) in columns.items()})
    copy_into(cursor, "staged", table, progress)
    cursor.execute("ANALYZE staged")


def copy_into(
    cursor: CursorWrapper,
    name: str,
    table: pa.Table,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Send a table of columns into a temporary table."""
    columns = ", ".join(table.column_names)
    options = pa_csv.WriteOptions(include_header=False, quoting_style="needed")
    for start in range(0, table.num_rows, SLICE):
        # Nothing else can be asked of the connection while it copies: so progress is told between.
        with cursor.copy(f"COPY {name} ({columns}) FROM STDIN (FORMAT csv)") as copy:
            for batch in table.slice(start, SLICE).to_batches(max_chunksize=BATCH):
                sink = pa.BufferOutputStream()
                pa_csv.write_csv(batch, sink, options)
                copy.write(sink.getvalue())
        if progress:
            progress(min(start + SLICE, table.num_rows))
