"""The tables of claims."""

from payung.claims.models.assessment import Answer, Approval, Decision, Finding, Question
from payung.claims.models.choices import Channel, ClaimState, EventKind, PartyRole
from payung.claims.models.claims import Claim, ClaimStep, LifeEvent
from payung.claims.models.papers import Paper, PaperCheck
from payung.claims.models.payables import Hold, HoldLifted, Payable, PayableEnd, PayableKind
from payung.claims.models.people import AccountCheck, Party, PartyAccount

__all__ = [
    "AccountCheck",
    "Answer",
    "Approval",
    "Channel",
    "Claim",
    "ClaimState",
    "ClaimStep",
    "Decision",
    "EventKind",
    "Finding",
    "Hold",
    "HoldLifted",
    "LifeEvent",
    "Paper",
    "PaperCheck",
    "Party",
    "PartyAccount",
    "PartyRole",
    "Payable",
    "PayableEnd",
    "PayableKind",
    "Question",
]
