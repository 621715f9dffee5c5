"""The report of an inspection: what was found, with the deficit that the law computes from it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from django.db import transaction

from payung.access.reader import Reader
from payung.compliance import deficit
from payung.compliance.deficit import AMOUNTS, DeficitLine, FoundWage, Terms
from payung.compliance.facts import facts_of
from payung.compliance.judging import judge, step_named
from payung.compliance.models import Case, CaseStep, Inspection, InspectionLine
from payung.compliance.operations.steps import locked_case, write
from payung.compliance.scoring import in_force

KIND = "INSPECTION_REPORT"
#: The rates that a deficit depends on, recorded as they were in the newest month.
_PARAMETERS = (
    "jkm/rate",
    "jht/employer_rate",
    "jht/worker_rate",
    "jp/employer_rate",
    "jp/worker_rate",
    "jp/wage_ceiling",
    "membership/minimum_programmes",
)


@transaction.atomic
def record_inspection(
    *,
    actor: Reader,
    case_id: int,
    happened_on: date,
    data: Mapping[str, object],
    wages: Sequence[FoundWage] = (),
    business_size: str = "",
    risk_group: int | None = None,
    file_name: str = "",
    expected_version: int | None = None,
) -> CaseStep:
    """Record an inspection with the wages found, and draft its report with the deficit by month.

    ``wages`` may be empty (nothing was shown, or all was in order). ``business_size`` and
    ``risk_group`` are asked of an unregistered firm only. The lines are kept as evidence; they
    change no bill: the employer's corrected lists do, when they are imported.

    Raises ``AccessRefused``, ``NotFound``, ``CaseRefused``, ``LetterRefused``.
    """
    step = step_named(KIND)
    case = locked_case(actor, case_id, step, expected_version)
    facts = facts_of([case], happened_on)[case.pk]
    terms = _terms(case, business_size, risk_group, bool(wages))
    lines = deficit.compute(case, terms, wages) if terms is not None else []
    with_sums = _with_sums(data, lines)
    row = write(actor, judge(step, facts, data, "", computed=with_sums))
    if terms is not None:
        _keep(row, terms, lines, file_name)
    return row


def read_wages(path: Path, file_name: str) -> list[FoundWage]:
    """The inspector's list in a file. Raises ``FileRefused`` and ``CaseRefused``."""
    with path.open("rb") as content:
        return deficit.read_found_wages(content, file_name)


def _terms(case: Case, size: str, risk_group: int | None, needed: bool) -> Terms | None:
    return deficit.terms_of(case, size, risk_group) if needed else None


def _with_sums(data: Mapping[str, object], lines: Sequence[DeficitLine]) -> dict[str, object]:
    """The deficit as the letter prints it: its sum, and the sums of the months."""
    months: dict[date, int] = defaultdict(int)
    for line in lines:
        months[line.found.month] += line.total
    found = [
        {"month": f"{month:%Y-%m}", "principal": amount, "penalty": 0}
        for month, amount in sorted(months.items())
        if amount
    ]
    total = sum(months.values())
    return {"deficit_principal": total, **({"months": found} if found else {})}


def _keep(row: CaseStep, terms: Terms, lines: Sequence[DeficitLine], file_name: str) -> None:
    inspection = Inspection.objects.create(
        step=row,
        business_size=terms.business_size,
        risk_group=terms.risk_group,
        programmes=terms.programmes,
        labour_intensive=terms.labour_intensive,
        file_name=file_name[:255],
        content_hash=_fingerprint(lines),
        workers=len({line.found.card_number or line.found.name.casefold() for line in lines}),
        months=len({line.found.month for line in lines}),
        principal=sum(line.total for line in lines),
        parameters=in_force(_PARAMETERS, max(line.found.month for line in lines)) if lines else {},
    )
    InspectionLine.objects.bulk_create(
        (_line(inspection, number, line) for number, line in enumerate(lines, start=1)),
        batch_size=1_000,
    )


def _line(inspection: Inspection, number: int, line: DeficitLine) -> InspectionLine:
    return InspectionLine(
        inspection=inspection,
        row=number,
        membership_id=line.membership_id,
        name="" if line.membership_id else line.found.name,
        month=line.found.month,
        paid_wage=line.found.paid_wage,
        reported_wage=line.reported_wage,
        programmes_due=line.programmes_due,
        programmes_reported=line.programmes_reported,
        total=line.total,
        **dict(zip(AMOUNTS, line.amounts, strict=True)),
    )


def _fingerprint(lines: Sequence[DeficitLine]) -> bytes:
    """What the list said, so that two lists can be told apart without keeping the file."""
    digest = hashlib.sha256()
    for line in lines:
        found = line.found
        digest.update(
            f"{found.card_number}|{found.name}|{found.month}|{found.paid_wage}\n".encode()
        )
    return digest.digest()
