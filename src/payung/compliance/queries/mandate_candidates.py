"""Cases for which legal aid may be asked: what each claims, what its file lacks, of whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from payung.access.permissions import REQUEST_MANDATES
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.compliance import mandate_guards
from payung.compliance.claim import Claim, claims_of
from payung.compliance.instalments import Why
from payung.compliance.mandate_facts import Facts
from payung.compliance.mandate_history import busy_number, missing_of
from payung.compliance.mandate_states import ENDED
from payung.compliance.mandated import ever_mandated
from payung.compliance.models import Case, Mandate, Stage
from payung.partnerships.queries import valid_agreement
from payung.reference.models import Office, OfficeKind

PROSECUTION_OFFICES = (OfficeKind.PROSECUTION_DISTRICT, OfficeKind.PROSECUTION_HIGH)


@dataclass(frozen=True)
class Candidate:
    """One case that waits for legal aid: what it claims, and why it can't be asked for yet."""

    case: Case
    claim: Claim
    why_not: Why | None


def candidates(reader: Reader, on: date) -> list[Candidate]:
    """The cases of the reader's branches that wait for legal aid; those that are ready first.

    Left out is a case whose mandate has ended with nothing owed: it only waits to be closed.
    Raises ``AccessRefused`` without REQUEST_MANDATES.
    """
    reader.require(REQUEST_MANDATES)
    within = scope_q(
        reader, region=None, office="office_id", employer=None, permission=REQUEST_MANDATES
    )
    open_ones = Mandate.objects.exclude(state__in=ENDED).values("case")
    waiting = Case.objects.filter(within, stage=Stage.WITH_PROSECUTORS).exclude(pk__in=open_ones)
    cases = list(waiting.select_related("employer", "office").order_by("number"))
    claims = claims_of([case.employer_id for case in cases if case.employer_id], on)
    refused = {case.pk: why for case, why in refusals_of(cases, on)}
    had = ever_mandated(case.pk for case in cases)
    found = [
        Candidate(case, claims.get(case.employer_id or 0, Claim(on)), refused.get(case.pk))
        for case in cases
    ]
    left = [one for one in found if one.claim.total or one.case.pk not in had]
    return sorted(left, key=lambda one: (one.why_not is not None, -one.claim.total))


def refusals_of(cases: Sequence[Case], on: date) -> list[tuple[Case, Why]]:
    """Which of these cases cannot be asked for on a day, each with the first reason."""
    missing = missing_of(list(cases), on)
    shut: list[tuple[Case, Why]] = []
    for case in cases:
        facts = Facts(
            on=on,
            with_prosecutors=case.stage == Stage.WITH_PROSECUTORS,
            missing=missing[case.pk],
            busy_number=busy_number(case.employer_id),
        )
        for guard in (
            mandate_guards.exit_prosecutors,
            mandate_guards.not_busy,
            mandate_guards.file_complete,
        ):
            why = guard(facts)
            if why is not None:
                shut.append((case, why))
                break
    return shut


def prosecution_offices(branches: Iterable[str], on: date) -> list[tuple[Office, bool]]:
    """All prosecution offices, and whether one of the branches has a valid agreement with each.

    Those with an agreement first, then by name.
    """
    codes = set(branches)
    offices = Office.objects.filter(kind__in=PROSECUTION_OFFICES).order_by("name")
    found = [
        (office, any(valid_agreement(branch, office.pk, on=on) for branch in codes))
        for office in offices
    ]
    return sorted(found, key=lambda pair: (not pair[1], pair[0].name))
