"""What is read of cases: within the reader's scope, money from the ledger of the day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from payung.access.models import ScopeKind
from payung.access.permissions import VIEW_CASES
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.compliance.case_refusals import no_case
from payung.compliance.claim import Claim, case_claim, claims_of
from payung.compliance.deficit_state import open_deficits, open_lines
from payung.compliance.facts import Facts, facts_of
from payung.compliance.judging import why_not
from payung.compliance.ladder import STEPS, Step
from payung.compliance.models import (
    Case,
    CaseFinding,
    CaseStep,
    FindingKind,
    Inspection,
    InspectionLine,
    Stage,
)
from payung.contributions import queries as contributions
from payung.contributions.queries import StatementOfAccount
from payung.documents.models import Attachment, Letter
from payung.documents.queries import attachments, letters

#: What a list of cases may be narrowed to beside a stage.
OVERDUE = "OVERDUE"
OPEN = "OPEN"
CLOSED = "CLOSED"


@dataclass(frozen=True)
class CaseRow:
    """One case of a list. ``overdue``: the time that its stage gave is over.

    ``grounds`` are the kinds of its findings, arrears first.
    """

    case: Case
    claim: Claim
    deficit: int
    overdue: bool
    grounds: tuple[str, ...] = ()

    @property
    def owed(self) -> int:
        """What the ledger and the last inspection ask for, in rupiah."""
        return self.claim.total + self.deficit


@dataclass(frozen=True)
class NextStep:
    """A step that the reader's posts let him take, whether it may be taken now, and if not why."""

    step: Step
    allowed: bool
    why_not_id: str = ""
    why_not_en: str = ""
    code: str = ""

    @property
    def follows_stage(self) -> bool:
        """Whether the stage is right and only a rule stands in the way (or nothing does)."""
        return self.code != "case.wrong_stage"


@dataclass(frozen=True)
class CaseFile:
    """A case as another body gets it: findings, account, letters, steps, calculation."""

    case: Case
    claim: Claim
    findings: tuple[CaseFinding, ...]
    account: StatementOfAccount | None
    letters: tuple[Letter, ...]
    attachments: tuple[Attachment, ...]
    steps: tuple[CaseStep, ...]
    inspections: tuple[Inspection, ...]


def is_employer(reader: Reader) -> bool:
    """Whether he sees cases only as the employer that they are about."""
    scopes = [scope for scope in reader.scopes if VIEW_CASES in scope.permissions]
    return bool(scopes) and all(scope.kind == ScopeKind.EMPLOYER for scope in scopes)


def seen(reader: Reader) -> QuerySet[Case]:
    """The cases within the reader's scope. Raises ``AccessRefused``."""
    reader.require(VIEW_CASES)
    return Case.objects.filter(scope_q(reader, employer="employer", permission=VIEW_CASES))


def cases(
    reader: Reader,
    *,
    stage: str | None = None,
    office: str | None = None,
    region: str | None = None,
    state: str = OPEN,
    search: str = "",
    on: date | None = None,
) -> QuerySet[Case]:
    """The cases within the scope, the newest number last.

    ``state`` is ``OPEN``, ``CLOSED``, ``OVERDUE`` (open, and its time is over on the day ``on``) or
    "" for all; ``search`` a part of the name, the number or the NPP.
    """
    found = seen(reader).select_related("employer", "office", "region")
    if stage:
        found = found.filter(stage=stage)
    elif state == CLOSED:
        found = found.filter(stage=Stage.CLOSED)
    elif state:
        found = found.exclude(stage=Stage.CLOSED)
    if state == OVERDUE and on is not None:
        found = found.filter(due_on__lt=on)
    if office:
        found = found.filter(office=office)
    if region:
        found = found.filter(region__pk__startswith=region)
    for word in search.split():
        found = found.filter(
            Q(firm_name__icontains=word)
            | Q(number__icontains=word)
            | Q(employer__registration_number__icontains=word)
        )
    return found.order_by("office_id", "year", "sequence")


