"""The table of states: every pair of state and act, allowed or refused, and its diagram."""

from __future__ import annotations

from datetime import date

import pytest

from payung.access.reader import Reader
from payung.compliance.errors import MandateRefused
from payung.compliance.mandate_checks import CHECKS
from payung.compliance.mandate_facts import Facts
from payung.compliance.mandate_fields import FIELDS
from payung.compliance.mandate_guards import GUARDS
from payung.compliance.mandate_states import (
    BRANCH,
    ENDED,
    RUNNING,
    TABLE,
    Act,
    State,
    Transition,
    acts_from,
    transition,
)
from payung.compliance.models import Mandate, MandateStep
from payung.compliance.operations import mandates as operations
from payung.documents.kinds import KINDS
from payung.law import parameters
from tests.compliance.mandates import builders as build
from tests.compliance.mandates.builders import People

TOLD = {
    "reason": "Alasan yang jelas",
    "facts": ["Fakta"],
    "issue": "Masalah",
    "analysis": ["Analisis"],
    "recommendation": "ACCEPT",
    "conclusion": "Kesimpulan",
    "valid_until": "2026-12-31",
    "appear_on": "2025-01-06",
    "time": "10.00",
    "place": "Ruang Datun",
    "starts_on": "2024-12-18",
    "ends_on": "2024-12-19",
    "met_name": "Budi",
    "met_title": "Direktur",
    "attendees": "Budi; Direktur; CV Contoh",
    "points": ["Pokok"],
    "results": ["Hasil"],
    "covers": "ALL",
    "instalments": [["2024-12-27", 600_000], ["2025-01-27", 400_000]],
    "deed_number": "1/Akta/2024",
    "chair": "Kasi Datun",
    "secretary": "Staf",
    "decisions": ["Gugat"],
    "arrears_proven": True,
    "no_good_faith": True,
    "claim_kind": "SMALL_CLAIM",
    "court": "PN Sungailiat",
    "grounds": ["Posita"],
    "evidence": ["Bukti"],
    "claims": ["Petitum"],
    "court_case_number": "4/Pdt.G.S/2024",
    "agenda": "Sidang",
    "result": "Hadir",
    "judgment_number": "4/2024",
    "judgment": "GRANTED",
    "raised_by": "EMPLOYER",
    "enforcement": "AANMANING",
    "court_letter": "1/Pen/2024",
    "close_reason": "DISSOLVED",
}


def test_each_pair_has_at_most_one_row_and_each_word_a_meaning() -> None:
    pairs = [(row.state, row.act) for row in TABLE]
    assert len(pairs) == len(set(pairs))
    for row in TABLE:
        assert set(row.guards) <= GUARDS.keys(), row
        assert set(row.checks) <= CHECKS.keys(), row
        assert set(row.data) <= FIELDS.keys(), row
        assert not row.letter or row.letter in KINDS, row
        assert row.permissions, row
        if row.limit:
            assert parameters.get(row.limit, build.TODAY).number > 0


def test_every_state_is_reached_and_every_running_one_can_be_left() -> None:
    reached = {row.to for row in TABLE}
    assert reached == set(State)
    for state in RUNNING:
        ways_out = {row.to for row in acts_from(state) if not row.stays}
        assert ways_out & {*ENDED, State.PAID}, state
    for state in ENDED:
        assert {row.act for row in acts_from(state)} == {Act.REPORT}


def test_the_main_way_goes_from_the_request_to_the_money() -> None:
    way = [
        Act.REQUEST, Act.REVIEW, Act.ACCEPT, Act.GRANT, Act.SUMMON, Act.SUMMON, Act.VISIT,
        Act.NEGOTIATE, Act.AGREE, Act.FIRST_PAYMENT, Act.PAY_IN_FULL, Act.CLOSE,
    ]  # fmt: skip
    state: State = State.PREPARED
    for act in way:
        row = transition(state, act)
        assert row is not None, (state, act)
        state = row.to
    assert state == State.CLOSED


@pytest.mark.django_db
def test_every_pair_is_allowed_or_refused_as_the_table_says(town: People, monkeypatch) -> None:
    """With facts that open every guard, the operation does exactly what the table says.

    Each pair runs on a mandate of its own state; whatever is refused leaves no trace.
    """
    who = town
    mandate = build.requested(who)
    monkeypatch.setattr(operations, "facts_of", lambda *_: None)
    monkeypatch.setattr(operations, "_check", lambda *_: None)
    monkeypatch.setattr(operations, "letter_of", lambda *_: None)
    monkeypatch.setattr(operations, "apply", _bare_step)
    allowed = 0
    for state in State:
        build.in_state(mandate, state, who.head, build.TODAY)
        _refused_where_there_is_no_row(who, mandate)
        for row in acts_from(state):
            build.in_state(mandate, state, who.head, build.TODAY)
            data = {name: TOLD.get(name) for name in row.data}
            if row.act == Act.SUBSTITUTE:
                data = {"attorneys": [who.attorney.user.pk]}
            step = build.do(_actor(who, row), mandate, row.act, build.TODAY, **data)
            assert (step.from_state, step.state) == (state, row.to), (state, row.act)
            assert mandate.state == row.to
            allowed += 1
    assert allowed == len(TABLE)


