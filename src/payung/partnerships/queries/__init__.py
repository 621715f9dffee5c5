"""What is read of agreements, meetings, commitments and approvals."""

from payung.partnerships.queries.agreements import (
    AgreementRow,
    agreement,
    agreements,
    allows_data,
    expiring,
    lapsed,
    next_review,
    rows,
    valid_agreement,
)
from payung.partnerships.queries.approvals import approval, approvals, waiting_for
from payung.partnerships.queries.matrix import NEVER, MatrixRow, validity_matrix
from payung.partnerships.queries.meetings import (
    Burndown,
    CommitmentRow,
    burndown,
    commitment,
    commitments,
    meeting,
    meeting_state,
    meetings,
)
from payung.partnerships.queries.signing import PartySigning, problems, signing_preview

__all__ = [
    "NEVER",
    "AgreementRow",
    "Burndown",
    "CommitmentRow",
    "MatrixRow",
    "PartySigning",
    "agreement",
    "agreements",
    "allows_data",
    "approval",
    "approvals",
    "burndown",
    "commitment",
    "commitments",
    "expiring",
    "lapsed",
    "meeting",
    "meeting_state",
    "meetings",
    "next_review",
    "problems",
    "rows",
    "signing_preview",
    "valid_agreement",
    "validity_matrix",
    "waiting_for",
]