def with_claims(found: QuerySet[Case], on: date) -> list[CaseRow]:
    """Cases with their grounds and what is owed on a day, the largest first. Four queries."""
    rows = list(found)
    claims = claims_of([case.employer_id for case in rows if case.employer_id is not None], on)
    deficits = open_deficits([case.pk for case in rows])
    grounds = _grounds([case.pk for case in rows])
    listed = [
        CaseRow(
            case=case,
            claim=claims.get(case.employer_id or 0, Claim(on)),
            deficit=deficits.get(case.pk, 0),
            overdue=case.is_open and case.due_on is not None and case.due_on < on,
            grounds=grounds.get(case.pk, ()),
        )
        for case in rows
    ]
    return sorted(listed, key=lambda row: (-row.owed, row.case.pk))


def _grounds(numbers: list[int]) -> dict[int, tuple[str, ...]]:
    order = list(FindingKind.values)
    found: dict[int, set[str]] = defaultdict(set)
    rows = CaseFinding.objects.filter(case__in=numbers).values_list("case_id", "finding__kind")
    for case_id, kind in rows:
        found[case_id].add(kind)
    return {case_id: tuple(sorted(kinds, key=order.index)) for case_id, kinds in found.items()}


def case(reader: Reader, number: str) -> Case:
    """One case by its number. Raises ``AccessRefused`` and ``NotFound``."""
    found = (
        seen(reader)
        .filter(number=number)
        .select_related("employer", "office", "region", "opened_by")
        .first()
    )
    if found is None:
        raise no_case(number)
    return found


def steps(reader: Reader, found: Case) -> list[CaseStep]:
    """Its steps in order; an employer is shown those that were told to it."""
    rows = found.steps.select_related("recorded_by", "letter").order_by("sequence")
    if not is_employer(reader):
        return list(rows)
    return [
        row
        for row in rows
        if STEPS[row.kind].told_to_employer and (row.letter is None or row.letter.number)
    ]


def findings_of(found: Case) -> list[CaseFinding]:
    """The findings that a case rests on."""
    return list(found.case_findings.select_related("finding").order_by("pk"))


def facts(found: Case, on: date) -> Facts:
    """What the rules see of a case on a day."""
    return facts_of([found], on)[found.pk]


def judged_steps(found: Case, on: date) -> list[NextStep]:
    """Every step that a person takes, judged on a day, whoever may take it; order of the table.

    Only what does not depend on what is told with a step.
    """
    known = facts(found, on)
    judged = [(step, why_not(step, known)) for step in STEPS.values() if step.by_hand]
    return [
        NextStep(step, True)
        if verdict is None
        else NextStep(step, False, verdict.message_id, verdict.message_en, verdict.code)
        for step, verdict in judged
    ]


def next_steps(reader: Reader, found: Case, on: date) -> list[NextStep]:
    """The steps that the reader's posts let him take on this case, allowed now or not and why."""
    mine = may_take(reader, found)
    return [act for act in judged_steps(found, on) if act.step.permission in mine]


def may_take(reader: Reader, found: Case) -> frozenset[str]:
    """The permissions of steps that the reader's posts hold over this case."""
    return frozenset(
        permission
        for permission in {step.permission for step in STEPS.values()}
        if reader.can(permission)
        and Case.objects.filter(
            scope_q(reader, employer="employer", permission=permission), pk=found.pk
        ).exists()
    )


def inspections(reader: Reader, found: Case) -> list[Inspection]:
    """The inspections of a case, newest first."""
    rows = Inspection.objects.filter(step__case=found).select_related("step", "step__letter")
    if is_employer(reader):
        rows = rows.exclude(step__letter__number="")
    return list(rows.order_by("-step__sequence"))


def inspection_lines(inspection: Inspection) -> QuerySet[InspectionLine]:
    """The lines of an inspection in the order of the inspector's list."""
    return inspection.lines.select_related("membership__person").order_by("row")


def open_inspection_lines(found: Case) -> frozenset[int]:
    """The lines of its last inspection that the registry does not show yet."""
    return open_lines(found.pk)


def case_file(reader: Reader, found: Case, as_of: date) -> CaseFile:
    """All that a case rests on, as of a day, for those who are asked to take it over.

    Raises ``AccessRefused``; the account needs the right to see payments.
    """
    account = None
    if found.employer is not None:
        account = contributions.statement_of_account(reader, found.employer, as_of)
    return CaseFile(
        case=found,
        claim=case_claim(found, as_of),
        findings=tuple(findings_of(found)),
        account=account,
        letters=tuple(letters(reader, about=found.about)),
        attachments=tuple(attachments(reader, found.about)),
        steps=tuple(steps(reader, found)),
        inspections=tuple(inspections(reader, found)),
    )
