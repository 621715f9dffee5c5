"""What waits on cases: times that ended, letters to sign, promises, cases that can be closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery

from payung.access.permissions import HANDLE_CASES
from payung.access.reader import Reader
from payung.compliance.facts import facts_of
from payung.compliance.ladder import OWN_STAGES
from payung.compliance.models import Case, CaseStep, Stage
from payung.compliance.queries.cases import CaseRow, seen, with_claims
from payung.documents.models import LetterStatus

#: The step that is due when a stage's time is over.
DUE_STEP = {
    Stage.REMINDED: "WARNING_FIRST",
    Stage.COLLECTED: "WARNING_FIRST",
    Stage.WARNED_FIRST: "WARNING_SECOND",
    Stage.WARNED_SECOND: "FINE",
    Stage.FINED: "DENIAL_REQUEST",
}


@dataclass(frozen=True)
class Promise:
    """A visit on which something was promised, and nothing has shown that it was kept."""

    case: Case
    visited_on: date
    promised_on: date

    def is_broken(self, on: date) -> bool:
        """Whether the promised day is over."""
        return self.promised_on < on


@dataclass(frozen=True)
class Worklist:
    """The piles of a reader on a day; each is in the order of what is owed, or of its days.

    ``ended`` are cases whose time is over, by stage: SP2 over and nothing followed is
    ``ended[WARNED_SECOND]``. ``compliant`` owe nothing any more: a person records it and closes.
    ``may_issue``: the reader writes letters of cases.
    """

    on: date
    ended: dict[Stage, list[CaseRow]]
    to_sign: list[CaseStep]
    promises: list[Promise]
    inspections: list[Case]
    compliant: list[Case]
    fresh: list[CaseRow]
    may_issue: bool = False

    @property
    def second_warning_ended(self) -> list[CaseRow]:
        """Employers whose second warning is over, with no sequel."""
        return self.ended.get(Stage.WARNED_SECOND, [])


def worklist(reader: Reader, on: date) -> Worklist:
    """What waits within the reader's scope. A dozen queries, however many cases.

    Raises ``AccessRefused``.
    """
    found = seen(reader).exclude(stage=Stage.CLOSED)
    listed = found.select_related("employer", "office", "region")
    over = with_claims(listed.filter(due_on__lt=on, stage__in=DUE_STEP), on)
    compliant = _compliant(list(listed.filter(stage__in=OWN_STAGES)), on)
    done = {case.pk for case in compliant}
    ended: dict[Stage, list[CaseRow]] = {}
    for row in over:
        if row.case.pk not in done:
            ended.setdefault(Stage(row.case.stage), []).append(row)
    return Worklist(
        on=on,
        ended=ended,
        to_sign=_to_sign(found),
        promises=_promises(listed, on, done),
        inspections=list(listed.filter(stage=Stage.INSPECTION_NOTICED, due_on=on)),
        compliant=compliant,
        fresh=[
            row
            for row in with_claims(listed.filter(stage=Stage.OPENED), on)
            if row.case.pk not in done
        ],
        may_issue=reader.can(HANDLE_CASES),
    )


def _compliant(cases: list[Case], on: date) -> list[Case]:
    """Open cases without debt, deficit or standing finding, and those that were found to comply."""
    known = facts_of(cases, on)
    return [case for case in cases if not known[case.pk].owes]


def _to_sign(found: QuerySet[Case]) -> list[CaseStep]:
    return list(
        CaseStep.objects.filter(case__in=found, letter__status=LetterStatus.DRAFT)
        .select_related("case", "letter")
        .order_by("happened_on", "pk")
    )


def _promises(found: QuerySet[Case], on: date, done: set[int]) -> list[Promise]:
    """The promise of each case's last visit, when its day has come."""
    last = (
        CaseStep.objects.filter(case=OuterRef("case"), kind="VISIT")
        .order_by("-sequence")
        .values("pk")[:1]
    )
    rows = (
        CaseStep.objects.filter(case__in=found, kind="VISIT", data__promised_on__lte=on.isoformat())
        .annotate(last=Subquery(last))
        .filter(pk=F("last"))
        .select_related("case", "case__employer")
        .order_by("data__promised_on", "pk")
    )
    return [
        Promise(row.case, row.happened_on, date.fromisoformat(row.data["promised_on"]))
        for row in rows
        if row.case_id not in done
    ]
