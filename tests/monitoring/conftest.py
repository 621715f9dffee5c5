"""The regions, offices and segments that coverage is counted by."""

from __future__ import annotations

import pytest

from payung.reference.operations import load_reference


@pytest.fixture
def reference(db: None) -> None:
    """The shipped reference data."""
    load_reference()
