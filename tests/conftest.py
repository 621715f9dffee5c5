"""Fixtures for all tests: an embedded PostgreSQL of the test run's own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_django.plugin import DjangoDbBlocker

if TYPE_CHECKING:
    from payung.demo.plan import Plan

os.environ.setdefault(
    "PAYUNG_HOME", str(Path(tempfile.gettempdir()) / f"payung-test-{os.getuid()}")
)
os.environ.setdefault("PAYUNG_FAST_UNSAFE", "1")
os.environ.setdefault("PAYUNG_TODAY", "2024-12-18")


def pytest_configure() -> None:
    """The English sentences must be there before Django reads its catalogues for the first time."""
    from payung.site.translations import compile_catalogues

    compile_catalogues()


@pytest.fixture(scope="session", autouse=True)
def _stop_embedded_database() -> Iterator[None]:
    """Leave no server behind when the tests end (a named server is not ours to stop)."""
    from payung import database

    ran_before = database.is_embedded() and database.status().running
    yield
    if not ran_before:
        database.stop()


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
