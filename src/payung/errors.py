"""The one family of errors that a door translates for its user."""

from __future__ import annotations


class PayungError(Exception):
    """A refusal with a reason that a person can act on.

    ``code`` is stable and machine-readable; ``message_id`` and ``message_en`` are the sentences
    for the user, Indonesian and English; ``parameters`` hold what was found and expected.
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


class NotFound(PayungError):
    """There is no such thing, or it lies outside the reader's scope: the answer is the same."""
