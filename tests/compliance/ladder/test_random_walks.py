"""Whatever steps are tried in whatever order, the invariants of a case hold."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.access.reader import operator
from payung.compliance.case_refusals import CaseRefused
from payung.compliance.deadlines import working_day_from
from payung.compliance.facts import facts_of
from payung.compliance.judging import why_not
from payung.compliance.ladder import EXITS, STEPS
from payung.compliance.models import Case, CaseStep, FindingKind, Stage
from payung.compliance.operations.inspections import record_inspection
from payung.compliance.operations.steps import record_step
from tests.compliance.ladder.builders import FOUND_ON, case_of, owing
from tests.compliance.ladder.builders import sign as sign_letter_of

pytestmark = [pytest.mark.django_db, pytest.mark.long]

RECIPIENT = {"recipient_name": "Kepala Kantor"}
#: Sound values of every step that asks for any; the rules decide the rest.
DATA: dict[str, dict[str, object]] = {
    "VISIT": {"result": "NOT_FOUND"},
    "DENIAL_REQUEST": {"services": ["TENDER"], **RECIPIENT},
    "DENIAL_EXECUTED": {"authority": "DPMPTSP", "reference": "1"},
    "SERVICES_RESTORED": RECIPIENT,
    "EMPLOYER_REPLIED": {"kind": "OBJECTION", "summary": "Keberatan"},
    "OBJECTION_ANSWERED": {"outcome": "REJECTED", "answer": "Ditolak"},
    "BANKRUPTCY": {
        "court": "PN", "decision_number": "1", "decided_on": "2024-09-02", "curator": "K",
    },
    "COMPLIANCE_SHOWN": {"how": "CORRECTED"},
    "EXIT_INSPECTORATE": RECIPIENT,
    "EXIT_RECEIVABLES": RECIPIENT,
    "EXIT_CURATOR": {"reference": "1"},
    "RETURNED": {"reference": "1"},
    "STOPPED": {"reason": "NOT_FOUND", "reference": "1"},
}  # fmt: skip
TAKEN = [kind for kind, step in STEPS.items() if step.by_hand]
#: Which of the steps that are allowed then, how many days later, and whether its letter is signed.
MOVES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from([True, True, False])),
    min_size=3,
    max_size=10,
)
#: A way up the ladder, so that the walks also reach its upper rungs.
CLIMB = ["COLLECTION_LETTER", "WARNING_FIRST", "WARNING_SECOND", "FINE", "DENIAL_REQUEST"]


def attempt(case: Case, kind: str, on: date, sign: bool) -> CaseStep | None:
    given: dict[str, object] = dict(DATA.get(kind, {}))
    day = on.isoformat()
    if kind == "INSPECTION_ASSIGNMENT":
        given = {
            "inspectors": "Sinta, Pemeriksa", "purpose": "Periksa",
            "starts_on": day, "ends_on": (on + timedelta(days=400)).isoformat(),
        }  # fmt: skip
    if kind == "INSPECTION_NOTICE":
        given = {"inspection_on": day, "time": "09.00", "place": "Kantor", "documents": "Gaji"}
    try:
        if kind == "INSPECTION_REPORT":
            told = {"place": "Kantor", "met_name": "A", "met_title": "B", "facts": "Upah"}
            step = record_inspection(actor=operator(), case_id=case.pk, happened_on=on, data=told)
        else:
            step = record_step(
                actor=operator(), case_id=case.pk, kind=kind, happened_on=on,
                data=given, reason="Alasan yang cukup",
            )  # fmt: skip
    except CaseRefused:
        return None
    if sign and step.letter_id:
        sign_letter_of(step)
    return step


@given(moves=MOVES, climb=st.integers(0, len(CLIMB)))
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_sequence_of_allowed_steps_keeps_the_invariants(monkeypatch, moves, climb) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2026-12-31")
    case = _case()
    on = FOUND_ON
    for kind in CLIMB[:climb]:
        on = working_day_from(on + timedelta(days=35), frozenset())
        attempt(case, kind, on, sign=True)
    for choice, days, sign in moves:
        on = min(on + timedelta(days=days), date(2026, 12, 30))
        case.refresh_from_db()
        known = facts_of([case], on)[case.pk]
        allowed = [kind for kind in TAKEN if why_not(STEPS[kind], known) is None]
        attempt(case, (allowed or TAKEN)[choice % len(allowed or TAKEN)], on, sign)
    case.refresh_from_db()
    _check(case)


def _case() -> Case:
    """A debtor whose debt is above the floor of the receivables committee."""
    employer = owing(12_480_000)
    return case_of(employer, FindingKind.ARREARS, FindingKind.WAGES_UNDERREPORTED)


def _check(case: Case) -> None:
    steps = list(case.steps.order_by("sequence"))
    assert [step.sequence for step in steps] == list(range(1, len(steps) + 1))
    assert case.version == len(steps)
    assert case.stage == steps[-1].stage
    for before, after in pairwise(steps):
        assert after.from_stage == before.stage
        assert after.happened_on >= before.happened_on
        assert Stage(after.from_stage) in STEPS[after.kind].from_stages
        assert after.stage == STEPS[after.kind].leads_to(Stage(after.from_stage))
    run = steps[max(i for i, step in enumerate(steps) if step.kind in ("OPENED", "REOPENED")) :]
    _check_warnings(run)
    _check_exits(run)


def _check_warnings(run: list[CaseStep]) -> None:
    """SP2 after the days of SP1, the fine and the exits after the days of SP2."""
    ends: dict[str, date] = {}
    for step in run:
        if step.kind == "WARNING_SECOND":
            assert step.happened_on > ends["WARNING_FIRST"]
        if step.kind in ("FINE", "EXIT_PROSECUTORS", "EXIT_INSPECTORATE", "EXIT_RECEIVABLES"):
            assert step.happened_on > ends["WARNING_SECOND"]
        if step.due_on is not None and STEPS[step.kind].letter:
            ends[step.kind] = step.due_on


def _check_exits(run: list[CaseStep]) -> None:
    """One exit at a time; whoever is bankrupt has only the curator."""
    bankrupt = False
    for before, after in pairwise(run):
        bankrupt = bankrupt or before.kind == "BANKRUPTCY"
        if before.stage in EXITS and after.stage in EXITS and before.stage != after.stage:
            assert after.kind == "EXIT_CURATOR"
        if bankrupt and after.kind.startswith("EXIT_"):
            assert after.kind == "EXIT_CURATOR"
