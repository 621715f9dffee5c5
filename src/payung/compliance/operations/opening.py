"""Opening cases: from findings that a person has accepted, one open case for each employer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction
from django.db.models import Max, Q

from payung import clock
from payung.access.permissions import HANDLE_CASES
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.compliance.case_refusals import (
    CaseRefused,
    before_finding,
    before_last_step,
    in_future,
    refused,
)
from payung.compliance.ladder import STEPS
from payung.compliance.models import (
    Case,
    CaseFinding,
    CaseStep,
    Finding,
    FindingStatus,
    Stage,
)
from payung.errors import NotFound
from payung.law.formats import day as written

#: Advisory lock: one opening of cases at a time in an office, so that numbers have no gaps.
_NUMBERS = 7401
_Whom = tuple[int | None, str, str]


@dataclass
class Opened:
    """What came of findings: cases opened, cases that took more of them, and refusals."""

    opened: list[Case] = field(default_factory=list)
    joined: list[Case] = field(default_factory=list)
    refused: list[tuple[Finding, CaseRefused]] = field(default_factory=list)

    @property
    def cases(self) -> list[Case]:
        """All cases that now hold the findings."""
        return [*self.opened, *self.joined]


def open_case(*, actor: Reader, finding_ids: Iterable[int], opened_on: date) -> Case:
    """Open a case from accepted findings of one employer (or firm), with the shared number.

    An open case of that employer takes the findings in instead; the same findings again change
    nothing. Raises ``AccessRefused``, ``NotFound``, ``CaseRefused``.
    """
    with transaction.atomic():
        answer = open_cases(actor=actor, finding_ids=finding_ids, opened_on=opened_on)
        if answer.refused:
            raise answer.refused[0][1]
        if len(answer.cases) != 1:
            raise refused(
                "several_employers",
                "Temuan-temuan itu milik beberapa pemberi kerja; satu perkara untuk satu pemberi "
                "kerja.",
                "These findings are of several employers; a case is about one.",
            )
    return answer.cases[0]


@transaction.atomic
def open_cases(*, actor: Reader, finding_ids: Iterable[int], opened_on: date) -> Opened:
    """The same for many employers at once, with a verdict for each finding that is refused."""
    actor.require(HANDLE_CASES)
    findings = _findings(actor, sorted(set(finding_ids)))
    if opened_on > clock.today():
        raise in_future(opened_on, clock.today())
    answer = Opened()
    by_whom: dict[_Whom, list[Finding]] = {}
    for finding in findings:
        verdict = _verdict(finding, opened_on)
        if verdict is not None:
            answer.refused.append((finding, verdict))
        else:
            by_whom.setdefault(_whom(finding), []).append(finding)
    _lock_offices({finding.office_id for finding in findings})
    standing = _open_cases(list(by_whom))
    new = {whom: found for whom, found in by_whom.items() if whom not in standing}
    answer.opened = _open(actor, new, opened_on)
    _join(
        actor,
        answer,
        [(standing[w], found) for w, found in by_whom.items() if w in standing],
        opened_on,
    )
    return answer


def _findings(actor: Reader, numbers: Sequence[int]) -> list[Finding]:
    found = list(
        Finding.objects.filter(
            scope_q(actor, employer="employer", permission=HANDLE_CASES), pk__in=numbers
        )
        .select_related("employer")
        .order_by("pk")
    )
    if not numbers or len(found) != len(numbers):
        raise NotFound(
            "finding_not_found",
            "Temuan itu tidak ditemukan dalam wilayah kerja Anda.",
            "That finding is not within your scope.",
        )
    return found


def _verdict(finding: Finding, opened_on: date) -> CaseRefused | None:
    if finding.status != FindingStatus.ACCEPTED:
        return refused(
            "finding_not_accepted",
            f"Temuan pada {finding.firm_name} belum diterima "
            f"({finding.get_status_display().lower()}). Putuskan temuannya dulu.",
            f"The finding on {finding.firm_name} was not accepted. Decide it first.",
            finding=finding.pk,
        )
    if opened_on < finding.detected_on:
        return before_finding(opened_on, finding.detected_on)
    return None


def _whom(finding: Finding) -> _Whom:
    """Who a finding is about: an employer, or a firm within an office."""
    if finding.employer_id is not None:
        return finding.employer_id, "", ""
    return None, finding.office_id, finding.firm_key


def _lock_offices(offices: set[str]) -> None:
    with connection.cursor() as cursor:
        for office in sorted(offices):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_NUMBERS, office])


def _open_cases(whom: list[_Whom]) -> dict[_Whom, Case]:
    """The open cases of these employers and firms, locked."""
    employers = [employer for employer, _, _ in whom if employer is not None]
    firms = [key for employer, _, key in whom if employer is None]
    rows = (
        Case.objects.select_for_update()
        .exclude(stage=Stage.CLOSED)
        .filter(Q(employer__in=employers) | Q(employer=None, firm_key__in=firms))
        .order_by("pk")
    )
    return {
        (case.employer_id, "", "")
        if case.employer_id is not None
        else (None, case.office_id, case.firm_key): case
        for case in rows
    }


def _open(actor: Reader, new: dict[_Whom, list[Finding]], opened_on: date) -> list[Case]:
    counts: dict[str, int] = {}
    cases = []
    for found in new.values():
        first = found[0]
        office = first.employer.office_id if first.employer else first.office_id
        if office not in counts:
            counts[office] = _last_number(office, opened_on.year)
        counts[office] += 1
        cases.append(_case(actor, found, office, opened_on, counts[office]))
    created = Case.objects.bulk_create(cases, batch_size=1_000)
    _attach(actor, list(zip(created, new.values(), strict=True)), opened_on)
    CaseStep.objects.bulk_create(
        (
            CaseStep(
                case=case,
                sequence=1,
                kind="OPENED",
                stage=Stage.OPENED,
                happened_on=opened_on,
                data={"findings": [finding.pk for finding in found]},
                recorded_by=actor.user,
            )
            for case, found in zip(created, new.values(), strict=True)
        ),
        batch_size=1_000,
    )
    return list(Case.objects.filter(pk__in=[case.pk for case in created]).order_by("pk"))


def _last_number(office: str, year: int) -> int:
    last = Case.objects.filter(office=office, year=year).aggregate(last=Max("sequence"))["last"]
    return last or 0


def _case(actor: Reader, found: list[Finding], office: str, opened_on: date, number: int) -> Case:
    first = found[0]
    employer = first.employer
    return Case(
        number=f"PK-{office}-{opened_on.year}-{number:04d}",
        office_id=office,
        region_id=employer.region_id if employer else first.region_id,
        year=opened_on.year,
        sequence=number,
        employer=employer,
        firm_name=employer.name if employer else first.firm_name,
        firm_address=employer.address if employer else first.firm_address,
        firm_identifier="" if employer else first.firm_identifier,
        firm_key=first.firm_key,
        opened_on=opened_on,
        opened_by=actor.user,
    )


def _attach(actor: Reader, pairs: list[tuple[Case, list[Finding]]], on: date) -> None:
    CaseFinding.objects.bulk_create(
        (
            CaseFinding(case=case, finding=finding, added_on=on, added_by=actor.user)
            for case, found in pairs
            for finding in found
        ),
        batch_size=1_000,
    )


def _join(actor: Reader, answer: Opened, pairs: list[tuple[Case, list[Finding]]], on: date) -> None:
    """Add the findings that a standing case does not hold yet, as one step of it."""
    held = set(
        CaseFinding.objects.filter(case__in=[case.pk for case, _ in pairs]).values_list(
            "case_id", "finding_id"
        )
    )
    step = STEPS["FINDINGS_ADDED"]
    for case, found in pairs:
        further = [finding for finding in found if (case.pk, finding.pk) not in held]
        verdict = _cannot_join(case, on) if further else None
        if verdict is not None:
            answer.refused += [(finding, verdict) for finding in further]
            continue
        answer.joined.append(case)
        if further:
            _attach(actor, [(case, further)], on)
            CaseStep.objects.create(
                case=case,
                sequence=case.version + 1,
                kind=step.kind,
                from_stage=case.stage,
                stage=case.stage,
                happened_on=on,
                due_on=case.due_on,
                data={"findings": [finding.pk for finding in further]},
                recorded_by=actor.user,
            )
            case.refresh_from_db()


def _cannot_join(case: Case, on: date) -> CaseRefused | None:
    if case.stage not in STEPS["FINDINGS_ADDED"].from_stages:
        return refused(
            "elsewhere",
            f"Perkara {case.number} sedang pada tahap “{case.get_stage_display()}”. "
            "Temuan baru menunggu sampai perkara itu kembali atau ditutup.",
            f"Case {case.number} is in the stage “{case.get_stage_display()}”. New findings wait "
            "until it comes back or is closed.",
            case=case.number,
        )
    if case.last_step_on is not None and on < case.last_step_on:
        return before_last_step(on, case.last_step_on, written(case.last_step_on))
    return None
