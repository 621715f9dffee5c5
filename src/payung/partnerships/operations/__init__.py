"""What changes agreements, meetings, commitments and approvals."""

from payung.partnerships.checks import Party
from payung.partnerships.operations.drafting import draft_agreement, revise_draft, withdraw_draft
from payung.partnerships.operations.families import draft_children, draft_renewal
from payung.partnerships.operations.life import end_agreement, record_review
from payung.partnerships.operations.registers import record_register_number
from payung.partnerships.operations.signing import Signatory, sign_agreements

__all__ = [
    "Party",
    "Signatory",
    "draft_agreement",
    "draft_children",
    "draft_renewal",
    "end_agreement",
    "record_register_number",
    "record_review",
    "revise_draft",
    "sign_agreements",
    "withdraw_draft",
]
