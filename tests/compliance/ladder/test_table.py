"""The ladder's one table: every pair of stage and step, allowed or refused, and each rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from payung.compliance import guards
from payung.compliance.judging import why_not
from payung.compliance.ladder import EXITS, STEPS, transitions
from payung.compliance.models import FindingKind, Stage
from payung.documents.kinds import KINDS
from tests.compliance.ladder import samples
from tests.compliance.ladder.samples import NOTHING, done, facts, favourable

BY_HAND = [kind for kind, step in STEPS.items() if step.by_hand]
PAIRS = [(stage, kind) for stage in Stage for kind in BY_HAND]
ALLOWED = {(begin, kind) for begin, kind, _ in transitions()}


@pytest.mark.parametrize(("stage", "kind"), PAIRS, ids=lambda value: str(value))
def test_a_step_follows_the_stages_of_the_table_and_no_other(stage: Stage, kind: str) -> None:
    verdict = why_not(STEPS[kind], favourable(stage, kind))
    if (stage, kind) in ALLOWED:
        assert verdict is None, verdict
    else:
        assert verdict is not None
        assert verdict.code == "case.wrong_stage"
        assert str(Stage(stage).label) in verdict.message_id


def test_every_open_stage_can_be_reached_and_left() -> None:
    moves = {(begin, end) for begin, _, end in transitions() if begin != end}
    assert {end for _, end in moves} == set(Stage)
    assert {begin for begin, _ in moves} == {"", *Stage}


def test_an_exit_is_left_only_by_return_compliance_closing_or_the_curator() -> None:
    ways = {kind for begin, kind, end in transitions() if begin in EXITS and begin != end}
    assert ways == {"RETURNED", "COMPLIANCE_SHOWN", "STOPPED", "EXIT_CURATOR"}
    assert (Stage.WITH_PROSECUTORS, "STOPPED") not in ALLOWED


def test_every_letter_of_the_table_is_a_kind_of_letter() -> None:
    assert {step.letter for step in STEPS.values() if step.letter} <= set(KINDS)


RUNNING = replace(
    facts(Stage.WARNED_FIRST),
    steps=(
        *facts(Stage.COLLECTED).steps,
        done(9, "WARNING_FIRST", happened_on=date(2024, 12, 9), due_on=date(2024, 12, 20)),
    ),
)
DRAFT = replace(
    facts(Stage.WARNED_FIRST),
    steps=(
        *facts(Stage.COLLECTED).steps,
        done(9, "WARNING_FIRST", letter_status="DRAFT", letter_number=""),
    ),
)
OBJECTED = replace(
    facts(Stage.WARNED_FIRST),
    steps=(
        *facts(Stage.WARNED_FIRST).steps,
        done(9, "EMPLOYER_REPLIED", data={"kind": "OBJECTION"}),
    ),
)
SMALL = samples.Claim(
    samples.TODAY, (samples.ClaimMonth(date(2024, 8, 1), 7_000_000, 999_999, 3, ""),)
)
REFUSALS = [
    ("SP2 within the ten days of SP1", "WARNING_SECOND", RUNNING, "time_not_over"),
    ("SP2 while SP1 is a draft", "WARNING_SECOND", DRAFT, "letter_not_signed"),
    ("SP2 while an objection waits", "WARNING_SECOND", OBJECTED, "objection_open"),
    ("SP1 for arrears that were never claimed", "WARNING_FIRST",
     facts(Stage.REMINDED), "not_collected"),
    ("SP1 for wages without any letter", "WARNING_FIRST",
     facts(Stage.REMINDED, without=("REMINDER",),
           grounds=frozenset({FindingKind.WAGES_UNDERREPORTED})), "not_asked"),
    ("SP1 twice", "WARNING_FIRST", facts(Stage.WARNED_FIRST), "already_taken"),
    ("a collection letter for nothing", "COLLECTION_LETTER",
     facts(Stage.OPENED, claim=NOTHING), "nothing_to_collect"),
    ("a reminder to whoever complies", "REMINDER",
     facts(Stage.OPENED, claim=NOTHING, standing=frozenset()), "nothing_owed"),
    ("a fine without a base", "FINE", facts(Stage.WARNED_SECOND, claim=NOTHING), "no_base"),
    ("TMP2T before the fine", "DENIAL_REQUEST", facts(Stage.WARNED_SECOND), "not_fined"),
    ("prosecutors before both warnings", "EXIT_PROSECUTORS",
     facts(Stage.RETURNED, without=("WARNING_SECOND",)), "not_warned"),
    ("labour inspectorate for arrears alone", "EXIT_INSPECTORATE",
     facts(Stage.WARNED_SECOND, grounds=frozenset({FindingKind.ARREARS})), "only_arrears"),
    ("receivables below the floor", "EXIT_RECEIVABLES",
     facts(Stage.WARNED_SECOND, claim=SMALL), "too_small"),
    ("receivables after a mandate", "EXIT_RECEIVABLES",
     facts(Stage.RETURNED, mandated=True), "mandated_once"),
    ("prosecutors for a bankrupt firm", "EXIT_PROSECUTORS",
     facts(Stage.WARNED_SECOND, "BANKRUPTCY"), "bankrupt"),
    ("a warning to a bankrupt firm", "WARNING_SECOND",
     facts(Stage.WARNED_FIRST, "BANKRUPTCY"), "bankrupt"),
    ("the curator of a living firm", "EXIT_CURATOR", facts(Stage.COLLECTED), "not_bankrupt"),
    ("a return while the mandate runs", "RETURNED",
     facts(Stage.WITH_PROSECUTORS, mandate_running=True), "mandate_running"),
    ("closing while it owes again", "SETTLED", facts(Stage.COMPLIANT), "owes_again"),
    ("closing while services are denied", "SETTLED",
     facts(Stage.COMPLIANT, "DENIAL_REQUEST", claim=NOTHING), "services_denied"),
    ("restoring what was not denied", "SERVICES_RESTORED",
     facts(Stage.COMPLIANT), "not_denied"),
    ("answering no objection", "OBJECTION_ANSWERED", facts(Stage.COLLECTED), "no_objection"),
    ("a letter on a Sunday", "REMINDER",
     facts(Stage.OPENED, on=date(2024, 12, 15)), "on_day_off"),
    ("a letter before the finding", "REMINDER",
     facts(Stage.OPENED, on=date(2024, 8, 1)), "before_finding"),
    ("a letter of tomorrow", "REMINDER",
     facts(Stage.OPENED, on=date(2024, 12, 19)), "in_future"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "known", "code"),
    [row[1:] for row in REFUSALS],
    ids=[row[0] for row in REFUSALS],
)
def test_a_rule_refuses_with_its_reason(kind: str, known, code: str) -> None:
    verdict = why_not(STEPS[kind], known)
    assert verdict is not None
    assert verdict.code == f"case.{code}"
    assert verdict.message_id.endswith(".")
    assert verdict.message_en.endswith(".")


def test_every_rule_of_the_table_has_a_refusal_above() -> None:
    used = {guard for step in STEPS.values() for guard in step.guards}
    proved = {
        guard
        for _, kind, known, _ in REFUSALS
        for guard in STEPS[kind].guards
        if guard(known) is not None
    }
    assert used - proved == set()
    assert guards.still_owes in proved


def test_joint_leave_is_no_day_for_a_letter() -> None:
    """10 May 2024 was joint leave: a working day for due dates, none for letters."""
    early = facts(Stage.OPENED, on=date(2024, 5, 10), found_on=date(2024, 5, 2))
    early.case.opened_on = early.case.last_step_on = date(2024, 5, 2)
    verdict = why_not(STEPS["REMINDER"], early)
    assert verdict is not None
    assert verdict.code == "case.on_day_off"
    assert "13 Mei 2024" in verdict.message_id


def test_a_cancelled_warning_can_be_issued_again() -> None:
    """A letter that was withdrawn before it was signed counts as never written."""
    assert (
        why_not(STEPS["WARNING_FIRST"], facts(Stage.WARNED_FIRST, without=("WARNING_FIRST",)))
        is None
    )
    step = done(1, "WARNING_FIRST", letter_status="CANCELLED")
    assert step.cancelled
