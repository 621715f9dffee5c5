"""What is read of this room: letters and their PDFs, verification, attachments."""

from payung.documents.letter_days import working_day_from
from payung.documents.queries.attachments import FileContent, attachment_content, attachments
from payung.documents.queries.letters import (
    history,
    letter,
    letters,
    page_count,
    page_picture,
    pdf,
)
from payung.documents.queries.verification import Verification, is_this_letter, verify

__all__ = [
    "FileContent",
    "Verification",
    "attachment_content",
    "attachments",
    "history",
    "is_this_letter",
    "letter",
    "letters",
    "page_count",
    "page_picture",
    "pdf",
    "verify",
    "working_day_from",
]
