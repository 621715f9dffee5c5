"""Files that can't be checked at all, with what was found and what is expected."""

from __future__ import annotations

from payung.errors import PayungError


class CheckRefused(PayungError):
    """A file or text that is too large, empty, unreadable, or whose columns say nothing."""


def refused(code: str, message_id: str, message_en: str, **found: object) -> CheckRefused:
    """The refusal under ``figure_check.<code>``."""
    return CheckRefused(f"figure_check.{code}", message_id, message_en, **found)
