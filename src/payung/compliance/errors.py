"""The refusals of this room that doors tell apart."""

from __future__ import annotations

from payung.errors import PayungError


class FindingRefused(PayungError):
    """Findings cannot be searched for or decided as asked; nothing was written."""


class ComparisonRefused(PayungError):
    """A list cannot be compared as asked: unknown kind, office, employer or day."""


class MandateRefused(PayungError):
    """A mandate cannot be asked for or moved as asked; nothing was written."""
