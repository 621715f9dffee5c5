"""Shares as people write them: ``55,87``, ``55.87 %``, ``40``."""

from __future__ import annotations

import re

_SHARE = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*%?")


def basis_points(text: str) -> int | None:
    """A written percentage as basis points (55,87 is 5587); None for what is none."""
    found = _SHARE.fullmatch(text.strip())
    if found is None:
        return None
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
