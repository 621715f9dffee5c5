"""The refusals of the law room."""

from __future__ import annotations

from payung.errors import PayungError


class LawError(PayungError):
    """A question that the law cannot answer, with what was found and what was expected."""
