"""The refusals of the law room."""

from __future__ import annotations


class LawError(Exception):
    """A question that the law cannot answer, with a reason that a person can act on.

    ``code`` is stable and machine-readable; ``message_id`` and ``message_en`` say in Indonesian
    and English what was found and what was expected; ``parameters`` hold both as data.
    """

    def __init__(self, code: str, message_id: str, message_en: str, **parameters: object) -> None:
        super().__init__(f"{code}: {message_id}")
        self.code = code
        self.message_id = message_id
        self.message_en = message_en
        self.parameters = parameters

    def message(self, language: str = "id") -> str:
        """The sentence in the language asked for (``id`` or ``en``)."""
        return self.message_en if language == "en" else self.message_id
