"""A branch with its reference data, in which NIKs that can belong to nobody are taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from payung.access.reader import operator
from tests.registry.builders import Branch


@pytest.fixture
def branch(reference: None, settings: Settings, tmp_path: Path) -> Branch:
    """The branch of Pangkalpinang; what a test writes is undone."""
    settings.DEMO = True
    return Branch(operator(), tmp_path)
