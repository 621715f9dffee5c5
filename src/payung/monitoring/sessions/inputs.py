"""What a government's page needs, by section: the inputs of a monev, in the order they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from payung.monitoring.models import SessionTopic

#: Shares of workers covered, the one that is asked for first at the head.
COVERAGE: Final = (
    "ACTIVE_COVERAGE",
    "ACTIVE_COVERAGE_WORK",
    "ACTIVE_COVERAGE_RESIDENCE",
    "ACTIVE_COVERAGE_NIK",
    "EMPLOYED_COVERAGE",
    "LABOUR_FORCE_COVERAGE",
    "REGISTERED_COVERAGE",
    "UCJ_PUBLISHED",
)
SEGMENTS: Final = ("WAGE_EARNER", "NON_WAGE_EARNER", "CONSTRUCTION", "MIGRANT_WORKER")
PROGRAMMES: Final = ("JKK", "JKM", "JHT", "JP", "JKP")
#: Codes that come in parts, with the parts that a session shows.
PARTS: Final = {
    "ACTIVE_MEMBERS": SEGMENTS,
    "REGISTERED_MEMBERS": SEGMENTS,
    "CLAIMS_CASES": PROGRAMMES,
    "CLAIMS_PAID": PROGRAMMES,
}


@dataclass(frozen=True)
class Section:
    """One block of a government's page: its topic and the indicators in it."""

    topic: str
    codes: tuple[str, ...]


SECTIONS: Final = (
    Section(
        SessionTopic.COVERAGE,
        (
            *COVERAGE,
            *("ACTIVE_MEMBERS", "REGISTERED_MEMBERS"),
            *("ELIGIBLE_UNIVERSE", "EMPLOYED_PERSONS", "LABOUR_FORCE"),
            *("VULNERABLE_COVERAGE", "VULNERABLE_MEMBERS", "LAPSING_60"),
        ),
    ),
    Section(SessionTopic.REGULATION, ("REGULATIONS_IN_FORCE", "HAS_PERDA")),
    Section(SessionTopic.BUDGET, ("BUDGET_PLANNED", "BUDGET_REALISED", "BUDGET_PERSONS")),
    Section(
        SessionTopic.EMPLOYER,
        (
            *("NON_ASN_TOTAL", "NON_ASN_ENROLLED", "NON_ASN_COVERAGE"),
            "VILLAGE_OFFICIALS_ENROLLED",
        ),
    ),
    Section(SessionTopic.AGREEMENT, ("AGREEMENTS_IN_FORCE",)),
    Section(
        SessionTopic.COMPLIANCE,
        (
            *("ACTIVE_EMPLOYERS", "EMPLOYERS_IN_ARREARS", "ARREARS_PRINCIPAL", "ARREARS_SHARE"),
            *("COLLECTION_RATE", "MANDATES_OPEN", "MANDATED_PRINCIPAL", "RECOVERED"),
        ),
    ),
    Section(SessionTopic.CLAIMS, ("CLAIMS_CASES", "CLAIMS_PAID", "SYMBOLIC_HANDOVER")),
    Section(SessionTopic.FOLLOW_UP, ("COMMITMENTS_OPEN", "COMMITMENTS_LATE")),
)
#: Flows that a session adds up over its governments: told of one span wherever there is one.
SUMMED: Final = ("CLAIMS_CASES", "CLAIMS_PAID")
CODES: Final = tuple(code for section in SECTIONS for code in section.codes)
#: Codes whose absence is told on the page: a monev asks for them by name.
EXPECTED: Final = (
    "ACTIVE_COVERAGE",
    "ACTIVE_MEMBERS",
    "ELIGIBLE_UNIVERSE",
    "REGULATIONS_IN_FORCE",
    "BUDGET_PLANNED",
    "BUDGET_REALISED",
    "BUDGET_PERSONS",
    "NON_ASN_TOTAL",
    "NON_ASN_ENROLLED",
    "VILLAGE_OFFICIALS_ENROLLED",
    "VULNERABLE_MEMBERS",
    "AGREEMENTS_IN_FORCE",
    "ARREARS_PRINCIPAL",
    "MANDATES_OPEN",
    "CLAIMS_CASES",
    "CLAIMS_PAID",
    "COMMITMENTS_OPEN",
)
