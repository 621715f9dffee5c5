"""Fixtures for all tests: an embedded PostgreSQL of the test run's own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault(
    "PAYUNG_HOME", str(Path(tempfile.gettempdir()) / f"payung-test-{os.getuid()}")
)
os.environ.setdefault("PAYUNG_FAST_UNSAFE", "1")
os.environ.setdefault("PAYUNG_TODAY", "2024-12-18")


@pytest.fixture(scope="session", autouse=True)
def _stop_embedded_database() -> Iterator[None]:
    """Leave no server behind when the tests end (a named server is not ours to stop)."""
    from payung import database

    ran_before = database.is_embedded() and database.status().running
    yield
    if not ran_before:
        database.stop()
