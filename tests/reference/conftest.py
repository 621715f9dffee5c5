"""Reference data, loaded once for the tests of this room."""

from __future__ import annotations

import pytest
from pytest_django import DjangoDbBlocker

from payung.reference.operations import load_reference


@pytest.fixture(scope="session")
def _reference_loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        load_reference()


@pytest.fixture
def reference(_reference_loaded: None, db: None) -> None:
    """A database with the package's reference data; what a test changes is undone."""
