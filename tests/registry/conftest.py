"""A branch with its reference data, in which NIKs that can belong to nobody are taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker, Settings

from payung.access.reader import operator
from payung.reference.operations import load_reference
from tests.registry.builders import Branch


@pytest.fixture(scope="session")
def _reference_loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        load_reference()


@pytest.fixture
def branch(_reference_loaded: None, db: None, settings: Settings, tmp_path: Path) -> Branch:
    """The branch of Pangkalpinang; what a test writes is undone."""
    settings.DEMO = True
    return Branch(operator(), tmp_path)