def _refused_where_there_is_no_row(who: People, mandate: Mandate) -> None:
    """Every act without a row in the mandate's state is refused and leaves no trace."""
    before = MandateStep.objects.filter(mandate=mandate).count()
    for act in Act:
        if transition(mandate.state, act) is not None:
            continue
        with pytest.raises(MandateRefused) as refusal:
            operations.move(
                actor=who.head, mandate_id=mandate.pk, act=act, happened_on=build.TODAY,
                expected_version=mandate.version,
            )  # fmt: skip
        assert refusal.value.code == "mandate_act", (mandate.state, act)
    assert MandateStep.objects.filter(mandate=mandate).count() == before


def _actor(who: People, row: Transition) -> Reader:
    """Somebody who may do the act of a row."""
    if row.side == BRANCH:
        return who.head
    return who.attorney if "HANDLE_MANDATES" in row.permissions else who.kajari


def _bare_step(done, letter) -> MandateStep:
    """The step alone: what else an act writes is tested with the act."""
    return MandateStep.objects.create(
        mandate=done.mandate,
        sequence=done.mandate.version + 1,
        act=done.row.act,
        from_state=done.row.state,
        state=done.row.to,
        happened_on=done.on,
        recorded_by=done.actor.user,
    )


#: Facts under which each guard holds, and the change that shuts it.
OPEN = Facts(
    on=build.TODAY,
    agreement="1",
    due_total=1,
    recommendation="ACCEPT",
    valid_until=date(2025, 12, 31),
    attorneys=frozenset({7}),
    office_attorneys=frozenset({7, 8}),
    actor=7,
    handed_over=1_000_000,
    remaining_principal=600_000,
    remaining_penalty=400_000,
    paid_since_agreement=1,
    instalments_missed=2,
    litigation=True,
    claim_kind="SMALL_CLAIM",
    hearings=1,
    judgment="GRANTED",
)
SHUT = {
    "exit_prosecutors": {"with_prosecutors": False},
    "file_complete": {"missing": (("SP1 belum terbit", "SP1 was not issued"),)},
    "agreement_valid": {"agreement": ""},
    "not_busy": {"busy_number": "PK-1/SKK-1"},
    "something_due": {"due_total": 0},
    "review_favourable": {"recommendation": "DECLINE"},
    "in_force": {"valid_until": date(2024, 12, 17)},
    "named_attorney": {"actor": 9},
    "summons_left": {"summonses": 3},
    "summons_passed": {"last_appearance": build.TODAY},
    "not_settled": {"remaining_principal": 0, "remaining_penalty": 0},
    "nothing_remains": {},
    "paid_since_agreement": {"paid_since_agreement": 0},
    "instalments_missed": {"instalments_missed": 1},
    "without_litigation_power": {},
    "litigation_power": {"litigation": False},
    "within_small_claim": {"remaining_principal": 500_000_001},
    "was_heard": {"hearings": 0},
    "small_claim_judged": {"judged": "LAWSUIT"},
    "lawsuit_judged": {"judged": "SMALL_CLAIM"},
    "objection_open": {"objection_until": date(2024, 12, 17)},
    "objection_passed": {"objection_until": build.TODAY},
    "judgment_granted": {"judgment": "REJECTED"},
    "not_reported": {"reported": True},
}
#: Where the open facts above do not fit the guard.
OPENED_BY = {
    "nothing_remains": {"remaining_principal": 0, "remaining_penalty": 0},
    "without_litigation_power": {"litigation": False},
    "small_claim_judged": {"judged": "SMALL_CLAIM"},
    "lawsuit_judged": {"judged": "LAWSUIT"},
}


@pytest.mark.parametrize("name", GUARDS)
def test_each_guard_holds_and_is_shut_with_a_reason_in_both_languages(name) -> None:
    from dataclasses import replace

    assert GUARDS[name](replace(OPEN, **OPENED_BY.get(name, {}))) is None
    why = GUARDS[name](replace(OPEN, **SHUT[name]))
    assert why is not None
    assert all(len(sentence) > 15 for sentence in why)


def test_a_step_out_of_line_is_refused_by_the_database_itself(town: People) -> None:
    from django.db import IntegrityError, transaction

    who = town
    mandate = build.requested(who)
    wrong = {"mandate": mandate, "act": "GRANT", "happened_on": build.TODAY,
             "recorded_by": who.head.user}  # fmt: skip
    for values in (
        {"sequence": 3, "from_state": "REQUESTED", "state": "REVIEWED"},
        {"sequence": 2, "from_state": "ACCEPTED", "state": "MANDATED"},
        {"sequence": 2, "from_state": "REQUESTED", "state": "REVIEWED",
         "happened_on": date(2024, 1, 1)},
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match="does not follow"), transaction.atomic():
            MandateStep.objects.create(**{**wrong, **values})
    with pytest.raises(IntegrityError, match="moves by its steps"), transaction.atomic():
        Mandate.objects.filter(pk=mandate.pk).update(state="PAID")
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(pk=mandate.pk).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        MandateStep.objects.filter(mandate=mandate).update(reason="lain")
