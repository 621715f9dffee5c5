"""Tables of compliance, by business act."""

from payung.compliance.models.cases import (
    Case,
    CaseFinding,
    CaseStep,
    Inspection,
    InspectionLine,
    Stage,
)
from payung.compliance.models.comparison import (
    ComparisonFile,
    FirmMatch,
    ListedFirm,
    PayrollLine,
)
from payung.compliance.models.findings import (
    Chance,
    Detection,
    Finding,
    FindingDecision,
    FindingState,
)
from payung.compliance.models.findings import Kind as FindingKind
from payung.compliance.models.findings import Path as FindingPath
from payung.compliance.models.findings import Status as FindingStatus
from payung.compliance.models.mandates import (
    Hearing,
    Instalment,
    Mandate,
    MandateAttorney,
    MandateBill,
    MandateKind,
    MandateRequest,
    MandateStep,
)

__all__ = [
    "Case",
    "CaseFinding",
    "CaseStep",
    "Chance",
    "ComparisonFile",
    "Detection",
    "Finding",
    "FindingDecision",
    "FindingKind",
    "FindingPath",
    "FindingState",
    "FindingStatus",
    "FirmMatch",
    "Hearing",
    "Inspection",
    "InspectionLine",
    "Instalment",
    "ListedFirm",
    "Mandate",
    "MandateAttorney",
    "MandateBill",
    "MandateKind",
    "MandateRequest",
    "MandateStep",
    "PayrollLine",
    "Stage",
]
