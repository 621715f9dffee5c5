"""What is read of this room: letters and their PDFs, verification, attachments."""

from payung.documents.letter_days import working_day_from
from payung.documents.queries.attachments import FileContent, attachment_content, attachments
from payung.documents.queries.issuing import (
    ClassNumbers,
    StandIn,
    class_numbers,
    letterhead_sample,
    letterheads,
    office_in_charge,
    offices_in_charge,
    stand_ins,
)
from payung.documents.queries.letters import (
    Revision,
    history,
    letter,
    letters,
    page_count,
    page_picture,
    pdf,
    printed,
    revisions,
)
from payung.documents.queries.verification import Verification, is_this_letter, verify

__all__ = [
    "ClassNumbers",
    "FileContent",
    "Revision",
    "StandIn",
    "Verification",
    "attachment_content",
    "attachments",
    "class_numbers",
    "history",
    "is_this_letter",
    "letter",
    "letterhead_sample",
    "letterheads",
    "letters",
    "office_in_charge",
    "offices_in_charge",
    "page_count",
    "page_picture",
    "pdf",
    "printed",
    "revisions",
    "stand_ins",
    "verify",
    "working_day_from",
]
