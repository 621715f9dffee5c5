"""What every test of the site begins with."""

from __future__ import annotations

import pytest

from payung.site import kept


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """A rolled back test leaves the books at a state that another test reaches as well."""
    kept._pieces.clear()
