"""What the rules of the ladder look at: a case with its history, claim, deficit and letters.

``facts_of`` reads many cases with the same few queries, so that a batch of thousands is judged by
the very rules that judge one case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from payung.compliance import deadlines
from payung.compliance.claim import Claim, claims_of
from payung.compliance.deficit_state import open_deficits
from payung.compliance.mandated import ever_mandated, running_mandates
from payung.compliance.models import Case, CaseFinding, CaseStep, FindingKind, FindingStatus
from payung.documents.models import LetterStatus
from payung.reference.queries import extra_holidays

#: The step with which a case begins anew: what was before does not count for its letters.
BEGINNINGS = ("OPENED", "REOPENED")


@dataclass(frozen=True)
class Done:
    """A step that was taken, with the letter that it brought forth."""

    sequence: int
    kind: str
    from_stage: str
    stage: str
    happened_on: date
    due_on: date | None
    data: dict
    letter_id: int | None = None
    letter_status: str = ""
    letter_number: str = ""
    letter_date: date | None = None

    @property
    def cancelled(self) -> bool:
        """Whether its letter was withdrawn before it was signed: as if never taken."""
        return self.letter_status == LetterStatus.CANCELLED

    @property
    def waits_for_signature(self) -> bool:
        """Whether its letter is still a draft."""
        return self.letter_status == LetterStatus.DRAFT


@dataclass(frozen=True)
class Facts:
    """A case as the rules see it on a day; money in rupiah.

    ``steps`` are those since it was opened (or reopened) for the last time, without those whose
    letter was cancelled. ``grounds`` are the kinds of its findings, ``standing`` those that a later
    detection has not resolved. ``deficit`` is what inspections found and the registry does not
    show yet. ``mandated``: an SKK was given once.
    """

    case: Case
    on: date
    steps: tuple[Done, ...]
    grounds: frozenset[str]
    standing: frozenset[str]
    found_on: date
    claim: Claim
    deficit: int
    mandated: bool
    mandate_running: bool = False
    days_off: frozenset[date] = field(default=frozenset(), repr=False)

    def last(self, *kinds: str) -> Done | None:
        """The latest step of these kinds, if any."""
        return next((step for step in reversed(self.steps) if step.kind in kinds), None)

    def has(self, *kinds: str) -> bool:
        """Whether any such step was taken."""
        return self.last(*kinds) is not None

    @property
    def base(self) -> int:
        """What is owed in contributions: the ledger's arrears and what an inspection found."""
        return self.claim.principal + self.deficit

    @property
    def owes(self) -> bool:
        """Whether a cause of the case still stands: money, or a finding that is not resolved."""
        return (
            self.claim.total > 0 or self.deficit > 0 or bool(self.standing - {FindingKind.ARREARS})
        )

    @property
    def waiting(self) -> Done | None:
        """The step of this stage whose time runs (or ran out), if the stage waits for any."""
        found = self.last(*deadlines.WORKING_DAYS, *deadlines.CALENDAR_DAYS)
        return found if found is not None and found.stage == self.case.stage else None

    def ends_on(self, step: Done) -> date | None:
        """The last day of what a step waits for.

        A draft that was given a later date before it was signed runs from that date.
        """
        if step.due_on is None or step.letter_date is None or step.letter_date <= step.happened_on:
            return step.due_on
        return deadlines.ends_on(step.kind, step.letter_date, self.days_off)


def facts_of(cases: Sequence[Case], on: date) -> dict[int, Facts]:
    """The facts of each case as of a day; eight queries, however many cases of one office."""
    if not cases:
        return {}
    numbers = [case.pk for case in cases]
    steps = _steps(numbers)
    findings = _findings(numbers)
    claims = claims_of([case.employer_id for case in cases if case.employer_id is not None], on)
    deficits = open_deficits(numbers)
    mandated, running = ever_mandated(numbers), running_mandates(numbers)
    off = {office: extra_holidays(office) for office in {case.office_id for case in cases}}
    return {
        case.pk: Facts(
            case=case,
            on=on,
            steps=steps[case.pk],
            grounds=frozenset(kind for kind, _, _ in findings[case.pk]),
            standing=frozenset(
                kind for kind, status, _ in findings[case.pk] if status == FindingStatus.ACCEPTED
            ),
            found_on=max((day for _, _, day in findings[case.pk]), default=case.opened_on),
            claim=claims.get(case.employer_id or 0, Claim(on)),
            deficit=deficits.get(case.pk, 0),
            mandated=case.pk in mandated,
            mandate_running=case.pk in running,
            days_off=off[case.office_id],
        )
        for case in cases
    }


def _findings(cases: Iterable[int]) -> dict[int, list[tuple[str, str, date]]]:
    found: dict[int, list[tuple[str, str, date]]] = defaultdict(list)
    rows = CaseFinding.objects.filter(case__in=cases).values_list(
        "case_id", "finding__kind", "finding__status", "finding__detected_on"
    )
    for case, kind, status, day in rows:
        found[case].append((kind, status, day))
    return found


def _steps(cases: list[int]) -> dict[int, tuple[Done, ...]]:
    """The steps since the last beginning of each case, in order."""
    found: dict[int, list[Done]] = defaultdict(list)
    rows = (
        CaseStep.objects.filter(case__in=cases)
        .order_by("case_id", "sequence")
        .values_list(
            *("case_id", "sequence", "kind", "from_stage", "stage", "happened_on", "due_on"),
            *("data", "letter_id", "letter__status", "letter__number", "letter__letter_date"),
        )
    )
    for case, sequence, kind, from_stage, stage, happened, due, data, letter, *known in rows:
        if kind in BEGINNINGS:
            found[case].clear()
        status, number, letter_date = known
        done = Done(
            *(sequence, kind, from_stage, stage, happened, due, data, letter),
            letter_status=status or "",
            letter_number=number or "",
            letter_date=letter_date,
        )
        if not done.cancelled:
            found[case].append(done)
    return {case: tuple(found[case]) for case in cases}
