"""Meetings, minutes that close, commitments carried by link, approval by who holds the post."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.db import DatabaseError, transaction

from payung.access.models import HolderKind, Role, ScopeKind
from payung.access.reader import reader_for
from payung.documents.operations import record_acting_authority
from payung.documents.queries import letters
from payung.errors import PayungError
from payung.partnerships.commitments import CommitmentState
from payung.partnerships.models import Commitment, Meeting
from payung.partnerships.operations import (
    Guest,
    add_commitment,
    adopt_minutes,
    decide_approval,
    move_due_day,
    plan_meeting,
    record_minutes,
    record_progress,
    request_approval,
    sign_agreements,
)
from payung.partnerships.queries import (
    burndown,
    commitments,
    meeting_state,
    meetings,
    waiting_for,
)
from tests.access import builders as access
from tests.partnerships import builders as build
from tests.partnerships.builders import BANJARMASIN, BATULICIN

TODAY = date(2024, 12, 18)


def refusal(act) -> str:
    with pytest.raises(PayungError) as caught:
        act()
    return caught.value.code


def planned(held_on: date = TODAY, **fields: object) -> Meeting:
    return plan_meeting(
        **{
            "actor": build.reader(BANJARMASIN),
            "series": "Monev tahunan",
            "title": f"Monev {held_on:%Y-%m}",
            "office_code": BANJARMASIN,
            "place": "Banjarmasin",
            "held_on": held_on,
            "starts_at": time(9),
            "agenda": ["Kepatuhan", "Perpanjangan"],
            "guests": [
                Guest(post_id=build.head("KN-63.71").post_id, office_code="KN-63.71"),
                Guest(body="Polres Banjar", name="Wakil Polres", present=False),
            ],
            **fields,
        }
    )


def held(held_on: date = TODAY) -> Meeting:
    meeting = planned(held_on)
    actor = build.reader(BANJARMASIN)
    return record_minutes(
        actor=actor,
        meeting_id=meeting.pk,
        minutes="Membahas kepatuhan.",
        decisions=["SKK diserahkan setiap triwulan."],
        chair="Kepala Kantor Cabang",
        secretary="Petugas Pembina",
    )


def promised(meeting: Meeting, due_on: date = date(2024, 12, 31), **owner: object) -> Commitment:
    return add_commitment(
        actor=build.reader(BANJARMASIN),
        meeting_id=meeting.pk,
        text="Menyerahkan 25 SKK",
        due_on=due_on,
        **(owner or {"owner_office": BANJARMASIN}),
    )


def test_open_commitments_are_carried_by_link_and_closed_ones_are_not(here) -> None:
    actor = build.reader(BANJARMASIN)
    first = held(date(2024, 6, 1))
    late = promised(first, date(2024, 9, 30))
    done = promised(first, date(2024, 10, 31))
    record_progress(actor=actor, commitment_id=done.pk, kind="DONE", note="BA serah terima 12")
    second = held(TODAY)
    record_minutes(actor=actor, meeting_id=second.pk, minutes="Diperbaiki.", decisions=["Lain."])

    (row,) = commitments(actor, TODAY, meeting=second)
    assert (row.commitment, row.carried, row.state) == (late, 1, CommitmentState.LATE)
    assert Commitment.objects.count() == 2, "linked, not copied"
    move_due_day(
        actor=actor,
        commitment_id=late.pk,
        meeting_id=second.pk,
        due_on=date(2025, 1, 31),
        note="Disepakati diundur",
    )
    (row,) = commitments(actor, TODAY, meeting=second)
    assert (row.state, row.due_on) == (CommitmentState.OPEN, date(2025, 1, 31))
    told = burndown(commitments(actor, TODAY), [date(2024, 9, 30), date(2024, 11, 1), TODAY])
    assert [(day.open, day.late) for day in told] == [(2, 0), (2, 2), (1, 0)]


def test_adopted_minutes_are_closed_for_everyone_and_everything(here) -> None:
    actor, meeting = build.reader(BANJARMASIN), held()
    promised(meeting)
    adopt_minutes(actor=actor, meeting_id=meeting.pk)
    adopt_minutes(actor=actor, meeting_id=meeting.pk)
    (letter,) = letters(actor, about=f"meeting:{meeting.pk}", kind="minutes")
    assert letter.number
    assert letter.data["commitments"][0]["due_on"] == "2024-12-31"
    assert (
        refusal(lambda: record_minutes(actor=actor, meeting_id=meeting.pk, minutes="Lain."))
        == "minutes_closed"
    )
    assert refusal(lambda: promised(meeting, date(2025, 3, 1))) == "minutes_closed"
    for change in (
        lambda: Meeting.objects.filter(pk=meeting.pk).update(minutes="Lain."),
        lambda: meeting.attendance.all().delete(),
        lambda: meeting.decisions.update(text="Lain."),
        lambda: Commitment.objects.filter(meeting=meeting).update(text="Lain."),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_what_cannot_be_is_refused(here) -> None:
    meeting = held()
    assert refusal(lambda: promised(meeting, date(2024, 12, 17))) == "due_in_past"
    assert refusal(lambda: promised(meeting, owner_name="")) == "commitment_incomplete"
    assert (
        refusal(lambda: planned(starts_at=time(9), ends_at=time(8), series="Lain"))
        == "ends_before_start"
    )
    future = planned(date(2025, 1, 10))
    assert (
        refusal(
            lambda: record_minutes(
                actor=build.reader(BANJARMASIN), meeting_id=future.pk, minutes="Terlalu dini"
            )
        )
        == "not_held_yet"
    )


def test_a_meeting_is_seen_by_those_who_attend_and_by_nobody_else(here) -> None:
    meeting = planned()
    assert meeting.attendance.first().name == str(build.head("KN-63.71").user)
    assert meetings(build.reader("KN-63.71")).get() == meeting
    assert not meetings(build.reader(BATULICIN)).exists()
    assert not meetings(build.reader("KN-63.02")).exists()


def regent(kind: str = HolderKind.DEFINITIVE):
    """A post that approves for the government of a regency, and who exercises it."""
    holder = access.holder(Role.MANPOWER_OFFICER, ScopeKind.REGION, "63.71")
    if kind != HolderKind.DEFINITIVE:
        holder = holder.post.holders.create(user=access.user(), kind=kind, valid_from=TODAY)
    return holder


def test_the_acting_regent_approves_minutes_but_a_budget_only_by_his_decree(here) -> None:
    actor, meeting = build.reader(BANJARMASIN), held()
    acting = regent(HolderKind.DAILY_ACTING)
    reader = reader_for(acting.user)
    minutes = request_approval(
        actor=actor, post_id=acting.post_id, subject="minutes", about=f"meeting:{meeting.pk}"
    )
    assert refusal(lambda: adopt_minutes(actor=actor, meeting_id=meeting.pk)) == "minutes_waiting"
    assert waiting_for(reader, TODAY) == [minutes]
    incumbent = acting.post.holders.exclude(pk=acting.pk).get().user
    assert (
        refusal(
            lambda: decide_approval(
                actor=reader_for(incumbent), request_id=minutes.pk, approve=True
            )
        )
        == "not_the_holder"
    )
    decision = decide_approval(actor=reader, request_id=minutes.pk, approve=True)
    assert (decision.holder, decision.holder_kind) == (acting, HolderKind.DAILY_ACTING)
    adopt_minutes(actor=actor, meeting_id=meeting.pk)
    assert meeting_state(Meeting.objects.get(pk=meeting.pk)) == "ADOPTED"

    budget = request_approval(
        actor=actor,
        post_id=acting.post_id,
        subject="budget",
        about="budget:63.71/2025",
        title="Iuran 1.200 tenaga non-ASN",
        office_code=BANJARMASIN,
        amount=241_920_000,
    )
    assert (
        refusal(lambda: decide_approval(actor=reader, request_id=budget.pk, approve=True))
        == "holder_may_not"
    )
    custodian = access.reader(Role.DATA_CUSTODIAN, ScopeKind.NATION)
    record_acting_authority(
        actor=custodian, holder_id=acting.pk, subject="budget", clause="termasuk APBD tahun ini"
    )
    assert decide_approval(actor=reader, request_id=budget.pk, approve=True).approved


def test_an_officer_of_a_government_plans_a_meeting_of_his_region_alone(here) -> None:
    officer = reader_for(access.holder(Role.MANPOWER_OFFICER, ScopeKind.REGION, "63.71").user)
    meeting = planned(actor=officer, series="Rapat KSO", region_code="63.71", guests=[])
    assert meetings(officer).get() == meeting
    assert (
        refusal(lambda: planned(actor=officer, series="Rapat lain", region_code="63.01", guests=[]))
        == "reach"
    )


def test_nobody_approves_what_he_drafted_and_a_refused_draft_is_not_signed(here) -> None:
    actor = build.reader(BANJARMASIN)
    made = build.draft(starts_on=TODAY)
    about = f"agreement:{made.pk}"
    own = build.head(BANJARMASIN).post
    request = request_approval(
        actor=actor, post_id=own.pk, subject="binding_agreement", about=about
    )
    assert (
        refusal(lambda: decide_approval(actor=actor, request_id=request.pk, approve=True))
        == "own_draft"
    )
    assert refusal(lambda: sign_agreements(actor=actor, agreement_ids=[made.pk])) == "not_signable"


def test_a_closed_commitment_is_reopened_before_it_moves_again(here) -> None:
    actor = build.reader(BANJARMASIN)
    one = promised(held())
    step = {"actor": actor, "commitment_id": one.pk}
    record_progress(kind="DONE", note="Bukti terlampir", **step)
    record_progress(kind="DONE", note="Bukti terlampir", **step)
    assert one.steps.count() == 1, "telling it twice changes nothing"
    assert (
        refusal(lambda: record_progress(kind="PROGRESS", note="Masih jalan", **step))
        == "commitment_closed"
    )
    record_progress(kind="REOPENED", note="Ternyata kurang", due_on=date(2025, 1, 15), **step)
    (row,) = commitments(actor, TODAY)
    assert (row.state, row.due_on) == (CommitmentState.OPEN, date(2025, 1, 15))
