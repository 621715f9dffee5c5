"""Letters to many employers at once: reminders, collection letters, first and second warnings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.compliance.case_refusals import CaseRefused, no_case, unknown_step
from payung.compliance.facts import facts_of
from payung.compliance.judging import Judged, judge, step_named
from payung.compliance.ladder import IN_BATCHES, Step
from payung.compliance.models import Case, CaseStep
from payung.compliance.operations.steps import as_draft, as_row
from payung.documents.operations import draft_letters

#: Cases judged and written in one transaction: either all their letters and steps, or none.
CHUNK = 500


@dataclass
class Issued:
    """What came of a batch: letters drafted, and each case that was refused."""

    letters: list[int] = field(default_factory=list)
    refused: list[tuple[Case, CaseRefused]] = field(default_factory=list)


def issue_warnings(
    *,
    actor: Reader,
    case_ids: Iterable[int],
    kind: str,
    letter_date: date,
    progress: Callable[[int, int], None] | None = None,
) -> Issued:
    """Issue one kind of letter to many cases; a case that may not get it has its own refusal.

    ``kind`` is one of ``IN_BATCHES``. The letters are drafts: whoever may sign them does so, many
    at once, with ``documents.operations.sign_letters``. Repeating the batch changes nothing: a
    case that has the letter is refused.

    Raises ``AccessRefused``, ``NotFound``, ``CaseRefused`` for an unknown kind.
    """
    step = step_named(kind)
    if kind not in IN_BATCHES:
        raise unknown_step(kind)
    actor.require(step.permission)
    wanted = sorted(set(case_ids))
    issued = Issued()
    for start in range(0, len(wanted), CHUNK):
        with transaction.atomic():
            _issue(actor, step, wanted[start : start + CHUNK], letter_date, issued)
        if progress is not None:
            progress(min(start + CHUNK, len(wanted)), len(wanted))
    return issued


def _issue(
    actor: Reader, step: Step, case_ids: list[int], letter_date: date, issued: Issued
) -> None:
    cases = list(
        Case.objects.select_for_update(of=("self",))
        .filter(scope_q(actor, employer="employer", permission=step.permission), pk__in=case_ids)
        .select_related("employer", "region")
        .order_by("pk")
    )
    if len(cases) != len(case_ids):
        raise no_case(sorted(set(case_ids) - {case.pk for case in cases})[0])
    facts = facts_of(cases, letter_date)
    passed: list[Judged] = []
    for case in cases:
        try:
            passed.append(judge(step, facts[case.pk], {}, ""))
        except CaseRefused as verdict:
            issued.refused.append((case, verdict))
    letters = draft_letters(actor=actor, drafts=[as_draft(judged) for judged in passed])
    CaseStep.objects.bulk_create(
        as_row(actor, judged, letter.pk) for judged, letter in zip(passed, letters, strict=True)
    )
    issued.letters += [letter.pk for letter in letters]
