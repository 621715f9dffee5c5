"""Tables that live as long as an import: the list and its problems inside PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.csv as pa_csv
from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.utils import CursorWrapper

#: Rows sent at once: some megabytes, while the server reads the batch before.
BATCH = 65_536
#: Rows of one COPY; after each the progress is told.
SLICE = 4 * BATCH
TEMPORARY = ("resolved", "entered", "gone", "problem", "entry_limit")
#: Tables that the joins with the registry read. PostgreSQL reads no temporary table with several
#: processes, so these are unlogged tables of this connection's own, under a temporary view.
READ_IN_PARALLEL = ("staged", "floor_wage")
_LEFT_BEHIND = """
    SELECT c.relname FROM pg_class c
    WHERE c.relpersistence = 'u' AND c.relname ~ '^import_(staged|floor_wage)_[0-9]+$'
        AND pg_table_is_visible(c.oid)
        AND (substring(c.relname FROM '[0-9]+$')::int = pg_backend_pid() OR NOT EXISTS (
            SELECT FROM pg_stat_activity a
            WHERE a.pid = substring(c.relname FROM '[0-9]+$')::int))
"""


@contextmanager
def staging() -> Iterator[CursorWrapper]:
    """A cursor for the tables of one import; they are gone when it ends."""
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
    """Drop this connection's tables, and those of imports whose process was killed."""
    views = ", ".join(f"pg_temp.{name}" for name in READ_IN_PARALLEL)
    cursor.execute(f"DROP VIEW IF EXISTS {views}")
    cursor.execute("DROP TABLE IF EXISTS " + ", ".join(f"pg_temp.{name}" for name in TEMPORARY))
    with transaction.atomic():
        # Two imports that begin together must not both clear up after a third.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('import_tables'))")
        cursor.execute(_LEFT_BEHIND)
        if names := [name for (name,) in cursor.fetchall()]:
            cursor.execute("DROP TABLE " + ", ".join(names))


def fill_table(
    cursor: CursorWrapper,
    name: str,
    columns: Mapping[str, tuple[pa.Array, str]],
    progress: Callable[[int], None] | None = None,
) -> None:
    """Make one of ``READ_IN_PARALLEL`` of columns (values and SQL type) and fill it by COPY."""
    own = f"import_{name}_{connection.connection.info.backend_pid}"
    definition = ", ".join(f"{column} {sql_type}" for column, (_, sql_type) in columns.items())
    cursor.execute(f"CREATE UNLOGGED TABLE {own} ({definition})")
    cursor.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM {own}")
    table = pa.table({column: values for column, (values, _) in columns.items()})
    copy_into(cursor, own, table, progress)
    cursor.execute(f"ANALYZE {own}")


def copy_into(
    cursor: CursorWrapper,
    name: str,
    table: pa.Table,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Send a table of columns into a table of the import."""
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
