"""What is read of agreements, meetings, commitments and approvals."""

from payung.partnerships.queries.agreements import (
    AgreementRow,
    agreement,
    agreements,
    allows_data,
    expiring,
    next_review,
    rows,
    valid_agreement,
)
from payung.partnerships.queries.matrix import MatrixRow, validity_matrix

__all__ = [
    "AgreementRow",
    "MatrixRow",
    "agreement",
    "agreements",
    "allows_data",
    "expiring",
    "next_review",
    "rows",
    "valid_agreement",
    "validity_matrix",
]
