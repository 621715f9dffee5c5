"""Facts of a case without a database, for the rules that only look at them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from payung.compliance.claim import Claim, ClaimMonth
from payung.compliance.facts import Done, Facts
from payung.compliance.ladder import STEPS
from payung.compliance.models import Case, FindingKind, Stage

TODAY = date(2024, 12, 18)  # a Wednesday, the business date of all tests
OPENED = date(2024, 9, 2)
OWED = Claim(TODAY, (ClaimMonth(date(2024, 8, 1), 10_000_000, 800_000, 12, "1000000000000016"),))
NOTHING = Claim(TODAY)

#: The letters before each stage, in order, far enough apart that every time is over.
BEFORE: dict[Stage, tuple[str, ...]] = {
    Stage.OPENED: (),
    Stage.REMINDED: ("REMINDER",),
    Stage.COLLECTED: ("REMINDER", "COLLECTION_LETTER"),
    Stage.INSPECTING: ("COLLECTION_LETTER", "INSPECTION_ASSIGNMENT"),
    Stage.INSPECTION_NOTICED: (
        "COLLECTION_LETTER",
        "INSPECTION_ASSIGNMENT",
        "INSPECTION_NOTICE",
    ),
}
BEFORE[Stage.INSPECTED] = (*BEFORE[Stage.INSPECTION_NOTICED], "INSPECTION_REPORT")
BEFORE[Stage.WARNED_FIRST] = (*BEFORE[Stage.COLLECTED], "WARNING_FIRST")
BEFORE[Stage.WARNED_SECOND] = (*BEFORE[Stage.WARNED_FIRST], "WARNING_SECOND")
BEFORE[Stage.FINED] = (*BEFORE[Stage.WARNED_SECOND], "FINE")
BEFORE[Stage.DENIAL_REQUESTED] = (*BEFORE[Stage.FINED], "DENIAL_REQUEST")
BEFORE[Stage.DENIED] = (*BEFORE[Stage.DENIAL_REQUESTED], "DENIAL_EXECUTED")
BEFORE[Stage.WITH_PROSECUTORS] = (*BEFORE[Stage.WARNED_SECOND], "EXIT_PROSECUTORS")
BEFORE[Stage.WITH_INSPECTORATE] = (*BEFORE[Stage.WARNED_SECOND], "EXIT_INSPECTORATE")
BEFORE[Stage.WITH_RECEIVABLES] = (*BEFORE[Stage.WARNED_SECOND], "EXIT_RECEIVABLES")
BEFORE[Stage.WITH_CURATOR] = ("BANKRUPTCY", "EXIT_CURATOR")
BEFORE[Stage.RETURNED] = (*BEFORE[Stage.WITH_PROSECUTORS], "RETURNED")
BEFORE[Stage.COMPLIANT] = (*BEFORE[Stage.WARNED_FIRST], "COMPLIANCE_SHOWN")
BEFORE[Stage.CLOSED] = (*BEFORE[Stage.COMPLIANT], "SETTLED")


def done(sequence: int, kind: str, **values: object) -> Done:
    """A step of the past whose time is over and whose letter is signed."""
    step = STEPS[kind]
    given: dict[str, object] = {
        "sequence": sequence,
        "kind": kind,
        "from_stage": "",
        "stage": step.to or "",
        "happened_on": OPENED,
        "due_on": date(2024, 10, 1),
        "data": {},
    }
    if step.letter:
        given |= {
            "letter_id": sequence,
            "letter_status": "SIGNED",
            "letter_number": f"B/{sequence}",
            "letter_date": OPENED,
        }
    return Done(**{**given, **values})  # type: ignore[arg-type]


def facts(stage: Stage, *further: str, without: tuple[str, ...] = (), **values: object) -> Facts:
    """A case at a stage after all letters before it, with every time over and arrears unpaid."""
    kinds = [kind for kind in (*BEFORE[stage], *further) if kind not in without]
    case = Case(
        pk=1,
        number="PK-KC-PANGKALPINANG-2024-0001",
        firm_name="CV Contoh",
        firm_key="x",
        stage=stage,
        version=len(kinds) + 1,
        opened_on=OPENED,
        last_step_on=OPENED,
    )
    made = Facts(
        case=case,
        on=TODAY,
        steps=tuple(done(number, kind) for number, kind in enumerate(kinds, start=2)),
        grounds=frozenset({FindingKind.ARREARS, FindingKind.WAGES_UNDERREPORTED}),
        standing=frozenset({FindingKind.ARREARS, FindingKind.WAGES_UNDERREPORTED}),
        found_on=OPENED,
        claim=OWED,
        deficit=0,
        mandated=False,
    )
    return replace(made, **values)  # type: ignore[arg-type]


def favourable(stage: Stage, kind: str) -> Facts:
    """The same, with whatever the rules of one step ask for on top."""
    settled = {"claim": NOTHING, "standing": frozenset()}
    if kind in ("SETTLED", "COMPLIANCE_SHOWN"):
        return facts(stage, **settled)
    if kind == "SERVICES_RESTORED":
        return facts(stage, "DENIAL_REQUEST", **settled)
    if kind == "WARNING_FIRST":
        wages = frozenset({FindingKind.WAGES_UNDERREPORTED})
        return facts(stage, without=(kind,), grounds=wages, standing=wages)
    if kind == "DENIAL_REQUEST":
        return facts(stage, "FINE", without=(kind,))
    if kind == "STOPPED":
        return facts(stage, without=("DENIAL_REQUEST",))
    if kind == "OBJECTION_ANSWERED":
        made = facts(stage)
        objection = done(90, "EMPLOYER_REPLIED", data={"kind": "OBJECTION"})
        return replace(made, steps=(*made.steps, objection))
    if kind == "EXIT_CURATOR":
        return facts(stage, "BANKRUPTCY")
    if kind == "BANKRUPTCY":
        return facts(stage, without=("BANKRUPTCY",))
    if STEPS[kind].once:
        return facts(stage, without=(kind,))
    return facts(stage)
