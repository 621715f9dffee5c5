"""A database whose rows are really committed, for tests of other processes and connections."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo
from pytest_django import DjangoDbBlocker

#: Tables that Django fills when it sets a database up.
KEPT = ("django_migrations", "django_content_type", "auth_permission")


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of the test database; what is written is removed again afterwards."""
    with django_db_blocker.unblock():
        parameters = connection.get_connection_params()
        names = ("host", "port", "user", "password", "dbname")
        try:
            yield make_conninfo(**{name: parameters[name] for name in names if name in parameters})
        finally:
            empty_all_tables()
            connection.close()


def empty_all_tables() -> None:
    """Remove all rows; triggers that refuse it are left out, as only an administrator can."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables "
            "WHERE schemaname = 'public' AND tablename <> ALL (%s)",
            [list(KEPT)],
        )
        tables = cursor.fetchone()[0]
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {tables} CASCADE")
        cursor.execute("RESET session_replication_role")
