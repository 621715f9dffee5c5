"""Fixtures for all tests: an embedded PostgreSQL of the test run's own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from psycopg.conninfo import make_conninfo
from pytest_django.plugin import DjangoDbBlocker

if TYPE_CHECKING:
    from payung.demo.plan import Plan

os.environ.setdefault(
    "PAYUNG_HOME", str(Path(tempfile.gettempdir()) / f"payung-test-{os.getuid()}")
)
if worker := os.environ.get("PYTEST_XDIST_WORKER"):  # each with a database server of its own
    os.environ["PAYUNG_HOME"] = str(Path(os.environ["PAYUNG_HOME"]) / worker)
os.environ.setdefault("PAYUNG_FAST_UNSAFE", "1")
os.environ.setdefault("PAYUNG_TODAY", "2024-12-18")


#: What is costly to set up, the costliest first: whoever needs it runs in one worker, one after the
#: other. All other tests of a file stay together.
SHARED = ("full_demo_database", "small_demo_database", "browser")
#: These take longest in all, so that no worker is left with them at the end. Each of two workers is
#: given every second of them: the browser's tests and the routes take about as long as both demos.
FIRST = ("browser", "full_demo_database", "tests/access/test_routes.py", "small_demo_database")


def pytest_configure(config: pytest.Config) -> None:
    """The English sentences must be there before Django reads its catalogues for the first time."""
    from payung.site.translations import compile_catalogues

    if not hasattr(config, "workerinput"):  # once, before any worker begins
        compile_catalogues()


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together what shares a costly world, and begin with the longest."""

    def shared(item: pytest.Item) -> str | None:
        needed = getattr(item, "fixturenames", ())
        return next((name for name in SHARED if name in needed), None)

    def world(item: pytest.Item) -> str:
        return shared(item) or item.nodeid.partition("::")[0]

    def rank(item: pytest.Item) -> int:
        return FIRST.index(name) if (name := world(item)) in FIRST else len(FIRST)

    items.sort(key=rank)
    for item in items:
        item.add_marker(pytest.mark.xdist_group(world(item)))


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, django_db_keepdb: bool
) -> Iterator[None]:
    """The test database, also when only tests with a database of their own way were chosen.

    The plugin makes it for tests that ask for ``db``; without it ``committed`` would write to,
    and empty, the database that the machine works with.
    """
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    if str(connection.settings_dict["NAME"]).startswith("test_"):
        yield
        return
    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity=0, interactive=False, aliases={"default"}, keepdb=django_db_keepdb
        )
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def _stop_embedded_database() -> Iterator[None]:
    """Leave no server behind when the tests end (a named server is not ours to stop)."""
    from payung import database

    ran_before = database.is_embedded() and database.status().running
    yield
    if not ran_before:
        database.stop()


@pytest.fixture(scope="session")
def reference_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database of its own that holds the shipped reference data, loaded once for all tests."""
    from payung.monitoring.operations import load_indicators, load_instructions
    from payung.reference.operations import load_reference
    from tests.demo.builders import connected_to, database

    with django_db_blocker.unblock(), database("reference") as name:
        with connected_to(name):
            load_reference()
            load_indicators()
            load_instructions()
        yield name


@pytest.fixture
def reference(db: None, reference_database: str) -> Iterator[None]:
    """The shipped reference data: whatever a test changes is taken back after it."""
    from django.db import transaction

    from tests.demo.builders import connected_to

    with connected_to(reference_database), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def small_demo_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small demo's lists and statements (filled by ``small_demo``)."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="session")
def small_demo_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, small_demo_files: Path
) -> Iterator[str]:
    """A database of its own that holds the small demo; built once for all tests."""
    from payung.demo.plan import SMALL
    from tests.demo.builders import built_in, database

    with django_db_blocker.unblock(), database("demo_small") as name:
        built_in(name, SMALL, small_demo_files)
        yield name


@pytest.fixture
def small_demo(db: None, small_demo_database: str) -> Iterator[Plan]:
    """The small demo, as it was built: whatever a test changes is taken back after it."""
    from payung.demo.plan import SMALL
    from tests.demo.builders import rolled_back

    with rolled_back(small_demo_database):
        yield SMALL


@pytest.fixture(scope="session")
def full_demo_database(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """A database of its own that holds the full demo; built once for all tests that are long."""
    from payung.demo.plan import FULL
    from tests.demo.builders import built_in, database

    with django_db_blocker.unblock(), database("demo_full") as name:
        built_in(name, FULL, tmp_path_factory.mktemp("full"))
        yield name


#: Tables that Django fills when it sets a database up.
KEPT = ("django_migrations", "django_content_type", "auth_permission")


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database whose rows are really committed, for tests of other processes and connections.

    The address of the test database; what is written is removed again afterwards.
    """
    from django.db import connection

    with django_db_blocker.unblock():
        try:
            yield address_of_database()
        finally:
            empty_all_tables()
            connection.close()


def address_of_database(**other: str) -> str:
    """The address of the database that Django speaks to, for other processes and connections."""
    from django.db import connection

    parameters = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    found = {name: parameters[name] for name in names if name in parameters}
    return make_conninfo(**{**found, **other})


def empty_all_tables() -> None:
    """Remove all rows; triggers that refuse it are left out, as only an administrator can."""
    from django.db import connection

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
        # The months of bill lines are made by the runs that need them.
        cursor.execute(
            "SELECT string_agg(inhrelid::regclass::text, ', ') FROM pg_inherits"
            " WHERE inhparent = 'contributions_billline'::regclass"
        )
        if months := cursor.fetchone()[0]:
            cursor.execute(f"DROP TABLE {months}")
