"""Offices with their heads for the tests of this room."""

from __future__ import annotations

import pytest

from tests.partnerships import builders as build


@pytest.fixture
def here(db: None) -> None:
    """Two branches and three district prosecution offices of one province, each with its head."""
    build.offices()
    build.heads()
