"""What changes in this room: letters are drafted, signed, cancelled; files are attached."""

from payung.documents.operations.attaching import attach
from payung.documents.operations.drafting import (
    Draft,
    cancel_draft,
    draft_letter,
    draft_letters,
    give_up_drafts,
)
from payung.documents.operations.issuing import (
    record_acting_authority,
    set_letterhead,
    set_number_pattern,
)
from payung.documents.operations.revising import change_draft
from payung.documents.operations.signing import sign_letter, sign_letters

__all__ = [
    "Draft",
    "attach",
    "cancel_draft",
    "change_draft",
    "draft_letter",
    "draft_letters",
    "give_up_drafts",
    "record_acting_authority",
    "set_letterhead",
    "set_number_pattern",
    "sign_letter",
    "sign_letters",
]
