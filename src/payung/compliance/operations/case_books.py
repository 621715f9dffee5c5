"""What the steps of cases mean for the books: fines imposed, debts written off."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from payung.access.permissions import HANDLE_CASES
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.compliance.models import CaseStep
from payung.contributions.models import AdministrativeFine
from payung.contributions.operations import impose_fine, reverse_fine, write_off
from payung.documents.models import LetterStatus


def book_step(actor: Reader, step: CaseStep) -> None:
    """Book what a step just taken means for the ledger, in its transaction.

    A fine, or the registration of a firm that was fined before it had an account, is booked; what
    a case stopped as written off still owes leaves the books. Raises what those acts raise.
    """
    if step.kind in ("FINE", "COMPLIANCE_SHOWN"):
        follow_fines(actor=actor, on=step.happened_on, case_ids=[step.case_id])
    elif step.kind == "STOPPED" and step.data["reason"] == "WRITTEN_OFF":
        _write_off(actor, step)


@transaction.atomic
def follow_fines(*, actor: Reader, on: date, case_ids: list[int] | None = None) -> int:
    """Make the ledger hold the fines that stand, and no others; how many were booked or undone.

    A fine stands from its step on, unless its decision was withdrawn as a draft: then it was never
    imposed. A firm that is not registered has no account, so that its fine waits until it has one.
    ``case_ids`` narrows to these cases. The same call again changes nothing. Raises
    ``AccessRefused`` without HANDLE_CASES.
    """
    actor.require(HANDLE_CASES)
    paths = {"region": "case__region_id", "office": "case__office_id", "employer": "case__employer"}
    steps = CaseStep.objects.filter(
        scope_q(actor, permission=HANDLE_CASES, **paths), kind="FINE", happened_on__lte=on
    ).select_related("case", "letter")
    if case_ids is not None:
        steps = steps.filter(case__in=case_ids)
    found = list(steps.order_by("pk"))
    booked = {
        fine.source: fine
        for fine in AdministrativeFine.objects.filter(
            source__in=[_source(step) for step in found], reversal=None
        )
    }
    return sum(_follow(actor, step, booked.get(_source(step)), on) for step in found)


def _source(step: CaseStep) -> str:
    return f"case_step:{step.pk}"


def _follow(actor: Reader, step: CaseStep, fine: AdministrativeFine | None, on: date) -> bool:
    withdrawn = step.letter is not None and step.letter.status == LetterStatus.CANCELLED
    if fine is not None and withdrawn:
        reverse_fine(
            actor=actor,
            fine_id=fine.pk,
            reversed_on=on,
            reason=f"{step.case.number}: konsep penetapan denda dibatalkan",
        )
        return True
    if fine is not None or withdrawn or step.case.employer_id is None or not step.data["fine"]:
        return False
    impose_fine(
        actor=actor,
        employer_id=step.case.employer_id,
        imposed_on=step.happened_on,
        due_on=step.due_on or step.happened_on,
        base=int(step.data["base"]),
        months=int(step.data["months"]),
        source=_source(step),
        reason=f"{step.case.number}: dua teguran berlalu tanpa pemenuhan",
    )
    return True


def _write_off(actor: Reader, step: CaseStep) -> None:
    claim = step.data["claim"]
    if step.case.employer_id is None or not claim["principal"] + claim["penalty"]:
        return
    write_off(
        actor=actor,
        employer_id=step.case.employer_id,
        decided_on=step.happened_on,
        decision_number=str(step.data["reference"]),
        reason=f"{step.case.number}: {step.reason}",
        source=_source(step),
    )
