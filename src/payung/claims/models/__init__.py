"""The tables of claims."""

from payung.claims.models.assessment import Answer, Approval, Decision, Finding, Question
from payung.claims.models.choices import Channel, ClaimState, EventKind, PartyRole
from payung.claims.models.claims import Claim, ClaimStep, LifeEvent
from payung.claims.models.decisions import (
    LimitConfirmation,
    Objection,
    ObjectionReview,
    OfficeLimit,
    ReceiverSeal,
)
from payung.claims.models.families import Proof, ProofTakenBack
from payung.claims.models.handovers import HandoverClaim, HandoverWithdrawn, SymbolicHandover
from payung.claims.models.intake import (
    AccessAttempt,
    AccidentReport,
    ClaimAccess,
    Upload,
    UploadPart,
)
from payung.claims.models.orders import (
    AnswerFile,
    BankAnswer,
    EmployerShare,
    OrderCancel,
    OrderFile,
    OrderRelease,
    PayingAccount,
    PaymentLine,
    PaymentOrder,
    ShareSettlement,
)
from payung.claims.models.papers import Paper, PaperCheck
from payung.claims.models.payables import Hold, HoldLifted, Payable, PayableEnd, PayableKind
from payung.claims.models.pensions import (
    JobLossRun,
    Pension,
    PensionCode,
    PensionEndTakenBack,
    PensionIndexation,
    PensionRate,
    PensionRun,
    PensionStop,
    PensionWait,
)
from payung.claims.models.people import AccountCheck, Party, PartyAccount
from payung.claims.models.searches import MemberSearch
from payung.claims.models.submissions import (
    ProofAnswer,
    ProofSubmission,
    ProofSubmissionPaper,
)
from payung.claims.models.taking_over import (
    TakenOverClaim,
    TakeOver,
    TakeOverFile,
    TakeOverStep,
)
from payung.claims.models.taxes import TaxCarry, TaxCarryReversal, TaxRemittance, TaxReversal

__all__ = [
    "AccessAttempt",
    "AccidentReport",
    "AccountCheck",
    "Answer",
    "AnswerFile",
    "Approval",
    "BankAnswer",
    "Channel",
    "Claim",
    "ClaimAccess",
    "ClaimState",
    "ClaimStep",
    "Decision",
    "EmployerShare",
    "EventKind",
    "Finding",
    "HandoverClaim",
    "HandoverWithdrawn",
    "Hold",
    "HoldLifted",
    "JobLossRun",
    "LifeEvent",
    "LimitConfirmation",
    "MemberSearch",
    "Objection",
    "ObjectionReview",
    "OfficeLimit",
    "OrderCancel",
    "OrderFile",
    "OrderRelease",
    "Paper",
    "PaperCheck",
    "Party",
    "PartyAccount",
    "PartyRole",
    "Payable",
    "PayableEnd",
    "PayableKind",
    "PayingAccount",
    "PaymentLine",
    "PaymentOrder",
    "Pension",
    "PensionCode",
    "PensionEndTakenBack",
    "PensionIndexation",
    "PensionRate",
    "PensionRun",
    "PensionStop",
    "PensionWait",
    "Proof",
    "ProofAnswer",
    "ProofSubmission",
    "ProofSubmissionPaper",
    "ProofTakenBack",
    "Question",
    "ReceiverSeal",
    "ShareSettlement",
    "SymbolicHandover",
    "TakeOver",
    "TakeOverFile",
    "TakeOverStep",
    "TakenOverClaim",
    "TaxCarry",
    "TaxCarryReversal",
    "TaxRemittance",
    "TaxReversal",
    "Upload",
    "UploadPart",
]
