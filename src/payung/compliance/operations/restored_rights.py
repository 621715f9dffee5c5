"""Telling workers what a settlement gave back to them: one letter each, in a batch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import override

from payung.access.permissions import SIGN_LETTERS, WRITE_LETTERS
from payung.access.reader import Reader
from payung.compliance.mandate_letter_data import employer_code
from payung.compliance.models import Mandate
from payung.compliance.queries.mandates import mandate as mandate_numbered
from payung.compliance.queries.rights import RestoredWorker, benefits, restored_workers
from payung.documents.models import Letter, LetterStatus
from payung.documents.operations import Draft, draft_letters, sign_letters

KIND = "rights_restored"


def tell_workers(
    *,
    actor: Reader,
    number: str,
    letter_date: date,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Draft the letter of restored rights to every worker of a mandate who has none yet.

    Signed in one batch when the actor may sign letters. Gives the number of letters; the same
    call again writes none for months that were told already. Raises ``AccessRefused`` without
    WRITE_LETTERS and VIEW_WORKERS, ``NotFound`` outside the branch.
    """
    actor.require(WRITE_LETTERS)
    mandate = mandate_numbered(actor, number)
    workers = restored_workers(actor, mandate, letter_date)
    with transaction.atomic():
        Mandate.objects.select_for_update().get(pk=mandate.pk)  # two who tell at once take turns
        told = _told_already(mandate)
        drafts = [
            _draft(mandate, worker, letter_date)
            for worker in workers
            if _about(mandate, worker) not in told
        ]
        drafted = [letter.pk for letter in draft_letters(actor=actor, drafts=drafts)]
    if drafted and actor.can(SIGN_LETTERS):
        sign_letters(actor=actor, letter_ids=drafted, progress=progress)
    return len(drafted)


def _about(mandate: Mandate, worker: RestoredWorker) -> str:
    """One letter for a worker and the months that came back so far."""
    return f"rights:{mandate.pk}:{worker.membership_id}:{len(worker.months)}"


def _told_already(mandate: Mandate) -> set[str]:
    letters = Letter.objects.filter(kind=KIND, about__startswith=f"rights:{mandate.pk}:")
    return set(letters.exclude(status=LetterStatus.CANCELLED).values_list("about", flat=True))


def _draft(mandate: Mandate, worker: RestoredWorker, on: date) -> Draft:
    with override("id"):  # the letter is Indonesian, whoever presses the button
        told = benefits(worker)
    return Draft(
        kind=KIND,
        office_code=mandate.branch_id,
        letter_date=on,
        recipient_name=worker.name,
        recipient_address=worker.address,
        data={
            "employer_name": mandate.firm_name,
            "npp": employer_code(mandate),
            "period_from": f"{worker.months[0]:%Y-%m}",
            "period_to": f"{worker.months[-1]:%Y-%m}",
            "month_count": len(worker.months),
            "programmes": worker.programme_names,
            "contributions": worker.contributions,
            "paid_on": worker.paid_on.isoformat(),
            "benefits": told,
            "case_number": mandate.number,
        },
        about=_about(mandate, worker),
    )
