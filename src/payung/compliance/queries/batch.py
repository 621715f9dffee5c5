"""Which cases may get a letter on a day, judged by the rules that will judge the letter itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.access.permissions import HANDLE_CASES
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.compliance.case_refusals import CaseRefused
from payung.compliance.facts import facts_of
from payung.compliance.judging import step_named, why_not
from payung.compliance.models import Case, Stage


@dataclass(frozen=True)
class Candidate:
    """A case at a stage that the letter can follow; ``verdict`` is what stands in its way."""

    case: Case
    principal: int
    penalty: int
    deficit: int
    months: int
    verdict: CaseRefused | None

    @property
    def owed(self) -> int:
        """What is owed in all, in rupiah."""
        return self.principal + self.penalty + self.deficit


def candidates(reader: Reader, kind: str, on: date) -> list[Candidate]:
    """The cases whose stage the letter follows, the largest debt first. Eight queries.

    A case that already has the letter is left out. Raises ``AccessRefused`` and ``CaseRefused``
    for an unknown kind.
    """
    reader.require(HANDLE_CASES)
    step = step_named(kind)
    before = [stage for stage in Stage if stage in step.from_stages and stage != step.to]
    found = list(
        Case.objects.filter(
            scope_q(reader, employer="employer", permission=HANDLE_CASES), stage__in=before
        ).select_related("employer", "region")
    )
    known = facts_of(found, on)
    rows = [
        Candidate(
            case=case,
            principal=known[case.pk].claim.principal,
            penalty=known[case.pk].claim.penalty,
            deficit=known[case.pk].deficit,
            months=len(known[case.pk].claim.months),
            verdict=why_not(step, known[case.pk]),
        )
        for case in found
    ]
    return sorted(rows, key=lambda row: (-row.owed, row.case.pk))
