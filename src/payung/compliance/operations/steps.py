"""Steps of a case: one at a time by a person, each judged by the table of the ladder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.compliance.case_refusals import (
    CaseRefused,
    moved_meanwhile,
    no_case,
    refused,
    unknown_step,
)
from payung.compliance.facts import facts_of
from payung.compliance.judging import Judged, judge, step_named
from payung.compliance.ladder import STEPS, Step
from payung.compliance.models import Case, CaseStep, Stage
from payung.compliance.operations.case_books import book_step
from payung.documents.operations import Draft, draft_letters


def record_step(
    *,
    actor: Reader,
    case_id: int,
    kind: str,
    happened_on: date,
    data: Mapping[str, object] | None = None,
    reason: str = "",
    expected_version: int | None = None,
) -> CaseStep:
    """Take one step of the ladder; with its letter drafted and booked, in one transaction.

    ``data`` are the fields of the step (``ladder.STEPS[kind].data``). With ``expected_version``
    the step is refused when somebody moved the case meanwhile. A letter waits as a draft until
    whoever may sign it does; nothing is sent by this.

    Raises ``AccessRefused``, ``NotFound``, ``CaseRefused``, ``LetterRefused``, ``BookRefused``.
    """
    step = step_named(kind)
    if not step.by_hand or kind == "INSPECTION_REPORT":
        raise unknown_step(kind)
    with transaction.atomic():
        case = locked_case(actor, case_id, step, expected_version)
        facts = facts_of([case], happened_on)[case.pk]
        judged = judge(step, facts, data or {}, reason)
        written = write(actor, judged)
        book_step(actor, written)
        return written


def locked_case(actor: Reader, case_id: int, step: Step, expected_version: int | None) -> Case:
    """The case, locked until the transaction ends, as the actor expects it.

    Raises ``AccessRefused``, ``NotFound``, and ``CaseRefused`` when it was moved meanwhile.
    """
    actor.require(step.permission)
    case = (
        Case.objects.select_for_update(of=("self",))
        .filter(scope_q(actor, employer="employer", permission=step.permission), pk=case_id)
        .select_related("employer", "region")
        .first()
    )
    if case is None:
        raise no_case(case_id)
    if expected_version is not None and expected_version != case.version:
        last = case.steps.select_related("recorded_by").latest("sequence")
        raise moved_meanwhile(
            case.number,
            expected_version,
            case.version,
            str(last.recorded_by),
            str(STEPS[last.kind].name),
        )
    return case


def write(actor: Reader, judged: Judged) -> CaseStep:
    """Draft the letter and add the step; the database moves the case."""
    letters = [as_draft(judged)] if judged.letter is not None else []
    drafted = draft_letters(actor=actor, drafts=letters)
    row = as_row(actor, judged, drafted[0].pk if drafted else None)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise _already_open(judged) from error
    return row


def _already_open(judged: Judged) -> CaseRefused:
    """Only the one open case of an employer can stand in the way of a judged step."""
    return refused(
        "open_twice",
        f"{judged.facts.case.firm_name} sudah punya perkara lain yang terbuka. "
        "Lanjutkan perkara itu.",
        f"{judged.facts.case.firm_name} has another open case. Go on with that one.",
    )


def as_draft(judged: Judged) -> Draft:
    """The letter of a judged step, to be drafted."""
    letter, case = judged.letter, judged.facts.case
    assert letter is not None
    return Draft(
        kind=letter.kind,
        office_code=case.office_id,
        letter_date=judged.facts.on,
        recipient_name=letter.recipient_name,
        recipient_address=letter.recipient_address,
        data=letter.data,
        about=case.about,
        employer_code=letter.employer_code,
    )


def as_row(actor: Reader, judged: Judged, letter_id: int | None) -> CaseStep:
    """The step as a row, not saved yet."""
    case = judged.facts.case
    return CaseStep(
        case=case,
        sequence=case.version + 1,
        kind=judged.step.kind,
        from_stage=case.stage,
        stage=judged.step.leads_to(Stage(case.stage)),
        happened_on=judged.facts.on,
        due_on=judged.due_on,
        reason=judged.reason,
        letter_id=letter_id,
        data=judged.told,
        recorded_by=actor.user,
    )
