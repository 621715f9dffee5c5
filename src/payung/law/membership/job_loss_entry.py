"""Who may be covered by the job loss programme (PP 37/2021 Pasal 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.law import parameters
from payung.law.inputs import check_code
from payung.law.membership.age import may_enter_job_loss


@dataclass(frozen=True)
class JobLossCandidate:
    """What decides about JKP cover of a wage earner. ``programmes``: codes such as ``jkk``."""

    birth_date: date
    is_citizen: bool
    business_size: str
    programmes: frozenset[str]
    has_health_insurance: bool
    health_insurance_as_wage_earner: bool


def hindrances(candidate: JobLossCandidate, on: date) -> tuple[str, ...]:
    """Codes of all conditions that are not met on that day; empty: the worker is covered.

    ``NOT_CITIZEN``, ``TOO_OLD``, ``PROGRAMME_MISSING_<CODE>``, ``HEALTH_INSURANCE_MISSING``,
    ``HEALTH_INSURANCE_NOT_AS_WAGE_EARNER``. ``LawError`` before the programme began.
    """
    rows = parameters.get("jkp/required_programmes", on).rows
    sizes = tuple(str(row["business_size"]) for row in rows)
    size = check_code("business_size", candidate.business_size, sizes)
    required = next(row for row in rows if row["business_size"] == size)
    found = [] if candidate.is_citizen else ["NOT_CITIZEN"]
    if not may_enter_job_loss(candidate.birth_date, on):
        found.append("TOO_OLD")
    for programme in ("jkk", "jkm", "jht", "jp"):
        if required[programme] and programme not in candidate.programmes:
            found.append(f"PROGRAMME_MISSING_{programme.upper()}")
    as_wage_earner = parameters.get("jkp/health_insurance_as_wage_earner", on).is_true
    if required["health_insurance"] and not candidate.has_health_insurance:
        found.append("HEALTH_INSURANCE_MISSING")
    elif as_wage_earner and not candidate.health_insurance_as_wage_earner:
        found.append("HEALTH_INSURANCE_NOT_AS_WAGE_EARNER")
    return tuple(found)
