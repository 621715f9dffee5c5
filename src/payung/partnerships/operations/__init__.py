"""What changes agreements, meetings, commitments and approvals."""

from payung.partnerships.checks import Party
from payung.partnerships.operations.approvals import (
    decide_approval,
    request_approval,
)
from payung.partnerships.operations.commitments import (
    add_commitment,
    move_due_day,
    record_progress,
)
from payung.partnerships.operations.drafting import draft_agreement, revise_draft, withdraw_draft
from payung.partnerships.operations.families import draft_children, draft_renewal
from payung.partnerships.operations.issuing import issue_minutes, issue_text
from payung.partnerships.operations.life import end_agreement, record_review
from payung.partnerships.operations.meetings import (
    Guest,
    adopt_minutes,
    cancel_meeting,
    plan_meeting,
    record_minutes,
)
from payung.partnerships.operations.registers import record_register_number
from payung.partnerships.operations.signing import Signatory, sign_agreements

__all__ = [
    "Guest",
    "Party",
    "Signatory",
    "add_commitment",
    "adopt_minutes",
    "cancel_meeting",
    "decide_approval",
    "draft_agreement",
    "draft_children",
    "draft_renewal",
    "end_agreement",
    "issue_minutes",
    "issue_text",
    "move_due_day",
    "plan_meeting",
    "record_minutes",
    "record_progress",
    "record_register_number",
    "record_review",
    "request_approval",
    "revise_draft",
    "sign_agreements",
    "withdraw_draft",
]
