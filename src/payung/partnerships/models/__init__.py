"""Agreements, meetings, commitments and approvals."""

from payung.partnerships.models.agreements import (
    Agreement,
    AgreementAct,
    AgreementKind,
    AgreementParty,
    AgreementTerm,
    PartyKind,
    RegisterNumber,
    Signature,
)
from payung.partnerships.models.approvals import (
    ApprovalDecision,
    ApprovalRequest,
)
from payung.partnerships.models.meetings import (
    Attendance,
    Commitment,
    CommitmentStep,
    Decision,
    Meeting,
    MeetingAct,
    MeetingSeries,
)

__all__ = [
    "Agreement",
    "AgreementAct",
    "AgreementKind",
    "AgreementParty",
    "AgreementTerm",
    "ApprovalDecision",
    "ApprovalRequest",
    "Attendance",
    "Commitment",
    "CommitmentStep",
    "Decision",
    "Meeting",
    "MeetingAct",
    "MeetingSeries",
    "PartyKind",
    "RegisterNumber",
    "Signature",
]
